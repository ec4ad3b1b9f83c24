"""The documentation: whole, true, and its examples work."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.examples import COMMANDS, PEOPLE
from api.examples import INTAKE as INTAKES
from api.problems import MEDIA_TYPE
from domain.lifecycle import STAMPED_FIELDS
from domain.terms import CommandName
from settings import Settings
from tests.api.client import MESSAGES, Clock, Person
from tests.api.steps import at_its_step
from tests.api.test_security import all_routes

OPENAPI = "/api/v1/openapi.json"
HEALTH = {"/healthz", "/readyz", "/metrics"}

Schema = dict[str, Any]


@pytest.fixture(scope="session")
def schema() -> Schema:
    """What the API says about itself."""
    described: Schema = create_app(Settings()).openapi()
    return described


def operations(schema: Schema) -> list[tuple[str, str, Schema]]:
    """Every documented operation: method, path, description."""
    return [
        (method, path, operation) for path, methods in schema["paths"].items() for method, operation in methods.items()
    ]


async def test_documentation_is_served(stranger: Person, schema: Schema) -> None:
    """OpenAPI 3.1 and its page are open to everybody, and asking twice changes nothing."""
    first, second = await stranger.get(OPENAPI), await stranger.get(OPENAPI)

    assert first.json() == second.json() == schema
    assert schema["openapi"].startswith("3.1")
    page = await stranger.get("/docs")
    assert "text/html" in page.headers["content-type"]
    # Its scripts come from the internet; where that is away, these words stay.
    assert '<div id="swagger-ui"><p>Страница загружает скрипты из интернета. ' in page.text
    assert f'<a href="{OPENAPI}">{OPENAPI}</a>' in page.text


def test_every_reference_leads_somewhere(schema: Schema) -> None:
    """No reference of the description is broken, and nothing of the framework's own errors is left."""
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema)))

    assert referred <= schema["components"]["schemas"].keys()
    assert not {"HTTPValidationError", "ValidationError"} & (referred | schema["components"]["schemas"].keys())


def test_every_route_lists_its_problems(schema: Schema) -> None:
    """Each route under /api/v1 says that it demands a token and which problems it may answer."""
    for _, path, operation in operations(schema):
        if path in HEALTH:
            continue
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert {"401", "503"} <= errors.keys()
        assert all(list(answer["content"]) == [MEDIA_TYPE] for answer in errors.values())
        assert operation["security"]
        assert ("requestBody" in operation) == ("413" in errors)


def test_every_operation_is_named_in_russian(schema: Schema) -> None:
    """Summaries and the descriptions of success are for Russian readers."""
    for _, _, operation in operations(schema):
        assert re.search("[а-яё]", operation["summary"])
        assert all(re.search("[а-яё]", answer["description"]) for answer in operation["responses"].values())


def test_every_command_has_a_schema_and_an_example(schema: Schema) -> None:
    """Each command documents its own fields, never the stamped ones, with a realistic example."""
    for name in CommandName:
        body = schema["paths"][f"{MESSAGES}/{{message_id}}/{name}"]["post"]["requestBody"]["content"][
            "application/json"
        ]
        fields = schema["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]["properties"]
        assert not STAMPED_FIELDS & fields.keys()
        assert {"command_id", "occurred_at", "comment", "actor"} <= fields.keys()
        assert {title: example["value"] for title, example in body["examples"].items()} == COMMANDS[name]
        assert COMMANDS[name]
        assert all(example["value"].keys() <= fields.keys() for example in body["examples"].values())


def examples(schema: Schema, path: str) -> dict[str, Mapping[str, Any]]:
    """The documented examples of a body, by their names."""
    body = schema["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return {name: example["value"] for name, example in body["examples"].items()}


_CASES = [(name, title) for name, examples in COMMANDS.items() for title in examples]


@pytest.mark.parametrize(("name", "title"), _CASES)
async def test_example_of_a_command_works(
    admin: Person, executor: Person, clock: Clock, name: CommandName, title: str
) -> None:
    """Each documented payload is accepted where its step is due."""
    message_id = await at_its_step(admin, executor, name, title)
    clock.advance(timedelta(hours=1))

    response = await admin.command(message_id, name, COMMANDS[name][title])

    assert response.status_code == 200, response.text


def test_examples_name_nobody() -> None:
    """People in examples are named by what they are, never as persons: two capitalised words, or initials, in a row."""
    text = json.dumps({"intake": INTAKES, "commands": COMMANDS, "people": PEOPLE}, ensure_ascii=False, default=dict)

    assert not re.search(r"[А-ЯЁ][а-яё]+ [А-ЯЁ]([а-яё]+|\.)", text)


async def test_examples_of_intake_work(schema: Schema, monitoring: Person) -> None:
    """Each documented message is taken in."""
    for example in examples(schema, MESSAGES).values():
        assert (await monitoring.post(MESSAGES, example)).status_code == 201


@pytest.mark.parametrize("operation", ["add", "subtract", "between"])
async def test_examples_of_working_time_work(schema: Schema, auditor: Person, operation: str) -> None:
    """Each documented question is answered."""
    path = f"/api/v1/worktime/{operation}"
    for example in examples(schema, path).values():
        response = await auditor.post(path, example)
        assert response.status_code == 200, response.text


def test_no_hidden_route_but_the_last_resort(app: FastAPI, schema: Schema) -> None:
    """Nothing is served that is not documented, except the answer for unknown commands."""
    served = {path for _, path in all_routes(app)}

    assert served - schema["paths"].keys() == {"/docs", OPENAPI, f"{MESSAGES}/{{message_id}}/{{command}}"}
