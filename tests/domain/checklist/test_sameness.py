"""Not the same words as another answer of the last hour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklist import sameness
from domain.terms import Advised
from tests.domain.checklist.drafts import answer

TEXT = "Здравствуйте! Фонарь у дома 12 на Полярной заменят до 15 декабря, работы оплачены."


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper(),
        "Здравствуйте! Фонарь у дома 14 на Полярной заменят до 20 декабря, работы оплачены.",
        "Добрый день! Фонарь у дома 12 на Полярной заменят до 15 декабря, работы оплачены!",
    ],
)
def test_a_copy_is_doubted(other: str) -> None:
    """A copy with other figures or another greeting is a copy; which answer it is like is not told."""
    advice = sameness.check(answer(TEXT, others=("Щебень привезут завтра.", other)))
    assert (advice.advised, advice.seen) == (Advised.DOUBT, ())
    assert not any(letter.isdigit() for letter in advice.explanation)


@pytest.mark.parametrize(
    "other",
    [
        "Здравствуйте! Щебень на Полярной отсыплют в пятницу, бригада уже на месте.",
        "Фонарь у дома 12 заменят.",
        f"{TEXT} Кроме того, на соседней улице проложат новый кабель, поставят две опоры и обрежут деревья у линии.",
        "",
    ],
)
def test_other_words_pass(other: str) -> None:
    """Another answer, a part of this one, or a much longer one is not the same."""
    assert sameness.check(answer(TEXT, others=(other,))).advised is Advised.OK


def test_short_answers_are_compared_whole() -> None:
    """Two words are the same as the same two words, and as no others."""
    assert sameness.check(answer("Фонарь горит", others=("фонарь горит!",))).advised is Advised.DOUBT
    assert sameness.check(answer("Фонарь горит", others=("Щебень привезли",))).advised is Advised.OK


def test_nothing_to_compare() -> None:
    """Where nobody can tell the answers, or the text has no words, nothing is judged."""
    assert sameness.check(answer(TEXT, others=None)).advised is Advised.NOT_APPLICABLE
    assert sameness.check(answer("…", others=(TEXT,))).advised is Advised.NOT_APPLICABLE
    assert sameness.check(answer(TEXT)).advised is Advised.OK


@given(one=st.text(max_size=100), other=st.text(max_size=100))
def test_likeness_is_mutual(one: str, other: str) -> None:
    """What is like another has the other like it; every text with words is like itself."""
    said = sameness.check(answer(one, others=(other,))).advised
    back = sameness.check(answer(other, others=(one,))).advised
    if Advised.NOT_APPLICABLE not in {said, back}:
        assert said is back
    assert sameness.check(answer(one, others=(one,))).advised in {Advised.DOUBT, Advised.NOT_APPLICABLE}
