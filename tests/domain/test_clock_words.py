"""Dates and moments in Russian texts."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock_words import clock_words, date_words, end_clock_words, end_words, last_day, moment_words

KAMCHATKA = timezone(timedelta(hours=12))


def test_day_stands_before_month() -> None:
    """As Russian texts write them, with both zeros."""
    assert date_words(date(2026, 3, 6)) == "06.03.2026"
    assert moment_words(datetime(2026, 3, 6, 9, 5, tzinfo=KAMCHATKA)) == "06.03.2026 09:05"


def test_seconds_are_told_where_there_are_any() -> None:
    """A moment within a minute is not the minute; a whole one needs no seconds."""
    assert clock_words(datetime(2026, 3, 6, 9, 5, 7, tzinfo=UTC)) == "09:05:07"
    assert clock_words(datetime(2026, 3, 6, 9, 5, 0, 1, tzinfo=UTC)) == "09:05:00"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (datetime(2026, 3, 27, tzinfo=UTC), "26.03.2026 24:00"),
        (datetime(2026, 1, 1, tzinfo=KAMCHATKA), "31.12.2025 24:00"),
        (datetime(2026, 3, 27, 0, 1, tzinfo=UTC), "27.03.2026 00:01"),
        (datetime(2026, 3, 27, 18, 0, tzinfo=UTC), "27.03.2026 18:00"),
    ],
)
def test_midnight_ends_the_day_before(end: datetime, said: str) -> None:
    """Ten calendar days that are over at midnight are over on their tenth day, and nobody reads the eleventh."""
    assert end_words(end) == said


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))  # noqa: DTZ001 -- Hypothesis adds the zone
def test_end_is_the_moment_itself_but_for_midnight(end: datetime) -> None:
    """No other moment is written otherwise than it is, and the date is never a later one."""
    midnight = end_clock_words(end) == "24:00"

    assert midnight == (end == end.replace(hour=0, minute=0, second=0, microsecond=0))
    assert last_day(end) == end.date() - timedelta(days=midnight)
    assert midnight or end_words(end) == moment_words(end)
