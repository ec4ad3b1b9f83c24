"""What lies ahead of a message: what a command would do, and by when each step that is left must be done."""

from fastapi import APIRouter, Request

from api import after_end
from api.body import read_object
from api.cases import MessageId, find
from api.commands import check, check_link, with_sender
from api.context import Ctx
from api.documentation import body_of, problems
from api.errors import NotFoundError
from api.examples import WHAT_IF
from api.security import AnyPerson
from domain.lifecycle import Foreseen, WhatIf, parse_what_if
from domain.planning import Plan, nothing_left
from domain.terms import State

router = APIRouter(prefix="/messages/{message_id}", tags=["Что впереди"])


@router.post(
    "/what-if",
    summary="Что будет, если дать команду",
    response_description="Дело, каким оно стало бы",
    description=(
        "Ничего не меняет. command и payload — как у самой команды, с теми же правами и теми же отказами; at — когда "
        "её дали бы (по умолчанию сейчас, до 366 дней вперёд): всё, о чём журнал сообщит до этого времени, учтено. "
        "О сделанном раньше спрашивают полем occurred_at в payload. journal — что записали бы, limits — какие сроки "
        "стали бы другими. Для recalculate ответа нет: календарь и регламент читаются при исполнении."
    ),
    responses=problems(400, 401, 403, 404, 409, 413, 422, 503),
    openapi_extra=body_of(WhatIf, WHAT_IF),
)
async def what_if(principal: AnyPerson, message_id: MessageId, request: Request, context: Ctx) -> Foreseen:
    """Say what a command would do."""
    asked = parse_what_if(await read_object(request))
    command = check(asked.command, asked.payload)
    await check_link(context, message_id, command, principal)
    now = context.clock()
    payload = with_sender(asked.payload, max(asked.at or now, now), principal)
    question = asked.model_copy(update={"payload": payload})
    try:
        return await context.gateway.what_if(message_id, question, now)
    except NotFoundError:
        # Nothing runs under this id: it never did, or it has ended.
        found = await find(context, message_id, principal)
    return await after_end.foresee(context, found, question)


@router.get(
    "/plan",
    summary="План: по какой день и час каждый оставшийся шаг",
    response_description="План",
    description=(
        "Обычный путь до конца от того, где дело сейчас. latest — крайний момент шага, после которого все следующие "
        "успевают за свои сроки целиком; slack — рабочее время до него, со знаком минус, если он прошёл. У "
        "завершённого дела шагов нет."
    ),
    responses=problems(401, 404, 503),
)
async def show_plan(principal: AnyPerson, message_id: MessageId, context: Ctx) -> Plan:
    """Show by when each step that is left must be done."""
    found = await find(context, message_id, principal)
    if found.case.state is State.CLOSED:
        return nothing_left(message_id, context.clock())
    return await context.gateway.plan(message_id, context.clock())
