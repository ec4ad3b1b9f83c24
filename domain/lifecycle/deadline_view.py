"""The deadlines of a case as the contract shows them: computed for a moment, never stored as truth."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from domain.deadlines import Limit
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.terms import EventKind, LimitState
from domain.worktime import format_duration


class DeadlineView(BaseModel):
    """One limit at one moment; durations are ISO 8601, negative when over.

    ``alternative`` marks a window for one of two outcomes: past it nothing is owed, only that outcome would be late.
    While a limit is paused and nobody knows for how long, it is due at no moment, and ``working_time_left`` is what
    will be left. ``first_started_at`` and ``working_time_since_first`` tell of a clock that began anew after a
    re-routing; ``left_at_arrival`` is what was left of an outside clock when the message came; ``own_due_at`` is our
    computation where another system's is binding; ``start_estimated``: the start's own time is not known (R15).
    """

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    clause: str
    actor: str
    state: LimitState
    started_at: datetime | None = None
    due_at: datetime | None = None
    late_after: datetime | None = None
    done_at: datetime | None = None
    working_time_left: str | None = None
    by_analogy: bool = False
    alternative: bool = False
    provisional: bool = False
    paused_since: datetime | None = None
    authority: str | None = None
    first_started_at: datetime | None = None
    working_time_since_first: str | None = None
    left_at_arrival: str | None = None
    own_due_at: datetime | None = None
    start_estimated: bool = False


def deadlines(limits: tuple[Limit, ...], case: Case, rules: Rules, now: datetime) -> tuple[DeadlineView, ...]:
    """Show every limit at ``now``: those that have begun, and while the case is open those that may begin."""
    return tuple(_begun(limit, case, rules, now) for limit in limits) + _pending(case, rules, limits)


def nearest(limits: tuple[Limit, ...], rules: Rules) -> datetime | None:
    """When the next act is owed; a window for one of two outcomes is no debt, nor is what stands still."""
    owed = [limit.due_at for limit in limits if limit.open and limit.binding and not limit.stopped]
    return rules.local(min(owed)) if owed else None


def _begun(limit: Limit, case: Case, rules: Rules, now: datetime) -> DeadlineView:
    stop = limit.stop_at(now) if limit.open else None
    return DeadlineView(
        name=limit.name,
        title=limit.rule.title,
        clause=limit.rule.clause,
        actor=limit.rule.actor,
        state=limit.state(now),
        started_at=rules.local(limit.started_at),
        due_at=None if limit.stopped else rules.local(limit.due_at),
        late_after=None if limit.stopped else rules.local(limit.late_after),
        done_at=limit.done_at and rules.local(limit.done_at),
        working_time_left=format_duration(_left(limit, case, rules, now)) if limit.open else None,
        by_analogy=limit.rule.by_analogy,
        alternative=not limit.binding,
        provisional=limit.provisional,
        paused_since=rules.local(stop.start) if stop else None,
        authority=limit.authority,
        first_started_at=limit.first_started_at and rules.local(limit.first_started_at),
        working_time_since_first=_since_first(limit, case, rules, now),
        left_at_arrival=_left_at_arrival(limit, case, rules),
        own_due_at=limit.own_due_at and rules.local(limit.own_due_at),
        start_estimated=limit.estimated,
    )


def _pending(case: Case, rules: Rules, limits: tuple[Limit, ...]) -> tuple[DeadlineView, ...]:
    """The limits that have not begun; a case that has ended has none."""
    begun = {limit.rule.name for limit in limits}
    return tuple(
        DeadlineView(
            name=rule.name,
            title=rule.title,
            clause=rule.clause,
            actor=rule.actor,
            state=LimitState.PENDING,
            by_analogy=rule.by_analogy,
            alternative=rule.alternative,
        )
        for rule in rules.flow(case).limits
        if rule.name not in begun and not case.closed
    )


def _left(limit: Limit, case: Case, rules: Rules, now: datetime) -> timedelta:
    begun = max(now, limit.started_at)
    stop = limit.stop_at(begun)
    if stop is not None:
        # What will be left when it goes on.
        begun = stop.end or stop.start
    return _between(limit, case, rules, begun, limit.due_at)


def _between(limit: Limit, case: Case, rules: Rules, start: datetime, end: datetime) -> timedelta:
    return rules.clock(case).between(start, end) if limit.in_working_time else end - start


def _since_first(limit: Limit, case: Case, rules: Rules, now: datetime) -> str | None:
    if limit.first_started_at is None:
        return None
    return format_duration(_between(limit, case, rules, limit.first_started_at, limit.ended_at or now))


def _left_at_arrival(limit: Limit, case: Case, rules: Rules) -> str | None:
    """Of a clock that began outside, before the message came (LUZ-6)."""
    base = limit.rule if limit.rule.before is None else rules.flow(case).limit(limit.rule.before.limit)
    arrived = case.message.received_at
    outside = base.starts is not None and base.starts.kind is EventKind.DETECTED
    if not outside or case.message.detected_at >= arrived:
        return None
    return format_duration(_between(limit, case, rules, arrived, limit.due_at))
