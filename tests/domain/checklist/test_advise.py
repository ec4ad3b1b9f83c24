"""The advice on a whole draft."""

import pytest

from domain.checklist import advise
from domain.checklist.advice import MOST_SEEN
from domain.checklist.advise import CHECKS
from domain.regulation import Checklist
from domain.terms import Advised, AnswerCheck, AsksOf, DraftKind
from tests.domain.checklist.drafts import answer


def checklist(*items: dict[str, str]) -> Checklist:
    """A checklist of these items."""
    common = {"title": "Пункт", "clause": "9"}
    return Checklist.model_validate({"items": [{"id": f"item-{n}"} | common | item for n, item in enumerate(items)]})


def test_every_check_that_may_be_named_is_there() -> None:
    """No name of the format is without its check."""
    assert set(CHECKS) == set(AnswerCheck)


ASKED = {
    (DraftKind.FINAL, False): {"always", "answer", "final"},
    (DraftKind.FINAL, True): {"always", "answer", "final", "repeat"},
    (DraftKind.INTERIM, False): {"always", "answer", "interim"},
    (DraftKind.INTERIM, True): {"always", "answer", "interim", "repeat"},
    (DraftKind.CLARIFICATION, True): {"always"},
    (DraftKind.EXPLANATION, True): {"always"},
}


@pytest.mark.parametrize(("kind", "repeat"), ASKED)
def test_each_draft_is_asked_its_items(kind: DraftKind, *, repeat: bool) -> None:
    """Questions and explanations meet what is always asked; answers their own kind; repeats what repeats must say."""
    items = checklist(*({"when": when.value} for when in AsksOf))
    advised = advise(items, answer("Текст", kind=kind), repeat=repeat)
    assert {item.item.when.value for item in advised} == ASKED[kind, repeat]


def test_an_item_without_a_check_has_no_advice() -> None:
    """What only a person can judge is listed and left to people."""
    polite, measures = advise(checklist({}, {"check": "measures"}), answer("Привет"), repeat=False)
    assert polite.advice is None
    assert measures.advice is not None
    assert measures.advice.advised is Advised.DOUBT


def test_only_so_many_places_are_told() -> None:
    """A text full of faults is told of by its first places."""
    (advised,) = advise(checklist({"check": "personal_data"}), answer("кв. 5, " * 100), repeat=False)
    assert advised.advice is not None
    assert len(advised.advice.seen) == MOST_SEEN
    assert advised.advice.explanation.count("адрес") == 1
