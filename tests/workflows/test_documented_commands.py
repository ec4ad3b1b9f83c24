"""The payloads that docs/signals.md shows are sent to the real server, each at its step."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from domain.terms import CommandName
from tests.workflows.conftest import Begin
from tests.workflows.lives import APPROVE, DRAFT, RESOLVE, ROUTE, Step

DOCUMENT = Path(__file__).parents[2] / "docs" / "signals.md"

BEFORE: dict[str, tuple[str, str, tuple[Step, ...]]] = {
    "resolve": ("gulkevichi-draft", "pages", ()),
    "route": ("providensky-2020", "main", ()),
    "submit_draft": ("providensky-2020", "main", (ROUTE,)),
    "return": ("providensky-2020", "main", (ROUTE, DRAFT)),
    "approve": ("providensky-2020", "main", (ROUTE, DRAFT)),
    "publish": ("providensky-2020", "main", (ROUTE, DRAFT, APPROVE)),
    "hand_over": ("gulkevichi-draft", "incident", (RESOLVE, ROUTE, DRAFT, APPROVE, APPROVE)),
    "exclude": ("providensky-2020", "main", (ROUTE,)),
    "close": ("providensky-2020", "main", (ROUTE,)),
    "note": ("providensky-2020", "main", ()),
}


def _examples() -> dict[str, dict[str, Any]]:
    text = DOCUMENT.read_text(encoding="utf-8").split("<!-- examples:begin -->")[1].split("<!-- examples:end -->")[0]
    return {name: json.loads(body) for name, body in re.findall(r"`(\w+)`:.*?```json\n(.*?)```", text, re.DOTALL)}


def test_every_command_is_documented() -> None:
    """The document has an example of every command, and of no other."""
    assert set(_examples()) == set(CommandName)


@pytest.mark.parametrize("command", list(CommandName))
async def test_a_documented_payload_is_accepted(command: CommandName, begin: Begin) -> None:
    """The example is accepted at its step, as an update."""
    regulation, flow, steps = BEFORE[command]
    life = await begin(regulation, flow=flow)
    for earlier, payload in steps:
        await life.give(earlier, **payload)
    before = await life.status()
    after = await life.give(command, **_examples()[command])
    assert after.journal_seq == before.journal_seq + 1
