"""Rosters over REST: what the tests send and ask."""

from typing import Any

import httpx

from tests.api.client import Person

PEOPLE = "/api/v1/people"
JOURNAL = f"{PEOPLE}/journal"
PRO = "providensky-2020"
AWAY = {"from": "2026-03-16", "until": "2026-03-27"}
"""From the day of the tests' clock on."""


def office(person: str, stand_in: str | None = None, **fields: object) -> dict[str, Any]:
    """An executor of the body that ``ROUTE`` names."""
    given = {"post": f"Пост {person}", "function": "executor", "authority": "authority-1"}
    return {"person": person, "stand_in": stand_in} | given | fields


def coordinator(person: str, stand_in: str | None = None, **fields: object) -> dict[str, Any]:
    """A coordinator."""
    return office(person, stand_in, function="coordinator", authority=None, **fields)


async def put(person: Person, *people: dict[str, Any], version: int = 0, regulation: str = PRO) -> httpx.Response:
    """Send a roster."""
    body = {"regulation": regulation, "version": version, "people": people}
    return await person.http.put(PEOPLE, json=body, headers={"Authorization": f"Bearer {person.token}"})


async def stored(person: Person, *people: dict[str, Any], version: int = 0, regulation: str = PRO) -> dict[str, Any]:
    """Have a roster stored and return the answer."""
    response = await put(person, *people, version=version, regulation=regulation)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer
