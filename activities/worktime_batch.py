"""Answers a file of questions about working time: ``otklik worktime batch``.

A question names a zone, a week (``week_schedule``, or ``week``: a name from the file's ``_meta.weeks``), a
calendar (``RU``, ``RU-no-decrees`` or nothing), regional days, a start, an operation and its amount.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from activities.calendar_source import build_calendar
from domain.errors import OtklikError
from domain.validation import field_errors
from domain.worktime import (
    CalendarRules,
    Country,
    LocalDay,
    NaiveDatetimeError,
    OutOfRangeError,
    Presidential,
    Week,
    WorkingTime,
    format_duration,
    parse_duration,
)

_CALENDARS = {
    "RU": (Country.RU, Presidential.OFF),
    "RU-no-decrees": (Country.RU, Presidential.WORKING),
    None: (Country.NONE, Presidential.OFF),
}
_ENGINES = 256


class Case(BaseModel):
    """One question; fields that do not belong to it (``expected``, ``why``) are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tz: str
    week_schedule: Week | None = None
    week: str | None = None
    calendar: str | None = None
    region_off: tuple[date, ...] = ()
    region_short: tuple[date, ...] = ()
    start: str
    op: str
    amount: str | int | None = Field(default=None, union_mode="left_to_right")


class BatchError(OtklikError):
    """A question cannot be read."""


def run_batch(document: Mapping[str, Any]) -> dict[str, str]:
    """Answer every question of a file: ``{id: result}``.

    A question that cannot be read or answered has the result ``error:…``: ``error:naive`` for a time
    without an offset, ``error:range`` beyond the known years, else what is wrong with it.

    Raises:
        BatchError: the document has no list of cases, or a case has no id.
    """
    cases = document.get("cases")
    if not isinstance(cases, list):
        raise BatchError("в файле нет списка cases")
    if not all(isinstance(case, Mapping) and isinstance(case.get("id"), str) for case in cases):
        raise BatchError("у каждого случая должен быть текстовый id")
    meta = document.get("_meta")
    weeks = meta.get("weeks") if isinstance(meta, Mapping) else None
    return {case["id"]: run_case(case, weeks if isinstance(weeks, Mapping) else {}) for case in cases}


def run_case(case: Mapping[str, Any], weeks: Mapping[str, Any] | None = None) -> str:
    """Answer one question with a moment in its zone, a length of time, or ``error:…``. Never raises."""
    try:
        question = Case.model_validate(case)
        return _OPERATIONS[question.op](_engine(question, weeks or {}), question)
    except NaiveDatetimeError:
        return "error:naive"
    except OutOfRangeError:
        return "error:range"
    except ValidationError as error:
        return "error:" + "; ".join(f"{field}: {message}" for field, message in field_errors(error))
    except KeyError as error:
        return f"error:неизвестное значение {error}"
    except (OtklikError, ValueError) as error:
        return f"error:{error}"


def _engine(case: Case, weeks: Mapping[str, Any]) -> WorkingTime:
    week = case.week_schedule or Week.model_validate(weeks[case.week or ""])
    country, presidential = _CALENDARS[case.calendar]
    rules = CalendarRules(
        timezone=case.tz,
        country=country,
        week=week,
        presidential_days=presidential,
        days_off=_local(case.region_off),
        # A day off that is also said to be shortened is a day off.
        shortened=_local(day for day in case.region_short if day not in case.region_off),
    )
    return _calculator(rules.model_dump_json())


@lru_cache(maxsize=_ENGINES)
def _calculator(rules: str) -> WorkingTime:
    return WorkingTime(build_calendar(CalendarRules.model_validate_json(rules)))


def _local(dates: Iterable[date]) -> tuple[LocalDay, ...]:
    return tuple(LocalDay(date=day, basis="region") for day in sorted(set(dates)))


def _moment(text: object) -> datetime:
    if not isinstance(text, str):
        raise BatchError("ожидаются дата и время по ISO 8601")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BatchError("ожидаются дата и время по ISO 8601") from None


def _length(case: Case) -> timedelta:
    if not isinstance(case.amount, str):
        raise BatchError("ожидается длительность по ISO 8601, например PT9H")
    return parse_duration(case.amount)


def _add(time: WorkingTime, case: Case) -> str:
    return time.add(_moment(case.start), _length(case)).isoformat()


def _subtract(time: WorkingTime, case: Case) -> str:
    return time.subtract(_moment(case.start), _length(case)).isoformat()


def _between(time: WorkingTime, case: Case) -> str:
    return format_duration(time.between(_moment(case.start), _moment(case.amount)))


def _add_days(time: WorkingTime, case: Case) -> str:
    if not isinstance(case.amount, int):
        raise BatchError("ожидается целое число рабочих дней")
    return time.add_days(_moment(case.start), case.amount).isoformat()


def _next_open(time: WorkingTime, case: Case) -> str:
    return time.next_open(_moment(case.start)).isoformat()


_OPERATIONS: Mapping[str, Callable[[WorkingTime, Case], str]] = {
    "add": _add,
    "sub": _subtract,
    "between": _between,
    "add_days_close": _add_days,
    "next_open": _next_open,
}
