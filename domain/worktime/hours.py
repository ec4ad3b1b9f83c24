"""The hours of a day and of a week, as text that a clerk can read and as minutes to compute with."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

Minutes = tuple[tuple[int, int], ...]
"""Intervals of one day in minutes since local midnight, half-open, in order."""

_DAY = 24 * 60
_INTERVAL = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _minutes(text: str) -> tuple[int, int]:
    match = _INTERVAL.fullmatch(text)
    if match is None:
        raise ValueError("ожидается промежуток вида 09:00-13:00")
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    begin, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if max(from_minute, to_minute) >= 60 or end > _DAY:  # noqa: PLR2004  # minutes of an hour
        raise ValueError("такого времени суток нет (самое позднее 24:00)")
    if begin >= end:
        raise ValueError(
            "промежуток должен заканчиваться позже, чем начался, в тот же день; смену через полночь пишут двумя: "
            "22:00-24:00 и в следующем дне 00:00-06:00"
        )
    return begin, end


def to_minutes(hours: Iterable[str]) -> Minutes:
    """Read intervals; raises ``ValueError`` where they are malformed, overlap or are out of order."""
    intervals = tuple(_minutes(text) for text in hours)
    for (_, end), (begin, _) in pairwise(intervals):
        if begin < end:
            raise ValueError("промежутки дня должны идти по порядку и не пересекаться")
    return intervals


def to_text(minutes: Minutes) -> tuple[str, ...]:
    """Write intervals as «HH:MM-HH:MM»."""
    return tuple(f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in minutes)


def shorten(minutes: Minutes, by: int = 60) -> Minutes:
    """Cut ``by`` minutes of working time from the end of a day (Labour Code, art. 95)."""
    kept = list(minutes)
    while kept and by:
        begin, end = kept.pop()
        if end - begin > by:
            kept.append((begin, end - by))
            by = 0
        else:
            by -= end - begin
    return tuple(kept)


def _checked(hours: tuple[str, ...]) -> tuple[str, ...]:
    to_minutes(hours)
    return hours


DayHours = Annotated[tuple[str, ...], AfterValidator(_checked)]
"""The working intervals of one day, for example ``("09:00-13:00", "14:00-18:00")``; empty: a day off."""


class Week(BaseModel):
    """The usual hours of each weekday. At least one weekday is worked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mon: DayHours = ()
    tue: DayHours = ()
    wed: DayHours = ()
    thu: DayHours = ()
    fri: DayHours = ()
    sat: DayHours = ()
    sun: DayHours = ()

    @model_validator(mode="after")
    def _is_worked(self) -> Self:
        if not any(self.minutes()):
            raise ValueError("в неделе нет рабочих часов")
        return self

    def minutes(self) -> tuple[Minutes, ...]:
        """The intervals of Monday to Sunday."""
        return tuple(to_minutes(getattr(self, name)) for name in _NAMES)
