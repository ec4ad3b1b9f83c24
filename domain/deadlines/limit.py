"""One limit of one case: when it began, when it is due, and how it stands at a given moment."""

from dataclasses import dataclass
from datetime import datetime

from domain.regulation import LimitRule
from domain.terms import LimitState


@dataclass(frozen=True)
class Limit:
    """A limit that has begun; ``number`` counts its repeats from 1.

    ``due_at`` is the alarm's instant, ``late_after`` the last instant that is not late (R4).
    ``in_working_time``: its unit is counted on the working-time axis; ``round_the_clock``: it runs, and may remind, at
    night as well. ``known_at`` is when the system learnt of the beginning: nothing is announced for what was past
    by then.
    """

    rule: LimitRule
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

    @property
    def name(self) -> str:
        """The rule's name, with ``-2``, ``-3`` for repeats."""
        return self.rule.name if self.number == 1 else f"{self.rule.name}-{self.number}"

    @property
    def ended_at(self) -> datetime | None:
        """When it was fulfilled or fell away."""
        return self.done_at or self.cancelled_at

    @property
    def open(self) -> bool:
        """Whether the act that it asks for is still owed."""
        return self.ended_at is None

    def state(self, now: datetime) -> LimitState:
        """How it stands: an act is judged by its own time, an omission by ``now``; exactly at the limit is on time."""
        if self.done_at is not None:
            return LimitState.MISSED if self._late(self.done_at) else LimitState.MET
        if self.cancelled_at is not None:
            untaken = self.rule.alternative or not self._late(self.cancelled_at)
            return LimitState.CANCELLED if untaken else LimitState.MISSED
        return LimitState.MISSED if self._late(now) else LimitState.RUNNING

    def overdue(self, now: datetime) -> bool:
        """Whether somebody owes the act and is late with it; a choice that may still fall otherwise owes nothing."""
        return self.open and not self.rule.alternative and self.state(now) is LimitState.MISSED

    def _late(self, moment: datetime) -> bool:
        return moment > self.late_after and not self.rule.by_analogy
