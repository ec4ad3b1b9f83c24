"""The promises that are watched: the list of them, and the word that one is kept."""

from datetime import date, datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict

from api.body import read_object
from api.calculator import read_question
from api.cases import MessageId, find
from api.context import Ctx
from api.documentation import body_of, problems, query_parameters
from api.errors import NotFoundError
from api.examples import KEPT
from api.query import query_of
from api.security import AnyPerson
from db.follow_ups import FollowUpFilter
from db.queries import visible_to
from db.tables import FollowUpRow
from domain.errors import WrongRole
from domain.forms import read_form
from domain.lifecycle import Kept
from domain.lifecycle.payloads import Evidence
from domain.roles import Actor, Principal
from domain.terms import FollowUpState, Role
from domain.text import Text

router = APIRouter(tags=["Обещания"])

_NUMBER_DIGITS = 4
_KEEPERS = (Role.COORDINATOR, Role.EXECUTOR)


class KeptBody(BaseModel):
    """What shows that a promise is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: Evidence
    comment: Text | None = None


class FollowUpView(BaseModel):
    """A promise: ``due_at`` is the opening of service on its day, ``kept`` what shows that it is kept."""

    message_id: str
    number: int
    what: str
    on: date
    due_at: datetime
    state: FollowUpState
    kept: Kept | None

    @classmethod
    def of(cls, row: FollowUpRow) -> Self:
        """Show a promise as it was recorded."""
        return read_form(cls, row.model_dump(exclude={"id", "regulation"}))


class FollowUpList(BaseModel):
    """A part of the list; ``next_cursor`` is null on the last page."""

    items: tuple[FollowUpView, ...]
    next_cursor: str | None


@router.get(
    "/follow-ups",
    summary="Обещания, за которыми следят",
    response_description="Страница списка",
    description=(
        "Из базы чтения: может отставать на секунду. open — день ещё не наступил, due — наступил, kept — выполнено. "
        "Порядок: по дню."
    ),
    responses=problems(401, 422, 503),
    openapi_extra=query_parameters(FollowUpFilter),
)
async def list_follow_ups(
    principal: AnyPerson, context: Ctx, wanted: Annotated[FollowUpFilter, Depends(query_of(FollowUpFilter))]
) -> FollowUpList:
    """Show a page of the promises of messages that this person may see."""
    page = await context.read_model.follow_ups(wanted, visible_to(principal))
    if not page.items:
        context.rulebook.check_names(wanted.regulation)
    return FollowUpList(items=tuple(FollowUpView.of(row) for row in page.items), next_cursor=page.next_cursor)


@router.post(
    "/messages/{message_id}/follow-ups/{number}/kept",
    summary="Отметить обещание выполненным",
    response_description="Чем подтверждено",
    description="Номер — из follow_ups дела. Кто отметил первым, тот и записан: повтор отвечает тем же.",
    responses=problems(400, 401, 403, 404, 413, 422, 503),
    openapi_extra=body_of(KeptBody, KEPT),
)
async def keep(
    request: Request,
    principal: AnyPerson,
    message_id: MessageId,
    number: Annotated[str, Path(description="Номер обещания в деле, с единицы.")],
    context: Ctx,
) -> Kept:
    """Say that a promise is kept; its journal entry follows."""
    body = read_question(KeptBody, await read_object(request), "Отметка не принята")
    await find(context, message_id, principal)
    if not principal.has(Role.ADMIN, *_KEEPERS):
        msg = f"Нужна одна из ролей: {', '.join(_KEEPERS)}"
        raise WrongRole(msg)
    if not (number.isascii() and number.isdecimal() and len(number) <= _NUMBER_DIGITS):
        raise _unknown()
    kept = Kept(at=context.clock(), by=_actor(principal), evidence=body.evidence, comment=body.comment)
    try:
        return await context.gateway.keep(message_id, int(number), kept)
    except NotFoundError:
        # Its workflow has ended, because it was kept, or there never was one.
        row = await context.read_model.follow_up(message_id, int(number))
    if row is None or row.kept is None:
        raise _unknown()
    return read_form(Kept, row.kept)


def _actor(principal: Principal) -> Actor:
    role = next((role for role in _KEEPERS if role in principal.roles), Role.ADMIN)
    return Actor(role=role, person=principal.person, authority=principal.authority)


def _unknown() -> NotFoundError:
    return NotFoundError("Такого обещания у сообщения нет")
