"""The core: a case, a command and the time give the new case and its journal entries, or a refusal.

No input or output and no clock: ``now`` is an argument. Clocks run from the acts' own times and limits are judged by
them, so an act that is entered late but was done in time turns a missed limit into a met one (contract, section 1).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.clock_words import moment_words
from domain.deadlines import Alarm, AlarmKind, Limit
from domain.errors import CommandReused, Refusal, wrong_field
from domain.event import Event
from domain.lifecycle.acts import Act, Given, perform
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command, Recalculate
from domain.lifecycle.hands import held_words, with_hands
from domain.lifecycle.intake import AHEAD, Message
from domain.lifecycle.journalling import Decision, Line, journalled, limit_facts
from domain.lifecycle.permissions import authorise, check_visible
from domain.lifecycle.recalculation import recalculated
from domain.lifecycle.rules import Rules
from domain.lifecycle.steps import step_began_at
from domain.roles import SYSTEM, Actor, Principal
from domain.terms import Action, EventKind, LimitState, State
from domain.text import storable_excerpt

LATE_ENTRY = timedelta(minutes=5)
"""An act that was older than this when it was heard of needs a comment that says why it is entered late."""


def register(
    case_id: str, message: Message, rules: Rules, now: datetime, *, known_at_receipt: bool = False
) -> Decision:
    """Begin the life of a message; its clocks run from its own times. ``known_at_receipt`` is told by ``Case``."""
    flow = rules.regulation.flow(message.flow)
    detected, received = message.detected_at.astimezone(UTC), message.received_at.astimezone(UTC)
    case = Case(
        id=case_id,
        message=message,
        state=State.AWAITING_RESOLUTION if flow.resolution else State.AWAITING_ROUTING,
        events=(
            Event(kind=EventKind.DETECTED, at=detected, recorded_at=now, estimated=message.detected_estimated),
            Event(kind=EventKind.RECEIVED, at=received, recorded_at=now),
        ),
        known_at_receipt=known_at_receipt,
    )
    case = with_hands(case, case, rules, received)
    details: dict[str, Any] = {
        "network": message.network,
        "posted_at": message.posted_at and message.posted_at.isoformat(),
        "detected_at": message.detected_at.isoformat(),
        "received_at": message.received_at.isoformat(),
        "regulation_version": rules.regulation.version,
        "calendar_version": rules.time.version,
    }
    if message.earlier_case is not None:
        details |= {"arrival": message.arrival, "earlier_case": message.earlier_case}
    return journalled(case, rules, now, Line(message.detected_at, Action.REGISTERED, flow.clause, details))


def decide(case: Case, rules: Rules, command: Command, now: datetime, renewed: Rules | None = None) -> Decision:
    """Carry out a command; raises a Refusal and changes nothing where it may not be given.

    A ``command_id`` seen before gives the case as it is, before any other check. ``renewed`` are the rules as they
    were read again for ``recalculate``; from then on the case is judged by them.
    """
    known = case.digest_of(command.command_id) if command.command_id else None
    if known is not None and known == command.digest():
        # Also to a body that has just returned the message and no longer sees it: its retry is safe.
        return Decision(case)
    check_visible(command.principal, case)
    if known is not None:
        raise CommandReused("Этот command_id уже использован для другой команды")
    actor = authorise(command, case, rules)
    at = event_time(case, rules, command, now, actor.authority)
    estimated = actor.entered_by is not None and command.occurred_at is None
    known_at = min(max(at, heard_at(case, command, now)), now)
    after_rules = renewed or rules
    if isinstance(command, Recalculate):
        act = recalculated(command, case, rules, after_rules)
    else:
        act = perform(command, Given(case, rules, actor, at, estimated))
    changed = case.changed(**act.changes, events=case.events + events_of(act, at, known_at, estimated=estimated))
    changed = with_hands(case, changed, after_rules, at)
    if command.command_id is not None:
        changed = changed.with_command(command.command_id, command.digest())
    before, after = rules.limits(case), after_rules.limits(changed)
    ended = [limit_facts(limit, rules, now) for limit in _ended(before, after)]
    notes = ({"time_estimated": True} if estimated and act.facts else {}) | ({"limits": ended} if ended else {})
    lines = [Line(at, command.name, act.clause, {**act.details, **notes}, actor)]
    corrected = _corrected(before, after, case.announced, now)
    lines += [
        Line(limit.ended_at or now, Action.LIMIT_CORRECTED, limit.rule.clause, limit_facts(limit, after_rules, now))
        for limit in corrected
    ]
    lines += [
        Line(
            at,
            Action.LIMIT_CORRECTED,
            limit.rule.clause,
            limit_facts(limit, rules, now) | {"state": LimitState.PENDING},
        )
        for limit in _taken_back(before, after, case.announced)
    ]
    return journalled(_forgetting(changed, corrected), after_rules, now, *lines)


def announce(case: Case, rules: Rules, now: datetime, until: datetime | None = None) -> Decision:
    """Journal the reminders and limits whose moment has come; the same one is announced once.

    ``until``: only those whose moment had come by then, because what was done afterwards is still to be heard.
    """
    if case.closed:
        return Decision(case)
    alarms = rules.alarms(case).due(rules.limits(case), until or now)
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
            limit_facts(alarm.limit, rules, now) | _in_whose_hands(alarm, case, rules),
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


def heard_at(case: Case, command: Command, now: datetime) -> datetime:
    """When the system heard of a command: at its receipt, which may be long before a worker came to carry it out."""
    return min(command.received_at or now, now) if case.known_at_receipt else now


def event_time(case: Case, rules: Rules, command: Command, now: datetime, authority: str | None = None) -> datetime:
    """The time of an act: when it happened, else when it was received, else now (contract, section 1).

    ``authority`` is the body whose act it is: in joint work each has a beginning of its own.
    """
    began, heard = step_began_at(command, case, authority), min(command.received_at or now, now)
    if command.occurred_at is None:
        return max(began, heard).astimezone(UTC)
    if command.occurred_at > now + AHEAD:
        raise wrong_field("occurred_at", "время в будущем")
    at = min(command.occurred_at, max(now, began))
    if at < began:
        raise wrong_field("occurred_at", f"раньше начала этого шага ({moment_words(rules.local(began))})")
    if heard - at > LATE_ENTRY and command.comment is None:
        raise wrong_field("comment", "действие внесено позже чем через 5 минут: укажите причину")
    return at.astimezone(UTC)


def events_of(act: Act, at: datetime, known_at: datetime, *, estimated: bool = False) -> tuple[Event, ...]:
    """The events that an act makes at ``at``, known to the system since ``known_at``."""
    return tuple(
        Event(
            kind=fact.kind,
            at=at,
            recorded_at=known_at,
            stage=fact.stage,
            final=fact.final,
            draft=fact.draft,
            authority=fact.authority,
            role=fact.role,
            estimated=estimated,
        )
        for fact in act.facts
    )


def _ended(before: Sequence[Limit], after: Sequence[Limit]) -> list[Limit]:
    """The limits that an act fulfilled or let fall away; by key, because a late entry may move their numbers.

    Also a window that had fallen away and whose outcome came after all.
    """
    open_before = {limit.key for limit in before if limit.open}
    undone = open_before | {limit.key for limit in before if limit.cancelled_at is not None}
    return [
        limit
        for limit in after
        if (limit.key in open_before and not limit.open) or (limit.key in undone and limit.done_at is not None)
    ]


def _corrected(before: Sequence[Limit], after: Sequence[Limit], announced: Sequence[str], now: datetime) -> list[Limit]:
    """Limits announced as missed that turn out not to be: done in time, moved, or standing still."""
    missed = {
        _lasting(limit)
        for limit in before
        if f"{limit.key}:{AlarmKind.MISSED}" in announced and limit.state(now) is LimitState.MISSED
    }
    if not missed:
        return []
    return [limit for limit in after if _lasting(limit) in missed and limit.state(now) is not LimitState.MISSED]


def _taken_back(before: Sequence[Limit], after: Sequence[Limit], announced: Sequence[str]) -> list[Limit]:
    """Limits announced as missed that a return for competence has taken back, until they begin anew."""
    known = [limit for limit in before if f"{limit.key}:{AlarmKind.MISSED}" in announced]
    left = {_lasting(limit) for limit in after} if known else set[str]()
    return [limit for limit in known if _lasting(limit) not in left]


def _lasting(limit: Limit) -> str:
    """The part of a limit's key that stays the same when it begins anew."""
    return limit.key.partition("@")[0]


def _forgetting(case: Case, corrected: Sequence[Limit]) -> Case:
    """What was announced of a limit that is open again was wrong, so that its new end is announced anew."""
    again = {f"{limit.key}:{kind}" for limit in corrected if limit.open for kind in (AlarmKind.DUE, AlarmKind.MISSED)}
    return case.changed(announced=tuple(key for key in case.announced if key not in again)) if again else case


def _in_whose_hands(alarm: Alarm, case: Case, rules: Rules) -> dict[str, Any]:
    """With a breach: in whose hands the message was, and for how long, since the limit began (R7)."""
    if alarm.kind is not AlarmKind.MISSED:
        return {}
    limit = alarm.limit
    held = held_words(case, rules.clock(case), limit.started_at, limit.late_after)
    return ({"authority": limit.authority} if limit.authority else {}) | ({"held": held} if held else {})


def _moment(kind: AlarmKind, limit: Limit, now: datetime) -> datetime:
    return {AlarmKind.REMINDER: now, AlarmKind.DUE: limit.due_at, AlarmKind.MISSED: limit.late_after}[kind]
