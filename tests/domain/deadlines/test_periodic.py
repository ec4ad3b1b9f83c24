"""When monthly reports are due, worked by hand on the calendar of a page on the wall."""

from datetime import date

import pytest

from activities.calendar_source import build_calendar
from domain.deadlines.periodic import periodic_due
from domain.regulation import Periodic
from domain.worktime import CalendarRules, Country, OutOfRangeError, Week, WorkingTime
from tests.domain.worktime.samples import K1_WEEK, KNOWN_2026

RUSSIA = WorkingTime(build_calendar(CalendarRules(timezone="Europe/Moscow", week=K1_WEEK)))
ANADYR = WorkingTime(build_calendar(CalendarRules(timezone="Asia/Anadyr", week=K1_WEEK)))


def report(working_day: int = 1) -> Periodic:
    """A monthly report that is due on that working day of the next month."""
    return Periodic.model_validate(
        {"name": "month", "title": "Итоги", "clause": "21", "actor": "coordinator", "working_day": working_day}
    )


@pytest.mark.parametrize(
    ("reported", "working_day", "due"),
    [
        # 1 to 8 January 2026 are holidays, Friday 9 is a day off moved from Saturday 3, 10 and 11 a weekend.
        ((2025, 12), 1, "2026-01-12 18:00"),
        ((2025, 12), 5, "2026-01-16 18:00"),
        ((2025, 12), 6, "2026-01-19 18:00"),
        # 1 May is a holiday on Friday; of 9 May, a Saturday, Monday 11 is the day off, and Friday 8 is shortened.
        ((2026, 4), 1, "2026-05-04 18:00"),
        ((2026, 4), 5, "2026-05-08 17:00"),
        ((2026, 4), 6, "2026-05-12 18:00"),
        # 1 February 2026 is a Sunday.
        ((2026, 1), 1, "2026-02-02 18:00"),
        # Saturday 1 November 2025 is worked for Monday 3, and shortened as that would be: Tuesday 4 is a holiday.
        ((2025, 10), 1, "2025-11-01 17:00"),
        ((2025, 10), 2, "2025-11-05 18:00"),
        # 1 October 2026 is an ordinary Thursday.
        ((2026, 9), 1, "2026-10-01 18:00"),
        ((2026, 9), 15, "2026-10-21 18:00"),
    ],
)
def test_a_report_is_due_on_a_working_day_of_the_next_month(
    reported: tuple[int, int], working_day: int, due: str
) -> None:
    """Holidays and moved days off are passed over, and the day ends when its service does."""
    assert f"{periodic_due(report(working_day), RUSSIA, *reported):%Y-%m-%d %H:%M}" == due


def test_a_report_is_due_in_the_municipalitys_zone() -> None:
    """The close of service is that of the municipality's own clock."""
    assert periodic_due(report(), ANADYR, 2026, 9).isoformat() == "2026-10-01T18:00:00+12:00"


def test_counting_goes_on_in_the_month_after() -> None:
    """Where the next month has too few working days, those of the one after are counted."""
    week = Week(sat=("10:00-14:00",))
    time = WorkingTime(build_calendar(CalendarRules(timezone="Europe/Moscow", country=Country.NONE, week=week)))
    # The Saturdays of October 2026 are 3, 10, 17, 24 and 31; the sixth is 7 November.
    assert f"{periodic_due(report(5), time, 2026, 9):%m-%d %H:%M}" == "10-31 14:00"
    assert f"{periodic_due(report(6), time, 2026, 9):%m-%d %H:%M}" == "11-07 14:00"


def test_the_reported_month_itself_may_be_unknown() -> None:
    """Only the days that are counted have to be in the calendar."""
    time = WorkingTime(KNOWN_2026)
    assert periodic_due(report(), time, 2025, 12).date() == date(2026, 1, 1)
    with pytest.raises(OutOfRangeError):
        periodic_due(report(), time, 2026, 12)


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_has_to_exist(month: int) -> None:
    """There is no month of that number."""
    with pytest.raises(ValueError, match="month"):
        periodic_due(report(), RUSSIA, 2026, month)
