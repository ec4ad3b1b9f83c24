"""Amounts of time."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.worktime import Amount, AmountError, Unit

TIMED = (Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.HOURS, Unit.DAYS_24H)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (30, Unit.WORKING_MINUTES, timedelta(minutes=30)),
        ("1.5", Unit.WORKING_HOURS, timedelta(hours=1, minutes=30)),
        (Decimal("0.25"), Unit.HOURS, timedelta(minutes=15)),
        (2, Unit.DAYS_24H, timedelta(hours=48)),
        (1_000_000, Unit.DAYS_24H, timedelta(days=1_000_000)),
    ],
)
def test_duration(amount: object, unit: Unit, expected: timedelta) -> None:
    """A unit with a length gives it exactly."""
    assert Amount.model_validate({"amount": amount, "unit": unit}).duration == expected


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.AT_ONCE])
def test_units_without_a_length(unit: Unit) -> None:
    """A counted unit has no length, and asking for it is an error."""
    with pytest.raises(AmountError):
        _ = Amount(amount=Decimal(0), unit=unit).duration


@pytest.mark.parametrize("unit", [*TIMED, Unit.AT_ONCE])
def test_units_that_are_not_counted(unit: Unit) -> None:
    """A length is not a number of days."""
    with pytest.raises(AmountError):
        _ = Amount(amount=Decimal(0), unit=unit).count


def test_finer_than_a_microsecond() -> None:
    """What cannot be said in microseconds is an error, not a rounding."""
    with pytest.raises(AmountError):
        _ = Amount(amount=Decimal("0.00000001"), unit=Unit.WORKING_MINUTES).duration


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (-1, Unit.HOURS),
        (1_000_001, Unit.HOURS),
        ("NaN", Unit.HOURS),
        ("Infinity", Unit.HOURS),
        ("1e-999999", Unit.HOURS),
        ("1e999999", Unit.HOURS),
        (True, Unit.HOURS),
        ("ten", Unit.HOURS),
        (None, Unit.HOURS),
        ("0.5", Unit.WORKING_DAYS),
        ("1.5", Unit.CALENDAR_DAYS),
        (1, Unit.AT_ONCE),
        (1, "fortnights"),
    ],
)
def test_refused(amount: object, unit: object) -> None:
    """Negative, endless, misspelt amounts and parts of counted days are refused."""
    with pytest.raises(ValidationError):
        Amount.model_validate({"amount": amount, "unit": unit})


def test_unknown_field_is_refused() -> None:
    """A field that is not the amount's is an error."""
    with pytest.raises(ValidationError, match="extra"):
        Amount.model_validate({"amount": 1, "unit": "hours", "per": "day"})


@pytest.mark.parametrize(("amount", "text"), [("7", "7"), ("7.0", "7"), ("1e5", "100000"), ("1.50", '"1.50"')])
def test_json(amount: str, text: str) -> None:
    """A whole number is written as a number, any other as text."""
    assert Amount(amount=Decimal(amount), unit=Unit.HOURS).model_dump_json() == f'{{"amount":{text},"unit":"hours"}}'


@given(st.decimals(0, 1_000_000, places=6), st.sampled_from(TIMED))
def test_json_returns_the_same_amount(amount: Decimal, unit: Unit) -> None:
    """Writing and reading an amount changes nothing."""
    before = Amount(amount=amount, unit=unit)
    assert Amount.model_validate_json(before.model_dump_json()) == before


@given(st.decimals(0, 1_000_000, places=3), st.sampled_from(TIMED))
def test_duration_is_exact(amount: Decimal, unit: Unit) -> None:
    """The length is the amount times its unit, without rounding."""
    one = Amount(amount=Decimal(1), unit=unit).duration
    micro = timedelta(microseconds=1)
    assert Fraction(Amount(amount=amount, unit=unit).duration // micro) == Fraction(amount) * (one // micro)


def test_a_fraction_means_what_its_digits_say() -> None:
    """A number of JSON or TOML is taken by its digits: 0.1 hours are six minutes exactly."""
    assert Amount.model_validate({"amount": 0.1, "unit": "working_hours"}).duration == timedelta(minutes=6)
