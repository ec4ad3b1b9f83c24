"""The case as the contract shows it to other tools: computed for a moment, never stored as truth."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.lifecycle.case import Case, Draft, Hands, Publication, Watched
from domain.lifecycle.deadline_view import DeadlineView, deadlines, nearest
from domain.lifecycle.hands import hands_of, held
from domain.lifecycle.joint import Assigned
from domain.lifecycle.permissions import permits
from domain.lifecycle.permit import Permit
from domain.lifecycle.rules import Rules
from domain.lifecycle.silence import reply_until
from domain.lifecycle.steps import asks_for_facts, may_be_handed_over
from domain.regulation import Flow, LimitRule
from domain.regulation.fit import part_warning
from domain.terms import CommandName, DraftKind, Outcome, Role, State
from domain.worktime import format_duration


class View(BaseModel):
    """Plain data for the wire."""

    model_config = ConfigDict(frozen=True)


class NextView(View):
    """A command that is possible now, and the roles that may give it (``admin`` always may).

    ``part`` is the body whose part of joint work is to be decided on; ``notice`` says what one should know before.
    """

    command: CommandName
    roles: tuple[Role, ...]
    stage: str | None = None
    part: str | None = None
    notice: str | None = None


class HeldView(View):
    """How long somebody had the message: an ISO 8601 duration of working time (R7)."""

    hands: Hands
    working_time: str


class RepeatView(View):
    """A repeated message: the earlier one, and what the answer must contain (R18)."""

    of: str
    clause: str | None = None
    must_contain: tuple[str, ...] = ()


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
    authorities: tuple[str, ...] = ()
    message: dict[str, Any]
    draft: Draft | None
    returns: int
    declines: int = 0
    interims: int = 0
    awaiting_reply: bool = False
    significant: bool = False
    shortcomings: int = 0
    parts: tuple[Assigned, ...] = ()
    publications: tuple[Publication, ...] = ()
    follow_ups: tuple[Watched, ...] = ()
    repeat: RepeatView | None = None
    held: tuple[HeldView, ...] = ()
    warnings: tuple[str, ...] = ()
    deadlines: tuple[DeadlineView, ...]
    next: tuple[NextView, ...]
    journal_seq: int


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
        hands=hands_of(case, rules),
        overdue=any(limit.overdue(now) for limit in limits),
        due_at=nearest(limits, rules),
        authority=case.authority,
        authorities=case.authorities,
        message=case.message.model_dump(mode="json", exclude={"regulation", "regulation_version", "flow"}),
        draft=case.draft,
        returns=case.returns,
        declines=case.declines,
        interims=case.interims,
        awaiting_reply=case.awaiting_reply,
        significant=case.significant,
        shortcomings=case.shortcomings,
        parts=case.team if len(case.team) > 1 else (),
        publications=case.publications,
        follow_ups=case.follow_ups,
        repeat=_repeat(case, rules),
        held=_held(case, rules, now),
        warnings=_warnings(case, rules),
        deadlines=deadlines(limits, case, rules, now),
        next=tuple(_next(permit, case, rules, now) for permit in permits(case, rules)),
        journal_seq=case.journal_seq,
    )


def _held(case: Case, rules: Rules, now: datetime) -> tuple[HeldView, ...]:
    if not case.holdings:
        return ()
    ended = case.holdings[-1].since if case.closed else now
    spent = held(case, rules.clock(case), case.holdings[0].since, ended)
    return tuple(HeldView(hands=hands, working_time=format_duration(time)) for hands, time in spent)


def _repeat(case: Case, rules: Rules) -> RepeatView | None:
    earlier, rule = case.message.repeat_of, rules.regulation.repeats
    if earlier is None:
        return None
    return RepeatView(of=earlier, clause=rule.clause if rule else None, must_contain=rule.must_contain if rule else ())


def _warnings(case: Case, rules: Rules) -> tuple[str, ...]:
    """What does not fit: so many bodies under these limits."""
    warning = None if case.closed else part_warning(rules.flow(case), len(case.team), case.message.importance)
    return () if warning is None else (warning,)


def _next(permit: Permit, case: Case, rules: Rules, now: datetime) -> NextView:
    return NextView(
        command=permit.command,
        roles=permit.roles,
        stage=permit.stage,
        part=permit.part,
        notice=_notice(permit, case, rules, now),
    )


def _extends(flow: Flow) -> bool:
    """Whether each interim answer puts the final one off: its limit begins anew every time."""
    return any(
        rule.repeats and rule.starts and rule.starts.draft == DraftKind.INTERIM and _asks_for_the_final(rule)
        for rule in flow.limits
    )


def _asks_for_the_final(rule: LimitRule) -> bool:
    return any(ref.draft == DraftKind.FINAL for ref in rule.ends)


def _notice(permit: Permit, case: Case, rules: Rules, now: datetime) -> str | None:
    if permit.command is CommandName.INTERIM_ANSWER and case.interims and not _extends(rules.flow(case)):
        return "Ещё один промежуточный ответ не начинает нового срока: срок окончательного идёт от первого"
    if permit.command is CommandName.HAND_OVER and not may_be_handed_over(case, rules):
        return "Только поле appeal: сообщение зарегистрировано как обращение по 59-ФЗ"
    if permit.command is CommandName.ROUTE and asks_for_facts(case, rules):
        return "Запрос сведений у другого органа: ответ по-прежнему готовит тот, кому направлено сообщение"
    if permit.command is CommandName.EXCLUDE:
        until = reply_until(case, rules)
        return None if until is None or now <= until else "Автор не ответил в отведённое время: это основание закончить"
    return None
