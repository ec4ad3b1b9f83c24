"""What the acts demand of the answer's words: asked of each draft, advised on by machines, ticked by people."""

from datetime import date

import pytest

from domain.checklist import Answer, advise
from domain.terms import Advised, DraftKind, Network
from tests.conformance.alike import CHAIN, Alike, alike, take, to_executor
from tests.conformance.proof import for_each, proves
from tests.domain.lifecycle.builders import EXECUTOR, GUL, LUZ, PRO, STA, VOL, shipped

QUESTION = "На Полярной третий день нет горячей воды, когда восстановят?"
GOOD = "Горячую воду на Полярной дадут до 20 марта: бригада меняет трубу."
FORMULA = "Ваше сообщение принято к сведению."
FOREIGN = "График приёма граждан опубликован."

ACTS = [alike(PRO, "17"), alike(VOL, "11"), alike(LUZ, "11"), alike(STA, "20")]


def doubted(row: Alike, text: str, *, repeat: bool = False, **fields: object) -> dict[str, str]:
    """The items that machines doubt in an answer under the act, with their clauses."""
    checklist = shipped(row.regulation).regulation.checklist
    assert checklist is not None
    given = {"text": text, "question": QUESTION, "network": Network.VK, "on": date(2026, 3, 16)} | fields
    advised = advise(checklist, Answer(**given), repeat=repeat)  # type: ignore[arg-type]  # fields by their names
    return {
        item.item.id: item.item.clause
        for item in advised
        if item.advice is not None and item.advice.advised is Advised.DOUBT
    }


@for_each("row", ACTS)
def test_the_answer_is_to_the_point(row: Alike) -> None:
    """An answer about the question passes; a formula and another subject are doubted, by the act's own clause."""
    assert doubted(row, GOOD) == {}
    assert doubted(row, FORMULA)["to-the-point"] == row.clauses[0]
    assert doubted(row, FOREIGN)["to-the-point"] == row.clauses[0]


@for_each("row", ACTS)
def test_the_answer_fits_the_network(row: Alike) -> None:
    """What is longer than the network takes, or is a letter on paper, is doubted by the clause on the format."""
    long = f"{GOOD} {'Подробности у диспетчера. ' * 100}"
    assert doubted(row, long, network=Network.INSTAGRAM) == {"form": row.clauses[0]}
    assert doubted(row, long, network=Network.VK) == {}
    assert doubted(row, f"Исх. № 5. {GOOD}") == {"form": row.clauses[0]}


@for_each("row", [*ACTS, alike(GUL, "2.7")])
def test_photos_that_are_spoken_of_are_attached(row: Alike) -> None:
    """Words of a photo without one are doubted by the clause on attachments; with it nothing is."""
    assert doubted(row, f"{GOOD} Фото прилагаем.") == {"attachments": row.clauses[0]}
    assert doubted(row, f"{GOOD} Фото прилагаем.", attachments=1) == {}


@pytest.mark.parametrize("repeat", [False, True])
@proves("R18")
@for_each("row", [alike(PRO, "16"), alike(VOL, "10"), alike(GUL, "3.4")])
def test_a_repeat_is_answered_with_measures_or_progress(row: Alike, *, repeat: bool) -> None:
    """A new promise alone is doubted, by the clause on repeats; measures and progress pass; first answers are free."""
    promise = "Горячую воду на Полярной дадут до 20 марта, трубу починим."
    assert doubted(row, promise, repeat=repeat) == ({"progress": row.clauses[0]} if repeat else {})
    for told in (
        GOOD + " Работы ведутся.",
        "Воду на Полярной восстановили 12 марта: трубу заменили, проверим до 20 марта.",
    ):
        assert doubted(row, told, repeat=repeat) == {}


@proves("R18")
def test_two_acts_demand_nothing_more_of_a_repeat() -> None:
    """Stavropol 19 is about the order alone, and Luga knows no repeats."""
    for regulation in (STA, LUZ):
        checklist = shipped(regulation).regulation.checklist
        assert checklist is not None
        items = [checklist.asked_of(DraftKind.FINAL, repeat=repeat) for repeat in (False, True)]
        assert items[0] == items[1]


@for_each("row", [*ACTS, alike(GUL, "3.1.3")])
def test_people_decide(row: Alike) -> None:
    """A draft that every machine doubts may be approved as ever; the journal names what nobody has ticked."""
    life = row.life()
    to_executor(row, life)
    life.do("submit_draft", by=EXECUTOR, text=FORMULA)
    entry = life.do("approve", by=CHAIN[row.regulation][0].by, checklist=[{"item": "form", "verdict": "yes"}])
    assert entry.details["checklist"] == [{"item": "form", "verdict": "yes"}]
    assert {"to-the-point", "measures", "own-words"} <= set(entry.details["unticked"])
    take(life, CHAIN[row.regulation][1:])
    assert life.case.state == "approved"
