"""Who may ask what: every role on every route, with a message of one's own and with a foreign one.

What each command demands of a role is the subject of tests/api/test_security.py, whose table is a part of this one.
"""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.examples import PEOPLE
from domain.terms import CommandName, Role
from tests.api.client import INTAKE, MESSAGES, PUBLISH, ROUTE, Person, absent_id, assert_problem
from tests.api.import_files import HEADER, IMPORT, PRO, line
from tests.api.test_openapi import operations
from tests.api.test_security import ALLOWED, ROLES, payload
from tests.importing.files import csv_bytes

MESSAGE = f"{MESSAGES}/{{message_id}}"
CALENDAR = {"regulation": "providensky-2020", "start": "2026-03-16T10:00:00+12:00"}
SHIFT = CALENDAR | {"amount": "PT2H"}
STRETCH = CALENDAR | {"end": "2026-03-17T10:00:00+12:00"}
EVERYBODY = frozenset(ROLES)
REPORTERS = frozenset(ALLOWED["intake"])
KEEPERS = frozenset({Role.COORDINATOR, Role.EXECUTOR, Role.ADMIN})


@dataclass(frozen=True)
class Access:
    """A route, who may use it, and a right request; ``roles`` is None where no token is asked for."""

    method: str
    path: str
    roles: frozenset[Role] | None = EVERYBODY
    request: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the description writes it."""
        return f"{self.method} {self.path}"

    async def ask(self, person: Person, message_id: str, **headers: str) -> httpx.Response:
        """Send the request about a message."""
        path = self.path.format(message_id=message_id, name="overall", regulation_id="providensky-2020", number=1)
        token = {} if person.token is None else {"Authorization": f"Bearer {person.token}"}
        return await person.http.request(self.method, path, headers=headers | token, **self.request)


COLLEAGUES = frozenset({Role.COORDINATOR, Role.EXECUTOR, Role.HEAD, Role.AUDITOR, Role.ADMIN})
OFFICES = {"params": {"regulation": "providensky-2020"}}
ROSTER = next(iter(PEOPLE.values()))

OTHERS = (
    Access("post", MESSAGES, REPORTERS, {"json": INTAKE}),
    Access("post", IMPORT, REPORTERS, {"params": PRO, "content": csv_bytes([HEADER, line(1)])}),
    Access("get", MESSAGES),
    Access("get", MESSAGE),
    Access("get", f"{MESSAGE}/journal"),
    Access("get", f"{MESSAGE}/earlier"),
    Access("get", f"{MESSAGE}/checklist"),
    Access("post", f"{MESSAGE}/checklist", request={"json": {"text": "Фонарь заменят до пятницы."}}),
    Access("get", f"{MESSAGE}/deadlines/{{name}}/explain"),
    Access("get", "/api/v1/people", COLLEAGUES, OFFICES),
    Access("put", "/api/v1/people", frozenset({Role.ADMIN}), {"json": ROSTER}),
    Access("get", "/api/v1/people/journal", frozenset({Role.AUDITOR, Role.ADMIN}), OFFICES),
    Access("get", "/api/v1/follow-ups"),
    Access("post", f"{MESSAGE}/follow-ups/{{number}}/kept", KEEPERS, {"json": {"evidence": "Фото с места"}}),
    Access("get", f"{MESSAGE}/plan"),
    Access("post", f"{MESSAGE}/what-if", request={"json": {"command": "note", "payload": {"text": "Звонил автору"}}}),
    Access("get", "/api/v1/regulations"),
    Access("get", "/api/v1/regulations/{regulation_id}"),
    Access("get", "/api/v1/reports/breaches", request={"params": {"regulation": "luga-2020", "month": "2026-03"}}),
    Access("post", "/api/v1/worktime/add", request={"json": SHIFT}),
    Access("post", "/api/v1/worktime/subtract", request={"json": SHIFT}),
    Access("post", "/api/v1/worktime/between", request={"json": STRETCH}),
    Access("get", "/healthz", None),
    Access("get", "/readyz", None),
    Access("get", "/metrics", None),
)
COMMANDS = tuple(
    Access("post", f"{MESSAGE}/{name}", frozenset(ALLOWED[name]), {"json": payload(name)}) for name in CommandName
)
MATRIX = OTHERS + COMMANDS
OF_A_MESSAGE = tuple(access for access in MATRIX if "message_id" in access.path)


def named(access: Access) -> str:
    """The id of a case of these tests."""
    return access.name


@pytest.fixture
def kind() -> str:
    """One kind of database; that both are asked alike is the subject of tests/db."""
    return "sqlite"


@pytest.fixture
async def message_id(admin: Person, executor: Person) -> str:
    """A message that is with the executor's body, which has promised something in an interim answer."""
    known_id = await admin.report()
    promise = {"follow_ups": [{"what": "Заменить фонарь", "on": "2026-03-20"}]}
    for person, name, body in (
        (admin, "route", ROUTE),
        (executor, "interim_answer", {"text": "Фонарь заменят до 20 марта."}),
        (admin, "approve", {}),
        (executor, "publish", PUBLISH | promise),
    ):
        assert (await person.command(known_id, name, body)).status_code == 200
    return known_id


def test_every_route_is_in_the_matrix(app: FastAPI) -> None:
    """A route that is described stands in the table above, so a new one cannot be forgotten."""
    described = {f"{method} {path}" for method, path, _ in operations(app.openapi())}

    assert {access.name for access in MATRIX} == described
    assert len(MATRIX) == len(described)


@pytest.mark.parametrize("access", MATRIX, ids=named)
async def test_without_a_token(stranger: Person, message_id: str, access: Access) -> None:
    """A stranger gets 401, with a real message and with none, except where everybody may ask."""
    for known_id in (message_id, absent_id()):
        response = await access.ask(stranger, known_id)
        assert (response.status_code == httpx.codes.UNAUTHORIZED) == (access.roles is not None)


@pytest.mark.parametrize("access", OTHERS, ids=named)
async def test_own(everybody: list[Person], message_id: str, access: Access) -> None:
    """Each role may ask what the table says, of a message that it sees; else it is a 403."""
    for person in everybody:
        response = await access.ask(person, message_id)
        if access.roles is None or access.roles & set(person.roles):
            assert response.is_success, (person.roles, response.text)
        else:
            assert_problem(response, 403)


@pytest.mark.parametrize("access", OF_A_MESSAGE, ids=named)
async def test_foreign(everybody_else: list[Person], message_id: str, access: Access) -> None:
    """For another body's executor and another regulation's people it is the same 404 as a message that is not there."""
    for person, wish in product(everybody_else, ("wait=1", "respond-async")):
        foreign = await access.ask(person, message_id, Prefer=wish)
        absent = await access.ask(person, absent_id(), Prefer=wish)
        assert assert_problem(foreign, 404) == assert_problem(absent, 404)


async def test_foreign_is_untouched(everybody_else: list[Person], admin: Person, message_id: str) -> None:
    """What strangers to a message tried leaves no trace in it."""
    before = (await admin.get(f"{MESSAGES}/{message_id}/journal")).json()
    for access in COMMANDS:
        for person in everybody_else:
            await access.ask(person, message_id, Prefer="respond-async")

    assert (await admin.get(f"{MESSAGES}/{message_id}/journal")).json() == before


async def test_foreign_is_in_no_list(everybody_else: list[Person], admin: Person, message_id: str) -> None:
    """The list has no message of another body or another regulation."""
    assert [item["id"] for item in (await admin.get(MESSAGES)).json()["items"]] == [message_id]
    for person in everybody_else:
        assert (await person.get(MESSAGES)).json()["items"] == []


@pytest.mark.parametrize("access", [access for access in OTHERS if access.roles is REPORTERS], ids=named)
async def test_foreign_is_not_reported(everybody_else: list[Person], access: Access) -> None:
    """Nobody brings messages to a regulation that the token is not of."""
    for person in everybody_else:
        assert_problem(await access.ask(person, absent_id()), 403)
