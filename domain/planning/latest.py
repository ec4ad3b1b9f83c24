"""The latest moments of the steps of a way, computed backwards from the limits that run, on the axis of working time.

``bounds``: a step is due by every limit that it fulfils, by its followers, and so early that the term of the next step
can be used whole. A step without a term needs no time (R13). ``latest`` besides lets no step rely on more than it gets
when the ones before it come at their latest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines import Limit
from domain.planning.ties import Tie
from domain.planning.way import Way
from domain.worktime import Clock


@dataclass(frozen=True)
class Bound:
    """A moment that a step must not pass, and the limit that it comes from in the end."""

    at: datetime
    limit: Limit


Bounds = list[Bound | None]


@dataclass(frozen=True)
class Net:
    """The steps of a way and what ties them; ``counted`` are the limits that run and are to be kept."""

    way: Way
    ties: Sequence[Tie]
    clock: Clock
    now: datetime
    counted: frozenset[str]

    def upper(self) -> Bounds:
        """For each step the earliest end of the limits that run and that it fulfils."""
        found: Bounds = [None] * len(self.way)
        for tie in self.ties:
            if tie.start is None and tie.limit.key in self.counted:
                found[tie.end] = _earlier(found[tie.end], Bound(tie.limit.due_at, tie.limit))
        return found

    def bounds(self, upper: Bounds) -> Bounds:
        """Backwards: from what each step must keep to what that asks of the ones before it."""
        found: Bounds = [None] * len(self.way)
        for number in reversed(range(len(self.way))):
            bound, then = upper[number], self.way[number].then
            if then is not None:
                bound = _earlier(bound, found[then])
            for tie in self._begun_by(number):
                following = found[tie.end]
                if tie.own and following is not None:
                    bound = _earlier(bound, Bound(tie.begun(self.clock, following.at), following.limit))
            found[number] = bound
        return found

    def latest(self) -> Bounds:
        """Step by step: each as late as its bounds allow, which then bounds the ones that it begins limits for."""
        return self._forward(self.upper(), own=True)

    def room(self) -> Bounds:
        """Backwards alone, whatever comes before a step: rounds of rework, for example."""
        return self._forward(self.upper(), own=False)

    def _forward(self, upper: Bounds, *, own: bool) -> Bounds:
        found: Bounds = [None] * len(self.way)
        for number in self._order():
            bound = found[number] = self.bounds(upper)[number]
            if bound is None:
                continue
            done = max(bound.at, self.now)
            for tie in self._begun_by(number):
                if own or not tie.own:
                    upper[tie.end] = _earlier(upper[tie.end], Bound(tie.due(self.clock, done), tie.limit))
        return found

    def _order(self) -> list[int]:
        """Parts of joint work after the steps that they run beside: these may begin what bounds both."""
        beside = [number for number, step in enumerate(self.way) if step.beside]
        gathered = self.way[beside[-1]].then if beside else None
        last = len(self.way) if gathered is None else gathered
        return sorted(range(len(self.way)), key=lambda number: (number >= last, self.way[number].beside))

    def _begun_by(self, number: int) -> list[Tie]:
        return [tie for tie in self.ties if tie.start == number]


def _earlier(first: Bound | None, second: Bound | None) -> Bound | None:
    if first is None or second is None:
        return first or second
    return min(first, second, key=lambda bound: bound.at)
