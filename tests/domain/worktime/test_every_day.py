"""The calendar of a service that answers every day."""

from datetime import date

import pytest

from domain.worktime import CalendarSnapshot, DutyTime, Week, WorkingTime, every_day
from tests.domain.worktime.samples import K1_DAY, KNOWN_2026, msk

EARLY, LATE, SHORT = ("08:00-16:00",), ("10:00-18:00",), ("08:00-12:00",)


def test_every_day_of_an_ordinary_service() -> None:
    """Days off and holidays get the hours of the others, a shortened day keeps its own; no calendar is awaited."""
    assert every_day(KNOWN_2026) == CalendarSnapshot(
        timezone="Europe/Moscow",
        week=Week.model_validate(dict.fromkeys(Week.model_fields, K1_DAY)),
        days={date(2026, 4, 30): ("09:00-13:00", "14:00-17:00")},
    )


@pytest.mark.parametrize(
    ("week", "sunday"),
    [
        (Week(mon=SHORT, tue=LATE, wed=LATE, fri=EARLY), LATE),
        (Week(mon=LATE, tue=EARLY, wed=LATE, thu=EARLY, fri=SHORT), LATE),
        (Week(tue=EARLY, wed=LATE), EARLY),
        (Week(sat=SHORT), SHORT),
    ],
)
def test_the_usual_hours(week: Week, sunday: tuple[str, ...]) -> None:
    """They are those of most weekdays, of equals the earliest; a weekday with hours of its own keeps them."""
    daily = every_day(CalendarSnapshot(timezone="Europe/Moscow", week=week)).week
    assert daily.sun == sunday
    for name in Week.model_fields:
        assert getattr(daily, name) == (getattr(week, name) or sunday)


def test_dates_with_hours_of_their_own() -> None:
    """A worked Saturday keeps its hours; a holiday gets those of its weekday, as in a year not yet published."""
    week = Week(mon=LATE, tue=LATE, wed=LATE, thu=LATE, fri=SHORT)
    days: dict[date, tuple[str, ...]] = {date(2026, 3, 21): EARLY, date(2026, 3, 27): (), date(2026, 3, 29): ()}
    time = DutyTime(WorkingTime(CalendarSnapshot(timezone="Europe/Moscow", week=week, days=days)), msk(3, 1))
    closes = [time.add_days(msk(3, day), 1).hour for day in (20, 21, 26, 28)]
    assert closes == [16, 18, 12, 18]
