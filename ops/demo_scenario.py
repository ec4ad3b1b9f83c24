"""What a scenario of the demonstration is: an ordinary life, and the turns that make it another one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import Enum, auto

from domain.regulation import Flow, Regulation
from domain.terms import CommandName, State


@dataclass(frozen=True)
class Turn:
    """A step out of the ordinary, taken once: as soon as the case is at ``at`` and the command is possible.

    ``fields`` are laid over the command's ordinary payload. It is done soon, or after so much working time, or just
    too late for the nearest limit that it owes.
    """

    command: CommandName
    at: State
    fields: Mapping[str, object] = field(default_factory=dict)
    after: timedelta | None = None
    late: bool = False


Turns = tuple[Turn, ...]
Casting = Callable[[Regulation, Flow], Turns | None]
"""The turns of a scenario under one procedure; None where the act provides for nothing of the kind."""


class Day(Enum):
    """The kind of day on which a life begins."""

    WORKING = auto()
    FRIDAY = auto()
    OFF = auto()


def no_turns(_regulation: Regulation, _flow: Flow) -> Turns | None:
    """Play an ordinary life, in every procedure."""
    return ()


@dataclass(frozen=True)
class Scenario:
    """One kind of life; ``late_step`` comes too late whenever it is taken, ``bodies`` work on the answer.

    ``outside_term``: another system gives its own term for the answer, so much working time from the beginning.
    """

    title: str
    starts_at: time
    turns: Casting = no_turns
    late_step: CommandName | None = None
    day: Day = Day.WORKING
    bodies: int = 1
    outside_term: timedelta | None = None
