"""«Расчёт срока»: everything that a deadline was computed from, so that anybody can recompute it by hand."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.deadlines import Limit
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.worktime import Span
from domain.worktime.spans import without


class Explanation(BaseModel):
    """How one limit was computed; ``due_at`` and ``late_after`` are None while it is paused without a known end."""

    model_config = ConfigDict(frozen=True)

    name: str
    clause: str
    quote: str
    reading: str
    start: datetime
    due_at: datetime | None
    late_after: datetime | None
    intervals: tuple[Span, ...]
    pauses: tuple[Span, ...]
    paused_since: datetime | None = None
    own_due_at: datetime | None = None
    calendar_version: str


def explain(case: Case, rules: Rules, name: str) -> Explanation | None:
    """Show how a limit was computed; None where no limit of that name has begun."""
    found = next((limit for limit in rules.limits(case) if limit.name == name), None)
    return None if found is None else _explanation(found, case, rules)


def explain_all(case: Case, rules: Rules) -> tuple[Explanation, ...]:
    """Show how every limit that has begun was computed."""
    return tuple(_explanation(limit, case, rules) for limit in rules.limits(case))


def _explanation(limit: Limit, case: Case, rules: Rules) -> Explanation:
    pauses = tuple(
        Span(start=rules.local(stop.start), end=rules.local(stop.end)) for stop in limit.stops if stop.end is not None
    )
    stopped = limit.stopped
    return Explanation(
        name=limit.name,
        clause=limit.rule.clause,
        quote=limit.rule.quote,
        reading=limit.rule.reading,
        start=rules.local(limit.started_at),
        due_at=None if stopped else rules.local(limit.due_at),
        late_after=None if stopped else rules.local(limit.late_after),
        intervals=without(_intervals(limit, case, rules), pauses),
        pauses=pauses,
        paused_since=rules.local(limit.stops[-1].start) if stopped else None,
        own_due_at=limit.own_due_at and rules.local(limit.own_due_at),
        calendar_version=rules.clock(case).version,
    )


def _intervals(limit: Limit, case: Case, rules: Rules) -> tuple[Span, ...]:
    """What was counted; nothing where a cap had passed before the limit itself began."""
    end = limit.stops[-1].start if limit.stopped else limit.due_at
    if end <= limit.started_at:
        return ()
    if limit.in_working_time:
        return rules.clock(case).spans(limit.started_at, end)
    return (Span(start=rules.local(limit.started_at), end=rules.local(end)),)
