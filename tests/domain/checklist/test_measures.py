"""Whether a measure and its day are named; and what a repeat is told."""

import pytest

from domain.checklist import measures
from domain.terms import Advised
from tests.domain.checklist.drafts import answer, told


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Фонарь заменили 20 ноября.", {"заменили", "20 ноября"}),
        ("Яму засыплют до конца месяца.", {"засыплют", "до конца месяца"}),
        ("Ведутся работы, закончим в течение трёх дней.", {"Ведутся", "работы", "в течение трёх дней"}),
    ],
)
def test_a_measure_with_its_day(text: str, seen: set[str]) -> None:
    """What is done, goes on or is planned, and when; both places are shown."""
    advised, words = told(measures.check(answer(text)))
    assert advised is Advised.OK
    assert set(words) == seen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Фонарь починим.", "Мера названа («починим»), а день — нет"),
        ("Мы вас услышали, до пятницы подождите.", "Не видно, что сделано"),
        ("", "Не видно, что сделано"),
    ],
)
def test_without_a_measure_or_without_a_day(text: str, said: str) -> None:
    """Either is missing, and it is said which."""
    advice = measures.check(answer(text))
    assert advice.advised is Advised.DOUBT
    assert said in advice.explanation


@pytest.mark.parametrize(
    "text",
    [
        "По прежнему сообщению фонарь заменён, теперь повреждён кабель.",
        "Подрядчику выдано предписание.",
        "Работы ведутся, осталось две опоры.",
        "Направлена заявка в сетевую организацию.",
    ],
)
def test_a_repeat_that_tells_of_measures_or_progress(text: str) -> None:
    """What was done, or how far it is."""
    assert measures.check_progress(answer(text)).advised is Advised.OK


@pytest.mark.parametrize("text", ["Фонарь починим до пятницы.", "Спасибо за неравнодушие!"])
def test_a_repeat_that_only_promises_again(text: str) -> None:
    """A plan or thanks are neither measures nor progress (R18)."""
    advice = measures.check_progress(answer(text))
    assert told(advice) == (Advised.DOUBT, [])
    assert "повторное" in advice.explanation
