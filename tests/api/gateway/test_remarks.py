"""What the gateway carries to a message that has ended."""

import asyncio

import pytest
from temporalio.testing import WorkflowEnvironment

from api.errors import UnavailableError
from api.gateway import TemporalGateway
from domain.errors import WrongRole
from domain.lifecycle import Message, parse_command
from domain.terms import CommandName, Role
from tests.api.gateway.steps import end, person
from workflows.contract import remark_workflow_id


@pytest.mark.usefixtures("worker")
async def test_remark_is_carried_out_once(
    temporal: TemporalGateway, message: Message, message_id: str, server: WorkflowEnvironment
) -> None:
    """After the end a remark answers with its fingerprint, its repeat too; another one under its id shows as such."""
    await temporal.start(message_id, message)
    await end(temporal, message_id, server)
    note = {"text": "а", "command_id": "n", "principal": person(Role.COORDINATOR)}
    fingerprint = parse_command("note", note).digest()

    assert await temporal.remark(message_id, CommandName.NOTE, note) == fingerprint
    assert await temporal.remark(message_id, CommandName.NOTE, note) == fingerprint
    assert await temporal.remark(message_id, CommandName.NOTE, note | {"text": "б"}) == fingerprint
    await temporal.send_remark(message_id, CommandName.NOTE, note)


@pytest.mark.usefixtures("worker")
async def test_refused_remark_keeps_its_kind(
    temporal: TemporalGateway, message: Message, message_id: str, server: WorkflowEnvironment
) -> None:
    """What the core refuses of a remark arrives as the same refusal, and its id may be used again."""
    await temporal.start(message_id, message)
    await end(temporal, message_id, server)
    report = {"summary": "а", "command_id": "s"}

    with pytest.raises(WrongRole) as refusal:
        await temporal.remark(message_id, CommandName.SIGNIFICANT, report | {"principal": person(Role.AUDITOR)})
    assert refusal.value.clause == "22"
    by_coordinator = report | {"principal": person(Role.COORDINATOR)}
    assert await temporal.remark(message_id, CommandName.SIGNIFICANT, by_coordinator)


async def test_remark_that_somebody_ended_is_in_doubt(
    temporal: TemporalGateway, message_id: str, server: WorkflowEnvironment
) -> None:
    """A remark whose workflow an operator ends is no refusal: it may be given again."""
    note = {"text": "а", "command_id": "n"}
    await temporal.send_remark(message_id, CommandName.NOTE, note)
    waiting = asyncio.create_task(temporal.remark(message_id, CommandName.NOTE, note))
    await server.client.get_workflow_handle(remark_workflow_id(message_id, "n")).terminate()

    with pytest.raises(UnavailableError):
        await waiting
