"""Every error as a problem of RFC 9457: one shape, Russian texts, and nothing of what the client sent.

FastAPI's own answers repeat the input, and fail on a lone surrogate or NaN in it; none of them is left here.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from api import errors
from api.methods import methods_of
from domain import errors as domain_errors
from domain.validation import FieldError
from domain.worktime import WorkingTimeError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

_MOST_ERRORS = 100
_LONGEST_FIELD = 200


class FieldProblem(BaseModel):
    """One value that is wrong."""

    model_config = ConfigDict(frozen=True)

    field: str
    message: str


class Problem(BaseModel):
    """An error as RFC 9457 writes it; ``clause`` where a regulation forbids, ``command_id`` where a retry needs it."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: tuple[FieldProblem, ...] | None = None
    clause: str | None = None
    command_id: str | None = None


class _Kind(NamedTuple):
    status: HTTPStatus
    name: str
    title: str


_INVALID = _Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-input", "Данные не приняты")
_NOT_FOUND = _Kind(HTTPStatus.NOT_FOUND, "not-found", "Не найдено")
_INTERNAL = _Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "internal-error", "Внутренняя ошибка")
_METHOD = _Kind(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "Метод не поддерживается")

_UNAVAILABLE = _Kind(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "Временно недоступно")

_KINDS: Mapping[type[Exception], _Kind] = {
    domain_errors.InvalidInput: _INVALID,
    domain_errors.WrongRole: _Kind(HTTPStatus.FORBIDDEN, "wrong-role", "Недостаточно прав"),
    # The same as for a message that is not there: nobody learns that another authority has it.
    domain_errors.NotVisible: _NOT_FOUND,
    domain_errors.WrongState: _Kind(HTTPStatus.CONFLICT, "wrong-state", "Сейчас это невозможно"),
    domain_errors.ForbiddenByRegulation: _Kind(
        HTTPStatus.CONFLICT, "forbidden-by-regulation", "Регламент этого не допускает"
    ),
    domain_errors.CommandReused: _Kind(HTTPStatus.CONFLICT, "command-reused", "command_id уже использован"),
    domain_errors.Outdated: _Kind(HTTPStatus.CONFLICT, "outdated", "Уже изменено"),
    domain_errors.Refusal: _Kind(HTTPStatus.CONFLICT, "refused", "Не принято"),
    WorkingTimeError: _INVALID,
    errors.UnreadableBodyError: _Kind(HTTPStatus.BAD_REQUEST, "unreadable-body", "Запрос не читается"),
    errors.BodyTooLargeError: _Kind(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", "Слишком большой запрос"),
    errors.UnauthenticatedError: _Kind(HTTPStatus.UNAUTHORIZED, "unauthenticated", "Нужен токен"),
    errors.NotFoundError: _NOT_FOUND,
    errors.UnavailableError: _UNAVAILABLE,
    # While a newer version takes over, its workers may record what only its own API can read.
    domain_errors.UnknownFormError: _UNAVAILABLE,
}


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    for kind in _KINDS:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unexpected)


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Write a problem as a response."""
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, headers, media_type=MEDIA_TYPE)


def answer_to(error: Exception) -> Response:
    """Write one of the errors that are known here as a response."""
    kind = next(_KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in _KINDS)
    problem = _problem(
        kind,
        detail=getattr(error, "detail", str(error)),
        fields=getattr(error, "errors", ()),
        clause=getattr(error, "clause", None),
        command_id=getattr(error, "command_id", None),
    )
    return answer(problem, _headers(error))


def _known(_request: Request, error: Exception) -> Response:
    return answer_to(error)


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, errors.UnauthenticatedError):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, errors.UnavailableError | domain_errors.UnknownFormError):
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return {}


def _of_http(request: Request, error: Exception) -> Response:
    """An error of the framework: no such address, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 -- registered for nothing else; narrows the type
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.NOT_FOUND:
        problem = _problem(_NOT_FOUND, detail="Такого адреса нет")
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = methods_of(request.app, request.url.path)
        headers |= {"Allow": ", ".join(allowed)} if allowed else {}
        problem = _problem(_METHOD, detail="Допустимые методы названы в заголовке Allow")
    else:
        status = HTTPStatus(error.status_code)
        problem = _problem(_Kind(status, "http-error", "Запрос не выполнен"), detail=None)
    return answer(problem, headers)


def _unexpected(_request: Request, _error: Exception) -> Response:
    """A mistake of this program; the log has it, the client learns nothing of its insides."""
    return answer(_problem(_INTERNAL, detail="Запрос не выполнен; подробности в журнале сервера"))


def _problem(
    kind: _Kind,
    *,
    detail: str | None,
    fields: Sequence[FieldError] = (),
    clause: str | None = None,
    command_id: str | None = None,
) -> Problem:
    shown = tuple(FieldProblem(field=_name(item.field), message=_clean(item.message)) for item in fields[:_MOST_ERRORS])
    return Problem(
        type=f"urn:otklik:problem:{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=None if detail is None else _clean(detail),
        errors=shown or None,
        clause=clause,
        command_id=command_id,
    )


def _name(field: str) -> str:
    """A field's name may be the client's own, where it is an unknown one."""
    return _clean(field[:_LONGEST_FIELD])


def _clean(text: str) -> str:
    """Replace what cannot be written in UTF-8 or would disturb a reader's screen."""
    return "".join("\ufffd" if unicodedata.category(letter) in {"Cs", "Cc"} else letter for letter in text)
