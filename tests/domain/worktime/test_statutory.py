"""The days off that the law itself names."""

from datetime import date

import pytest
from pydantic import ValidationError

from domain.worktime import Beyond, CalendarSnapshot, Statutory, WorkingTime
from tests.domain.worktime.samples import K1_WEEK, KNOWN_2026

TIME = WorkingTime(KNOWN_2026, beyond=Beyond.STATUTORY)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2028, 2, 22), 7),
        (date(2028, 2, 23), 0),
        (date(2028, 3, 7), 7),
        (date(2028, 3, 8), 0),
        # 4 November 2028 is a Saturday: the Friday is short, the Monday off.
        (date(2028, 11, 3), 7),
        (date(2028, 11, 6), 0),
        (date(2028, 11, 7), 8),
        # 9 May 2027 is a Sunday, the Friday before it is an ordinary day.
        (date(2027, 5, 7), 8),
        (date(2027, 5, 10), 0),
        # 1 and 2 January 2028 are a weekend, but January's coincidences move nothing.
        (date(2028, 1, 4), 8),
        # 31 December 2028 is a Sunday: its day off goes over the New Year's holidays to 4 January.
        (date(2029, 1, 4), 0),
        (date(2029, 1, 5), 8),
        (date(2028, 12, 29), 8),
        # Years before the known ones follow the same rule.
        (date(2025, 6, 11), 7),
        # A known year has only its own days, whatever the rule says.
        (date(2026, 5, 1), 8),
    ],
)
def test_hours(day: date, hours: int) -> None:
    """Holidays and their transfers are off, the day before a holiday is an hour shorter."""
    assert sum(span.length.total_seconds() for span in TIME.day_hours(day)) == hours * 3600


def test_a_transfer_passes_over_local_days_off() -> None:
    """The day off goes to the next working day, and a local day off is none."""
    snapshot = KNOWN_2026.model_copy(update={"days": {date(2028, 11, 6): ()}})
    time = WorkingTime(snapshot, beyond=Beyond.STATUTORY)
    assert not time.is_working_day(date(2028, 11, 7))
    assert time.is_working_day(date(2028, 11, 8))


def test_two_transfers_take_two_days() -> None:
    """Two holidays on one weekend move to two working days."""
    rule = Statutory(holidays=("06-12", "06-13", "02-29"), short_eves=False)
    snapshot = KNOWN_2026.model_copy(update={"statutory": rule})
    time = WorkingTime(snapshot, beyond=Beyond.STATUTORY)
    off = [n for n in range(1, 31) if not time.is_working_day(date(2032, 6, n)) and date(2032, 6, n).weekday() < 5]
    assert off == [14, 15]
    assert len(time.day_hours(date(2032, 6, 11))) == 2
    assert time.day_close(date(2032, 2, 29)) is None


def test_a_worked_weekend_moves_nothing() -> None:
    """Where Saturday is worked a holiday on it coincides with no day off."""
    six_days = K1_WEEK.model_copy(update={"sat": ("09:00-14:00",)})
    time = WorkingTime(KNOWN_2026.model_copy(update={"week": six_days}), beyond=Beyond.STATUTORY)
    assert not time.is_working_day(date(2028, 11, 4))
    assert time.is_working_day(date(2028, 11, 6))


def test_without_a_rule_the_week_goes_on() -> None:
    """A calendar may have known years and no rule for the others."""
    snapshot = KNOWN_2026.model_copy(update={"statutory": None})
    time = WorkingTime(snapshot, beyond=Beyond.STATUTORY)
    assert time.is_working_day(date(2028, 11, 6))


@pytest.mark.parametrize("text", ["13-01", "02-30", "1-1", "", "01-01-01"])
def test_refused_day(text: str) -> None:
    """A day of the year is MM-DD."""
    with pytest.raises(ValidationError):
        Statutory(holidays=(text,))


def test_known_years_are_not_touched_by_the_mode() -> None:
    """Inside the known years both modes answer alike."""
    strict = WorkingTime(CalendarSnapshot.model_validate(KNOWN_2026.model_dump()))
    assert strict.norm(2026) == TIME.norm(2026)
