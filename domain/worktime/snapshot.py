"""The working calendar as plain data: what a workflow records in its history and computes from."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from domain.worktime.hours import DayHours, Week
from domain.worktime.rules import DutyHours
from domain.worktime.statutory import Statutory
from domain.worktime.zones import ZoneName

_HASH_DIGITS = 16


class FrozenDays(Mapping[date, tuple[str, ...]]):
    """Dates and their hours, in order of date; unlike ``MappingProxyType`` it can be copied and pickled."""

    __slots__ = ("_days",)

    def __init__(self, days: Mapping[date, tuple[str, ...]]) -> None:
        self._days = dict(sorted(days.items()))

    def __getitem__(self, day: date) -> tuple[str, ...]:
        return self._days[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)


def _as_json(days: Mapping[date, tuple[str, ...]]) -> dict[str, list[str]]:
    return {day.isoformat(): list(hours) for day, hours in days.items()}


Days = Annotated[
    Mapping[date, DayHours],
    AfterValidator(FrozenDays),
    PlainSerializer(_as_json, return_type=dict[str, list[str]]),
]
"""Dates with hours other than the week's; no hours: a day off."""


class CalendarSnapshot(BaseModel):
    """Everything that working time depends on, for every date, as data.

    The hours of a date are those in ``days``; for any other date inside the known years those of the
    weekday; outside them those that ``statutory`` gives, or the weekday's where there is no such rule.
    ``known_from`` and ``known_until`` are inclusive. Both absent: there is no production calendar and
    every year is known. ``duty``: a date that has no hours by all this has those of its duty; a calendar without any is
    written as it was before there was duty, so that its version stays.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: ZoneName
    week: Week
    days: Days = FrozenDays({})
    known_from: date | None = None
    known_until: date | None = None
    statutory: Statutory | None = None
    duty: DutyHours | None = Field(default=None, exclude_if=lambda duty: duty is None)

    @model_validator(mode="after")
    def _knows_a_range(self) -> Self:
        if (self.known_from is None) != (self.known_until is None):
            raise ValueError("known_from и known_until указываются вместе")
        if self.known_from is not None and self.known_until is not None and self.known_from > self.known_until:
            raise ValueError("known_until раньше, чем known_from")
        return self

    def __hash__(self) -> int:
        return hash(self.version)

    @cached_property
    def version(self) -> str:
        """A hash of the content: equal calendars have equal versions, and any change makes another."""
        content: dict[str, Any] = self.model_dump(mode="json")
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]}"

    def knows(self, day: date) -> bool:
        """Whether the transfers of that date's year have been published."""
        if self.known_from is None or self.known_until is None:
            return True
        return self.known_from <= day <= self.known_until
