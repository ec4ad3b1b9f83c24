"""Which commands a case accepts where it stands now, whoever gives them; and when the step began that each ends."""

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.lifecycle.case import Case
from domain.lifecycle.commands import Approve, Command, Contribute, Decline, Return, Route
from domain.lifecycle.joint import working
from domain.lifecycle.rules import Rules
from domain.terms import (
    ANSWERS,
    PART_EVENTS,
    REMARKS,
    AssignmentRole,
    CommandName,
    DraftKind,
    EventKind,
    PartState,
    State,
)

_STATES = {
    CommandName.RESOLVE: frozenset({State.AWAITING_RESOLUTION}),
    CommandName.APPROVE: frozenset({State.IN_REVIEW}),
    CommandName.RETURN: frozenset({State.IN_REVIEW}),
    CommandName.PUBLISH: frozenset({State.APPROVED}),
}
_BEING_DRAFTED = frozenset({State.DRAFTING, State.REWORK, State.AWAITING_AUTHOR, State.INTERIM_PUBLISHED})
_BESIDE = PART_EVENTS | {EventKind.CLARIFIED}
"""Events that begin no step of the whole message: they come beside it, in an order of their own."""


def at_its_step(name: CommandName, case: Case, rules: Rules) -> bool:
    """Whether a case accepts a command where it stands; a closed one accepts remarks only."""
    if case.closed:
        return name in REMARKS
    special = _BY_MORE_THAN_STATE.get(name)
    return case.state in _STATES.get(name, frozenset(State)) if special is None else special(case, rules)


def decliners(case: Case) -> tuple[str, ...]:
    """The bodies that may return the message, or their part of it, for competence: also late, also after an interim."""
    whole: tuple[str, ...] = ()
    member = case.member(case.authority)
    has_it = member is None or member.state is PartState.WORKING
    if case.authority is not None and has_it and case.state in _BEING_DRAFTED | {State.AWAITING_PARTS}:
        whole = (case.authority,)
    side_by_side = member is not None and member.role in {AssignmentRole.LEAD, AssignmentRole.SINGLE}
    parts = tuple(item.authority for item in working(case.team)) if side_by_side else ()
    return tuple(dict.fromkeys([*whole, *parts]))


def asks_for_facts(case: Case, rules: Rules) -> bool:
    """Whether a routing is a request for facts now: the message itself has been sent to the body that answers."""
    joint = rules.flow(case).joint
    return joint is not None and joint.mode == "facts" and case.state is not State.AWAITING_ROUTING


def may_be_handed_over(case: Case, rules: Rules) -> bool:
    """Whether an approved answer goes to another body now; a question or an explanation goes to the author."""
    to_body = rules.flow(case).completion.command is CommandName.HAND_OVER
    return to_body and case.state is State.APPROVED and case.draft is not None and case.draft.kind in ANSWERS


def step_began_at(command: Command, case: Case, authority: str | None) -> datetime:
    """When the step began that a command ends: no act of it can be earlier. ``authority`` is the actor's."""
    member = case.member(authority)
    if command.name in REMARKS:
        return case.events[0].at
    if command.name is CommandName.CLARIFIED:
        return max(event.at for event in case.events if _asks_the_author(event.kind, event.draft))
    match command:
        case Route() if _anybody_declined(case):
            return max(event.at for event in case.events if event.kind is EventKind.PART_DECLINED)
        case Contribute() | Decline() if member is not None and member.role is AssignmentRole.PART:
            return max(item for item in (member.assigned_at, member.returned_at) if item is not None)
        case Approve() | Return():
            return _part_meant(command, case) or _main_step(case)
        case _:
            return _main_step(case)


def _part_meant(command: Approve | Return, case: Case) -> datetime | None:
    """When the part came that a decision is about."""
    if command.part is None and case.state is State.IN_REVIEW:
        return None
    came = [
        item.contributed_at
        for item in case.team
        if item.state is PartState.CONTRIBUTED and command.part in {None, item.authority} and item.contributed_at
    ]
    return max(came) if came else None


def _main_step(case: Case) -> datetime:
    beside = [
        event.at
        for event in case.events
        if event.kind not in _BESIDE and not (event.kind is EventKind.ASSIGNED and event.role is AssignmentRole.PART)
    ]
    member = case.member(case.authority)
    turn = [member.assigned_at] if member is not None and member.assigned_at is not None else []
    return max([*beside, *turn])


def _asks_the_author(kind: EventKind, draft: DraftKind | None) -> bool:
    return kind is EventKind.PUBLISHED and draft is DraftKind.CLARIFICATION


def _may_submit(case: Case, _rules: Rules) -> bool:
    if case.state is State.AWAITING_PARTS:
        member = case.member(case.authority)
        return member is not None and member.state is PartState.WORKING
    return case.state in _BEING_DRAFTED


def _may_route(case: Case, rules: Rules) -> bool:
    """To begin with; where a co-executor has declined its part; to ask for facts while the answer is written."""
    if asks_for_facts(case, rules):
        return case.state in _BEING_DRAFTED | {State.AWAITING_PARTS}
    return case.state is State.AWAITING_ROUTING or _anybody_declined(case)


def _anybody_declined(case: Case) -> bool:
    return any(item.state is PartState.DECLINED for item in case.team)


def _may_decline(case: Case, rules: Rules) -> bool:
    """Also before anybody inside has it: the liaison's way to an executor must not delay the return (LUZ-5)."""
    option = rules.flow(case).decline
    unrouted = case.state is State.AWAITING_ROUTING and option is not None and option.then == "outside"
    return unrouted or bool(decliners(case))


_BY_MORE_THAN_STATE: Mapping[CommandName, Callable[[Case, Rules], bool]] = {
    CommandName.ROUTE: _may_route,
    CommandName.DECLINE: _may_decline,
    CommandName.SUBMIT_DRAFT: _may_submit,
    CommandName.INTERIM_ANSWER: _may_submit,
    CommandName.CONTRIBUTE: lambda case, _rules: bool(working(case.team)),
    CommandName.CLARIFIED: lambda case, _rules: case.awaiting_reply,
    CommandName.REASSIGN: lambda case, _rules: case.authority is not None,
}
