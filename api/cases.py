"""Finds a case where it is newest: in its workflow while it is open, in the read model when it has ended."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path

from api.context import Context
from api.errors import NotFoundError, UnavailableError
from db.queries import case_of
from db.tables import MessageRow
from domain.errors import NotVisible
from domain.lifecycle import CaseView, sees
from domain.roles import Principal
from domain.terms import State

NOT_FOUND = "Сообщение не найдено"

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def _message_id(
    message_id: Annotated[str, Path(description="Идентификатор сообщения из ответа на приём.")],
) -> str:
    """Check the form before a database or a workflow sees it; raises NotFoundError."""
    if not is_message_id(message_id):
        raise NotFoundError(NOT_FOUND)
    return message_id


def is_message_id(text: str) -> bool:
    """Whether a text has the form of a message's id."""
    return _ID.fullmatch(text) is not None


MessageId = Annotated[str, Depends(_message_id)]


@dataclass(frozen=True)
class Found:
    """A case, and its row where the read model has it whole, because it has ended."""

    case: CaseView
    closed: MessageRow | None = None


async def find(context: Context, message_id: str, principal: Principal) -> Found:
    """Find a case that this person may see.

    Raises:
        NotFoundError: there is none.
        NotVisible: it is another authority's, or another regulation's than the token's.
        UnavailableError: it may be there, but nobody who would know answers.

    """
    found = await _find(context, message_id)
    if not sees(principal, found.case.regulation, found.case.authorities):
        raise NotVisible(NOT_FOUND)
    return found


async def _find(context: Context, message_id: str) -> Found:
    try:
        row = await context.read_model.message(message_id)
    except UnavailableError as away:
        return Found(await _running_only(context, message_id, away))
    if row is not None and row.state is State.CLOSED:
        return Found(case_of(row), closed=row)
    try:
        return Found(await context.gateway.status(message_id, context.clock()))
    except (NotFoundError, UnavailableError):
        if row is None:
            raise
        return Found(case_of(row))


async def _running_only(context: Context, message_id: str, away: UnavailableError) -> CaseView:
    """Ask the workflow alone; that it is not running does not mean that there never was one."""
    try:
        return await context.gateway.status(message_id, context.clock())
    except NotFoundError:
        raise away from None
