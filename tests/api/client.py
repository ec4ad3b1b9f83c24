"""A person at the API: sends requests with a token of certain roles."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from domain.lifecycle import message_id
from domain.terms import Network, Role

MESSAGES = "/api/v1/messages"

INTAKE: dict[str, Any] = {
    "regulation": "providensky-2020",
    "network": "vk",
    "external_id": "wall-1",
    "text": "Во дворе не горит фонарь",
    "detected_at": "2026-03-16T10:00:00+12:00",
}
ROUTE: dict[str, object] = {"assignments": [{"authority": "authority-1"}]}
DRAFT: dict[str, object] = {"kind": "final", "text": "Фонарь заменят до пятницы."}
PUBLISH: dict[str, object] = {"url": "https://vk.com/wall-1_1?reply=2"}


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: datetime) -> None:
        """Stand still at ``now``."""
        self.now = now

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


@dataclass
class Person:
    """Whoever holds a token; without one, a stranger."""

    http: httpx.AsyncClient
    token: str | None = None
    roles: tuple[Role, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **query: str | int) -> httpx.Response:
        """Ask."""
        return await self.http.get(path, params=query, headers=self._headers())

    async def post(self, path: str, json: object = None, **headers: str) -> httpx.Response:
        """Send a JSON body; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.post(path, json={} if json is None else json, headers=self._headers() | named)

    async def send(self, path: str, body: bytes | str, **headers: str) -> httpx.Response:
        """Send a body as it is."""
        return await self.http.post(path, content=body, headers=self._headers() | headers)

    async def ask(self, method: str, path: str) -> httpx.Response:
        """Send a request of any method, without a body."""
        return await self.http.request(method, path, headers=self._headers())

    async def report(self, **fields: object) -> str:
        """Have a message taken in and return its id."""
        response = await self.post(MESSAGES, INTAKE | fields)
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def command(self, known_id: str, name: str, json: object = None, **headers: str) -> httpx.Response:
        """Give a command."""
        return await self.post(f"{MESSAGES}/{known_id}/{name}", json, **headers)

    def _headers(self) -> dict[str, str]:
        return self.headers | ({} if self.token is None else {"Authorization": f"Bearer {self.token}"})


def assert_problem(response: httpx.Response, status: int, *fields: str) -> dict[str, Any]:
    """Check that an answer is a whole problem of RFC 9457 that names these fields, and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:otklik:problem:")
    assert problem["title"]
    assert [error["field"] for error in problem.get("errors", [])] == list(fields)
    assert all(error["message"] for error in problem.get("errors", []))
    return problem


def absent_id() -> str:
    """The id of a message that nobody reported."""
    return message_id("providensky-2020", Network.VK, "external:absent")
