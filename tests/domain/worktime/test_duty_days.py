"""Days off that are served on duty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.worktime import Beyond, CalendarSnapshot, DutyHours, LocalHours, Week, WorkingTime, with_duty
from tests.domain.worktime.samples import K1_WEEK, KNOWN_2026, PLAIN, msk

SATURDAYS = DutyHours(week=Week(sat=("10:00-14:00",)))


def day(month: int, number: int, *hours: str) -> LocalHours:
    """A date on duty."""
    return LocalHours(date=date(2026, month, number), basis="График", intervals=hours)


def hours(time: WorkingTime, of: date) -> list[str]:
    """The hours of a date as text."""
    return [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in time.day_hours(of)]


def test_a_day_off_is_served_on_duty() -> None:
    """Duty hours of a Saturday are working time; a Sunday without duty stays off."""
    time = with_duty(PLAIN, SATURDAYS)
    assert hours(time, date(2026, 3, 21)) == ["10:00-14:00"]
    assert time.is_working_day(date(2026, 3, 21))
    assert not time.is_working_day(date(2026, 3, 22))
    assert time.add(msk(3, 21, 9), timedelta(hours=5)) == msk(3, 23, 10)


def test_a_date_counts_before_its_weekday() -> None:
    """A date may have other hours of duty than its weekday, or none at all."""
    duty = DutyHours(week=SATURDAYS.week, days=(day(3, 21, "09:00-11:00"), day(3, 28), day(3, 29, "12:00-13:00")))
    time = with_duty(PLAIN, duty)
    assert [hours(time, date(2026, 3, number)) for number in (21, 28, 29)] == [["09:00-11:00"], [], ["12:00-13:00"]]


def test_a_holiday_is_served_by_the_duty_of_its_weekday() -> None:
    """A Monday that is a holiday has duty hours where Mondays off have them; other Mondays keep their own."""
    time = with_duty(KNOWN_2026, DutyHours(week=Week(mon=("10:00-12:00",))))
    assert hours(time, date(2026, 3, 9)) == ["10:00-12:00"]
    assert hours(time, date(2026, 3, 16)) == ["09:00-13:00", "14:00-18:00"]


def test_beyond_the_known_years_days_off_are_the_laws() -> None:
    """In a year that is not published a holiday on a Saturday still moves, although Saturdays are on duty."""
    time = with_duty(KNOWN_2026, SATURDAYS)
    plain = WorkingTime(KNOWN_2026, beyond=Beyond.STATUTORY)
    assert date(2028, 1, 1).weekday() == date(2027, 5, 1).weekday() == 5
    assert hours(time, date(2027, 5, 1)) == ["10:00-14:00"]
    assert not plain.is_working_day(date(2027, 5, 3))
    assert not time.is_working_day(date(2027, 5, 3))
    assert time.is_provisional(msk(5, 3, 12, year=2027))


def test_duty_is_no_part_of_an_ordinary_calendar() -> None:
    """A calendar without duty is written as before there was any; with it the version is another."""
    assert "duty" not in PLAIN.model_dump_json()
    served = with_duty(PLAIN, SATURDAYS)
    assert served.version != PLAIN.version
    assert CalendarSnapshot.model_validate_json(served.snapshot.model_dump_json()) == served.snapshot
    assert with_duty(PLAIN, DutyHours.model_validate(SATURDAYS.model_dump())) is served


@pytest.mark.parametrize(
    ("given_hours", "message"),
    [
        ({}, "укажите часы дежурства: week (по дням недели) или days (по датам)"),
        ({"days": (day(3, 21), day(3, 21, "09:00-10:00"))}, "дата указана более одного раза: 2026-03-21"),
        ({"week": {}}, "в неделе нет рабочих часов"),
    ],
)
def test_duty_without_hours_is_none(given_hours: dict[str, object], message: str) -> None:
    """Duty has hours, and says of a date once which."""
    with pytest.raises(ValidationError, match=message.replace("(", r"\(").replace(")", r"\)")):
        DutyHours.model_validate(given_hours)


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.sampled_from([PLAIN, KNOWN_2026]),
    st.sets(st.sampled_from(list(Week.model_fields)), min_size=1),
)
def test_duty_only_adds(of: date, snapshot: CalendarSnapshot, weekdays: set[str]) -> None:
    """Whatever days are served on duty, a date that is worked keeps its hours, and one that is not gets the duty's."""
    duty = DutyHours(week=Week.model_validate(dict.fromkeys(weekdays, ("10:00-12:00",))))
    plain, served = WorkingTime(snapshot, beyond=Beyond.STATUTORY), with_duty(snapshot, duty)
    usual = hours(plain, of)
    on_duty = ["10:00-12:00"] if list(Week.model_fields)[of.weekday()] in weekdays else []
    assert hours(served, of) == (usual or on_duty)


def test_the_week_of_the_samples_has_days_off() -> None:
    """The property above meets days off as well as worked ones."""
    assert not K1_WEEK.sat
    assert K1_WEEK.mon
