"""A timed duty as it is proven: what brings it about, what fulfils it, and the last moment that is in time.

Everything before the start happens at ``early``; then the limit starts, by a step or by the message's arrival, and what
has to lie between its start and its end is done at once. All times are the municipality's own; each ``Stretch`` was
worked by hand on a week from 9 to 18 with a break from 13 to 14.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.lifecycle import Rules
from domain.roles import Principal
from tests.domain.lifecycle.builders import Life, shipped

MONDAY = "2026-03-16 09:00"


class Kind(StrEnum):
    """What being late with it means."""

    DUTY = "duty"
    """It is missed: journalled with its clause, and counted."""
    WINDOW = "window"
    """A window for one of two outcomes: that outcome is late afterwards, but nothing is owed."""
    MARK = "mark"
    """A term taken over by analogy: it reminds and is never missed (R13)."""


@dataclass(frozen=True)
class Stretch:
    """A start, the due moment, and the last moment in time where that is another one (the break's end, R4)."""

    start: str
    due: str
    break_ends: str | None = None
    early: str = MONDAY

    @property
    def last(self) -> str:
        """The last moment that is in time."""
        return self.break_ends or self.due


@dataclass(frozen=True)
class Step:
    """An act: the command, who gives it (a trusted tool where nobody is named) and its fields."""

    command: str
    by: Principal | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


def step(command: str, by: Principal | None = None, **fields: Any) -> Step:  # noqa: ANN401 -- fields of the command
    """Write a step in one line."""
    return Step(command, by, fields)


@dataclass(frozen=True)
class Timed:
    """One timed duty of one procedure; ``limit`` is its name in the case, ``clause`` what it rests on."""

    id: str
    regulation: str
    clause: str
    stretches: tuple[Stretch, ...]
    ends: Step
    starts: Step | None = None
    before: tuple[Step, ...] = ()
    between: tuple[Step, ...] = ()
    flow: str = "main"
    kind: Kind = Kind.DUTY
    received_later: bool = False
    rules: Rules | None = None

    @property
    def limit(self) -> str:
        """The limit's name in the case."""
        return self.id.partition("-")[2]

    def begin(self, stretch: Stretch) -> Life:
        """A message at the moment at which the limit has begun."""
        arrives = stretch.start if self.starts is None else stretch.early
        rules = self.rules or shipped(self.regulation)
        if self.received_later:
            life = Life(rules, stretch.early, known=arrives, received_at=arrives, flow=self.flow)
        else:
            life = Life(rules, arrives, flow=self.flow)
        for item in self.before:
            life.do(item.command, stretch.early, item.by, **item.fields)
        for item in (*([self.starts] if self.starts else ()), *self.between):
            life.do(item.command, stretch.start, item.by, **item.fields)
        return life

    def end(self, life: Life, when: str) -> None:
        """Do what the limit asks for."""
        life.do(self.ends.command, when, self.ends.by, **self.ends.fields)


@dataclass(frozen=True)
class Trial:
    """A timed duty on one of its stretches."""

    timed: Timed
    stretch: Stretch

    @property
    def proves(self) -> tuple[str, ...]:
        """The duty's own id, and that of its clause, which says nothing of a term that is taken by analogy."""
        code = self.timed.id.partition("-")[0]
        return (self.timed.id, *([] if self.timed.kind is Kind.MARK else [f"{code}-{self.timed.clause}"]))

    @property
    def label(self) -> str:
        """The duty, its procedure where one of several, and its start."""
        flow = "" if self.timed.flow == "main" else f"-{self.timed.flow}"
        return f"{self.timed.id}{flow} from {self.stretch.start}"


def within_a_day(*times: tuple[str, str, str | None], early: str = "09:00") -> tuple[Stretch, ...]:
    """Stretches of Monday, 16 March 2026, as clock times: start, due and, where it is the break, its end."""
    day = "2026-03-16"
    return tuple(
        Stretch(f"{day} {start}", f"{day} {due}", break_ends and f"{day} {break_ends}", f"{day} {early}")
        for start, due, break_ends in times
    )


MINUTES_10 = within_a_day(("10:00", "10:10", None), ("12:50", "13:00", "14:00"), ("17:50", "18:00", None))
MINUTES_15 = within_a_day(("10:00", "10:15", None), ("12:45", "13:00", "14:00"), ("17:45", "18:00", None))
MINUTES_30 = within_a_day(("10:00", "10:30", None), ("12:30", "13:00", "14:00"), ("17:30", "18:00", None))
HOUR_1 = within_a_day(("10:00", "11:00", None), ("12:00", "13:00", "14:00"), ("17:00", "18:00", None))
HOURS_2 = within_a_day(("10:00", "12:00", None), ("11:00", "13:00", "14:00"), ("16:00", "18:00", None))
HOURS_2_5 = within_a_day(("10:00", "12:30", None), ("10:30", "13:00", "14:00"), ("15:30", "18:00", None))
HOURS_3 = within_a_day(("09:30", "12:30", None), ("10:00", "13:00", "14:00"), ("15:00", "18:00", None))
HOURS_4 = within_a_day(("10:00", "15:00", None), ("09:00", "13:00", "14:00"), ("14:00", "18:00", None))
HOURS_5 = (
    *within_a_day(("10:00", "16:00", None), ("12:00", "18:00", None)),
    Stretch("2026-03-16 17:00", "2026-03-17 13:00", "2026-03-17 14:00"),
)
HOURS_8 = (
    Stretch("2026-03-16 10:00", "2026-03-17 10:00"),
    Stretch("2026-03-16 14:00", "2026-03-17 13:00", "2026-03-17 14:00"),
    Stretch("2026-03-16 09:00", "2026-03-16 18:00"),
)
HOURS_9 = (
    Stretch("2026-03-16 10:00", "2026-03-17 11:00"),
    Stretch("2026-03-16 12:00", "2026-03-17 13:00", "2026-03-17 14:00"),
    Stretch("2026-03-16 17:00", "2026-03-17 18:00"),
)
NEXT_DAY = (Stretch("2026-03-16 10:00", "2026-03-17 18:00"), Stretch("2026-03-20 17:00", "2026-03-23 18:00"))
DAYS_2 = (Stretch("2026-03-16 13:00", "2026-03-18 18:00"), Stretch("2026-03-19 10:00", "2026-03-23 18:00"))
DAYS_3 = (Stretch("2026-03-18 12:00", "2026-03-23 18:00"), Stretch("2026-04-30 12:00", "2026-05-06 18:00"))
DAYS_7 = (Stretch("2026-03-18 15:00", "2026-03-27 18:00"), Stretch("2026-04-30 15:00", "2026-05-13 18:00"))
