"""What each date of a calendar is, and why."""

from datetime import date, timedelta

import pytest

from activities.calendar_source import STATUTORY, build_calendar
from domain.worktime import CalendarRules, Country, DutyHours, LocalDay, LocalHours, Week
from domain.worktime.dayfacts import HOLIDAYS, DayFact, DayKind, day_facts

DAY = ("09:00-13:00", "14:00-18:00")
WEEK = Week(mon=DAY, tue=DAY, wed=DAY, thu=DAY, fri=DAY)
RULES = CalendarRules(
    timezone="Europe/Moscow",
    week=WEEK,
    days_off=(LocalDay(date=date(2026, 8, 3), basis="Указ о дне села"),),
    shortened=(LocalDay(date=date(2026, 8, 4), basis="Распоряжение № 1"),),
    hours=(LocalHours(date=date(2026, 8, 8), basis="Распоряжение № 2", intervals=("10:00-12:00",)),),
)


def _fact(day: str, rules: CalendarRules = RULES, *, on_duty: bool = False) -> DayFact:
    """What is known of one date."""
    when = date.fromisoformat(day)
    (fact,) = day_facts(build_calendar(rules), rules, when, when, on_duty=on_duty)
    return fact


@pytest.mark.parametrize(
    ("day", "hours", "kind", "note"),
    [
        ("2026-03-16", DAY, DayKind.ORDINARY, None),
        ("2026-03-14", (), DayKind.WEEKEND, None),
        ("2026-03-08", (), DayKind.HOLIDAY, "Международный женский день"),
        ("2026-03-09", (), DayKind.DAY_OFF_MOVED, None),
        ("2026-04-30", ("09:00-13:00", "14:00-17:00"), DayKind.SHORTENED, "накануне: Праздник Весны и Труда"),
        ("2024-12-28", DAY, DayKind.WORKING_DAY_OFF, None),
        ("2026-08-03", (), DayKind.LOCAL_DAY_OFF, "Указ о дне села"),
        ("2026-08-04", ("09:00-13:00", "14:00-17:00"), DayKind.SHORTENED, "Распоряжение № 1"),
        ("2026-08-08", ("10:00-12:00",), DayKind.OTHER_HOURS, "Распоряжение № 2"),
        ("2035-06-12", (), DayKind.HOLIDAY, "День России"),
    ],
)
def test_a_date_has_its_hours_and_its_reason(day: str, hours: tuple[str, ...], kind: DayKind, note: str | None) -> None:
    """Ordinary, off by the week, by law, by transfer or by a local act; shortened; worked on a day off."""
    assert _fact(day) == DayFact(date=date.fromisoformat(day), hours=hours, kind=kind, note=note)


def test_every_holiday_of_the_law_has_its_name() -> None:
    """The names and the calendar's rule are of the same days."""
    assert set(HOLIDAYS) == set(STATUTORY.holidays)


def test_hours_that_follow_from_no_rule_are_other_hours() -> None:
    """A snapshot may hold hours that nobody gives a reason for; an hour less without a holiday has none either."""
    plain = CalendarRules(timezone="Europe/Moscow", country=Country.NONE, week=WEEK)
    monday = date(2026, 3, 16)
    snapshot = build_calendar(plain).model_copy(
        update={"days": {monday: ("12:00-15:00",), monday + timedelta(days=1): ("09:00-13:00", "14:00-17:00")}}
    )
    facts = list(day_facts(snapshot, plain, monday, monday + timedelta(days=1)))

    assert [(fact.kind, fact.note) for fact in facts] == [(DayKind.OTHER_HOURS, None), (DayKind.SHORTENED, None)]


def test_a_country_without_holidays_has_weekends_only() -> None:
    """The eighth of March is a Sunday like any other."""
    plain = CalendarRules(timezone="Europe/Moscow", country=Country.NONE, week=WEEK)

    assert _fact("2026-03-08", plain).kind is DayKind.WEEKEND
    assert _fact("2026-03-07", plain).kind is DayKind.WEEKEND


def test_a_date_on_duty_has_the_hours_of_its_weekday_as_well() -> None:
    """A holiday that is answered on, beside what it is otherwise."""
    fact = _fact("2026-03-08", on_duty=True)

    assert (fact.hours, fact.duty_hours, fact.kind) == ((), DAY, DayKind.HOLIDAY)
    assert _fact("2026-03-16", on_duty=True).duty_hours == DAY


@pytest.mark.parametrize(
    ("day", "hours", "kind", "note"),
    [
        ("2026-03-14", ("10:00-14:00",), DayKind.DUTY, None),
        ("2026-05-09", ("09:00-11:00",), DayKind.DUTY, "День Победы"),
        ("2026-03-15", (), DayKind.WEEKEND, None),
        ("2024-12-28", DAY, DayKind.WORKING_DAY_OFF, None),
        ("2035-06-16", ("10:00-14:00",), DayKind.DUTY, None),
    ],
)
def test_a_day_off_that_is_served_is_one_of_duty(
    day: str, hours: tuple[str, ...], kind: DayKind, note: str | None
) -> None:
    """For messages that have duty on days off its hours count; a Saturday that all work is none of it."""
    duty = DutyHours(
        week=Week(sat=("10:00-14:00",)),
        days=(LocalHours(date=date(2026, 5, 9), basis="Приказ № 3", intervals=("09:00-11:00",)),),
    )
    snapshot = build_calendar(RULES).model_copy(update={"duty": duty})
    (fact,) = day_facts(snapshot, RULES, date.fromisoformat(day), date.fromisoformat(day))
    assert fact == DayFact(date=date.fromisoformat(day), hours=hours, kind=kind, note=note)
