"""What the check of the numbers says, and how it words amounts and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.regulation.fit.lengths import Lengths
from domain.regulation.limits import LimitRule

NOTHING = timedelta(0)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_HALF_HOUR = timedelta(minutes=30)


class Level(StrEnum):
    """How the limits of the steps stand to the limit that they lie in.

    ``tight``: it comes out to the minute, or the only round that fits leaves less than its shortest step takes.
    """

    FITS = "fits"
    TIGHT = "tight"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Finding:
    """One sum of one flow: which limits, by which clauses, what is left, and the sentence that shows the arithmetic.

    ``minutes_left`` are whole minutes of working time, rounded down, and negative where so many are missing.
    """

    flow: str
    limits: tuple[str, ...]
    clauses: tuple[str, ...]
    level: Level
    minutes_left: int
    text: str


@dataclass(frozen=True)
class Step:
    """A step that has a limit: what it is called in a sum, the limit, and the working time that it gives."""

    word: str
    rule: LimitRule
    time: timedelta


def level_of(left: timedelta, steps: Sequence[Step], *, only_round: bool) -> Level:
    """Judge what is left after the steps; ``only_round``: no second round of them fits."""
    if left < NOTHING:
        return Level.IMPOSSIBLE
    if left == NOTHING or (only_round and left < min(step.time for step in steps)):
        return Level.TIGHT
    return Level.FITS


def finding(lengths: Lengths, rules: Iterable[LimitRule], level: Level, left: timedelta, text: str) -> Finding:
    """Make a finding of the limits that it rests on."""
    named = {rule.name: rule for rule in rules}
    return Finding(
        flow=lengths.flow.id,
        limits=tuple(named),
        clauses=tuple(dict.fromkeys(rule.clause for rule in named.values())),
        level=level,
        minutes_left=left // _MINUTE,
        text=text if lengths.importance is None else f"Важность «{lengths.importance}». {text}",
    )


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
