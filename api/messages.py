"""Messages: intake, the list, and one case."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from api.arrivals import arrive
from api.body import read_object
from api.cases import MessageId, find
from api.context import Ctx
from api.documentation import body_of, problems, query_parameters
from api.examples import INTAKE
from api.headers import IDEMPOTENCY_KEY, idempotency_key
from api.query import query_of
from api.security import AnyPerson, require
from db.queries import ListFilter, case_of, visible_to
from domain.errors import WrongRole, wrong_field
from domain.lifecycle import CaseView, Intake, parse_intake
from domain.people import ME
from domain.roles import Principal
from domain.terms import Role

router = APIRouter(prefix="/messages", tags=["Сообщения"])

Reporter = Annotated[Principal, Depends(require(Role.MONITORING, Role.COORDINATOR))]


class MessagePage(BaseModel):
    """A part of the list; ``next_cursor`` is null on the last page."""

    items: tuple[CaseView, ...]
    next_cursor: str | None


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Принять сообщение",
    response_description="Новое сообщение и его дело",
    description=(
        "Повтор того же сообщения (регламент, сеть, external_id или ключ) отвечает 200 и уже известным делом. "
        "Сообщение, возвращённое отправителю, поступает снова как новое дело: message.arrival — который раз, "
        "message.earlier_case — прежнее дело, detected_at — первое выявление. repeat_of — идентификатор прежнего "
        "сообщения того же регламента."
    ),
    responses={200: {"model": CaseView, "description": "Уже известно"}, **problems(400, 401, 403, 413, 422, 503)},
    openapi_extra=body_of(Intake, INTAKE, headers={IDEMPOTENCY_KEY: "Заменяет external_id, где его нет."}),
)
async def take_in(request: Request, response: Response, principal: Reporter, context: Ctx) -> CaseView:
    """Begin the life of a message, once."""
    intake = parse_intake(await read_object(request))
    if principal.regulation not in {None, intake.regulation}:
        msg = f"Токен выдан для регламента {principal.regulation}"
        raise WrongRole(msg)
    arrival = await arrive(context, intake, _key(intake, request))
    if arrival.new:
        response.headers["Location"] = f"{request.url.path}/{arrival.case.id}"
    else:
        response.status_code = HTTPStatus.OK
    return arrival.case


@router.get(
    "",
    summary="Список сообщений",
    response_description="Страница списка",
    description=(
        "Из базы чтения: может отставать на секунду. Порядок: ближайший срок, затем идентификатор. person — очередь "
        f"человека: что у него в руках и в руках тех, кого он сегодня замещает; {ME} — своя."
    ),
    responses=problems(401, 422, 503),
    openapi_extra=query_parameters(ListFilter),
)
async def list_them(
    principal: AnyPerson, context: Ctx, wanted: Annotated[ListFilter, Depends(query_of(ListFilter))]
) -> MessagePage:
    """Show a page of what this person may see."""
    if wanted.person == ME:
        wanted = wanted.model_copy(update={"person": principal.person})
    replaced = () if wanted.person is None else await context.rosters.replaced_by(wanted.person)
    page = await context.read_model.page(wanted, visible_to(principal), replaced)
    if not page.items:
        # A slip finds nothing; messages of a regulation that is no longer loaded are still found.
        context.rulebook.check_names(wanted.regulation, wanted.authority)
    return MessagePage(items=tuple(case_of(row) for row in page.items), next_cursor=page.next_cursor)


@router.get(
    "/{message_id}", summary="Сообщение и его дело", response_description="Дело", responses=problems(401, 404, 503)
)
async def show(principal: AnyPerson, message_id: MessageId, context: Ctx) -> CaseView:
    """Show a case as it is now."""
    return await context.rosters.warned((await find(context, message_id, principal)).case)


def _key(intake: Intake, request: Request) -> str:
    """What makes a message the same one; an external id and a header of equal text are two different keys."""
    key = idempotency_key(request)
    if intake.external_id is not None:
        return f"external:{intake.external_id}"
    if key is None:
        raise wrong_field("external_id", f"укажите external_id или заголовок {IDEMPOTENCY_KEY}")
    return f"key:{key}"
