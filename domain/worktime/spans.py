"""Stretches of time, and the explanation that goes with a result."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_serializer, model_validator

from domain.worktime.duration import format_duration
from domain.worktime.zones import EPOCH

_NOTHING = timedelta(0)


class Span(BaseModel):
    """From ``start`` up to, but not including, ``end``; written as ``{"from": …, "to": …}``."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.length < _NOTHING:
            raise ValueError("конец промежутка раньше его начала")
        return self

    @property
    def length(self) -> timedelta:
        """The time that really elapses."""
        # Two moments of one ZoneInfo are compared and subtracted by the clock on the wall, which goes wrong
        # where the clock is changed in between; so everything here goes over UTC.
        return (self.end - EPOCH) - (self.start - EPOCH)


class Explanation(BaseModel):
    """Why a result is what it is: what was counted, what was left out, by which calendar.

    ``working`` is the sum of ``intervals``, negative where ``end`` lies before ``start``.
    """

    model_config = ConfigDict(frozen=True)

    start: datetime
    end: datetime
    intervals: tuple[Span, ...]
    pauses: tuple[Span, ...]
    calendar_version: str
    working: timedelta

    @field_serializer("working", when_used="json")
    def _working_as_hours(self, working: timedelta) -> str:
        return format_duration(working)


def without(intervals: tuple[Span, ...], pauses: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts of ``intervals`` that no pause covers; both in order of time."""
    kept = intervals
    for pause in pauses:
        kept = tuple(part for span in kept for part in _cut(span, pause))
    return kept


def _cut(span: Span, pause: Span) -> tuple[Span, ...]:
    starts_late = pause.start - EPOCH > span.start - EPOCH
    ends_early = pause.end - EPOCH < span.end - EPOCH
    if pause.end - EPOCH <= span.start - EPOCH or pause.start - EPOCH >= span.end - EPOCH:
        return (span,)
    # Written in the span's own zone, so that an explanation has one zone throughout.
    zone = span.start.tzinfo
    before = (Span(start=span.start, end=pause.start.astimezone(zone)),) if starts_late else ()
    after = (Span(start=pause.end.astimezone(zone), end=span.end),) if ends_early else ()
    return before + after
