"""What the check of the numbers says of one sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.regulation.fit.amounts import NOTHING, Step
from domain.regulation.fit.explanation import Explanation
from domain.regulation.fit.lengths import Lengths
from domain.regulation.limits import LimitRule

_MINUTE = timedelta(minutes=1)


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

    ``explanation`` is for whoever wants to know why, and what would settle it.

    ``minutes_left`` are whole minutes of working time, rounded down, and negative where so many are missing.
    """

    flow: str
    limits: tuple[str, ...]
    clauses: tuple[str, ...]
    level: Level
    minutes_left: int
    text: str
    explanation: Explanation


def level_of(left: timedelta, steps: Sequence[Step], *, only_round: bool) -> Level:
    """Judge what is left after the steps; ``only_round``: no second round of them fits."""
    if left < NOTHING:
        return Level.IMPOSSIBLE
    if left == NOTHING or (only_round and left < min(step.time for step in steps)):
        return Level.TIGHT
    return Level.FITS


def finding(  # noqa: PLR0913, PLR0917 -- one argument a field
    lengths: Lengths, rules: Iterable[LimitRule], level: Level, left: timedelta, text: str, explanation: Explanation
) -> Finding:
    """Make a finding of the limits that it rests on."""
    named = {rule.name: rule for rule in rules}
    return Finding(
        flow=lengths.flow.id,
        limits=tuple(named),
        clauses=tuple(dict.fromkeys(rule.clause for rule in named.values())),
        level=level,
        minutes_left=left // _MINUTE,
        text=text if lengths.importance is None else f"Важность «{lengths.importance}». {text}",
        explanation=explanation,
    )
