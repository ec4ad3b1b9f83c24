"""Builds the working calendar of a regulation: the country's production calendar and the local exceptions."""

from collections.abc import Iterator
from datetime import date

from activities.presidential_days import decreed_dates
from activities.production_calendar import KNOWN_YEARS, ProductionCalendar, russia
from domain.worktime import CalendarRules, CalendarSnapshot, Country, Presidential, Statutory
from domain.worktime.dayplan import DayPlan
from domain.worktime.hours import Minutes, shorten, to_minutes, to_text

KNOWN_FROM = date(min(KNOWN_YEARS), 1, 1)
KNOWN_UNTIL = date(max(KNOWN_YEARS), 12, 31)

_NEW_YEAR = tuple(f"01-{day:02d}" for day in range(1, 9))
STATUTORY = Statutory(
    holidays=(*_NEW_YEAR, "02-23", "03-08", "05-01", "05-09", "06-12", "11-04"),
    not_transferred=_NEW_YEAR,
    short_eves=True,
)
"""Labour Code, art. 112 (as of 2026) and art. 95."""


def build_calendar(rules: CalendarRules) -> CalendarSnapshot:
    """The calendar as plain data, holding only the dates that differ from the week's pattern.

    Precedence, the strongest first: hours of a date, local days off, local shortened days (an hour off
    whatever the date's hours are, once), the country's calendar, the week.
    """
    week = rules.week.minutes()
    days = dict(_national(rules, week)) if rules.country is Country.RU else {}
    plain = _snapshot(rules, days)
    days.update({local.date: _shortened(plain, local.date) for local in rules.shortened})
    days.update({local.date: () for local in rules.days_off})
    days.update({local.date: to_minutes(local.intervals) for local in rules.hours})
    return _snapshot(rules, days)


def _national(rules: CalendarRules, week: tuple[Minutes, ...]) -> Iterator[tuple[date, Minutes]]:
    """The known dates whose hours are not the weekday's."""
    calendar = russia()
    decreed = frozenset(decreed_dates()) if rules.presidential_days is Presidential.OFF else frozenset[date]()
    for ordinal in range(KNOWN_FROM.toordinal(), KNOWN_UNTIL.toordinal() + 1):
        day = date.fromordinal(ordinal)
        hours = () if day in decreed else _hours(calendar, week, day)
        if hours != week[day.weekday()]:
            yield day, hours


def _hours(calendar: ProductionCalendar, week: tuple[Minutes, ...], day: date) -> Minutes:
    if day in calendar.off:
        return ()
    usual = week[calendar.exchanged.get(day, day).weekday()]
    return shorten(usual) if calendar.is_eve(day) else usual


def _shortened(plain: CalendarSnapshot, day: date) -> Minutes:
    """An hour less than the date has; a date that is an hour short already stays as it is."""
    hours = dict(DayPlan(plain).worked(day, day)).get(day, ())
    if plain.known_from is not None and plain.knows(day):
        short_already = russia().is_eve(day)
    else:
        short_already = hours == shorten(plain.week.minutes()[day.weekday()])
    return hours if short_already else shorten(hours)


def _snapshot(rules: CalendarRules, days: dict[date, Minutes]) -> CalendarSnapshot:
    national = rules.country is Country.RU
    return CalendarSnapshot(
        timezone=rules.timezone,
        week=rules.week,
        days={day: to_text(hours) for day, hours in days.items()},
        known_from=KNOWN_FROM if national else None,
        known_until=KNOWN_UNTIL if national else None,
        statutory=STATUTORY if national else None,
    )
