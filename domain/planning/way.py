"""The normal way from where a case stands to its end: gone in thought by the core itself.

Each step is the command that brings the message nearer to its answer, as ``permits`` offers it, with the events that
the command's own act makes. So a step of the plan is a step of the procedure, whatever its file says of stages, joint
work or the end. ``rounds``: the first draft that comes to a decision is sent back so often.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.event import Event
from domain.lifecycle.acts import Given, perform
from domain.lifecycle.case import Case
from domain.lifecycle.commands import parse_command
from domain.lifecycle.decide import events_of
from domain.lifecycle.joint import working
from domain.lifecycle.permissions import permits
from domain.lifecycle.permit import Permit
from domain.lifecycle.rules import Rules
from domain.lifecycle.steps import may_be_handed_over
from domain.roles import Actor
from domain.terms import CommandName, DraftKind, State

_ANYTHING = "—"
"""Where a command asks for words: no limit depends on them."""

_FOR_GOOD = frozenset({DraftKind.FINAL, DraftKind.EXPLANATION})


@dataclass(frozen=True)
class Step:
    """A step of the way; ``then`` is the number of the one that cannot come before it (None: it is the last).

    ``authority`` is whose act it is, ``part`` whose part is decided on. Parts of joint work run beside the others.
    """

    permit: Permit
    events: tuple[Event, ...]
    authority: str | None = None
    then: int | None = None

    @property
    def command(self) -> CommandName:
        """The command by which it is done."""
        return self.permit.command

    @property
    def beside(self) -> bool:
        """Whether it is a step of a part of joint work."""
        return self.command is CommandName.CONTRIBUTE or self.permit.part is not None

    def at(self, moment: datetime) -> tuple[Event, ...]:
        """Its events, done at a moment."""
        return tuple(event.model_copy(update={"at": moment, "recorded_at": moment}) for event in self.events)


Way = tuple[Step, ...]
Fields = Mapping[str, Any]


def way(case: Case, rules: Rules, now: datetime, rounds: int = 0) -> Way:
    """Go from where the case stands to the end of its life; nothing for one that has ended."""
    moment = max(now, *(event.at for event in case.events))
    found: list[Step] = []
    while not case.closed:
        permit, fields, authority = _following(case, rules, rounds)
        rounds -= permit.command is CommandName.RETURN
        command = parse_command(permit.command, fields)
        actor = Actor(role=permit.roles[0], stage=permit.stage, authority=authority)
        act = perform(command, Given(case, rules, actor, moment))
        events = events_of(act, moment, moment)
        found.append(Step(permit, events, authority))
        case = case.changed(**act.changes, events=case.events + events)
    return _linked(found, in_turn=_in_turn(case, rules))


def _following(case: Case, rules: Rules, rounds: int) -> tuple[Permit, Fields, str | None]:
    """The next command of the normal way, its fields, and whose act it is: parts of joint work come first."""
    offers = permits(case, rules)
    parts = [permit for permit in offers if permit.command is CommandName.APPROVE and permit.part is not None]
    if parts:
        return parts[0], {"part": parts[0].part}, None
    name, fields = _by_state(case, rules, rounds)
    authority = case.authority
    if working(case.team):
        name, fields, authority = CommandName.CONTRIBUTE, {"text": _ANYTHING}, working(case.team)[0].authority
    return next(permit for permit in offers if permit.command is name), fields, authority


def _by_state(case: Case, rules: Rules, rounds: int) -> tuple[CommandName, Fields]:
    if case.state is State.IN_REVIEW and rounds > 0:
        return CommandName.RETURN, {"remarks": _ANYTHING}
    if case.state is State.APPROVED and may_be_handed_over(case, rules):
        return CommandName.HAND_OVER, {"to": _ANYTHING}
    name = _ONWARD.get(case.state, CommandName.SUBMIT_DRAFT)
    return name, _FIELDS[name](case, rules)


def _draft(case: Case) -> Fields:
    """The answer for good; what was sent back is submitted again as what it was."""
    if case.state is State.REWORK and case.draft is not None:
        return {"kind": case.draft.kind, "ground": case.draft.ground, "text": _ANYTHING}
    return {"kind": DraftKind.FINAL, "text": _ANYTHING}


def _body(case: Case, rules: Rules) -> str:
    """A body that may get the message: that of the resolution, else one that has given no part yet."""
    given = {item.authority for item in case.team}
    free = (item.id for item in rules.regulation.authorities if item.id not in given)
    return case.resolved_authority or next(free)


def _in_turn(case: Case, rules: Rules) -> bool:
    joint = rules.flow(case).joint
    return joint is not None and joint.mode == "sequential"


def _linked(steps: list[Step], *, in_turn: bool) -> Way:
    """Say of each step which one waits for it."""
    return tuple(replace(step, then=_then(number, steps, in_turn=in_turn)) for number, step in enumerate(steps))


def _then(number: int, steps: list[Step], *, in_turn: bool) -> int | None:
    later = range(number + 1, len(steps))
    if not steps[number].beside:
        return next((other for other in later if not steps[other].beside), None)
    if steps[number].command is CommandName.CONTRIBUTE:
        return next(other for other in later if steps[other].permit.part == steps[number].authority)
    following = next((other for other in later if steps[other].beside), None)
    if in_turn and following is not None:
        return following
    answers = (other for other in later if steps[other].command is CommandName.SUBMIT_DRAFT)
    return next((other for other in answers if steps[other].events[0].draft in _FOR_GOOD), len(steps) - 1)


_ONWARD: Mapping[State, CommandName] = {
    State.AWAITING_RESOLUTION: CommandName.RESOLVE,
    State.AWAITING_ROUTING: CommandName.ROUTE,
    State.AWAITING_AUTHOR: CommandName.CLARIFIED,
    State.IN_REVIEW: CommandName.APPROVE,
    State.APPROVED: CommandName.PUBLISH,
}
"""What follows in a state; in every other one a draft is submitted."""

_FIELDS: Mapping[CommandName, Callable[[Case, Rules], Fields]] = {
    CommandName.RESOLVE: lambda case, rules: {"authority": _body(case, rules)},
    CommandName.ROUTE: lambda case, rules: {"assignments": [{"authority": _body(case, rules)}]},
    CommandName.CLARIFIED: lambda _case, _rules: {"text": _ANYTHING},
    CommandName.APPROVE: lambda _case, _rules: {},
    CommandName.PUBLISH: lambda _case, _rules: {"evidence": _ANYTHING},
    CommandName.SUBMIT_DRAFT: lambda case, _rules: _draft(case),
}
