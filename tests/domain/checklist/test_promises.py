"""Promises: those with a day are listed, those without one are doubted."""

from datetime import date

import pytest

from domain.checklist import promises
from domain.checklist.promises import check
from domain.terms import Advised
from tests.domain.checklist.drafts import answer, told


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Отремонтируем до 15 декабря.", date(2026, 12, 15)),
        ("Ремонт запланирован в декабре 2026 года.", date(2026, 12, 31)),
        ("Заменим в течение 10 дней.", date(2026, 12, 5)),
        ("Сообщим о результате в пятницу.", date(2026, 11, 27)),
        ("Щебень отсыпят: работы будут завтра.", date(2026, 11, 26)),
        # Without a calendar every day counts.
        ("Почистим и покрасим за 3 рабочих дня.", date(2026, 11, 28)),
    ],
)
def test_a_promise_with_a_day(text: str, on: date) -> None:
    """The day is read, and the sentence is shown."""
    (promise,) = promises(answer(f"Здравствуйте! {text} Спасибо."))
    assert (promise.on, promise.seen.words) == (on, text.removesuffix("."))
    advice = check(answer(text))
    assert advice.advised is Advised.OK
    assert f"{on:%d.%m.%Y}" in advice.explanation


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Починим в ближайшее время.", ["в ближайшее время"]),
        (
            "Починим по мере финансирования, сообщим позже.",
            ["по мере финансирования", "сообщим позже"],
        ),
        ("Фонарь заменим.", ["заменим"]),
        ("Заменим до 15 декабря, остальное в кратчайшие сроки.", ["в кратчайшие сроки"]),
    ],
)
def test_a_promise_without_a_day(text: str, seen: list[str]) -> None:
    """«Soon» is no day, also beside a promise that has one."""
    assert told(check(answer(text))) == (Advised.DOUBT, seen)


@pytest.mark.parametrize("text", ["Фонарь заменили 20 ноября.", "Приёмная открыта до 18:00.", ""])
def test_no_promise(text: str) -> None:
    """What was done, or is so, is no promise."""
    assert check(answer(text)).advised is Advised.NOT_APPLICABLE
    assert promises(answer(text)) == ()


def test_a_day_that_has_passed_is_no_promise() -> None:
    """A promise that names a day of the past is one without a day."""
    text = "Фонарь должны были заменить 20 ноября."
    assert promises(answer(text)) == ()
    assert check(answer(text)).advised is Advised.DOUBT


def test_the_same_promise_is_listed_once() -> None:
    """A sentence that names one day twice is one promise; two sentences are two."""
    assert len(promises(answer("До 15 декабря, то есть до 15.12.2026, починим."))) == 1
    assert len(promises(answer("Лампу заменим до 15 декабря. Кабель заменим до 15 декабря."))) == 2


def test_a_promise_tells_no_personal_data() -> None:
    """What is shown of a sentence has its telephone made unreadable."""
    (promise,) = promises(answer("До 15 декабря позвоним вам по номеру 8 914 123-45-67 и починим."))
    assert "914" not in promise.seen.words
