"""What-if and plan as queries on the real server: they answer what then happens, and leave no trace in the history."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.journal import Entry
from domain.lifecycle import CaseView
from domain.planning import Plan
from ops.virtual_time import VirtualLife
from tests.workflows.conftest import Begin
from tests.workflows.lives import APPROVE, DRAFT, PROCEDURES, PUBLISH, ROUTE, Procedure
from workflows.contract import WhatIfAnswer


async def asked(life: VirtualLife, question: object) -> WhatIfAnswer:
    """The answer to a what-if."""
    return WhatIfAnswer.model_validate(await life.handle.query("what_if", args=[question, life.now]))


async def planned(life: VirtualLife) -> Plan:
    """The plan as it is now."""
    return Plan.model_validate(await life.handle.query("plan", life.now))


async def events(life: VirtualLife) -> int:
    """How many events the history has."""
    return len((await life.handle.fetch_history()).events)


def standing(case: CaseView) -> dict[str, Any]:
    """What does not move with the clock: states and moments of limits, the step, the journal's number."""
    limits = [(limit.name, limit.state, limit.due_at, limit.late_after, limit.done_at) for limit in case.deadlines]
    return {**case.model_dump(exclude={"deadlines", "held"}), "limits": limits}


@pytest.mark.parametrize("procedure", PROCEDURES, ids=[procedure.name for procedure in PROCEDURES])
async def test_a_life_goes_as_foretold(procedure: Procedure, begin: Begin) -> None:
    """Each command, asked about twenty minutes before it is given, does what was said; asking adds no event."""
    life = await begin(procedure.regulation, flow=procedure.flow)
    await life.status()
    for command, payload in procedure.steps():
        at = life.now + timedelta(minutes=20)
        before = await events(life)
        # As REST stamps it: the test's clock is exact, the server's goes on by milliseconds.
        given = {**payload, "received_at": at.isoformat()}
        answer = await asked(life, {"command": command, "payload": given, "at": at.isoformat()})
        await planned(life)
        assert await events(life) == before
        assert answer.foreseen is not None, answer.refusal
        seq = (await life.status()).journal_seq
        await life.until(at)
        case = await life.give(command, **given)
        assert standing(answer.foreseen.case) == standing(case)
        happened = [Entry.model_validate(entry) for entry in await life.handle.query("journal")]
        told = [(entry.seq, entry.action, entry.clause, entry.actor) for entry in answer.foreseen.journal]
        done = [(entry.seq, entry.action, entry.clause, entry.actor) for entry in happened if entry.seq > seq]
        assert told == done


async def test_refusals_are_data(begin: Begin) -> None:
    """What the command would be refused for is told, whatever was asked; the query itself does not fail."""
    life = await begin("providensky-2020")
    await life.status()
    before = await events(life)
    refused = await asked(life, {"command": "approve"})
    assert refused.refusal is not None
    assert (refused.refusal["code"], refused.refusal["clause"]) == ("wrong_state", "11")
    questions: list[object] = [None, 17, [], {}, {"command": "explode"}, {"command": "route", "payload": {}}]
    for question in questions:
        answer = await asked(life, question)
        assert answer.refusal is not None
        assert answer.refusal["code"] == "invalid_input"
    assert await events(life) == before


async def test_after_the_end_the_workflow_is_not_the_one_to_ask(begin: Begin) -> None:
    """What is possible after the end is none of its workflow's, and nothing is left to do."""
    life = await begin("volchikha-2020")
    await life.give("close", reason="Дубль.")
    await life.handle.result()
    assert (await asked(life, {"command": "note", "payload": {"text": "а"}})).ended
    assert (await planned(life)).steps == ()


async def test_a_life_by_its_plan_misses_nothing(begin: Begin) -> None:
    """Every step at the moment that the first plan names: all limits are met, as the plan says."""
    life = await begin("stavropol-2023")
    await life.status()
    steps = (await planned(life)).steps
    payloads = {"route": ROUTE[1], "submit_draft": DRAFT[1], "approve": APPROVE[1], "publish": PUBLISH[1]}
    for step in steps:
        assert isinstance(step.latest, datetime)
        await life.until(step.latest)
        case = await life.give(step.command, received_at=step.latest.isoformat(), **payloads[step.command])
    await life.handle.result()
    assert {limit.state for limit in case.deadlines} <= {"met", "cancelled"}
