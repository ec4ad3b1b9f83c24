"""The payloads that docs/signals.md shows are sent to the real server, each at its step."""

import asyncio
import hashlib
import json
import re
import shlex
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.queries import journal
from domain.terms import Action, CommandName
from ops.temporal_server import find_program
from tests.workflows.conftest import Begin
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, RESOLVE, ROUTE, Step
from tests.workflows.towns import SIXTH
from workflows.contract import JOURNAL_QUERY, remark_workflow_id

DOCUMENT = Path(__file__).parents[2] / "docs" / "signals.md"

PRO, GUL, STA = "providensky-2020", "gulkevichi-draft", "stavropol-2023"
IN_TURN: Step = ("route", {"assignments": [{"authority": "authority-1"}, {"authority": "authority-2"}]})
PART: Step = ("contribute", {"text": "Наша часть."})
QUESTION: Step = ("submit_draft", {"kind": "clarification", "text": "Какой дом?"})

BEFORE: dict[str, tuple[str, str, tuple[Step, ...]]] = {
    "resolve": (GUL, "pages", ()),
    "route": (PRO, "main", ()),
    "route to several bodies in turn": (PRO, "main", ()),
    "route to several bodies at once": (STA, "main", ()),
    "route with a shortened term": (PRO, "main", ()),
    "route for days off": (GUL, "pages", (RESOLVE,)),
    "route for facts": (SIXTH, "main", (ROUTE,)),
    "decline": (PRO, "main", (ROUTE,)),
    "submit_draft": (PRO, "main", (ROUTE,)),
    "submit_draft of a question to the author": (PRO, "main", (ROUTE,)),
    "submit_draft of an explanation": (GUL, "pages", (RESOLVE, ROUTE)),
    "interim_answer": (PRO, "main", (ROUTE,)),
    "contribute": (PRO, "main", (IN_TURN,)),
    "return": (PRO, "main", (ROUTE, DRAFT)),
    "return by the checklist": (PRO, "main", (ROUTE, DRAFT)),
    "return of a part": (PRO, "main", (IN_TURN, PART)),
    "approve": (PRO, "main", (ROUTE, DRAFT)),
    "approve by the checklist": (PRO, "main", (ROUTE, DRAFT)),
    "approve of a part": (PRO, "main", (IN_TURN, PART)),
    "publish": (PRO, "main", (ROUTE, DRAFT, APPROVE)),
    "publish of an answer with promises that are to be watched": (PRO, "main", (ROUTE, DRAFT, APPROVE)),
    "clarified": (PRO, "main", (ROUTE, QUESTION, APPROVE, PUBLISH)),
    "hand_over": (GUL, "incident", (RESOLVE, ROUTE, DRAFT, APPROVE, APPROVE)),
    "hand_over as a formal appeal": (PRO, "main", (ROUTE,)),
    "exclude": (PRO, "main", (ROUTE,)),
    "significant": (STA, "main", (ROUTE,)),
    "shortcoming": (PRO, "main", (ROUTE,)),
    "reassign": (PRO, "main", (ROUTE,)),
    "close": (PRO, "main", (ROUTE,)),
    "recalculate": (PRO, "main", (ROUTE,)),
    "note": (PRO, "main", ()),
}
"""For each example, by the words before its colon: the regulation, the procedure and the steps that come before."""


def _between(name: str) -> str:
    text = DOCUMENT.read_text(encoding="utf-8")
    return text.partition(f"<!-- {name}:begin -->")[2].partition(f"<!-- {name}:end -->")[0]


def _examples() -> dict[str, dict[str, Any]]:
    found = re.findall(r"^`(\w+)`([^:`]*):.*?```json\n(.*?)```", _between("examples"), re.DOTALL | re.MULTILINE)
    return {name + variant: json.loads(body) for name, variant, body in found}


def test_every_command_is_documented() -> None:
    """The document has an example of every command, of no other, and every example is tried."""
    assert {name.partition(" ")[0] for name in _examples()} == set(CommandName)
    assert _examples().keys() == BEFORE.keys()
    assert len(_examples()) == _between("examples").count("```json")


async def test_the_command_line_of_temporal_is_enough(begin: Begin) -> None:
    """The lines of the page work as they stand: a signal too early is journalled as refused, an update is done."""
    life = await begin(PRO)
    case = await life.status()
    lines = re.findall(r"^temporal workflow (?:signal|update|query) .*$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    address = life.environment.client.service_client.config.target_host

    answers = [await _typed(line.replace("<id>", case.id), address) for line in lines]

    assert [code for code, _ in answers] == [0, 0, 0, 0], answers
    assert '"state":"drafting"' in answers[2][1]
    assert '"name":"overall"' in answers[3][1]
    actions = [entry["action"] for entry in await life.handle.query(JOURNAL_QUERY)]
    assert actions == [Action.REGISTERED, Action.REFUSED, CommandName.ROUTE]


async def _typed(line: str, address: str) -> tuple[int | None, str]:
    """The exit code of a command line and what it says."""
    _, *arguments = shlex.split(line)
    process = await asyncio.create_subprocess_exec(
        find_program(),
        *arguments,
        "--address",
        address,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("example", BEFORE)
async def test_a_documented_payload_is_accepted(example: str, begin: Begin) -> None:
    """The example is accepted at its step, as an update."""
    regulation, flow, steps = BEFORE[example]
    life = await begin(regulation, flow=flow)
    for earlier, payload in steps:
        await life.give(earlier, **payload)
    before = await life.status()
    after = await life.give(example.partition(" ")[0], **_ahead(_examples()[example], life.now))
    assert after.journal_seq == before.journal_seq + 1


def _ahead(payload: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The payload with the days of its promises ahead of whenever this runs."""
    on = (now + timedelta(days=3)).date().isoformat()
    promises = [promise | {"on": on} for promise in payload.get("follow_ups", ())]
    return payload | ({"follow_ups": promises} if promises else {})


async def test_the_documented_remark_is_accepted(begin: Begin, engine: Engine) -> None:
    """A tool without REST that starts the workflow of a remark as documented gets it into the journal."""
    life = await begin(PRO)
    case = await life.give("close", reason="Дубль.")
    await life.handle.result()
    start = json.loads(_between("remark").partition("```json")[2].partition("```")[0].replace("<id>", case.id))
    digits = hashlib.sha256(start["payload"]["command_id"].encode()).hexdigest()[:16]

    await life.environment.client.execute_workflow(
        "RemarkWorkflow", start, id=f"message-{case.id}-remark-{digits}", task_queue="otklik"
    )

    assert remark_workflow_id(case.id, start["payload"]["command_id"]) == f"message-{case.id}-remark-{digits}"
    with Session(engine) as session:
        assert journal(session, case.id)[-1].details["text"] == start["payload"]["text"]
