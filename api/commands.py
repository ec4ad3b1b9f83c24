"""The commands of a message: one route each, all by the same steps; who may give which and when, the core decides."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api import after_end
from api.body import read_object
from api.cases import MessageId, find
from api.command_texts import SUMMARIES, description
from api.context import Context, Ctx
from api.documentation import body_of, problems
from api.errors import NotFoundError, UnavailableError, stopping
from api.examples import COMMANDS as EXAMPLES
from api.headers import (
    COMMAND_ID,
    IDEMPOTENCY_KEY,
    RESPOND_ASYNC,
    command_id_header,
    idempotency_key,
    wants_no_wait,
)
from api.links import check_repeat
from api.security import AnyPerson
from domain.errors import InvalidInput, WrongRole
from domain.lifecycle import COMMANDS, STAMPED_FIELDS, CaseView, Command, parse_command
from domain.lifecycle.commands import Route
from domain.roles import Principal
from domain.terms import CommandName, Role, State
from domain.text import AT_THE_DOOR
from domain.validation import FieldError

router = APIRouter(prefix="/messages/{message_id}", tags=["Команды"])

_HEADERS = {
    IDEMPOTENCY_KEY: "Заменяет command_id, где его нет; не длиннее 64 символов.",
    "Prefer": f"{RESPOND_ASYNC}: не ждать исполнения, ответить 202.",
}
_RETURNED = {COMMAND_ID: {"description": "command_id, с которым повтор безопасен", "schema": {"type": "string"}}}


class Accepted(BaseModel):
    """A command that was sent on and not waited for."""

    id: str
    command_id: str


Handler = Callable[[AnyPerson, MessageId, Request, Response, Ctx], Awaitable[Any]]


def _handler(name: CommandName) -> Handler:
    async def give(
        principal: AnyPerson, message_id: MessageId, request: Request, response: Response, context: Ctx
    ) -> Any:  # noqa: ANN401 -- the case, or the answer 202
        payload = _with_id(await read_object(request), request)
        command = check(name, payload)
        signed = with_sender(payload, context.clock(), principal)
        headers = command_id_header(payload["command_id"])
        try:
            await check_link(context, message_id, command, principal)
            if wants_no_wait(request):
                await _send(context, message_id, name, signed, principal)
                accepted = Accepted(id=message_id, command_id=payload["command_id"])
                return JSONResponse(accepted.model_dump(), 202, headers | {"Preference-Applied": RESPOND_ASYNC})
            response.headers.update(headers)
            return await context.rosters.warned(await _carry_out(context, message_id, name, signed, principal))
        except UnavailableError as error:
            raise UnavailableError(error.detail, command_id=payload["command_id"]) from error
        except asyncio.CancelledError as error:
            # The server stops and has lost its patience: the command may have been carried out.
            raise stopping(payload["command_id"]) from error

    return give


def _with_id(payload: dict[str, Any], request: Request) -> dict[str, Any]:
    """Name the command: as the payload does, else as the header does, else anew."""
    if payload.get("command_id") is not None:
        return payload
    return payload | {"command_id": idempotency_key(request) or uuid4().hex}


def with_sender(payload: Mapping[str, Any], received_at: datetime, principal: Principal) -> dict[str, Any]:
    """The payload with what only this front end says: who gives the command, and when it was heard."""
    return {**payload, "received_at": received_at.isoformat(), "principal": principal.model_dump(mode="json")}


def check(name: CommandName, payload: Mapping[str, Any]) -> Command:
    """Refuse what the core would refuse for its form, before a worker is asked."""
    stamped = sorted(STAMPED_FIELDS & payload.keys())
    if stamped:
        msg = "Данные команды не приняты"
        raise InvalidInput(msg, errors=[FieldError(field, "неизвестное поле") for field in stamped])
    return parse_command(name, payload, AT_THE_DOOR)


async def check_link(context: Context, message_id: str, command: Command, principal: Principal) -> None:
    """Refuse a message that is said to repeat none; the core knows of no other message."""
    if isinstance(command, Route) and command.repeat_of is not None:
        regulation = (await find(context, message_id, principal)).case.regulation
        await check_repeat(context, command.repeat_of, regulation, message_id)


async def _carry_out(
    context: Context, message_id: str, name: CommandName, payload: Mapping[str, Any], principal: Principal
) -> CaseView:
    try:
        return await context.gateway.update(message_id, name, payload)
    except NotFoundError:
        # Nothing runs under this id: it never did, or it has ended.
        found = await find(context, message_id, principal)
    return await after_end.carry_out(context, found, name, payload, principal)


async def _send(
    context: Context, message_id: str, name: CommandName, payload: Mapping[str, Any], principal: Principal
) -> None:
    """Send a command, whose refusal the sender would never hear, to a message that this person sees."""
    found = await find(context, message_id, principal)
    if found.case.state is State.CLOSED:
        await after_end.send(context, found, name, payload)
        return
    roles = {role for item in found.case.next if item.command is name for role in item.roles}
    if roles and not principal.has(Role.ADMIN, *roles):
        raise WrongRole(f"Команду {name} даёт: {', '.join(sorted(roles))}")
    try:
        await context.gateway.signal(message_id, name, payload)
    except NotFoundError:
        raise after_end.ended() from None


for _name, _model in COMMANDS.items():
    router.add_api_route(
        f"/{_name}",
        _handler(_name),
        methods=["POST"],
        name=_name,
        summary=SUMMARIES[_name],
        description=description(_name),
        response_model=CaseView,
        response_description="Дело после команды",
        responses={
            200: {"headers": _RETURNED},
            202: {"model": Accepted, "description": "Отправлено, исполнение не ожидалось", "headers": _RETURNED},
            **problems(400, 401, 403, 404, 409, 413, 422, 503),
        },
        openapi_extra=body_of(_model, EXAMPLES[_name], _HEADERS),
    )


@router.post("/{command}", include_in_schema=False)
async def unknown(principal: AnyPerson, command: str) -> None:
    """Answer a command that does not exist; raises NotFoundError."""
    del command, principal
    msg = f"Такой команды нет; есть: {', '.join(COMMANDS)}"
    raise NotFoundError(msg)
