"""One limit of one case: when it began, when it is due, and how it stands at a given moment."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.regulation import LimitRule
from domain.terms import LimitState
from domain.worktime import Amount


@dataclass(frozen=True)
class Stop:
    """A time in which a limit stands still; ``end`` is None while nobody knows when it goes on."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Basis:
    """What the instants of a limit were computed from, so that anybody can compute them again.

    ``own`` is its amount from the start, None for one that is counted backward; ``whole`` that of the limit from whose
    end it is counted (its own where there is none). ``stretches`` are the times between the events of its pause as they
    happened, before any is cut or left out. ``own_end`` is where the amount and the pauses alone lead, ``base_end`` the
    same for the limit that it precedes, where another system's instant moves both. ``caps`` are those that may cut it.
    """

    start: Event
    own: Amount | None
    whole: Amount
    stretches: tuple[Stop, ...]
    own_end: datetime
    base_end: datetime | None
    external_due: datetime | None
    caps: tuple["Limit", ...]


@dataclass(frozen=True)
class Limit:
    """A limit that has begun; ``number`` counts its repeats from 1, ``run`` its beginnings anew under one name.

    ``due_at`` is the alarm's instant, ``late_after`` the last instant that is not late (R4); while a pause without an
    end runs, both are where they would be if it ended as it began. ``own_due_at`` is our own instant where another
    system's is binding; ``basis`` is what all of them come from. ``known_at`` is when the system learnt of the
    beginning: nothing is announced for what was past by then. ``in_working_time``: its unit is counted on the
    working-time axis; ``round_the_clock``: it runs, and may remind, at night as well. ``binding`` is False for a window
    of one of two outcomes that nobody has chosen yet. ``estimated``: its start event's own time is not known (R15).
    ``authority`` is the body whose limit it is where every body has its own, and ``own_number`` counts the repeats of
    that body.
    """

    rule: LimitRule
    basis: Basis
    number: int
    started_at: datetime
    due_at: datetime
    late_after: datetime
    known_at: datetime
    in_working_time: bool
    round_the_clock: bool
    provisional: bool
    done_at: datetime | None = None
    cancelled_at: datetime | None = None
    run: int = 1
    first_started_at: datetime | None = None
    authority: str | None = None
    own_number: int = 1
    estimated: bool = False
    binding: bool = True
    stops: tuple[Stop, ...] = ()
    own_due_at: datetime | None = None

    @property
    def name(self) -> str:
        """The rule's name, with ``-2``, ``-3`` for repeats."""
        return self.rule.name if self.number == 1 else f"{self.rule.name}-{self.number}"

    @property
    def key(self) -> str:
        """What its announcements are remembered by: a limit that began anew announces anew.

        That of one of several bodies is known by the body: what another body's late entry renumbers is the name.
        """
        known = self.name if self.authority is None else f"{self.rule.name}:{self.authority}:{self.own_number}"
        return known if self.run == 1 else f"{known}@{self.run}"

    @property
    def ended_at(self) -> datetime | None:
        """When it was fulfilled or fell away."""
        return self.done_at or self.cancelled_at

    @property
    def open(self) -> bool:
        """Whether the act that it asks for is still owed."""
        return self.ended_at is None

    @property
    def stopped(self) -> bool:
        """Whether it stands still and nobody knows for how long."""
        return self.open and bool(self.stops) and self.stops[-1].end is None

    def stop_at(self, moment: datetime) -> Stop | None:
        """The pause that holds a moment."""
        return next((stop for stop in self.stops if stop.start <= moment and (not stop.end or moment < stop.end)), None)

    def state(self, now: datetime) -> LimitState:
        """How it stands: an act is judged by its own time, an omission by ``now``; exactly at the limit is on time."""
        if self.done_at is not None:
            return LimitState.MISSED if self._late(self.done_at) else LimitState.MET
        if self.cancelled_at is not None:
            breached = self.binding and self._late(self.cancelled_at)
            return LimitState.MISSED if breached else LimitState.CANCELLED
        if self.stop_at(now) is not None:
            return LimitState.PAUSED
        return LimitState.MISSED if self._late(now) else LimitState.RUNNING

    def overdue(self, now: datetime) -> bool:
        """Whether somebody owes the act and is late with it; a choice that may still fall otherwise owes nothing."""
        return self.open and self.binding and self.state(now) is LimitState.MISSED

    def _late(self, moment: datetime) -> bool:
        return moment > self.late_after and self.rule.breachable
