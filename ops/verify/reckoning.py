"""What a limit comes to, from its facts: a chronometer that is started, stopped and read.

A pause is kept as a stopped chronometer is: what was left when it stopped is counted from when it goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from ops.verify.document import Facts, Interval
from ops.verify.errors import BeyondDaysError
from ops.verify.minutes import Walker
from ops.verify.reading import Amount

_NOTHING = timedelta(0)
_MICROS = {
    "working_minutes": 60_000_000,
    "working_hours": 3_600_000_000,
    "hours": 3_600_000_000,
    "days_24h": 86_400_000_000,
}
_BY_THE_CLOCK = frozenset({"hours", "days_24h", "calendar_days", "at_once"})


@dataclass(frozen=True)
class Stop:
    """A time in which the chronometer stood; ``end`` is None while nobody knows when it goes on."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Reckoned:
    """What was computed; ``due_at`` and ``late_after`` are without the cuts of other limits."""

    begun: datetime
    own_end: datetime
    stops: tuple[Stop, ...]
    due_at: datetime
    late_after: datetime

    @property
    def standing_since(self) -> datetime | None:
        """Since when it stands still, where nobody knows for how long."""
        return self.stops[-1].start if self.stops and self.stops[-1].end is None else None


@dataclass(frozen=True)
class Reckoner:
    """Computes limits by one calendar; its methods raise BeyondDaysError."""

    walker: Walker

    def reckon(self, facts: Facts) -> Reckoned:
        """Compute one limit."""
        own_end, own_late_after, stops = self._own_end(facts, facts.amount)
        due = self._due(facts, own_end)
        late_after = self._late_after(due, _judged_as(facts.unit, stops), facts.lateness)
        return Reckoned(
            begun=facts.start if by_the_clock(facts) else self.walker.opens(facts.start),
            own_end=own_end,
            stops=tuple(stops),
            due_at=due,
            late_after=own_late_after if facts.external is None else late_after,
        )

    def counted(self, facts: Facts, begun: datetime, end: datetime, pauses: Sequence[Interval]) -> list[Interval]:
        """The stretches that were counted: worked, or by the clock any, and in no pause."""
        whole = [(begun, end)] if by_the_clock(facts) else self.walker.worked(begun, end)
        for pause_begin, pause_end in pauses:
            cut = [((begin, min(stop, pause_begin)), (max(begin, pause_end), stop)) for begin, stop in whole]
            whole = [(begin, stop) for parts in cut for begin, stop in parts if begin < stop]
        return whole if begun < end else []

    def _own_end(self, facts: Facts, amount: Amount | None) -> tuple[datetime, datetime, list[Stop]]:
        """Where the amount (None: what the other limit's leaves before the lead) and the pauses lead.

        With it the last moment in time: a break that began at the end is not shortened by a pause inside it.
        """
        unit = facts.unit if amount is None else amount.unit
        end, stops = self._first_end(facts, amount), list[Stop]()
        in_time = self._late_after(end, unit, facts.lateness)
        for begun, ended in facts.stretches:
            if max(begun, facts.start) > in_time:
                break
            stop = self._stop(facts, begun, ended)
            if stop.end is not None and stop.end <= stop.start:
                continue
            stops.append(stop)
            nothing_left = end <= stop.start
            if stop.end is not None:
                end = self._goes_on(stop.start, stop.end, end, unit)
            moved = self._late_after(end, _judged_as(unit, stops), facts.lateness)
            in_time = max(in_time, moved) if nothing_left else moved
        return end, in_time, stops

    def _first_end(self, facts: Facts, amount: Amount | None) -> datetime:
        if amount is not None:
            return self._end(facts.start, amount)
        assert facts.whole is not None  # noqa: S101 -- narrows the type: reading has seen one of the two
        assert facts.lead is not None  # noqa: S101 -- they come together
        return self.walker.after(facts.start, _length(facts.whole) - _length(facts.lead))

    def _end(self, start: datetime, amount: Amount) -> datetime:
        """The end of an amount that nothing stops."""
        if not amount.number:
            return start
        if amount.unit == "working_days":
            return self.walker.close_after_days(start, int(amount.number))
        if amount.unit == "calendar_days":
            return self.walker.midnight_after(self.walker.local_date(start) + timedelta(days=int(amount.number)))
        if amount.unit in _BY_THE_CLOCK:
            return start + _length(amount)
        return self.walker.after(start, _length(amount))

    def _stop(self, facts: Facts, begun: datetime, ended: datetime | None) -> Stop:
        """A pause, from the limit's own beginning to the first of what ends it."""
        ends = [end for end in (ended, facts.ended_at) if end is not None]
        if facts.at_most is not None:
            try:
                ends.append(self._end(begun, facts.at_most))
            except BeyondDaysError:
                # It was over long before that: the file describes no dates so far away.
                if not ends:
                    raise
        return Stop(max(begun, facts.start), min(ends, default=None))

    def _goes_on(self, begun: datetime, ended: datetime, end: datetime, unit: str) -> datetime:
        if unit in _BY_THE_CLOCK:
            return ended + max(end - begun, _NOTHING)
        return self.walker.after(ended, self.walker.between(begun, max(begun, end)))

    def _due(self, facts: Facts, own_end: datetime) -> datetime:
        """The instant that counts: another system's, and what precedes it moves with it."""
        if facts.external is None:
            return own_end
        if facts.whole is None:
            return facts.external
        whole_end, *_ = self._own_end(facts, facts.whole)
        if {facts.unit, facts.whole.unit} & _BY_THE_CLOCK:
            return own_end + (facts.external - whole_end)
        lead = self.walker.between(own_end, whole_end)
        return self.walker.after(facts.start, max(_NOTHING, self.walker.between(facts.start, facts.external) - lead))

    def _late_after(self, due: datetime, unit: str, rule: str) -> datetime:
        """The last moment at which an act is in time."""
        if unit in _BY_THE_CLOCK or rule == "instant":
            return due
        if rule == "day_end" and unit == "working_days":
            return self.walker.midnight_after(self.walker.local_date(due))
        if not self.walker.closes(due):
            return due
        if rule == "working_time":
            return self.walker.opens(due)
        return self._after_break(due)

    def _after_break(self, close: datetime) -> datetime:
        """The end of the break that begins there; the close itself where work on that date is over."""
        day = self.walker.local_date(close - timedelta(microseconds=1))
        midnight = self.walker.midnight_after(day)
        return next((here for here, _ in self.walker.steps(close, midnight) if self.walker.works(here)), close)


def by_the_clock(facts: Facts) -> bool:
    """Whether the limit runs at night and on days off as well."""
    return facts.unit in _BY_THE_CLOCK


def share_is_right(facts: Facts) -> bool:
    """Whether an amount that is a share of another one's is exactly that share."""
    if facts.share is None or facts.share_of is None or facts.amount is None:
        return True
    return facts.amount == Amount(facts.share * facts.share_of.number, facts.share_of.unit)


def _judged_as(unit: str, stops: Sequence[Stop]) -> str:
    """A day limit that was paused ends at an instant like any other."""
    return "working_hours" if stops and unit == "working_days" else unit


def _length(amount: Amount) -> timedelta:
    return timedelta(microseconds=int(Fraction(_MICROS[amount.unit]) * amount.number))
