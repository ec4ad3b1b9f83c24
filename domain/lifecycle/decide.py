"""The core: a case, a command and the time give the new case and its journal entries, or a refusal.

No input or output and no clock: ``now`` is an argument. Clocks run from the acts' own times and limits are judged by
them, so an act that is entered late but was done in time turns a missed limit into a met one (contract, section 1).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.deadlines import AlarmKind, Limit
from domain.errors import CommandReused, Refusal, wrong_field
from domain.event import Event
from domain.lifecycle.acts import Act, Given, perform
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command
from domain.lifecycle.intake import AHEAD, Message
from domain.lifecycle.journalling import Decision, Line, journalled, limit_facts
from domain.lifecycle.permissions import authorise, check_visible
from domain.lifecycle.rules import Rules
from domain.roles import SYSTEM, Actor, Principal
from domain.terms import Action, EventKind, LimitState, State
from domain.text import storable_excerpt

LATE_ENTRY = timedelta(minutes=5)
"""An act that was older than this when it was heard of needs a comment that says why it is entered late."""


def register(case_id: str, message: Message, rules: Rules, now: datetime) -> Decision:
    """Begin the life of a message; its clocks run from its own times."""
    flow = rules.regulation.flow(message.flow)
    case = Case(
        id=case_id,
        message=message,
        state=State.AWAITING_RESOLUTION if flow.resolution else State.AWAITING_ROUTING,
        events=(
            Event(kind=EventKind.DETECTED, at=message.detected_at.astimezone(UTC), recorded_at=now),
            Event(kind=EventKind.RECEIVED, at=message.received_at.astimezone(UTC), recorded_at=now),
        ),
    )
    details = {
        "network": message.network,
        "posted_at": message.posted_at and message.posted_at.isoformat(),
        "detected_at": message.detected_at.isoformat(),
        "received_at": message.received_at.isoformat(),
        "regulation_version": rules.regulation.version,
        "calendar_version": rules.time.version,
    }
    return journalled(case, rules, now, Line(message.detected_at, Action.REGISTERED, flow.clause, details))


def decide(case: Case, rules: Rules, command: Command, now: datetime) -> Decision:
    """Carry out a command; raises a Refusal and changes nothing where it may not be given.

    A ``command_id`` seen before gives the case as it is, before any other check.
    """
    check_visible(command.principal, case)
    if _is_repeat(case, command):
        return Decision(case)
    actor = authorise(command, case, rules)
    at = event_time(case, command, now)
    act = perform(command, Given(case, rules, actor, at))
    changed = case.changed(**act.changes, events=case.events + _events(act, at, now, rules, case))
    if command.command_id is not None:
        changed = changed.with_command(command.command_id, command.digest())
    before, after = rules.limits(case), rules.limits(changed)
    ended = [limit_facts(limit, rules, now) for limit in _ended(before, after)]
    lines = [Line(at, command.name, act.clause, {**act.details, **({"limits": ended} if ended else {})}, actor)]
    lines += [
        Line(limit.ended_at or now, Action.LIMIT_CORRECTED, limit.rule.clause, limit_facts(limit, rules, now))
        for limit in _corrected(before, after, case.announced, now)
    ]
    return journalled(changed, rules, now, *lines)


def announce(case: Case, rules: Rules, now: datetime) -> Decision:
    """Journal the reminders and limits whose moment has come; the same one is announced once."""
    if case.closed:
        return Decision(case)
    alarms = rules.alarms(case).due(rules.limits(case), now)
    changed = case.changed(announced=(*case.announced, *(alarm.key for alarm in alarms)))
    kinds = {
        AlarmKind.REMINDER: Action.REMINDER,
        AlarmKind.DUE: Action.LIMIT_DUE,
        AlarmKind.MISSED: Action.LIMIT_MISSED,
    }
    lines = [
        Line(
            _moment(alarm.kind, alarm.limit, now),
            kinds[alarm.kind],
            alarm.limit.rule.clause,
            limit_facts(alarm.limit, rules, now),
        )
        for alarm in alarms
    ]
    return journalled(changed, rules, now, *lines)


def refuse(  # noqa: PLR0913, PLR0917 -- a refusal is that of a command to a case, by somebody, at a moment
    case: Case, rules: Rules, name: str, refusal: Refusal, now: datetime, sender: Principal | None = None
) -> Decision:
    """Journal a signal that was not accepted, since its sender hears nothing; ``sender`` where a token was shown."""
    actor = SYSTEM if sender is None else Actor(role=sender.roles[0], person=sender.person)
    details = {
        "command": storable_excerpt(name, 64),
        **{key: value for key, value in refusal.as_details().items() if value},
    }
    return journalled(case, rules, now, Line(now, Action.REFUSED, refusal.clause, details, actor))


def event_time(case: Case, command: Command, now: datetime) -> datetime:
    """The time of an act: when it happened, else when it was received, else now (contract, section 1)."""
    began, heard = case.step_began_at, min(command.received_at or now, now)
    if command.occurred_at is None:
        return max(began, heard).astimezone(UTC)
    if command.occurred_at > now + AHEAD:
        raise wrong_field("occurred_at", "время в будущем")
    at = min(command.occurred_at, max(now, began))
    if at < began:
        raise wrong_field("occurred_at", f"раньше начала этого шага ({began.isoformat()})")
    if heard - at > LATE_ENTRY and command.comment is None:
        raise wrong_field("comment", "действие внесено позже чем через 5 минут: укажите причину")
    return at.astimezone(UTC)


def _is_repeat(case: Case, command: Command) -> bool:
    digest = case.digest_of(command.command_id) if command.command_id else None
    if digest is None:
        return False
    if digest != command.digest():
        raise CommandReused("Этот command_id уже использован для другой команды")
    return True


def _events(act: Act, at: datetime, now: datetime, rules: Rules, case: Case) -> tuple[Event, ...]:
    if act.event is None:
        return ()
    happened = Event(kind=act.event, at=at, recorded_at=now, stage=act.stage, final=act.final)
    unreviewed = act.event is EventKind.DRAFT_SUBMITTED and not rules.flow(case).stages
    approved = Event(kind=EventKind.APPROVED, at=at, recorded_at=now, final=True)
    return (happened, approved) if unreviewed else (happened,)


def _ended(before: Sequence[Limit], after: Sequence[Limit]) -> list[Limit]:
    """The limits that an act fulfilled or let fall away."""
    open_before = {limit.name for limit in before if limit.open}
    return [limit for limit in after if limit.name in open_before and not limit.open]


def _corrected(before: Sequence[Limit], after: Sequence[Limit], announced: Sequence[str], now: datetime) -> list[Limit]:
    """Limits announced as missed whose act turns out to have been done in time."""
    missed = {
        limit.name
        for limit in before
        if f"{limit.name}:{AlarmKind.MISSED}" in announced and limit.state(now) is LimitState.MISSED
    }
    return [limit for limit in after if limit.name in missed and limit.state(now) is not LimitState.MISSED]


def _moment(kind: AlarmKind, limit: Limit, now: datetime) -> datetime:
    return {AlarmKind.REMINDER: now, AlarmKind.DUE: limit.due_at, AlarmKind.MISSED: limit.late_after}[kind]
