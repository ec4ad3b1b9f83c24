"""Which limits tie the steps of a way: each begins with a step, or runs already, and is over with a later one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from domain.deadlines import Length, Limit, length_of
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.planning.way import Way
from domain.regulation.parts import WORKING_TIME_UNITS
from domain.worktime import Clock, Unit

_DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})
_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tie:
    """A limit between two steps of a way; ``start`` is None where it runs already.

    ``own``: it is the term of its last step, or of the steps just before it that have none. Others lie around steps
    with terms of their own.
    """

    limit: Limit
    end: int
    length: Length
    start: int | None = None
    own: bool = False

    def due(self, clock: Clock, begun: datetime) -> datetime:
        """When it ends if it begins then."""
        return self.length.end(clock, begun).astimezone(UTC)

    def begun(self, clock: Clock, due: datetime) -> datetime:
        """The last moment at which it may begin to end by ``due``: in working time the earliest of equal moments (R5).

        It is found on the axis of working time, never by the clock on the wall: what ends at 14:00, when the break is
        over, ends at 13:00, when all of the time has passed.
        """
        length, amount = self.length, self.length.own
        if amount is not None and amount.amount == 0:
            return due
        if length.unit in WORKING_TIME_UNITS:
            time = length.base.duration - length.lead if amount is None else amount.duration
            return _earliest(clock, due, time)
        if amount is not None and length.unit in _DAYS:
            return self._begun_on_a_day(clock, due)
        return due - (self.due(clock, due) - due)

    def _begun_on_a_day(self, clock: Clock, due: datetime) -> datetime:
        """The end of the last date on which it may begin; of service where working days are counted."""
        local = clock.local(due)
        ends = (clock.midnight_ending((local - back * _DAY).date()) - _INSTANT for back in count(1))
        closing = next(end for end in ends if self.due(clock, end) <= due)
        counts = self.length.unit is Unit.WORKING_DAYS
        return (_earliest(clock, closing, timedelta(0)) if counts else closing).astimezone(UTC)


def ties_of(case: Case, rules: Rules, way: Way, now: datetime) -> tuple[Tie, ...]:
    """Find what ties the steps of a way: who fulfils which limit, and with which step it begins.

    Only what would be a breach counts: no mark by analogy, and no window of an outcome that is not chosen.
    """
    moment = max(now, *(event.at for event in case.events))
    running = {limit.key: limit for limit in rules.limits(case)}
    begun: dict[str, int | None] = dict.fromkeys(running)
    known, events = dict(running), case.events
    found: list[Tie] = []
    flow, terms = rules.flow(case), rules.terms(case)
    for number, step in enumerate(way):
        events = (*events, *step.at(moment))
        after = {limit.key: limit for limit in rules.limits(case.changed(events=events))}
        for key, limit in after.items():
            begun.setdefault(key, number)
            if key in known and known[key].open and not limit.open and _binds(limit):
                length = length_of(flow, limit.rule, terms)
                found.append(Tie(running.get(key, limit), number, length, begun[key]))
        known = after
    clock = rules.clock(case)
    return tuple(_with_own(sorted(found, key=lambda tie: tie.due(clock, moment)), way))


def _binds(limit: Limit) -> bool:
    """Whether its end, if it came late, would be a breach."""
    return not limit.rule.by_analogy and (limit.done_at is not None or limit.binding)


def _with_own(found: list[Tie], way: Way) -> Iterator[Tie]:
    """Tell the terms of steps from what lies around them: the shortest stretch first, and on it the shortest limit."""
    with_term: set[int] = set()
    stretches = [(tie, _between(tie, way)) for tie in found]
    for tie, between in sorted(stretches, key=lambda item: len(item[1] or ())):
        own = between is not None and not with_term & (between | {tie.end})
        if own:
            with_term.add(tie.end)
        yield Tie(tie.limit, tie.end, tie.length, tie.start, own)


def _between(tie: Tie, way: Way) -> frozenset[int] | None:
    """The steps between a limit's first and last one; None where these do not follow each other, or it runs already."""
    if tie.start is None:
        return None
    passed: list[int] = []
    number = way[tie.start].then
    while number is not None and number < tie.end:
        passed.append(number)
        number = way[number].then
    return frozenset(passed) if number == tie.end else None


def _earliest(clock: Clock, due: datetime, time: timedelta) -> datetime:
    """So much working time before a moment: of the moments between which nothing is worked, the first."""
    return clock.add(clock.subtract(due, time + _INSTANT), _INSTANT).astimezone(UTC)
