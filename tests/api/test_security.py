"""Tokens and roles: every route demands a token, each step its role, and a foreign message does not exist."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from api.examples import COMMANDS as EXAMPLES
from db import tokens
from domain.terms import REMARKS, CommandName, Role
from tests.api.client import INTAKE, MESSAGES, ROUTE, Clock, Person, absent_id, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway
from tests.api.steps import at_its_step
from tests.fixtures.database import Database

OPEN = {"/healthz", "/readyz", "/metrics", "/docs", "/api/v1/openapi.json"}


def all_routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path of the app, hidden ones too."""
    return [
        (method, route.path or "")
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or ())
        if method != "HEAD"
    ]


async def test_every_route_demands_a_token(app: FastAPI, stranger: Person) -> None:
    """Without a token every route answers 401, except the five that are open on purpose."""
    answers = {}
    for method, path in all_routes(app):
        filled = path.format(message_id=absent_id(), name="overall", regulation_id="x", command="x", number="1")
        response = await stranger.http.request(method, filled)
        answers[path] = response.status_code
        if response.status_code == 401:
            assert_problem(response, 401)
            assert response.headers["www-authenticate"] == "Bearer"

    assert {path for path, status in answers.items() if status != 401} == OPEN
    assert len(answers) > len(CommandName) + len(OPEN)


@pytest.mark.parametrize(
    "header", ["Bearer nobody-issued-this", "Bearer ", "Bearer", "Basic dXNlcjpwYXNz", "bearer\tx", "Bearer \xff"]
)
async def test_what_is_no_token_is_refused(stranger: Person, header: str) -> None:
    """A token that nobody issued, or another scheme, is a 401."""
    response = await stranger.http.get(MESSAGES, headers={b"Authorization": header.encode("latin-1")})

    assert_problem(response, 401)


async def test_revoked_token_works_no_longer_than_it_is_kept(admin: Person, database: Database, clock: Clock) -> None:
    """A revoked token is refused after the fifteen minutes for which a verified one is trusted."""
    await admin.get(MESSAGES)
    with database.sessions() as session:
        tokens.revoke(session, "admin")
        session.commit()

    clock.advance(timedelta(minutes=14, seconds=59))
    assert (await admin.get(MESSAGES)).status_code == 200

    clock.advance(timedelta(seconds=1))
    assert_problem(await admin.get(MESSAGES), 401)


async def test_database_that_is_away_stops_nobody_at_work(
    coordinator: Person, clock: Clock, lose_database: Callable[[], None]
) -> None:
    """A verified token works on without the database, for fifteen minutes; an unknown one cannot be judged."""
    message_id = await coordinator.report()
    lose_database()

    clock.advance(timedelta(minutes=14))
    assert (await coordinator.command(message_id, "route", ROUTE)).status_code == 200

    clock.advance(timedelta(minutes=1))
    assert_problem(await coordinator.command(message_id, "note", {"text": "а"}), 503)


async def test_token_works_as_soon_as_it_is_issued(stranger: Person, issue: Issue) -> None:
    """A token that was refused because nobody knew it yet is not remembered as unknown."""
    assert_problem(await stranger.get(MESSAGES), 401)

    assert (await issue(Role.AUDITOR).get(MESSAGES)).status_code == 200


ROLES: dict[Role, dict[str, object]] = {
    Role.MONITORING: {},
    Role.COORDINATOR: {},
    Role.EXECUTOR: {"authority": "authority-1"},
    Role.REVIEWER: {"stages": ["curator"]},
    Role.HEAD: {},
    Role.AUDITOR: {},
    Role.ADMIN: {},
}

COORDINATES = {Role.COORDINATOR, Role.ADMIN}
EXECUTES = {Role.EXECUTOR, Role.ADMIN}
DECIDES = {Role.COORDINATOR, Role.REVIEWER, Role.ADMIN}

ALLOWED: dict[str, set[Role]] = {
    "intake": {Role.MONITORING, Role.COORDINATOR, Role.ADMIN},
    CommandName.RESOLVE: {Role.HEAD, Role.ADMIN},
    CommandName.ROUTE: COORDINATES,
    CommandName.DECLINE: EXECUTES,
    CommandName.SUBMIT_DRAFT: EXECUTES,
    CommandName.INTERIM_ANSWER: EXECUTES,
    CommandName.CONTRIBUTE: EXECUTES,
    CommandName.APPROVE: DECIDES,
    CommandName.RETURN: DECIDES,
    CommandName.PUBLISH: EXECUTES,
    CommandName.CLARIFIED: COORDINATES,
    CommandName.EXCLUDE: COORDINATES,
    CommandName.SIGNIFICANT: COORDINATES,
    CommandName.SHORTCOMING: COORDINATES,
    CommandName.REASSIGN: COORDINATES | {Role.EXECUTOR},
    CommandName.HAND_OVER: COORDINATES,
    CommandName.CLOSE: COORDINATES,
    CommandName.RECALCULATE: COORDINATES,
    CommandName.NOTE: set(ROLES),
}
WITHOUT_ACTOR: dict[str, dict[str, object]] = {CommandName.CLARIFIED: {"text": "Второй подъезд"}}
"""Payloads of an act of one's own, where the documented one is somebody else's."""


def payload(act: str) -> dict[str, object]:
    """A right payload of a command."""
    return WITHOUT_ACTOR.get(act, dict(next(iter(EXAMPLES[CommandName(act)].values()))))


async def prepared(admin: Person, executor: Person, act: str) -> str:
    """A message at the step where the act is possible; a note is taken once an authority has the message."""
    message_id = await at_its_step(admin, executor, act)
    if act in REMARKS | {CommandName.EXCLUDE, CommandName.CLOSE, CommandName.RECALCULATE}:
        await admin.command(message_id, "route", ROUTE)
    return message_id


def test_every_command_says_who_may_give_it() -> None:
    """No command is left out below."""
    assert set(ALLOWED) == {"intake", *CommandName}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ALLOWED)
async def test_role_matrix(admin: Person, executor: Person, issue: Issue, act: str, role: Role) -> None:
    """Each act may be done by exactly the roles of the contract; anybody else is a 403."""
    message_id = await prepared(admin, executor, act)
    person = issue(role, person="somebody", **ROLES[role])

    if act == "intake":
        response = await person.post(MESSAGES, INTAKE | {"external_id": "w-2"})
    else:
        response = await person.command(message_id, act, payload(act))

    if role is Role.EXECUTOR and act in {CommandName.RESOLVE, CommandName.ROUTE}:
        # No body has the message yet, so for an executor it does not exist.
        assert_problem(response, 404)
    elif role in ALLOWED[act]:
        assert response.status_code in {200, 201}, response.text
    else:
        assert_problem(response, 403)


@pytest.mark.parametrize("act", ["route", "submit_draft", "approve", "recalculate"])
async def test_wrong_role_is_heard_without_a_wait(
    admin: Person, executor: Person, auditor: Person, gateway: InMemoryGateway, act: str
) -> None:
    """Who may not give a command hears so at once, also where nobody would wait for its effect."""
    message_id = await prepared(admin, executor, act)

    assert_problem(await auditor.command(message_id, act, payload(act), Prefer="respond-async"), 403)
    assert gateway.signals == []


async def test_nobody_approves_a_draft_of_their_own(admin: Person) -> None:
    """Not even an administrator."""
    message_id = await prepared(admin, admin, "approve")

    assert_problem(await admin.command(message_id, "approve"), 403)


async def test_foreign_message_does_not_exist(coordinator: Person, other_executor: Person) -> None:
    """For another authority's executor a message is the same 404 as one that is not there, on every route."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)

    for foreign, absent in [
        (await ask(other_executor, message_id, way), await ask(other_executor, absent_id(), way)) for way in WAYS
    ]:
        assert foreign == absent

    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json()["state"] == "drafting"


WAYS = (
    *("", "/journal", "/earlier", "/deadlines/overall/explain", "/plan"),
    *("/submit_draft", "/note", "/submit_draft async"),
)


async def ask(person: Person, message_id: str, way: str) -> object:
    """The problem that a route answers."""
    path, _, wish = way.partition(" ")
    name = path.strip("/")
    if name in set(CommandName):
        headers = {"Prefer": "respond-async"} if wish else {}
        response = await person.command(message_id, name, payload(name), **headers)
    else:
        response = await person.get(f"{MESSAGES}/{message_id}{path}")
    return assert_problem(response, 404)


async def test_bound_token_sees_its_regulation_only(coordinator: Person, issue: Issue) -> None:
    """A token of one regulation neither reads nor reports messages of another."""
    message_id = await coordinator.report()
    bound = issue(Role.COORDINATOR, person="bound", regulation="luga-2020")

    assert_problem(await bound.get(f"{MESSAGES}/{message_id}"), 404)
    assert_problem(await bound.command(message_id, "route", ROUTE), 404)
    assert_problem(await bound.post(MESSAGES, INTAKE), 403)
    assert await bound.report(regulation="luga-2020", detected_at="2026-03-16T01:00:00+03:00")
