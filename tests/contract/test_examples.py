"""No documented example is left that nothing executes."""

from api.app import create_app
from domain.terms import CommandName
from settings import Settings
from tests.api.client import MESSAGES
from tests.api.import_files import IMPORT
from tests.api.people import PEOPLE
from tests.api.test_checklist import CHECKLIST
from tests.api.test_follow_ups import KEPT
from tests.api.test_openapi import operations

EXECUTED = {
    MESSAGES,
    IMPORT,
    PEOPLE,
    CHECKLIST,
    KEPT,
    *(f"{MESSAGES}/{{message_id}}/{name}" for name in CommandName),
    f"{MESSAGES}/{{message_id}}/what-if",
    *(f"/api/v1/worktime/{operation}" for operation in ("add", "subtract", "between")),
}
"""Whose examples are executed in tests/api, all of each: test_openapi, _people, _checklist, _follow_ups, _imports."""


def test_every_body_has_an_example_that_a_test_executes() -> None:
    """Each operation that takes a body documents an example, and each is among those that are executed."""
    described = operations(create_app(Settings()).openapi())
    bodies = {
        path: operation["requestBody"]["content"] for _, path, operation in described if "requestBody" in operation
    }
    shown = {path for path, content in bodies.items() if any(item.get("examples") for item in content.values())}

    assert shown == bodies.keys() == EXECUTED
