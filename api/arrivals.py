"""Which case a message that comes in has: a new one, the one it has already, or one more after it was sent back.

A message that was returned to its sender may come again: that is a new arrival, a case of its own with the first time
of detection (LUZ-5). Every arrival has its own id, made from the same name, so each begins once, whoever asks.
"""

from dataclasses import dataclass
from datetime import datetime

from api.context import Context
from api.errors import NotFoundError, UnavailableError
from api.links import check_repeat
from db.queries import case_of
from domain.lifecycle import (
    CaseView,
    Intake,
    Message,
    Returned,
    admit,
    case_view,
    message_id,
    register,
)
from domain.terms import Outcome, State
from logs import now_about
from workflows.contract import workflow_id


@dataclass(frozen=True)
class Arrival:
    """The case that a message has, and whether it has just begun."""

    case: CaseView
    new: bool


async def arrive(context: Context, intake: Intake, key: str) -> Arrival:
    """Begin the life of a message, or find the one that it has; ``key`` makes it the same message.

    Raises:
        InvalidInput: a value of a message that is new is wrong.
        UnavailableError: nobody who would know answers.

    """
    number, again = 1, None
    while True:
        this_id = message_id(intake.regulation, intake.network, key, number)
        now_about(workflow_id(this_id))
        case = await _recorded(context, this_id)
        if case is None:
            message, begun = await _admitted(context, this_id, intake, again)
            if await context.gateway.start(this_id, message):
                return Arrival(begun, new=True)
            case = await context.gateway.status(this_id, context.clock())
        if case.outcome is not Outcome.RETURNED_OUTSIDE:
            return Arrival(case, new=False)
        number, again = number + 1, _returned(case, number)


async def _recorded(context: Context, known_id: str) -> CaseView | None:
    """The case of a message that the read model knows, as new as can be had; it may have been returned since.

    None where the read model does not know it, or is away: then Temporal alone tells whether it is known.
    """
    try:
        row = await context.read_model.message(known_id)
    except UnavailableError:
        return None
    if row is None:
        return None
    if row.state is State.CLOSED:
        return case_of(row)
    try:
        return await context.gateway.status(known_id, context.clock())
    except NotFoundError:
        return case_of(row)
    except UnavailableError:
        if _may_be_returned(context, row.regulation):
            raise
        return case_of(row)


def _may_be_returned(context: Context, regulation: str) -> bool:
    """Whether a message under this regulation may have gone back to its sender."""
    versions = [rules.regulation for rules in context.rulebook.all_rules if rules.regulation.id == regulation]
    declines = [flow.decline for version in versions for flow in version.flows if flow.decline is not None]
    return any(decline.then == "outside" for decline in declines)


def _returned(case: CaseView, arrival: int) -> Returned:
    message = case.message
    return Returned(
        case_id=case.id,
        arrival=arrival,
        detected_at=datetime.fromisoformat(message["detected_at"]),
        detected_estimated=message.get("detected_estimated", False),
    )


async def _admitted(context: Context, new_id: str, intake: Intake, again: Returned | None) -> tuple[Message, CaseView]:
    """The message as it will be judged, and its case at the start, computed here so that no worker is waited for."""
    now = context.clock()
    message = admit(intake, context.rulebook.library, now, again)
    await check_repeat(context, message.repeat_of, message.regulation, new_id)
    rules = context.rulebook.rules(message.regulation, message.regulation_version)
    return message, case_view(register(new_id, message, rules, now).case, rules, now)
