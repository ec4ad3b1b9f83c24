"""When messages come."""

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.errors import InvalidInput
from domain.lab.arrivals import Days, Letter, LocalTime, Pattern, month_of, spread
from domain.validation import field_errors
from tests.domain.lab.builders import MARCH, march, tables

WORKDAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 1.0) | {"sat": 0.0, "sun": 0.0}


def pattern(days: dict[str, float] | None = None, hours: dict[str, float] | None = None) -> Pattern:
    """A pattern of these weights."""
    return Pattern.model_validate({"days": days or WORKDAYS, "hours": hours or {"09-12": 1.0}})


def test_messages_come_when_the_weights_allow() -> None:
    """Days and hours without weight stay empty, the others get their share; the order is that of time."""
    arrivals = spread([Letter("Яма")], 2_000, MARCH, pattern(hours={"09-12": 3.0, "17-18": 1.0}), 5)
    assert [item.at for item in arrivals] == sorted(item.at for item in arrivals)
    assert all(item.at.day.weekday() < 5 and item.at.day.month == 3 for item in arrivals)
    hours = Counter(item.at.second // 3600 for item in arrivals)
    assert set(hours) == {9, 10, 11, 17}
    assert 400 < hours[17] < 600


@given(st.integers(1, 40), st.integers(1, 300), st.integers())
def test_no_message_of_a_file_is_forgotten(letters: int, count: int, seed: int) -> None:
    """Every number comes once; the file is repeated or thinned out evenly."""
    arrivals = spread([Letter(str(number)) for number in range(letters)], count, MARCH, pattern(), seed)
    assert sorted(item.number for item in arrivals) == list(range(count))
    times = Counter(item.letter.text for item in arrivals)
    assert len(times) == min(letters, count)
    assert max(times.values()) - min(times.values()) <= 1


def test_arrivals_depend_on_the_seed_alone() -> None:
    """The same seed gives the same month, another one another."""
    assert march(50, seed=3) == march(50, seed=3)
    assert march(50, seed=3) != march(50, seed=4)


def test_a_time_of_its_own_is_kept() -> None:
    """What the file says is not drawn, even outside the month."""
    when = LocalTime(date(2025, 12, 31), 3_661)
    (arrival,) = spread([Letter("Яма", at=when)], 1, MARCH, pattern(), 1)
    assert arrival.at == when


def test_a_clock_on_the_wall_shows_the_same_in_every_zone() -> None:
    """A local time is read from a moment, and is a moment of its own in each zone."""
    when = LocalTime.of(datetime(2026, 3, 16, 10, 5, 7, 9, tzinfo=ZoneInfo("Asia/Anadyr")))
    assert when == LocalTime(date(2026, 3, 16), 36_307)
    assert when.on(ZoneInfo("Europe/Moscow")).astimezone(UTC) == datetime(2026, 3, 16, 7, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-13", "2026-3", "1999-01", "март", ""])
def test_a_month_is_written_one_way(text: str) -> None:
    """Anything else is refused, with the field's name."""
    with pytest.raises(InvalidInput, match="ГГГГ-ММ") as refused:
        month_of(text)
    assert refused.value.errors[0].field == "month"
    assert month_of("2026-02") == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"hours": {"9-12": 1.0}}, "hours", "ожидаются часы дня"),
        ({"hours": {"12-12": 1.0}}, "hours", "ожидаются часы дня"),
        ({"hours": {"12-25": 1.0}}, "hours", "ожидаются часы дня"),
        ({"hours": {"09-12": 1.0, "11-13": 1.0}}, "hours", "не должны перекрываться"),
        ({"hours": {"09-12": 0.0}}, "hours", "хотя бы один вес больше нуля"),
        ({"hours": {"09-12": -1.0}}, "hours.09-12", "не меньше 0"),
        ({"days": dict.fromkeys(Days.model_fields, 0)}, "days", "хотя бы один вес больше нуля"),
        ({"days": {"mon": 1}}, "days.tue", "обязательное поле отсутствует"),
    ],
)
def test_a_wrong_pattern_is_named(changed: dict[str, object], field: str, message: str) -> None:
    """Who wrote the file finds the key that is wrong."""
    with pytest.raises(ValidationError) as refused:
        Pattern.model_validate(tables()["arrivals"] | changed)
    errors = field_errors(refused.value)
    assert errors[0].field == field
    assert message in errors[0].message
