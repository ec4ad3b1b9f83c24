"""Resolution, routing to one body or several, the return for competence, and another person for the same work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from domain.errors import ForbiddenByRegulation, WrongRole, wrong_field
from domain.lifecycle import commands, joint
from domain.lifecycle.acts.act import Act, Fact, Given, check_authority, details_of, working_state
from domain.lifecycle.acts.facts import ask_for_facts
from domain.lifecycle.acts.terms import terms_of
from domain.lifecycle.commands import Command
from domain.lifecycle.intake import Message
from domain.lifecycle.joint import Team
from domain.lifecycle.payloads import Assignment
from domain.lifecycle.steps import asks_for_facts
from domain.regulation.fit import part_warning
from domain.terms import AssignmentRole, EventKind, Outcome, PartState, Role, State

_NAMED = ("theme", "theme_group", "location", "importance", "repeat_of")
_TERMS = ("answer_within", "draft_within", "days_off")


def resolve(command: Command, given: Given) -> Act:
    """The head names the body that answers."""
    command = cast("commands.Resolve", command)
    resolution = given.rules.flow(given.case).resolution
    check_authority(command.authority, "authority", given)
    return Act(
        clause=resolution.clause if resolution else None,
        details=details_of(command),
        changes={"state": State.AWAITING_ROUTING, "resolved_authority": command.authority},
        facts=(Fact(EventKind.RESOLVED),),
    )


def route(command: Command, given: Given) -> Act:
    """Send the message to one body, to several in order, or to several under a main one."""
    command = cast("commands.Route", command)
    for number, assignment in enumerate(command.assignments):
        check_authority(assignment.authority, f"assignments[{number}].authority", given)
    if asks_for_facts(given.case, given.rules):
        return ask_for_facts(command, given)
    if given.case.state is not State.AWAITING_ROUTING:
        return _replace_declined(command, given)
    flow = given.rules.flow(given.case)
    _check_resolution(command, given)
    team = _team(command, given)
    first = _holder(team)
    message = _described(command, given.case.message)
    unset = [key for key in flow.routing.attributes if not _is_set(key, message)]
    warning = part_warning(flow, len(command.assignments), message.importance)
    changes = {
        "state": working_state(given.case.changed(team=team)),
        "authority": first.authority,
        "executor": first.executor,
        "team": team,
        "message": message,
        "draft": None,
    }
    notes = ({"unset": unset} if unset else {}) | ({"warning": warning} if warning else {})
    return Act(
        clause=flow.routing.clause,
        details=details_of(command) | notes,
        changes=changes | terms_of(command, given, message) | _significance(command, given),
        facts=(Fact(EventKind.ROUTED), *_receipts(team)),
    )


def decline(command: Command, given: Given) -> Act:
    """Another body is competent: back to whoever chooses it, or to the sender."""
    command = cast("commands.Decline", command)
    option = given.rules.flow(given.case).decline
    assert option is not None  # noqa: S101 -- narrows the type: without the option the command is refused before
    if option.reason_required and command.reason is None:
        raise wrong_field("reason", "укажите причину возврата", clause=option.clause)
    # Nobody has it yet where the liaison returns it at once, whatever body that person belongs to.
    authority = given.actor.authority if given.case.authority else None
    member = given.case.member(authority)
    details = details_of(command) | {"declines": given.case.declines + 1}
    if member is not None and authority != given.case.authority:
        team = joint.put(given.case.team, member.changed(state=PartState.DECLINED))
        part: dict[str, Any] = {"team": team, "declines": given.case.declines + 1}
        if given.case.state is State.AWAITING_PARTS:
            part["state"] = working_state(given.case.changed(team=team))
        lost = Fact(EventKind.PART_DECLINED, authority=authority, role=member.role)
        return Act(option.clause, details | {"authority": authority}, part, (lost,))
    declined = Fact(EventKind.DECLINED, authority=authority, role=member.role if member else None)
    changes: dict[str, Any] = {"declines": given.case.declines + 1, "authority": None, "executor": None}
    if option.then == "outside":
        changes |= {"state": State.CLOSED, "outcome": Outcome.RETURNED_OUTSIDE}
        # Who returned it may look at it afterwards.
        changes["authority"] = given.case.authority
        return Act(option.clause, details, changes, (declined, Fact(EventKind.RETURNED_OUTSIDE)))
    changes |= {"team": joint.given(given.case.team), "draft": None, "stage_index": 0}
    if option.then == "resolution":
        changes |= {"state": State.AWAITING_RESOLUTION, "resolved_authority": None}
    else:
        changes["state"] = State.AWAITING_ROUTING
    return Act(option.clause, details, changes, (declined,))


def reassign(command: Command, given: Given) -> Act:
    """Another person goes on with the work, or another body where the act lets the coordinator move it freely."""
    command = cast("commands.Reassign", command)
    routing = given.rules.flow(given.case).routing
    own = given.actor.authority if given.actor.role == Role.EXECUTOR else None
    if own is not None and command.authority not in {None, own}:
        raise WrongRole("Исполнитель передаёт работу только внутри своего органа", clause=routing.clause)
    named = command.authority or own or given.case.authority
    member = given.case.member(named)
    details = details_of(command) | {"before": {"authority": given.case.authority, "executor": given.case.executor}}
    if named != given.case.authority and member is None:
        return _moved(command, given, details)
    if member is not None:
        details["before"] = {"authority": member.authority, "executor": member.executor}
    changes: dict[str, Any] = {}
    if named == given.case.authority:
        changes["executor"] = command.executor
    if member is not None:
        changes["team"] = joint.put(given.case.team, member.changed(executor=command.executor))
    return Act(routing.clause, details, changes)


def _moved(command: commands.Reassign, given: Given, details: Mapping[str, Any]) -> Act:
    routing = given.rules.flow(given.case).routing
    assert command.authority is not None  # noqa: S101 -- narrows the type: only a named body can be another one
    check_authority(command.authority, "authority", given)
    if not routing.moves_freely or len(given.case.team) > 1:
        raise ForbiddenByRegulation(
            "Передать сообщение другому органу можно только после возврата (decline) и нового направления",
            clause=routing.clause,
        )
    taken = Assignment(authority=command.authority, executor=command.executor)
    changes = {"authority": command.authority, "executor": command.executor, "team": joint.single(taken, given.at)}
    received = Fact(EventKind.ASSIGNED, authority=command.authority, role=AssignmentRole.SINGLE)
    return Act(routing.clause, details, changes, (received,))


def _replace_declined(command: commands.Route, given: Given) -> Act:
    """Other bodies take over the declined parts; the main body's clock does not change."""
    flow = given.rules.flow(given.case)
    if command.lead is not None:
        raise wrong_field("lead", "головной исполнитель уже назначен: направляются только части, от которых отказались")
    for field in _TERMS:
        if getattr(command, field):
            raise wrong_field(field, "сроки сообщения меняются, только когда направляется само сообщение")
    present = {item.authority for item in given.case.team if item.state is not PartState.DECLINED}
    _check_once(command.assignments, present)
    team = joint.more_parts(given.case.team, command.assignments, given.at)
    named = {item.authority for item in command.assignments}
    state = given.case.state
    return Act(
        clause=flow.joint.clause if flow.joint else flow.routing.clause,
        details=details_of(command),
        changes={
            "team": team,
            "state": State.AWAITING_PARTS if state in {State.DRAFTING, State.INTERIM_PUBLISHED} else state,
            "message": _described(command, given.case.message),
        }
        | _significance(command, given),
        facts=_receipts(tuple(item for item in team if item.authority in named)),
    )


def _check_resolution(command: commands.Route, given: Given) -> None:
    resolved = given.case.resolved_authority
    if resolved is not None and resolved != command.assignments[0].authority:
        resolution = given.rules.flow(given.case).resolution
        raise ForbiddenByRegulation(
            f"Резолюцией определён другой орган: {resolved}", clause=resolution.clause if resolution else None
        )


def _team(command: commands.Route, given: Given) -> Team:
    flow, assignments = given.rules.flow(given.case), command.assignments
    done = joint.given(given.case.team)
    if flow.joint is not None and flow.joint.mode == "facts":
        return _answering(assignments, done, given)
    _check_once(assignments, {item.authority for item in done})
    if len(assignments) == 1 and not done:
        if command.lead not in {None, assignments[0].authority}:
            raise wrong_field("lead", "головной исполнитель должен быть среди assignments")
        return joint.single(assignments[0], given.at)
    if flow.joint is None:
        raise ForbiddenByRegulation(
            "Порядок не предусматривает нескольких исполнителей: укажите один орган", clause=flow.routing.clause
        )
    if flow.joint.mode == "sequential":
        if command.lead is not None:
            raise wrong_field(
                "lead", "исполнители работают по очереди: общий ответ готовит последний", clause=flow.joint.clause
            )
        return joint.in_turn(assignments, given.at, done)
    lead = command.lead or (assignments[0].authority if len(assignments) == 1 else None)
    if lead is None:
        raise wrong_field("lead", "назовите головного исполнителя", clause=flow.joint.clause)
    if lead not in {item.authority for item in assignments}:
        raise wrong_field("lead", "головной исполнитель должен быть среди assignments", clause=flow.joint.clause)
    return joint.side_by_side(assignments, lead, given.at, done)


def _answering(assignments: Sequence[Assignment], done: Team, given: Given) -> Team:
    """One body answers; the facts that others gave before a re-routing stay, unless one of them now answers itself."""
    option = given.rules.flow(given.case).joint
    first, *others = assignments
    if others:
        raise wrong_field(
            "assignments",
            "ответ готовит один орган; сведения у других запрашивают после направления, такой же командой",
            clause=option.clause if option else None,
        )
    return (*(item for item in done if item.authority != first.authority), *joint.single(first, given.at))


def _check_once(assignments: Sequence[Assignment], present: set[str]) -> None:
    counts = Counter([*(item.authority for item in assignments), *present])
    for number, item in enumerate(assignments):
        if counts[item.authority] > 1:
            raise wrong_field(f"assignments[{number}].authority", "этот орган уже назван или уже работает")


def _holder(team: Team) -> joint.Assigned:
    """Who answers, or whose turn it is."""
    if team[-1].role is AssignmentRole.LAST or team[-1].role is AssignmentRole.SINGLE:
        return next(item for item in team if item.state is PartState.WORKING)
    return next(item for item in team if item.role is AssignmentRole.LEAD)


def _receipts(team: Team) -> tuple[Fact, ...]:
    return tuple(
        Fact(EventKind.ASSIGNED, authority=item.authority, role=item.role)
        for item in team
        if item.state is PartState.WORKING
    )


def _described(command: commands.Route, message: Message) -> Message:
    """The message with what the one who routes sets; what is not named stays."""
    named = {key: getattr(command, key) for key in _NAMED}
    return message.model_copy(update={key: value for key, value in named.items() if value is not None})


def _is_set(attribute: str, message: Message) -> bool:
    """Whether the act's attribute is there: a group of themes is as good as a theme (PRO-7)."""
    return getattr(message, attribute) is not None or (attribute == "theme" and message.theme_group is not None)


def _significance(command: commands.Route, given: Given) -> dict[str, Any]:
    """The head hears of the message where the one who routes is the one who reports, and no signature is asked for."""
    if not command.significant:
        return {}
    report = given.rules.regulation.significant
    if report is not None and report.by is not Role.COORDINATOR and given.actor.role != Role.ADMIN:
        raise WrongRole(f"Об этом докладывает {report.by} (этап {report.stage})", clause=report.clause)
    if report is not None and report.signed:
        raise wrong_field("significant", "нужна подпись: дайте команду significant", clause=report.clause)
    return {"significant": True}
