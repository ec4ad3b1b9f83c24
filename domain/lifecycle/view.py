"""The case as the contract shows it to other tools: computed for a moment, never stored as truth."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.deadlines import Limit
from domain.lifecycle.case import Case, Draft
from domain.lifecycle.permissions import permits
from domain.lifecycle.rules import Rules
from domain.terms import CommandName, LimitState, Outcome, Role, State
from domain.worktime import Span, format_duration


class View(BaseModel):
    """Plain data for the wire."""

    model_config = ConfigDict(frozen=True)


class Hands(View):
    """In whose hands the message is: who has to act next."""

    role: Role
    stage: str | None = None
    authority: str | None = None
    person: str | None = None


class DeadlineView(View):
    """One limit at one moment; ``working_time_left`` is an ISO 8601 duration, negative when over.

    ``alternative`` marks a window for one of two outcomes: past it nothing is owed, only that outcome would be late.
    """

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


class NextView(View):
    """A command that is possible now, and the roles that may give it (``admin`` always may)."""

    command: CommandName
    roles: tuple[Role, ...]
    stage: str | None = None


class CaseView(View):
    """The case of the public contract, section 2; ``due_at`` is that of the nearest open limit."""

    id: str
    regulation: str
    regulation_version: str
    flow: str
    state: State
    outcome: Outcome | None
    hands: Hands | None
    overdue: bool
    due_at: datetime | None
    authority: str | None
    message: dict[str, Any]
    draft: Draft | None
    returns: int
    deadlines: tuple[DeadlineView, ...]
    next: tuple[NextView, ...]
    journal_seq: int


class Explanation(View):
    """«Расчёт срока»: everything that a deadline was computed from."""

    name: str
    clause: str
    quote: str
    reading: str
    start: datetime
    due_at: datetime
    late_after: datetime
    intervals: tuple[Span, ...]
    pauses: tuple[Span, ...]
    calendar_version: str


def case_view(case: Case, rules: Rules, now: datetime) -> CaseView:
    """Show a case as it stands at ``now``."""
    limits = rules.limits(case)
    return CaseView(
        id=case.id,
        regulation=case.message.regulation,
        regulation_version=case.message.regulation_version,
        flow=case.message.flow,
        state=case.state,
        outcome=case.outcome,
        hands=_hands(case, rules),
        overdue=rules.overdue(case, now),
        due_at=_nearest(limits, rules),
        authority=case.authority,
        message=case.message.model_dump(mode="json", exclude={"regulation", "regulation_version", "flow"}),
        draft=case.draft,
        returns=case.returns,
        deadlines=tuple(_deadline(limit, rules, now) for limit in limits) + _pending(case, rules, limits),
        next=tuple(
            NextView(command=permit.command, roles=permit.roles, stage=permit.stage) for permit in permits(case, rules)
        ),
        journal_seq=case.journal_seq,
    )


def explain(case: Case, rules: Rules, name: str) -> Explanation | None:
    """Show how a limit was computed; None where no limit of that name has begun."""
    found = next((limit for limit in rules.limits(case) if limit.name == name), None)
    return None if found is None else _explanation(found, rules)


def explain_all(case: Case, rules: Rules) -> tuple[Explanation, ...]:
    """Show how every limit that has begun was computed."""
    return tuple(_explanation(limit, rules) for limit in rules.limits(case))


def _explanation(limit: Limit, rules: Rules) -> Explanation:
    return Explanation(
        name=limit.name,
        clause=limit.rule.clause,
        quote=limit.rule.quote,
        reading=limit.rule.reading,
        start=rules.local(limit.started_at),
        due_at=rules.local(limit.due_at),
        late_after=rules.local(limit.late_after),
        intervals=_intervals(limit, rules),
        pauses=(),
        calendar_version=rules.time.version,
    )


def _intervals(limit: Limit, rules: Rules) -> tuple[Span, ...]:
    """What was counted; nothing where a cap had passed before the limit itself began."""
    if limit.due_at <= limit.started_at:
        return ()
    if limit.in_working_time:
        return rules.time.spans(limit.started_at, limit.due_at)
    return (Span(start=rules.local(limit.started_at), end=rules.local(limit.due_at)),)


def _nearest(limits: tuple[Limit, ...], rules: Rules) -> datetime | None:
    """When the next act is owed; a window for one of two outcomes is no debt."""
    owed = [limit.due_at for limit in limits if limit.open and not limit.rule.alternative]
    return rules.local(min(owed)) if owed else None


def _deadline(limit: Limit, rules: Rules, now: datetime) -> DeadlineView:
    return DeadlineView(
        name=limit.name,
        title=limit.rule.title,
        clause=limit.rule.clause,
        actor=limit.rule.actor,
        state=limit.state(now),
        started_at=rules.local(limit.started_at),
        due_at=rules.local(limit.due_at),
        late_after=rules.local(limit.late_after),
        done_at=limit.done_at and rules.local(limit.done_at),
        working_time_left=format_duration(_left(limit, rules, now)) if limit.open else None,
        by_analogy=limit.rule.by_analogy,
        alternative=limit.rule.alternative,
        provisional=limit.provisional,
    )


def _left(limit: Limit, rules: Rules, now: datetime) -> timedelta:
    begun = max(now, limit.started_at)
    return rules.time.between(begun, limit.due_at) if limit.in_working_time else limit.due_at - begun


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


def _hands(case: Case, rules: Rules) -> Hands | None:
    match case.state:
        case State.AWAITING_RESOLUTION:
            return Hands(role=Role.HEAD)
        case State.AWAITING_ROUTING:
            return Hands(role=Role.COORDINATOR)
        case State.DRAFTING | State.REWORK:
            return Hands(role=Role.EXECUTOR, authority=case.authority, person=case.executor)
        case State.IN_REVIEW:
            stage = rules.stage(case)
            return Hands(role=stage.decided_by, stage=stage.id)
        case State.APPROVED:
            return _completing(case, rules)
        case _:
            return None


def _completing(case: Case, rules: Rules) -> Hands:
    role = rules.flow(case).completion.by
    if role is Role.EXECUTOR:
        return Hands(role=role, authority=case.authority, person=case.executor)
    return Hands(role=role)
