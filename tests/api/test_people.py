"""Rosters over REST: read, replaced, journalled; who may, and who sees what."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.examples import PEOPLE as EXAMPLES
from domain.terms import Role
from settings import Settings
from tests.api.client import Clock, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway
from tests.api.people import AWAY, JOURNAL, PEOPLE, PRO, coordinator, office, put, stored

LATER = {"from": "2026-04-06", "until": "2026-04-10"}
ROSTER = (
    coordinator("curator", "deputy", absences=[AWAY]),
    coordinator("deputy"),
    office("executor", "responsible", absences=[LATER]),
    office("responsible", function="responsible"),
    office("other", authority="authority-2"),
)


def short(items: list[dict[str, Any]]) -> list[tuple[str, bool, str | None]]:
    """Who holds an office, whether he is away, and who acts."""
    return [(item["person"], item["absent"], item["acting"]) for item in items]


async def test_roster_is_read_as_it_was_sent(admin: Person) -> None:
    """A roster that nobody has set is empty; the one that was set comes back, with a version and who acts today."""
    empty = (await admin.get(PEOPLE, regulation=PRO)).json()
    answer = await stored(admin, *ROSTER)

    assert (empty["version"], empty["people"], empty["acting"]) == (0, [], [])
    assert answer == (await admin.get(PEOPLE, regulation=PRO)).json()
    assert answer["version"] == 1
    assert [{name: item[name] for name in sent} for sent, item in zip(ROSTER, answer["people"], strict=True)] == [
        sent | {"absences": [{"stand_in": None} | given for given in sent.get("absences", [])]}
        if "absences" in sent
        else sent
        for sent in ROSTER
    ]
    assert short(answer["acting"])[:2] == [("curator", True, "deputy"), ("deputy", False, "deputy")]
    assert (answer["acting"][0]["absent_until"], answer["acting"][0]["acting_post"]) == ("2026-03-27", "Пост deputy")


async def test_who_acts_changes_with_the_day(admin: Person, clock: Clock) -> None:
    """The absence ends at the municipality's midnight, not at that of the machine."""
    await stored(admin, *ROSTER)

    # 23:59 of the 27th and 00:00 of the 28th on the clocks of Провидения, whose day begins twelve hours before UTC's.
    clock.advance(timedelta(days=11, hours=13, minutes=29))
    last = (await admin.get(PEOPLE, regulation=PRO)).json()["acting"][0]
    clock.advance(timedelta(minutes=1))
    first = (await admin.get(PEOPLE, regulation=PRO)).json()["acting"][0]

    assert [item["acting"] for item in (last, first)] == ["deputy", "curator"]


async def test_example_works(admin: Person) -> None:
    """The documented roster is taken as it stands."""
    for example in EXAMPLES.values():
        response = await admin.http.put(PEOPLE, json=example, headers={"Authorization": f"Bearer {admin.token}"})
        assert response.status_code == 200, response.text


async def test_changes_are_journalled(admin: Person, auditor: Person, clock: Clock) -> None:
    """The auditor reads who changed what and when, in parts, on the municipality's clock."""
    await stored(admin, *ROSTER)
    clock.advance(timedelta(hours=1))
    await stored(admin, *ROSTER[:-1], version=1)

    first = (await auditor.get(JOURNAL, regulation=PRO, limit=1)).json()
    second = (await auditor.get(JOURNAL, regulation=PRO, limit=1, cursor=first["next_cursor"])).json()

    assert [(item["version"], item["person"], item["at"]) for item in (*first["items"], *second["items"])] == [
        (1, "admin", "2026-03-16T10:30:00+12:00"),
        (2, "admin", "2026-03-16T11:30:00+12:00"),
    ]
    assert {item["change"] for item in first["items"][0]["changes"]} == {"added"}
    assert second["items"][0]["changes"] == [
        {
            "change": "removed",
            "person": "other",
            "function": "executor",
            "authority": "authority-2",
            "before": {"post": "Пост other"},
            "after": {},
        }
    ]
    assert second["next_cursor"] is None


async def test_who_is_too_late_overwrites_nothing(admin: Person) -> None:
    """A change that was made to an older version is a 409 that names the newest; a repeat of the roster is none."""
    await stored(admin, *ROSTER)

    problem = assert_problem(await put(admin, office("executor")), 409, "version")

    assert "сейчас 1" in problem["detail"]
    assert (await stored(admin, *ROSTER))["version"] == 1
    assert len((await admin.get(JOURNAL, regulation=PRO)).json()["items"]) == 1


async def test_mistakes_are_named_and_nothing_is_replaced(admin: Person) -> None:
    """A roster with a mistake is refused as a whole, by the fields that are wrong."""
    await stored(admin, *ROSTER)
    wrong = (office("a", "nobody"), office("b", authority="authority-9", absences=[{"until": "вчера"}]))

    assert_problem(
        await put(admin, *wrong, version=1), 422, "people[1].absences[0].from", "people[1].absences[0].until"
    )
    assert_problem(
        await put(admin, wrong[0], office("b", authority="authority-9"), version=1),
        422,
        "people[0].stand_in",
        "people[1].authority",
    )
    assert (await admin.get(PEOPLE, regulation=PRO)).json()["version"] == 1


async def test_unknown_regulation(admin: Person) -> None:
    """A regulation that is not loaded is a wrong value, on every route."""
    for path in (PEOPLE, JOURNAL):
        assert_problem(await admin.get(path, regulation="atlantis"), 422, "regulation")
        assert_problem(await admin.get(path), 422, "regulation")
    assert_problem(await put(admin, regulation="atlantis"), 422, "regulation")


@pytest.mark.parametrize(
    ("roles", "bound", "seen"),
    [
        ((Role.ADMIN,), {}, 5),
        ((Role.AUDITOR,), {}, 5),
        ((Role.COORDINATOR,), {}, 5),
        ((Role.HEAD,), {}, 5),
        ((Role.EXECUTOR,), {"authority": "authority-1"}, 4),
        ((Role.EXECUTOR,), {"authority": "authority-2"}, 3),
        ((Role.EXECUTOR, Role.COORDINATOR), {"authority": "authority-2"}, 5),
    ],
    ids=str,
)
async def test_everybody_sees_what_concerns_him(
    admin: Person, issue: Issue, roles: tuple[Role, ...], bound: dict[str, object], seen: int
) -> None:
    """Executors see their own body and who coordinates, those who direct or inspect see all."""
    await stored(admin, *ROSTER)

    answer = (await issue(*roles, person="somebody", **bound).get(PEOPLE, regulation=PRO)).json()

    assert len(answer["people"]) == len(answer["acting"]) == seen


async def test_a_token_of_another_regulation(issue: Issue) -> None:
    """A token that is bound to a regulation neither reads nor changes the people of another."""
    bound = issue(Role.ADMIN, person="bound", regulation="luga-2020")

    assert_problem(await bound.get(PEOPLE, regulation=PRO), 403)
    assert_problem(await bound.get(JOURNAL, regulation=PRO), 403)
    assert_problem(await put(bound, *ROSTER), 403)
    assert (await stored(bound, regulation="luga-2020"))["people"] == []


@pytest.fixture
async def reached(
    settings: Settings, clock: Clock, gateway: InMemoryGateway, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """The API of an installation whose settings name a file of contacts."""
    file = tmp_path / "contacts.toml"
    file.write_text('executor = "telegram:100200"\n', "utf-8")
    made: FastAPI = create_app(settings.model_copy(update={"contacts_file": file}), clock=clock, gateway=gateway)
    async with made.router.lifespan_context(made):
        transport = httpx.ASGITransport(made, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://otklik") as client:
            yield client


async def test_contacts_are_for_administrators(admin: Person, issue: Issue, reached: httpx.AsyncClient) -> None:
    """A channel's id is in an administrator's answer and in nobody else's, and in no journal."""
    await stored(admin, *ROSTER)
    others = [
        issue(role, person=f"{role}-x", **bound)
        for role, bound in (
            (Role.COORDINATOR, {}),
            (Role.HEAD, {}),
            (Role.AUDITOR, {}),
            (Role.EXECUTOR, {"authority": "authority-1"}),
        )
    ]

    answer = (await Person(reached, admin.token).get(PEOPLE, regulation=PRO)).json()

    assert answer["contacts"] == {"executor": "telegram:100200"}
    for person in others:
        text = (await Person(reached, person.token).get(PEOPLE, regulation=PRO)).text
        assert "Пост executor" in text
        assert "telegram" not in text
    assert "telegram" not in (await Person(reached, admin.token).get(JOURNAL, regulation=PRO)).text


async def test_rosters_need_the_database(admin: Person, database_of_rosters_away: Callable[[], None]) -> None:
    """Without the database people are neither shown nor replaced, and the client hears that it may repeat."""
    await admin.get(PEOPLE, regulation=PRO)
    database_of_rosters_away()

    assert_problem(await admin.get(PEOPLE, regulation=PRO), 503)
    assert_problem(await put(admin, *ROSTER), 503)
    assert_problem(await admin.get(JOURNAL, regulation=PRO), 503)
