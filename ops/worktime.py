"""`otklik worktime`: questions about working time, answered with what was counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from activities.calendar_source import build_calendar
from activities.regulation_source import load_library
from domain.errors import InvalidInput, wrong_field
from domain.validation import field_errors
from domain.worktime import (
    Amount,
    CalendarRules,
    Country,
    Span,
    Unit,
    Week,
    WorkingTime,
    format_duration,
    parse_duration,
)
from settings import Settings

USUAL_HOURS = ("09:00-13:00", "14:00-18:00")
"""The hours of Monday to Friday where only a time zone is given."""

_WORKING_UNITS = frozenset({Unit.WORKING_MINUTES, Unit.WORKING_HOURS})


class Answer(BaseModel):
    """A moment or a length of time, the intervals it comes from, and the calendar that was used."""

    model_config = ConfigDict(frozen=True)

    result: str
    intervals: tuple[Span, ...]
    calendar_version: str


def chosen(
    settings: Settings, regulation: str | None, timezone: str | None, hours: Sequence[str] | None, country: Country
) -> WorkingTime:
    """Take the calendar that was named, either way; raises InvalidInput where it was not named exactly once."""
    if regulation is not None and timezone is None and not hours:
        return of_regulation(settings, regulation)
    if timezone is not None and regulation is None:
        return of_timezone(timezone, hours or USUAL_HOURS, country)
    raise InvalidInput("Укажите календарь: либо --regulation, либо --timezone (с ним можно --hours и --country)")


def of_regulation(settings: Settings, regulation_id: str) -> WorkingTime:
    """Take the service calendar of a regulation's newest version.

    Raises:
        domain.regulation.UnknownRegulationError: no such regulation is loaded.
        domain.errors.OtklikError: a regulation's file cannot be used.

    """
    newest = load_library(settings.regulations_dir).versions(regulation_id)[-1]
    return WorkingTime(build_calendar(newest.calendar))


def of_timezone(timezone: str, hours: Sequence[str] = USUAL_HOURS, country: Country = Country.RU) -> WorkingTime:
    """Make a five-day calendar with the same hours every day; raises InvalidInput for a wrong zone or hours."""
    days = ("mon", "tue", "wed", "thu", "fri")
    try:
        week = Week.model_validate(dict.fromkeys(days, tuple(hours)))
        rules = CalendarRules(timezone=timezone, country=country, week=week)
    except ValidationError as error:
        raise InvalidInput("Календарь задан неверно", errors=field_errors(error)) from error
    return WorkingTime(build_calendar(rules))


def add(time: WorkingTime, start: str, amount: str) -> Answer:
    """When so much time has passed; raises InvalidInput or WorkingTimeError."""
    begin, wanted = _moment("start", start), _amount(amount)
    if isinstance(wanted, timedelta):
        return _answer(time, begin, time.add(begin, wanted))
    return _answer(time, begin, time.due(begin, wanted))


def subtract(time: WorkingTime, start: str, amount: str) -> Answer:
    """From when so much working time passes until ``start``; raises InvalidInput or WorkingTimeError."""
    end, wanted = _moment("start", start), _amount(amount)
    if isinstance(wanted, Amount) and wanted.unit not in _WORKING_UNITS:
        raise wrong_field("amount", "вычитаются только working_minutes, working_hours или длительность вида PT9H")
    length = wanted.duration if isinstance(wanted, Amount) else wanted
    return _answer(time, end, time.subtract(end, length))


def between(time: WorkingTime, start: str, end: str) -> Answer:
    """How much working time lies between two moments; raises InvalidInput or WorkingTimeError."""
    begin, finish = _moment("start", start), _moment("end", end)
    length = time.between(begin, finish)
    return _answer(time, begin, finish, format_duration(length))


def days(time: WorkingTime, start: str, number: int) -> Answer:
    """The close of the N-th working day after ``start``; raises InvalidInput or WorkingTimeError."""
    begin = _moment("start", start)
    return _answer(time, begin, time.add_days(begin, number))


def _answer(time: WorkingTime, one: datetime, other: datetime, result: str | None = None) -> Answer:
    """Show what was counted between two moments, whichever is the earlier."""
    explained = time.explain(one, other)
    return Answer(
        result=other.isoformat() if result is None else result,
        intervals=explained.intervals,
        calendar_version=explained.calendar_version,
    )


def _moment(field: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong_field(field, "ожидаются дата и время по ISO 8601, например 2026-03-16T10:00+03:00") from error
    if moment.utcoffset() is None:
        raise wrong_field(field, "укажите часовой пояс, например 2026-03-16T10:00+03:00")
    return moment


def _amount(text: str) -> timedelta | Amount:
    """Read «PT9H», which is working time, or «9 working_hours»."""
    words = text.split()
    if len(words) == 1:
        return parse_duration(words[0])
    parts: dict[str, Any] = dict(zip(("amount", "unit"), words, strict=False))
    if len(words) != len(parts):
        raise wrong_field("amount", 'ожидается «PT9H» или количество и единица: "9 working_hours"')
    try:
        return Amount.model_validate(parts)
    except ValidationError as error:
        raise InvalidInput("Количество времени не читается", errors=field_errors(error)) from error
