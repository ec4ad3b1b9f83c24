"""Amounts of time in a clerk's words."""

from decimal import Decimal

import pytest

from domain.worktime import Amount, Unit
from ops.regulation_new.amounts import amount, amount_or_none, draft_term, lasting
from ops.regulation_new.answers import Answers

NONE = Answers({})
NINE_HOURS = Amount(amount=Decimal(9), unit=Unit.WORKING_HOURS)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("30 минут", "30", Unit.WORKING_MINUTES),
        ("30 раб. мин", "30", Unit.WORKING_MINUTES),
        ("30мин.", "30", Unit.WORKING_MINUTES),
        ("1 минута", "1", Unit.WORKING_MINUTES),
        ("9 часов", "9", Unit.WORKING_HOURS),
        ("1,5 рабочих часа", "1.5", Unit.WORKING_HOURS),
        ("1.5 ч", "1.5", Unit.WORKING_HOURS),
        ("2  Рабочих  дня", "2", Unit.WORKING_DAYS),
        ("7 раб. дн.", "7", Unit.WORKING_DAYS),
        ("3 календарных дня", "3", Unit.CALENDAR_DAYS),
        ("24 часа круглосуточно", "24", Unit.HOURS),
        ("2 суток", "2", Unit.DAYS_24H),
        ("1 сут.", "1", Unit.DAYS_24H),
        ("Немедленно", "0", Unit.AT_ONCE),
    ],
)
def test_an_amount_is_read(text: str, number: str, unit: Unit) -> None:
    """Minutes and hours are working ones, unless they run by the clock."""
    assert amount(text, NONE) == Amount(amount=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("скоро", "не понять, сколько времени"),
        ("3 дня", "дни бывают рабочие и календарные"),
        ("3 недели", "не понять единицу времени «недели»"),
        ("0 минут", "больше нуля"),
        ("1,5 рабочих дня", "нужно целое число"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, reason: str) -> None:
    """The reason says what to write instead."""
    with pytest.raises(ValueError, match=reason):
        amount(text, NONE)


def test_a_limit_may_be_absent_and_may_not_be_at_once() -> None:
    """«Нет» is no limit; where time has to pass, «at once» is none either."""
    assert amount_or_none("нет", NONE) is None
    assert amount_or_none("30 минут", NONE) == amount("30 минут", NONE)
    with pytest.raises(ValueError, match="здесь не срок"):
        lasting("немедленно", NONE)


def test_a_draft_is_due_forward_or_backward() -> None:
    """Both directions, with and without small words, or no limit at all."""
    assert draft_term("нет", NINE_HOURS) is None
    forward, backward = draft_term("5 часов", NINE_HOURS), draft_term("за 4 часа до истечения срока", NINE_HOURS)
    assert forward is not None
    assert backward is not None
    assert (forward.before_end, backward.before_end) == (False, True)
    assert backward.amount == amount("4 часа", NONE)
    assert draft_term("4 часа до конца", NINE_HOURS) == backward


@pytest.mark.parametrize(
    ("text", "whole", "reason"),
    [
        ("за 9 часов до конца", "9 часов", "меньше, чем весь срок"),
        ("за 1 час до конца", "2 рабочих дня", "в рабочих минутах или часах"),
        ("за 1 рабочий день до конца", "9 часов", "в рабочих минутах или часах"),
        ("за немедленно до конца", "9 часов", "здесь не срок"),
    ],
)
def test_a_backward_draft_has_to_fit(text: str, whole: str, reason: str) -> None:
    """It needs working time on both sides, and something left of the whole."""
    with pytest.raises(ValueError, match=reason):
        draft_term(text, amount(whole, NONE))
