"""What each command does to a case, once it is known that it may be given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from domain.errors import ForbiddenByRegulation, wrong_field
from domain.lifecycle import commands
from domain.lifecycle.case import Case, Draft
from domain.lifecycle.commands import Command
from domain.lifecycle.rules import Rules
from domain.roles import Actor
from domain.terms import CommandName, EventKind, Outcome, State


@dataclass(frozen=True)
class Given:
    """A command that may be given: by whom and at what time of its own."""

    case: Case
    rules: Rules
    actor: Actor
    at: datetime


@dataclass(frozen=True)
class Act:
    """The effect of a command: the clause it rests on, the facts it makes, the fields of the case it changes."""

    clause: str | None
    details: Mapping[str, Any]
    changes: Mapping[str, Any] = field(default_factory=dict)
    event: EventKind | None = None
    stage: str | None = None
    final: bool = False


def perform(command: Command, given: Given) -> Act:
    """Work out the effect of a command; raises a refusal where one of its values is wrong."""
    return _ACTS[command.name](command, given)


def _details(command: Command) -> dict[str, Any]:
    """The fields of a command as the journal keeps them."""
    common = set(Command.model_fields) - {"comment"}
    return command.model_dump(mode="json", exclude=common, exclude_defaults=True)


def _resolve(command: Command, given: Given) -> Act:
    command = cast("commands.Resolve", command)
    resolution = given.rules.flow(given.case).resolution
    _check_authority(command.authority, "authority", given)
    return Act(
        clause=resolution.clause if resolution else None,
        details=_details(command),
        changes={"state": State.AWAITING_ROUTING, "resolved_authority": command.authority},
        event=EventKind.RESOLVED,
    )


def _route(command: Command, given: Given) -> Act:
    command = cast("commands.Route", command)
    flow = given.rules.flow(given.case)
    assignment = command.assignments[0]
    _check_authority(assignment.authority, "assignments[0].authority", given)
    resolved = given.case.resolved_authority
    if resolved is not None and resolved != assignment.authority:
        raise ForbiddenByRegulation(
            f"Резолюцией определён другой орган: {resolved}", clause=flow.resolution.clause if flow.resolution else None
        )
    named = {key: getattr(command, key) for key in ("theme", "theme_group", "location", "importance")}
    message = given.case.message.model_copy(update={key: value for key, value in named.items() if value is not None})
    unset = [key for key in flow.routing.attributes if getattr(message, key) is None]
    return Act(
        clause=flow.routing.clause,
        details=_details(command) | ({"unset": unset} if unset else {}),
        changes={
            "state": State.DRAFTING,
            "authority": assignment.authority,
            "executor": assignment.executor,
            "message": message,
        },
        event=EventKind.ROUTED,
    )


def _submit_draft(command: Command, given: Given) -> Act:
    command = cast("commands.SubmitDraft", command)
    flow = given.rules.flow(given.case)
    again = given.case.state is State.REWORK
    draft = Draft(text=command.text, attachments=command.attachments, by=given.actor, submitted_at=given.at)
    state = State.IN_REVIEW if flow.stages else State.APPROVED
    return Act(
        clause=flow.drafting.rework_clause if again else flow.drafting.clause,
        details=_details(command),
        changes={"state": state, "stage_index": 0, "draft": draft},
        event=EventKind.DRAFT_SUBMITTED,
    )


def _approve(command: Command, given: Given) -> Act:
    stage = given.rules.stage(given.case)
    following = given.case.stage_index + 1
    final = following == len(given.rules.flow(given.case).stages)
    return Act(
        clause=stage.clause,
        details=_details(command) | {"stage": stage.id},
        changes={"state": State.APPROVED} if final else {"stage_index": following},
        event=EventKind.APPROVED,
        stage=stage.id,
        final=final,
    )


def _return(command: Command, given: Given) -> Act:
    stage = given.rules.stage(given.case)
    return Act(
        clause=stage.return_clause,
        details=_details(command) | {"stage": stage.id},
        changes={"state": State.REWORK, "stage_index": 0, "returns": given.case.returns + 1},
        event=EventKind.RETURNED,
        stage=stage.id,
    )


def _publish(command: Command, given: Given) -> Act:
    return _completed(command, given, EventKind.PUBLISHED, Outcome.ANSWERED)


def _hand_over(command: Command, given: Given) -> Act:
    return _completed(command, given, EventKind.HANDED_OVER, Outcome.HANDED_OVER)


def _completed(command: Command, given: Given, event: EventKind, outcome: Outcome) -> Act:
    return Act(
        clause=given.rules.flow(given.case).completion.clause,
        details=_details(command),
        changes={"state": State.CLOSED, "outcome": outcome},
        event=event,
    )


def _exclude(command: Command, given: Given) -> Act:
    command = cast("commands.Exclude", command)
    try:
        ground = given.rules.regulation.ground(command.ground)
    except KeyError:
        allowed = ", ".join(item.id for item in given.rules.regulation.grounds)
        raise wrong_field("ground", f"такого основания нет; допустимо: {allowed}") from None
    return Act(
        clause=ground.clause,
        details=_details(command) | {"title": ground.title},
        changes={"state": State.CLOSED, "outcome": ground.outcome},
        event=EventKind.EXCLUDED,
    )


def _close(command: Command, _given: Given) -> Act:
    return Act(
        clause=None,
        details=_details(command),
        changes={"state": State.CLOSED, "outcome": Outcome.OTHER},
        event=EventKind.CLOSED,
    )


def _note(command: Command, _given: Given) -> Act:
    return Act(clause=None, details=_details(command))


def _check_authority(authority: str, path: str, given: Given) -> None:
    known = [item.id for item in given.rules.regulation.authorities]
    if authority not in known:
        raise wrong_field(path, f"такого органа нет; допустимо: {', '.join(known)}")


_ACTS: Mapping[CommandName, Callable[[Command, Given], Act]] = {
    CommandName.RESOLVE: _resolve,
    CommandName.ROUTE: _route,
    CommandName.SUBMIT_DRAFT: _submit_draft,
    CommandName.APPROVE: _approve,
    CommandName.RETURN: _return,
    CommandName.PUBLISH: _publish,
    CommandName.HAND_OVER: _hand_over,
    CommandName.EXCLUDE: _exclude,
    CommandName.CLOSE: _close,
    CommandName.NOTE: _note,
}
