"""What each date of a calendar is, in words that people use: why it counts, and why it does not.

The kind follows from the snapshot alone, so that the answer is the same wherever the snapshot is read; the names of
holidays are those of the Labour Code, art. 112.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from domain.worktime.dayplan import DayPlan
from domain.worktime.duty import every_day
from domain.worktime.hours import Minutes, shorten, to_text
from domain.worktime.rules import CalendarRules
from domain.worktime.snapshot import CalendarSnapshot

_DAY = dt.timedelta(days=1)
_CALENDARS = 64
_FACTS = 4096
_NEW_YEAR = "Новогодние каникулы"

EVE = "накануне: "
"""How the note of a day before a holiday begins; the holiday's name follows."""

HOLIDAYS: Mapping[str, str] = {
    "01-01": "Новый год",
    **{f"01-{day:02d}": _NEW_YEAR for day in (2, 3, 4, 5, 6, 8)},
    "01-07": "Рождество Христово",
    "02-23": "День защитника Отечества",
    "03-08": "Международный женский день",
    "05-01": "Праздник Весны и Труда",
    "05-09": "День Победы",
    "06-12": "День России",
    "11-04": "День народного единства",
}
"""Labour Code, art. 112: the holidays by their day as «MM-DD»."""


class DayKind(StrEnum):
    """What a date is; ``day_off_moved`` is a weekday that the country does not work, ``working_day_off`` the reverse.

    ``local_day_off`` is the municipality's own; ``other_hours`` are hours that are neither the weekday's nor those of a
    shortened day; ``duty`` is a day off that is served for messages of this kind.
    """

    ORDINARY = "ordinary"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF_MOVED = "day_off_moved"
    LOCAL_DAY_OFF = "local_day_off"
    WORKING_DAY_OFF = "working_day_off"
    SHORTENED = "shortened"
    OTHER_HOURS = "other_hours"
    DUTY = "duty"


class DayFact(BaseModel):
    """A date, its working hours and the reason; ``note`` is the holiday's name, or the act of a local exception.

    ``duty_hours`` are those that count where the message is answered on days off too (``every_day``).
    """

    model_config = ConfigDict(frozen=True)

    date: dt.date
    hours: tuple[str, ...]
    kind: DayKind
    note: str | None = None
    duty_hours: tuple[str, ...] | None = None


@lru_cache(maxsize=_CALENDARS)
def _plan(snapshot: CalendarSnapshot) -> DayPlan:
    return DayPlan(snapshot)


@lru_cache(maxsize=_CALENDARS)
def _daily(snapshot: CalendarSnapshot) -> DayPlan:
    return DayPlan(every_day(snapshot))


def day_facts(
    snapshot: CalendarSnapshot, local: CalendarRules, first: dt.date, last: dt.date, *, on_duty: bool = False
) -> Iterator[DayFact]:
    """Describe every date from ``first`` to ``last``, both included; ``local`` names the acts of local exceptions."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = dt.date.fromordinal(ordinal)
        fact, decreed = _fact(snapshot, day, on_duty), _local_reason(local, day)
        if decreed is not None and fact.kind is not DayKind.DUTY:
            kind, note = decreed
            fact = fact.model_copy(update={"kind": kind, "note": note})
        yield fact


@lru_cache(maxsize=_FACTS)
def _fact(snapshot: CalendarSnapshot, day: dt.date, on_duty: bool) -> DayFact:  # noqa: FBT001 -- a key of the cache
    """A date by the snapshot alone; limits that run at one time share their dates, so each is described once."""
    hours = dict(_plan(snapshot).worked(day, day)).get(day, ())
    daily = dict(_daily(snapshot).worked(day, day)).get(day, ()) if on_duty else None
    kind, note = _on_duty(snapshot, day) or _reason(snapshot, day, hours)
    duty_hours = None if daily is None else to_text(daily)
    return DayFact(date=day, hours=to_text(hours), kind=kind, note=note, duty_hours=duty_hours)


def _local_reason(local: CalendarRules, day: dt.date) -> tuple[DayKind, str] | None:
    """What the municipality itself decreed for a date; a date stands in one of its lists."""
    lists = (
        (DayKind.LOCAL_DAY_OFF, local.days_off),
        (DayKind.SHORTENED, local.shortened),
        (DayKind.OTHER_HOURS, local.hours),
    )
    found = ((kind, item.basis) for kind, items in lists for item in items if item.date == day)
    return next(found, None)


def _on_duty(snapshot: CalendarSnapshot, day: dt.date) -> tuple[DayKind, str | None] | None:
    if not _plan(snapshot).on_duty(day):
        return None
    return DayKind.DUTY, HOLIDAYS.get(_text(day)) if _is_holiday(snapshot, day) else None


def _reason(snapshot: CalendarSnapshot, day: dt.date, hours: Minutes) -> tuple[DayKind, str | None]:
    usual = snapshot.week.minutes()[day.weekday()]
    if not hours:
        if _is_holiday(snapshot, day):
            return DayKind.HOLIDAY, HOLIDAYS.get(_text(day))
        return (DayKind.DAY_OFF_MOVED if usual else DayKind.WEEKEND), None
    if not usual:
        return DayKind.WORKING_DAY_OFF, None
    if hours == usual:
        return DayKind.ORDINARY, None
    if hours == shorten(usual):
        return DayKind.SHORTENED, _eve(snapshot, day)
    return DayKind.OTHER_HOURS, None


def _eve(snapshot: CalendarSnapshot, day: dt.date) -> str | None:
    following = HOLIDAYS.get(_text(day + _DAY)) if _is_holiday(snapshot, day + _DAY) else None
    return following and f"{EVE}{following}"


def _is_holiday(snapshot: CalendarSnapshot, day: dt.date) -> bool:
    return snapshot.statutory is not None and _text(day) in snapshot.statutory.holidays


def _text(day: dt.date) -> str:
    return day.strftime("%m-%d")
