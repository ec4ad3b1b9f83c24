"""The desk of a running API, reached over REST like by any other tool; what is away for a while is waited for."""

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from domain.errors import InvalidInput, Refusal
from domain.lifecycle import Intake
from domain.validation import FieldError
from importing.taking import Taken
from ops.errors import OpsError

_API = "/api/v1"
_PATIENCE_SECONDS = 120.0
_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_REQUEST_SECONDS = 30.0
_LONGEST_DETAIL = 300
_REFUSALS = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
_NOT_FOR_THIS_PERSON = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
_LOCAL = {"127.0.0.1", "::1", "localhost"}


def client(url: str, token: str) -> httpx.AsyncClient:
    """A client of the API at that address; raises InvalidInput where it is none."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise InvalidInput(f"адрес API {url} не читается: нужен вид http://127.0.0.1:8080")
    return httpx.AsyncClient(
        base_url=address,
        headers={"Authorization": f"Bearer {token}"},
        timeout=_REQUEST_SECONDS,
        # A proxy of the environment has no business with an API on this machine.
        trust_env=address.host not in _LOCAL,
    )


class RestDesk:
    """Calls the API; 503 and a broken connection are tried again, everything else is an answer.

    Every method raises OpsError where patience ends or where no row can succeed: without a valid token, for example.
    """

    def __init__(self, http: httpx.AsyncClient, waits: Callable[[str], None]) -> None:
        """Use this client; ``waits`` is told, in Russian, why a call is about to be tried again."""
        self._http = http
        self._waits = waits

    async def regulation(self, regulation_id: str) -> Any:  # noqa: ANN401 -- JSON of another process
        """What the API says of a regulation; raises InvalidInput where it has none of that name."""
        answer = await self._call("GET", f"/regulations/{quote(regulation_id, safe='')}")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise InvalidInput(f"регламент {regulation_id}: {_detail(answer)}")
        return _json(_demand(answer))

    async def known(self, message_id: str) -> Taken | None:
        """What is known of a message; None where it never came."""
        answer = await self._call("GET", f"/messages/{message_id}")
        return None if answer.status_code == HTTPStatus.NOT_FOUND else _taken(_demand(answer))

    async def take_in(self, intake: Intake) -> Taken:
        """Take a message in, once; raises the Refusal."""
        body = intake.model_dump(mode="json", exclude_none=True)
        answer = await self._call("POST", "/messages", body)
        if answer.status_code in _REFUSALS:
            raise _refusal(answer)
        return _taken(_demand(answer))

    async def route(self, message_id: str, payload: Mapping[str, Any]) -> None:
        """Send a message to a body; raises the Refusal."""
        answer = await self._call("POST", f"/messages/{message_id}/route", payload)
        if answer.status_code in _REFUSALS | _NOT_FOR_THIS_PERSON:
            raise _refusal(answer)
        _demand(answer)

    async def _call(self, method: str, path: str, body: object = None) -> httpx.Response:
        clock = asyncio.get_running_loop().time
        deadline = clock() + _PATIENCE_SECONDS
        while True:
            pause = _PAUSE_SECONDS
            try:
                answer = await self._http.request(method, f"{_API}{path}", json=body)
            except httpx.TransportError as error:
                reason = f"API по адресу {self._http.base_url} не отвечает ({type(error).__name__})"
            else:
                if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                    return answer
                reason, pause = _detail(answer), _asked_pause(answer)
            if clock() + pause >= deadline:
                raise OpsError(f"{reason}; запустите загрузку ещё раз: принятое не повторится")
            self._waits(reason)
            await asyncio.sleep(pause)


def _asked_pause(answer: httpx.Response) -> float:
    """How long the API asks to wait."""
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_PAUSE_SECONDS) if asked.isascii() and asked.isdigit() else _PAUSE_SECONDS


def _demand(answer: httpx.Response) -> httpx.Response:
    if not answer.is_success:
        raise OpsError(f"API по адресу {answer.url} отказывает, ответ {answer.status_code}: {_detail(answer)}")
    return answer


def _json(answer: httpx.Response) -> Any:  # noqa: ANN401 -- JSON of another process
    try:
        return answer.json()
    except ValueError as error:
        raise _stranger(answer) from error


def _stranger(answer: httpx.Response) -> OpsError:
    return OpsError(f"по адресу {answer.url} отвечает не API Отклика")


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    """The problem that an answer describes; nothing where something between us and the API wrote it."""
    try:
        problem = answer.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _detail(answer: httpx.Response) -> str:
    problem = _problem(answer)
    return str(problem.get("detail") or problem.get("title") or answer.text[:_LONGEST_DETAIL] or answer.reason_phrase)


def _refusal(answer: httpx.Response) -> Refusal:
    problem = _problem(answer)
    errors = [FieldError(str(item["field"]), str(item["message"])) for item in problem.get("errors") or ()]
    return InvalidInput(_detail(answer), clause=problem.get("clause"), errors=errors)


def _taken(answer: httpx.Response) -> Taken:
    case, new = _json(answer), answer.status_code == HTTPStatus.CREATED
    try:
        return Taken(id=case["id"], state=case["state"], declines=case["declines"], message=case["message"], new=new)
    except (KeyError, TypeError) as error:
        raise _stranger(answer) from error
