"""Lengths of working time in words, and the steps that are summed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.limits import LimitRule

NOTHING = timedelta(0)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Step:
    """A step that has a limit: what it is called in a sum, the limit, and the working time that it gives."""

    word: str
    rule: LimitRule
    time: timedelta


def total(steps: Iterable[Step]) -> timedelta:
    """The working time of several steps."""
    return sum((step.time for step in steps), NOTHING)


def span_words(time: timedelta) -> str:
    """Write a length of working time, for example «4 ч 30 мин»."""
    hours, rest = divmod(time, _HOUR)
    parts = [f"{hours} ч"] if hours else []
    if rest or not hours:
        parts.append(f"{_number(rest, _MINUTE)} мин")
    return " ".join(parts)


def rest_words(left: timedelta) -> str:
    """Say what is left, or missing."""
    if left < NOTHING:
        return f"не хватает {span_words(-left)}"
    return f"остаётся {span_words(left)}" if left else "запаса нет"


@dataclass(frozen=True)
class Scale:
    """The unit of one sum: hours where all of it is in half hours, else minutes."""

    unit: timedelta
    word: str

    @classmethod
    def of(cls, times: Iterable[timedelta]) -> "Scale":
        """Choose the unit in which every length is a readable number."""
        return cls(_MINUTE, "мин") if any(time % _HALF_HOUR for time in times) else cls(_HOUR, "ч")

    def number(self, time: timedelta) -> str:
        """A length without its unit."""
        return _number(time, self.unit)

    def amount(self, time: timedelta) -> str:
        """A length with its unit."""
        return f"{self.number(time)} {self.word}"

    def sum(self, steps: Iterable[Step]) -> str:
        """The addends of a sum, each with its name."""
        return " + ".join(f"{step.word} {self.number(step.time)}" for step in steps)


def _number(time: timedelta, unit: timedelta) -> str:
    text = f"{time / unit:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
