"""Computes the limits of a case from its events (R3 to R9).

Late entries and corrections need no special case: the list of events is put in order and walked again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.deadlines.limit import Limit
from domain.event import Event
from domain.regulation import Flow, LimitRule
from domain.terms import ENDINGS
from domain.worktime import Lateness, Unit, WorkingTime

_ROUND_THE_CLOCK = frozenset({Unit.HOURS, Unit.DAYS_24H, Unit.AT_ONCE})
_CLOCK_UNITS = _ROUND_THE_CLOCK | {Unit.CALENDAR_DAYS}


def compute_limits(flow: Flow, lateness: Lateness, time: WorkingTime, events: Iterable[Event]) -> tuple[Limit, ...]:
    """List every limit that has begun, in the order of the regulation's file."""
    ordered = tuple(sorted(events, key=lambda event: event.at.astimezone(UTC)))
    walker = _Walker(flow, lateness, time, ordered)
    return tuple(limit for rule in flow.limits for limit in walker.limits(rule))


@dataclass(frozen=True)
class _Walker:
    flow: Flow
    lateness: Lateness
    time: WorkingTime
    events: Sequence[Event]

    def limits(self, rule: LimitRule) -> list[Limit]:
        """Walk the events for one rule; one that begins anew leaves an unfulfilled earlier one open."""
        found: list[Limit] = []
        for event in self.events:
            found = [_affected(limit, event, newest=limit is found[-1]) for limit in found]
            if self._starts(rule, event) and (rule.repeats or not found):
                found.append(self._begin(rule, event, len(found) + 1))
        return found

    def _starts(self, rule: LimitRule, event: Event) -> bool:
        ref = self._base(rule).starts
        if ref is None or not event.matches(ref):
            return False
        local_date = event.at.astimezone(ZoneInfo(self.time.timezone)).date()
        return not (rule.starts_on_day_off and self.time.is_working_day(local_date))

    def _begin(self, rule: LimitRule, event: Event, number: int) -> Limit:
        due_at = self._due(rule, event.at).astimezone(UTC)
        unit = self._base(rule).duration.unit
        in_working_time = unit not in _CLOCK_UNITS
        return Limit(
            rule=rule,
            number=number,
            started_at=(self.time.next_open(event.at) if in_working_time else event.at).astimezone(UTC),
            due_at=due_at,
            late_after=self.time.late_after(due_at, unit, self.lateness).astimezone(UTC),
            known_at=event.recorded_at.astimezone(UTC),
            in_working_time=in_working_time,
            provisional=in_working_time and self.time.is_provisional(due_at),
            round_the_clock=unit in _ROUND_THE_CLOCK,
        )

    def _base(self, rule: LimitRule) -> LimitRule:
        """The rule whose start and unit count: a backward limit has those of the limit that it precedes."""
        return rule if rule.before is None else self.flow.limit(rule.before.limit)

    def _due(self, rule: LimitRule, start: datetime) -> datetime:
        whole = self._base(rule).duration
        if rule.before is not None:
            return self.time.add(start, whole.duration - rule.before.lead.duration)
        own = self.time.due(start, whole)
        if rule.capped_by is None:
            return own
        caps = self.limits(self.flow.limit(rule.capped_by))
        return min([own, *(cap.due_at for cap in caps if cap.ended_at is None or cap.ended_at >= start)])


def _affected(limit: Limit, event: Event, *, newest: bool) -> Limit:
    rule = limit.rule
    if limit.open:
        if any(event.matches(ref) for ref in rule.ends):
            return replace(limit, done_at=event.at.astimezone(UTC))
        if event.kind in ENDINGS or any(event.matches(ref) for ref in rule.cancelled_by):
            return replace(limit, cancelled_at=event.at.astimezone(UTC))
    elif newest and limit.done_at is not None and any(event.matches(ref) for ref in rule.reopened_by):
        return replace(limit, done_at=None)
    return limit
