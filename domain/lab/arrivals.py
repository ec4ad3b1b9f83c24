"""When messages come: spread over a month by the weights of weekdays and hours, or by their own times.

Times are those of the clock on the wall and have no zone: under two regulations of two zones a message comes at the
same hour of the local day.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from domain.errors import wrong_field
from domain.lab.draws import Draws, chosen
from domain.regulation.parts import Part

MOST_MESSAGES = 1_000_000

Weight = Annotated[float, Field(ge=0, le=1_000_000, strict=True, allow_inf_nan=False)]
"""A share in any unit: what counts is its ratio to the others."""

_HOURS = re.compile(r"([0-9]{2})-([0-9]{2})")
_MIDNIGHT = 24
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class LocalTime(NamedTuple):
    """A moment on the wall of a municipality: the date and the second of the day."""

    day: date
    second: int

    @classmethod
    def of(cls, moment: datetime) -> "LocalTime":
        """What a clock shows at a moment, in that moment's own zone."""
        return cls(moment.date(), moment.hour * 3600 + moment.minute * 60 + moment.second)

    def on(self, zone: ZoneInfo) -> datetime:
        """The moment at which a clock of that zone shows it."""
        minutes, second = divmod(self.second, 60)
        hour, minute = divmod(minutes, 60)
        return datetime.combine(self.day, time(hour, minute, second), zone)


@dataclass(frozen=True)
class Letter:
    """A message as a file has it; what the file does not say is drawn."""

    text: str
    theme: str | None = None
    body: str | None = None
    importance: str | None = None
    at: LocalTime | None = None


@dataclass(frozen=True)
class Arrival:
    """A message on its way: its number, by which its chances are drawn, and when it comes."""

    number: int
    at: LocalTime
    letter: Letter


def _some(weights: Mapping[str, float]) -> Mapping[str, float]:
    if not any(weights.values()):
        raise ValueError("хотя бы один вес больше нуля")
    return weights


def _hours(text: str) -> tuple[int, int]:
    match = _HOURS.fullmatch(text)
    bounds = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 0 <= bounds[0] < bounds[1] <= _MIDNIGHT:
        raise ValueError(f"«{text}»: ожидаются часы дня, например 09-12")
    return bounds


def _apart(hours: Mapping[str, float]) -> Mapping[str, float]:
    """Refuse hours that overlap."""
    end = 0
    for begin, finish in sorted(_hours(text) for text in hours):
        if begin < end:
            raise ValueError("промежутки часов не должны перекрываться")
        end = finish
    return hours


Weights = Annotated[dict[str, Weight], AfterValidator(_some)]


class Days(Part):
    """How much comes on each day of the week."""

    mon: Weight
    tue: Weight
    wed: Weight
    thu: Weight
    fri: Weight
    sat: Weight
    sun: Weight

    @model_validator(mode="after")
    def _something_comes(self) -> Self:
        _some(dict(self))
        return self

    def weights(self) -> tuple[float, ...]:
        """The weights of Monday to Sunday."""
        return tuple(weight for _, weight in self)


class Pattern(Part):
    """How arrivals are spread: over the days of the week, and over the hours of a day."""

    days: Days
    hours: Annotated[Weights, AfterValidator(_apart)]


def month_of(text: str) -> date:
    """Read «2026-03» as the month's first day; raises InvalidInput."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise wrong_field("month", "ожидается месяц ГГГГ-ММ, например 2026-03")
    return date(int(match[1]), int(match[2]), 1)


def spread(letters: Sequence[Letter], count: int, month: date, pattern: Pattern, seed: int) -> tuple[Arrival, ...]:
    """So many messages in the order of their coming; the file's ones are taken evenly, each more often if need be.

    A letter with a time of its own comes then.
    """
    days = [month + timedelta(days=number) for number in range(monthrange(month.year, month.month)[1])]
    weights = {day.isoformat(): pattern.days.weights()[day.weekday()] for day in days}
    arrivals = []
    for number in range(count):
        letter = letters[number * len(letters) // count]
        at = letter.at or _drawn(weights, pattern, Draws(seed, number))
        arrivals.append(Arrival(number, at, letter))
    return tuple(sorted(arrivals, key=lambda arrival: (arrival.at, arrival.number)))


def _drawn(weights: Mapping[str, float], pattern: Pattern, draws: Draws) -> LocalTime:
    day = date.fromisoformat(chosen(weights, draws.at("day")))
    begin, end = _hours(chosen(pattern.hours, draws.at("hour")))
    return LocalTime(day, begin * 3600 + int(draws.at("second") * (end - begin) * 3600))
