"""What the gateway carries to a message that runs, and back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.testing import WorkflowEnvironment

from api.errors import NotFoundError
from api.gateway import TemporalGateway
from domain.errors import CommandReused, NotVisible, WrongState
from domain.lifecycle import Kept, Message, WhatIf
from domain.lifecycle.payloads import Evidence
from domain.roles import Actor
from domain.terms import CommandName, Role, State
from settings import Settings
from tests.api.client import DRAFT, PUBLISH, ROUTE
from tests.api.gateway.steps import end, person

MANY = 30


@pytest.mark.usefixtures("worker")
async def test_message_is_begun_once(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """A second start of the same message is known, while it runs and after it has ended."""
    assert await temporal.start(message_id, message)
    assert not await temporal.start(message_id, message)

    case = await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})

    assert case.state is State.CLOSED
    assert not await temporal.start(message_id, message)


@pytest.mark.usefixtures("worker")
async def test_promise_is_kept_after_the_end(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """The workflow of a promise takes the proof, also when the message's own has ended; there is none of another."""
    await temporal.start(message_id, message)
    promise = {"what": "Заменить фонарь", "on": (datetime.now(UTC) + timedelta(days=3)).date().isoformat()}
    for command, payload in (
        (CommandName.ROUTE, ROUTE),
        (CommandName.SUBMIT_DRAFT, DRAFT),
        (CommandName.APPROVE, {}),
        (CommandName.PUBLISH, PUBLISH | {"follow_ups": [promise]}),
    ):
        await temporal.update(message_id, command, payload)
    proof = Kept(at=datetime.now(UTC), by=Actor(role=Role.EXECUTOR), evidence=Evidence(note="Фото"))

    assert await temporal.keep(message_id, 1, proof) == proof
    with pytest.raises(NotFoundError):
        await temporal.keep(message_id, 2, proof)


@pytest.mark.usefixtures("worker")
async def test_case_journal_and_explanation(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """Queries answer from the running workflow, at once after its start."""
    await temporal.start(message_id, message)

    assert (await temporal.status(message_id)).state is State.AWAITING_ROUTING
    assert [entry.action for entry in await temporal.journal(message_id)] == ["registered"]
    explanation = await temporal.explain(message_id, "overall")
    assert explanation is not None
    assert explanation.clause == "9"
    assert await temporal.explain(message_id, "nothing") is None


@pytest.mark.usefixtures("worker")
async def test_foresight(
    temporal: TemporalGateway, message: Message, message_id: str, server: WorkflowEnvironment
) -> None:
    """What would happen and what is left to do come from the running workflow, refusals as what they are."""
    await temporal.start(message_id, message)
    await temporal.status(message_id)
    now = datetime.now(UTC)
    asked = WhatIf(command=CommandName.ROUTE, payload=ROUTE)

    foreseen = await temporal.what_if(message_id, asked, now)
    assert (foreseen.case.state, [entry.action for entry in foreseen.journal]) == (State.DRAFTING, ["route"])
    with pytest.raises(WrongState) as refusal:
        await temporal.what_if(message_id, WhatIf(command=CommandName.APPROVE), now)
    assert refusal.value.clause == "11"
    plan = await temporal.plan(message_id, now)
    assert [step.command for step in plan.steps] == ["route", "submit_draft", "approve", "publish"]

    await end(temporal, message_id, server)
    with pytest.raises(NotFoundError):
        await temporal.what_if(message_id, asked, now)
    assert (await temporal.plan(message_id, now)).steps == ()


@pytest.mark.usefixtures("worker")
async def test_update_answers_the_case(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """An update answers the new state; the same id again answers today's."""
    await temporal.start(message_id, message)
    command = ROUTE | {"command_id": "r", "principal": person(Role.COORDINATOR)}

    first = await temporal.update(message_id, CommandName.ROUTE, command)
    again = await temporal.update(message_id, CommandName.ROUTE, command)

    assert (first.state, again.state, again.journal_seq) == (State.DRAFTING, State.DRAFTING, first.journal_seq)


@pytest.mark.usefixtures("worker")
async def test_many_commands_of_one_message_take_turns(
    real: Settings, temporal: TemporalGateway, message: Message, message_id: str
) -> None:
    """More commands at once than Temporal lets wait for one case are all carried out, also by two API processes."""
    await temporal.start(message_id, message)
    processes = [TemporalGateway(real.model_copy(update={"update_timeout_seconds": 5.0})) for _ in range(2)]

    cases = await asyncio.gather(
        *(
            processes[number % 2].update(message_id, CommandName.NOTE, {"text": "а", "command_id": str(number)})
            for number in range(MANY)
        )
    )

    assert max(case.journal_seq for case in cases) == MANY + 1
    assert (await temporal.status(message_id)).journal_seq == MANY + 1


@pytest.mark.usefixtures("worker")
async def test_refusal_keeps_its_kind(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """What the core refuses arrives as the same refusal, with its clause."""
    await temporal.start(message_id, message)
    await temporal.update(message_id, CommandName.ROUTE, ROUTE | {"command_id": "r"})

    with pytest.raises(CommandReused):
        await temporal.update(message_id, CommandName.NOTE, {"text": "а", "command_id": "r"})
    foreign = person(Role.EXECUTOR, authority="authority-2")
    with pytest.raises(NotVisible):
        await temporal.update(message_id, CommandName.NOTE, {"text": "а", "principal": foreign})
    with pytest.raises(WrongState) as refusal:
        await temporal.update(message_id, CommandName.ROUTE, ROUTE)
    assert refusal.value.clause == "7"


@pytest.mark.usefixtures("worker")
async def test_signal_has_its_effect(temporal: TemporalGateway, message: Message, message_id: str) -> None:
    """A signal is carried out without being waited for."""
    await temporal.start(message_id, message)
    await temporal.signal(message_id, CommandName.ROUTE, ROUTE)

    assert (await temporal.status(message_id)).state is State.DRAFTING


@pytest.mark.usefixtures("worker")
async def test_nobody_and_closed_are_not_found(
    temporal: TemporalGateway, message: Message, message_id: str, server: WorkflowEnvironment
) -> None:
    """A message that does not run takes no command; one that ended lately still answers questions."""
    for ask in (temporal.status(message_id), temporal.journal(message_id), temporal.explain(message_id, "overall")):
        with pytest.raises(NotFoundError):
            await ask
    await temporal.start(message_id, message)
    await end(temporal, message_id, server)
    with pytest.raises(NotFoundError):
        await temporal.update(message_id, CommandName.NOTE, {"text": "а"})
    with pytest.raises(NotFoundError):
        await temporal.signal(message_id, CommandName.NOTE, {"text": "а"})
    assert (await temporal.status(message_id)).state is State.CLOSED
