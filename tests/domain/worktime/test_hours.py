"""Hours of a day and of a week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.worktime import Week
from domain.worktime.hours import shorten, to_minutes, to_text
from tests.strategies import day_hours


@pytest.mark.parametrize(
    "interval",
    [
        "9:00-13:00",
        "09:00–13:00",
        "09:00-13:00 ",
        "13:00-09:00",
        "09:00-09:00",
        "22:00-06:00",
        "09:60-10:00",
        "09:00-24:01",
        "25:00-26:00",
        "",
        "٠٩:00-13:00",
    ],
)
def test_refused_interval(interval: str) -> None:
    """An interval is HH:MM-HH:MM and ends later the same day."""
    with pytest.raises(ValidationError):
        Week.model_validate({"mon": [interval]})


@pytest.mark.parametrize("hours", [["14:00-18:00", "09:00-13:00"], ["09:00-13:00", "12:00-18:00"]])
def test_refused_order(hours: list[str]) -> None:
    """The intervals of a day are in order and do not overlap."""
    with pytest.raises(ValidationError, match="по порядку"):
        Week.model_validate({"mon": hours})


def test_week_without_hours_is_refused() -> None:
    """A week in which nobody works would make every limit endless."""
    with pytest.raises(ValidationError, match="нет рабочих часов"):
        Week.model_validate({"mon": []})


def test_unknown_weekday_is_refused() -> None:
    """A misspelt weekday is an error, not a day off."""
    with pytest.raises(ValidationError, match="montag"):
        Week.model_validate({"montag": ["09:00-13:00"]})


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("08:30-13:00", "13:48-17:30"), ("08:30-13:00", "13:48-16:30")),
        (("09:00-13:00", "14:00-15:00"), ("09:00-13:00",)),
        (("09:00-13:00", "14:00-14:30"), ("09:00-12:30",)),
        (("09:00-09:30",), ()),
        ((), ()),
        (("00:00-24:00",), ("00:00-23:00",)),
    ],
)
def test_shortened(hours: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """An hour of working time goes from the end of the day, through a break if need be."""
    assert to_text(shorten(to_minutes(hours))) == expected


@given(day_hours(), st.integers(0, 600))
def test_shortening_takes_exactly_that_much(hours: tuple[str, ...], by: int) -> None:
    """A day loses so many minutes, or all it has."""
    before = sum(end - begin for begin, end in to_minutes(hours))
    after = sum(end - begin for begin, end in shorten(to_minutes(hours), by))
    assert after == max(before - by, 0)


@given(day_hours())
def test_text_and_minutes_are_inverse(hours: tuple[str, ...]) -> None:
    """Reading undoes writing."""
    assert to_text(to_minutes(hours)) == hours
