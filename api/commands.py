"""The commands of a message: one route each, all by the same steps; who may give which and when, the core decides.

A command that closes a message ends its workflow, and only the workflow remembers the ids it has seen: a repeat that
arrives afterwards is answered 409 like every command to a closed message.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api.body import read_object
from api.cases import MessageId, find
from api.context import Context, Ctx
from api.documentation import body_of, problems
from api.errors import NotFoundError, UnavailableError
from api.examples import COMMANDS as EXAMPLES
from api.headers import (
    COMMAND_ID,
    IDEMPOTENCY_KEY,
    RESPOND_ASYNC,
    command_id_header,
    idempotency_key,
    wants_no_wait,
)
from api.security import AnyPerson
from domain.errors import CommandReused, InvalidInput, WrongRole, WrongState
from domain.lifecycle import COMMANDS, STAMPED_FIELDS, CaseView, Command, parse_command
from domain.roles import Principal
from domain.terms import CommandName, Role, State
from domain.validation import FieldError

router = APIRouter(prefix="/messages/{message_id}", tags=["Команды"])

_HEADERS = {
    IDEMPOTENCY_KEY: "Заменяет command_id, где его нет; не длиннее 64 символов.",
    "Prefer": f"{RESPOND_ASYNC}: не ждать исполнения, ответить 202.",
}
_RETURNED = {COMMAND_ID: {"description": "command_id, с которым повтор безопасен", "schema": {"type": "string"}}}

_SUMMARIES: Mapping[CommandName, str] = {
    CommandName.RESOLVE: "Резолюция: назначить орган",
    CommandName.ROUTE: "Направить в орган",
    CommandName.SUBMIT_DRAFT: "Представить проект ответа",
    CommandName.APPROVE: "Согласовать",
    CommandName.RETURN: "Вернуть на доработку",
    CommandName.PUBLISH: "Сообщить о размещении ответа",
    CommandName.HAND_OVER: "Передать ответ для размещения",
    CommandName.EXCLUDE: "Исключить на основании регламента",
    CommandName.CLOSE: "Закрыть по причине, которой в регламенте нет",
    CommandName.NOTE: "Записать пометку в журнал",
}


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
        _check(name, payload)
        stamped = payload | {
            "received_at": context.clock().isoformat(),
            "principal": principal.model_dump(mode="json"),
        }
        headers = command_id_header(payload["command_id"])
        try:
            if wants_no_wait(request):
                await _send(context, message_id, name, stamped, principal)
                accepted = Accepted(id=message_id, command_id=payload["command_id"])
                return JSONResponse(accepted.model_dump(), 202, headers | {"Preference-Applied": RESPOND_ASYNC})
            response.headers.update(headers)
            return await _carry_out(context, message_id, name, stamped, principal)
        except UnavailableError as error:
            raise UnavailableError(error.detail, command_id=payload["command_id"]) from error

    return give


def _with_id(payload: dict[str, Any], request: Request) -> dict[str, Any]:
    """Name the command: as the payload does, else as the header does, else anew."""
    if payload.get("command_id") is not None:
        return payload
    return payload | {"command_id": idempotency_key(request) or uuid4().hex}


def _check(name: CommandName, payload: Mapping[str, Any]) -> None:
    """Refuse what the core would refuse for its form, before a worker is asked."""
    stamped = sorted(STAMPED_FIELDS & payload.keys())
    if stamped:
        msg = "Данные команды не приняты"
        raise InvalidInput(msg, errors=[FieldError(field, "неизвестное поле") for field in stamped])
    parse_command(name, payload)


async def _carry_out(
    context: Context, message_id: str, name: CommandName, payload: Mapping[str, Any], principal: Principal
) -> CaseView:
    try:
        return await context.gateway.update(message_id, name, payload)
    except NotFoundError:
        # Nothing runs under this id: it never did, or it has ended.
        found = await find(context, message_id, principal)
        return await _repeated(context, found.case, parse_command(name, payload))


async def _repeated(context: Context, case: CaseView, command: Command) -> CaseView:
    """Answer a repeat of what was carried out before the end, such as the very command that was the end."""
    try:
        digest = await context.gateway.command_digest(case.id, command.command_id or "")
    except NotFoundError:
        digest = None  # Temporal has forgotten it by now.
    if digest is None:
        raise _closed()
    if digest != command.digest():
        raise CommandReused("Этот command_id уже использован для другой команды")
    return case


async def _send(
    context: Context, message_id: str, name: CommandName, payload: Mapping[str, Any], principal: Principal
) -> None:
    """Send a signal, whose refusal the sender would never hear, to a message that this person sees and that is open."""
    case = (await find(context, message_id, principal)).case
    if case.state is State.CLOSED:
        await _repeated(context, case, parse_command(name, payload))
        return
    roles = {role for item in case.next if item.command is name for role in item.roles}
    if roles and not principal.has(Role.ADMIN, *roles):
        raise WrongRole(f"Команду {name} даёт: {', '.join(sorted(roles))}")
    try:
        await context.gateway.signal(message_id, name, payload)
    except NotFoundError:
        raise _closed() from None


def _closed() -> WrongState:
    return WrongState("Работа с сообщением завершена")


for _name, _model in COMMANDS.items():
    router.add_api_route(
        f"/{_name}",
        _handler(_name),
        methods=["POST"],
        name=_name,
        summary=_SUMMARIES[_name],
        description="Необязательны: command_id, occurred_at, comment; actor — от координатора за внешний орган.",
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
    """Answer a command that does not exist, or not yet; raises NotFoundError."""
    del command, principal
    msg = f"Такой команды нет; есть: {', '.join(COMMANDS)}"
    raise NotFoundError(msg)
