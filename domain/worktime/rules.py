"""The ``[calendar]`` table of a regulation's file: what a municipality says about its service time."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from domain.worktime.hours import DayHours, Week
from domain.worktime.zones import ZoneName

Basis = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""The act that a day off or a change of hours rests on."""


class Country(StrEnum):
    """Whose production calendar applies."""

    RU = "RU"
    NONE = "none"


class Presidential(StrEnum):
    """How the non-working days of 2020 and 2021 that exist only by presidential decree are read."""

    OFF = "off"
    WORKING = "working"


class LocalDay(BaseModel):
    """A date that differs from the country's calendar, and the act that says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: date
    basis: Basis


class LocalHours(LocalDay):
    """A date with hours of its own."""

    intervals: DayHours


class DutyHours(BaseModel):
    """Hours in which days off are served: ``week`` by weekday, ``days`` by date, which counts before the weekday.

    A date that is worked anyway keeps its own hours.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    week: Week | None = None
    days: tuple[LocalHours, ...] = ()

    @model_validator(mode="after")
    def _has_hours(self) -> Self:
        _check_once(self.days)
        if self.week is None and not self.days:
            raise ValueError("укажите часы дежурства: week (по дням недели) или days (по датам)")
        return self


class CalendarRules(BaseModel):
    """Zone, week, and local exceptions; the country's calendar is added by ``build_calendar``.

    A date stands in at most one of ``days_off``, ``shortened`` and ``hours``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: ZoneName
    country: Country = Country.RU
    week: Week
    presidential_days: Presidential = Presidential.OFF
    days_off: tuple[LocalDay, ...] = ()
    shortened: tuple[LocalDay, ...] = ()
    hours: tuple[LocalHours, ...] = ()

    @model_validator(mode="after")
    def _names_a_date_once(self) -> Self:
        _check_once((*self.days_off, *self.shortened, *self.hours))
        return self


def _check_once(days: Iterable[LocalDay]) -> None:
    repeated = sorted(_repeated(day.date for day in days))
    if repeated:
        dates = ", ".join(day.isoformat() for day in repeated)
        raise ValueError(f"дата указана более одного раза: {dates}")


def _repeated(dates: Iterable[date]) -> list[date]:
    return [day for day, times in Counter(dates).items() if times > 1]
