"""Requests for facts: the body that answers, or the coordinator, asks other bodies, and its own clock goes on."""

from domain.errors import wrong_field
from domain.lifecycle import commands, joint
from domain.lifecycle.acts.act import Act, Fact, Given, details_of
from domain.terms import AssignmentRole, EventKind, PartState, State

_COMMON = frozenset(commands.Command.model_fields) | {"assignments"}


def ask_for_facts(command: commands.Route, given: Given) -> Act:
    """Other bodies are asked for facts; raises InvalidInput where more than that is meant."""
    for field in sorted(set(commands.Route.model_fields) - _COMMON):
        if getattr(command, field):
            raise wrong_field(field, "указывается, когда направляется само сообщение, а не запрос сведений")
    _check_asked(command, given)
    option = given.rules.flow(given.case).joint
    state = given.case.state
    waits = state in {State.DRAFTING, State.INTERIM_PUBLISHED}
    return Act(
        clause=option.clause if option else None,
        details=details_of(command),
        changes={
            "team": joint.asked(given.case.team, command.assignments, given.at),
            "state": State.AWAITING_PARTS if waits else state,
        },
        facts=tuple(
            Fact(EventKind.ASSIGNED, authority=item.authority, role=AssignmentRole.PART) for item in command.assignments
        ),
    )


def _check_asked(command: commands.Route, given: Given) -> None:
    """Nobody asks itself, nor whom it has asked already and who has not answered yet."""
    busy = {item.authority for item in given.case.team if item.state is PartState.WORKING}
    for number, item in enumerate(command.assignments):
        path = f"assignments[{number}].authority"
        if item.authority == given.case.authority:
            raise wrong_field(path, "этот орган сам готовит ответ")
        if item.authority in busy:
            raise wrong_field(path, "у этого органа сведения уже запрошены")
        busy.add(item.authority)
