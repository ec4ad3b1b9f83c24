"""The working calendar built from the production calendar and a regulation's rules."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.calendar_source import KNOWN_FROM, KNOWN_UNTIL, build_calendar
from activities.production_calendar import KNOWN_YEARS, russia
from domain.worktime import Beyond, CalendarRules, OutOfRangeError, WorkingTime, format_duration
from tests.domain.worktime.samples import msk

PRODCAL: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "prodcal.json").read_text("utf-8"))
YEARS = [year for year in PRODCAL if not year.startswith("_")]
DAY = ["09:00-13:00", "14:00-18:00"]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY)


def rules(**fields: object) -> CalendarRules:
    """Rules of the usual week, with further fields."""
    return CalendarRules.model_validate({"timezone": "Europe/Moscow", "week": WEEK, **fields})


def hours(time: WorkingTime, day: date) -> float:
    """The working hours of a date."""
    return sum((span.length for span in time.day_hours(day)), timedelta(0)) / timedelta(hours=1)


def local(*days: date) -> list[dict[str, object]]:
    """Local days as a regulation gives them."""
    return [{"date": day, "basis": "закон края"} for day in days]


@pytest.mark.parametrize("presidential_days", ["off", "working"])
@pytest.mark.parametrize("year", YEARS)
def test_equals_the_production_calendar(year: str, presidential_days: str) -> None:
    """Every day of every known year is off, short or whole as the production calendar says."""
    facts = PRODCAL[year]
    off, short = set(facts["off_weekdays"]), set(facts["short"])
    if presidential_days == "working":
        off -= set(facts["decree_off"])
        short |= set(facts["short_if_no_decrees"])
    time = WorkingTime(build_calendar(rules(presidential_days=presidential_days)))
    wrong = []
    for ordinal in range(date(int(year), 1, 1).toordinal(), date(int(year) + 1, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        text = day.isoformat()
        worked = text in facts["work_weekends"] if day.weekday() > 4 else text not in off
        expected = worked * (7 if text in short else 8)
        if hours(time, day) != expected:
            wrong.append((text, expected, hours(time, day)))
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_exchanged_days_are_those_of_the_production_calendar(year: str) -> None:
    """Each working weekend day is exchanged with the weekday that the government's act names."""
    facts = PRODCAL[year]
    expected = {day: facts["moved"][day] for day in facts["work_weekends"]}
    found = {a.isoformat(): b.isoformat() for a, b in russia().exchanged.items() if a.year == int(year)}
    assert found == expected


def test_known_years_are_those_of_the_data() -> None:
    """The table of known years has no gap and equals the years of the test data; all of each of them is known."""
    assert [str(year) for year in sorted(KNOWN_YEARS)] == YEARS
    assert sorted(KNOWN_YEARS) == list(range(min(KNOWN_YEARS), max(KNOWN_YEARS) + 1))
    assert date(min(KNOWN_YEARS), 1, 1) == KNOWN_FROM
    assert date(max(KNOWN_YEARS), 12, 31) == KNOWN_UNTIL


@pytest.mark.parametrize(
    ("year", "norm"),
    [
        (2019, "PT1970H"),
        (2022, "PT1973H"),
        (2023, "PT1973H"),
        (2024, "PT1979H"),
        (2025, "PT1972H"),
        (2026, "PT1972H"),
        (2027, "PT1972H"),
    ],
)
def test_annual_norms(year: int, norm: str) -> None:
    """The norms of the forty-hour week are the published ones."""
    assert format_duration(WorkingTime(build_calendar(rules())).norm(year)) == norm


def test_a_working_saturday_takes_the_hours_of_its_weekday() -> None:
    """A Saturday exchanged with a Monday has Monday's hours, not Friday's."""
    week = WEEK | {"mon": ["08:00-12:00"], "fri": ["10:00-16:00"]}
    time = WorkingTime(build_calendar(rules(week=week)))
    assert time.day_close(date(2024, 12, 28)) == msk(12, 28, 12, year=2024)


def test_holidays_on_a_weekend_are_off_where_weekends_are_worked() -> None:
    """A service that works every day rests on a holiday that falls on a Saturday."""
    time = WorkingTime(build_calendar(rules(week=WEEK | {"sat": DAY, "sun": DAY})))
    assert not time.is_working_day(date(2022, 1, 1))
    assert time.is_working_day(date(2022, 1, 15))


def test_local_days() -> None:
    """Days off, shortened days and hours of the regulation's own are added to the country's calendar."""
    time = WorkingTime(
        build_calendar(
            rules(
                days_off=local(date(2026, 4, 21)),
                shortened=local(date(2026, 4, 20)),
                hours=[{"date": date(2026, 5, 9), "intervals": ["10:00-12:00"], "basis": "распоряжение"}],
            )
        )
    )
    assert [hours(time, date(2026, 4, day)) for day in (20, 21, 22)] == [7, 0, 8]
    assert hours(time, date(2026, 5, 9)) == 2


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 30), 7),
        (date(2024, 11, 2), 7),
        (date(2024, 4, 27), 7),
        (date(2026, 1, 1), 0),
        # Beyond the known years the eve of 23 February is short by the law itself.
        (date(2034, 2, 22), 7),
        (date(2034, 2, 21), 7),
    ],
)
def test_a_day_is_shortened_once(day: date, expected: int) -> None:
    """A local shortening of a day that is short already takes no second hour, of a day off nothing."""
    snapshot = build_calendar(rules(shortened=local(day)))
    assert hours(WorkingTime(snapshot, beyond=Beyond.STATUTORY), day) == expected


def test_without_a_country() -> None:
    """Without a production calendar every year is known, and local days still count."""
    snapshot = build_calendar(
        rules(country="none", days_off=local(date(2031, 1, 7)), shortened=local(date(2031, 1, 8)))
    )
    time = WorkingTime(snapshot)
    assert snapshot.known_until is None
    assert [hours(time, date(2031, 1, day)) for day in (6, 7, 8)] == [8, 0, 7]


def test_beyond_the_known_years() -> None:
    """The calculator refuses the first unknown year, a running case computes it with the law's own days."""
    snapshot, year = build_calendar(rules()), KNOWN_UNTIL.year + 1
    with pytest.raises(OutOfRangeError):
        WorkingTime(snapshot).is_working_day(date(year, 1, 11))
    running = WorkingTime(snapshot, beyond=Beyond.STATUTORY)
    worked = [day for day in range(1, 32) if running.is_working_day(date(year, 1, day))]
    assert worked[0] == next(day for day in (9, 10, 11) if date(year, 1, day).weekday() < 5)
    assert running.is_provisional(msk(1, 11, year=year))


def test_snapshot_is_small() -> None:
    """What goes into every case's history stays under 8 KB for the usual week."""
    assert len(build_calendar(rules()).model_dump_json().encode()) < 8_000
