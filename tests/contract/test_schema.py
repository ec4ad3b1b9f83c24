"""Whatever is asked, the answer is one that the OpenAPI description promises: generated requests of every role.

Each operation gets requests that fit its description and requests that do not; the messages they name are real and
stand where the command is due, and every second body is a documented example with some fields generated.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.headers import RESPOND_ASYNC
from domain.terms import CommandName
from settings import Settings
from tests.api.client import Person
from tests.api.steps import at_its_step
from tests.contract.conftest import Reporter

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
NAMES = {"name": ("overall", "draft", "absent"), "regulation_id": ("providensky-2020", "stavropol-2023", "absent")}
Case = schemathesis.Case[Any]
Operation = schemathesis.APIOperation[Any, Any, Any, Any]

# Tokens are real ones; what is no token is the subject of tests/api/test_security.py.
CONFIG = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False}})


def operations() -> Iterator[Any]:
    """Every operation that the application describes."""
    described = schemathesis.openapi.from_dict(create_app(Settings()).openapi(), config=CONFIG)
    for result in described.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        yield pytest.param(operation, id=operation.label)


@pytest.mark.parametrize("operation", list(operations()))
@given(data=st.data())
@settings(
    max_examples=5,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
async def test_every_answer_is_a_documented_one(
    reporter: Reporter,
    executor: Person,
    everybody: list[Person],
    operation: Operation,
    data: st.DataObject,
) -> None:
    """For a person of any role there is no 500, no undocumented status, type or header, and no body of another form."""
    cases = st.one_of([operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode])
    case = data.draw(cases)
    _mix_in_an_example(case, data)
    command = operation.path.rpartition("/")[2]
    if command in set(CommandName) and data.draw(st.booleans()):
        case.headers["Prefer"] = RESPOND_ASYNC
    if "message_id" in case.path_parameters:
        message_id = await at_its_step(reporter, executor, command)
        case.path_parameters["message_id"] = message_id
    for name in NAMES.keys() & case.path_parameters.keys():
        case.path_parameters[name] = data.draw(st.sampled_from(NAMES[name]))
    for person in everybody:
        case.validate_response(await _answer(person, case), CHECKS)


def _mix_in_an_example(case: Case, data: st.DataObject) -> None:
    """Make every second body one that comes further than the first look at its values."""
    described = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    examples = [example["value"] for example in described.get(case.media_type, {}).get("examples", {}).values()]
    if not examples or not data.draw(st.booleans()):
        return
    example = data.draw(st.sampled_from(examples))
    if isinstance(example, str):
        case.body, case.query = example, {"regulation": "providensky-2020"}
    elif isinstance(case.body, dict) and (case.body or example):
        generated = data.draw(st.sets(st.sampled_from([*case.body, *example]), max_size=2)) & case.body.keys()
        case.body = example | {name: case.body[name] for name in sorted(generated)}


async def _answer(person: Person, case: Case) -> httpx.Response:
    sent = case.as_transport_kwargs(base_url="http://otklik", headers={"Authorization": f"Bearer {person.token}"})
    # Made for the library `requests`: it names a body differently, and httpx writes only ASCII headers by itself.
    del sent["cookies"]
    headers = [(name.encode(), value.encode("latin-1")) for name, value in sent.pop("headers").items()]
    return await person.http.request(content=sent.pop("data", None), headers=headers, **sent)
