"""Messages and their lives, given to Temporal as the API gives them, and the bare workflows beside them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from temporalio.client import Client, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from bench import bare
from bench.bare import BareMessage, BareTimer
from bench.progress import Done
from bench.regulations import MEASURED
from bench.town import Town
from domain.lifecycle import admit, parse_intake
from domain.terms import CommandName, Role
from workflows.contract import WORKFLOW_TYPE, MessageInput, workflow_id

_T = TypeVar("_T")

AT_ONCE = 20
"""How many lives are led side by side: enough that nobody waits for the driver, few enough that none times out."""

ANSWER = "Освещение во дворе восстановят до пятницы, заявка передана подрядчику."
COMMANDS: Mapping[CommandName, Mapping[str, Any]] = {
    CommandName.ROUTE: {
        "assignments": [{"authority": "authority-1"}],
        "theme": "Освещение",
        "location": "центр",
        "importance": "обычная",
    },
    CommandName.SUBMIT_DRAFT: {"kind": "final", "text": ANSWER},
    CommandName.APPROVE: {},
    CommandName.PUBLISH: {"url": "https://example.org/answer", "text": ANSWER},
}
"""The commands of the measured life, in order, with what each carries of its own."""

_COORDINATOR = {"person": "ivanova", "roles": [Role.COORDINATOR.value]}
_EXECUTOR = {"person": "petrov", "roles": [Role.EXECUTOR.value], "authority": "authority-1"}
_PEOPLE = {
    CommandName.ROUTE: _COORDINATOR,
    CommandName.SUBMIT_DRAFT: _EXECUTOR,
    CommandName.APPROVE: _COORDINATOR,
    CommandName.PUBLISH: _EXECUTOR,
}

Handle = WorkflowHandle[Any, Any]


def intake(detected_at: datetime | None = None) -> dict[str, Any]:
    """A new message as a monitoring system sends it; detected now where not said otherwise."""
    return {
        "regulation": MEASURED,
        "network": "vk",
        "external_id": str(uuid4()),
        "url": "https://vk.com/wall-1_2",
        "author": {"name": "Автор", "url": "https://vk.com/id1"},
        "text": "Во дворе третью неделю не горит фонарь, дети ходят в темноте. Когда починят?",
        "theme": "Освещение",
        "detected_at": (detected_at or datetime.now(UTC)).isoformat(),
    }


async def begin(town: Town, detected_at: datetime | None = None) -> Handle:
    """Take a message in."""
    message = admit(parse_intake(intake(detected_at)), town.library, datetime.now(UTC))
    message_id = str(uuid4())
    return await town.client.start_workflow(
        WORKFLOW_TYPE,
        MessageInput(id=message_id, message=message, known_at_start=True),
        id=workflow_id(message_id),
        task_queue=town.settings.task_queue,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
        static_summary=f"{message.regulation} · {message.network}",
    )


def payload(command: CommandName) -> dict[str, Any]:
    """A command as the API stamps it."""
    now = datetime.now(UTC).isoformat()
    return {**COMMANDS[command], "command_id": uuid4().hex, "received_at": now, "principal": _PEOPLE[command]}


async def give(handle: Handle, *commands: CommandName) -> None:
    """Give commands as updates, one after the other."""
    for command in commands:
        await handle.execute_update(command.value, payload(command))


async def open_case(town: Town) -> Handle:
    """Bring a message to the body that answers, and leave it there."""
    handle = await begin(town)
    await give(handle, CommandName.ROUTE)
    return handle


async def live(town: Town) -> Handle:
    """Lead a message from its intake to its end."""
    handle = await begin(town)
    await give(handle, *COMMANDS)
    await handle.result()
    return handle


async def begin_bare(client: Client, updates: int = len(COMMANDS)) -> Handle:
    """Start a bare workflow that takes so many updates."""
    return await client.start_workflow(BareMessage.run, updates, id=f"bare-{uuid4()}", task_queue=bare.TASK_QUEUE)


async def live_bare(town: Town) -> Handle:
    """Lead a bare workflow through as many updates as a life has commands, with the same payloads."""
    handle = await begin_bare(town.client)
    for command in COMMANDS:
        await handle.execute_update(BareMessage.act, payload(command))
    await handle.result()
    return handle


async def begin_bare_timer(client: Client, until: datetime) -> Handle:
    """Start a bare workflow that waits for a moment."""
    return await client.start_workflow(BareTimer.run, until, id=f"timer-{uuid4()}", task_queue=bare.TASK_QUEUE)


async def side_by_side(jobs: Iterable[Callable[[], Awaitable[_T]]], done: Done, at_once: int = AT_ONCE) -> list[_T]:
    """Do jobs, at most ``at_once`` at the same time, and tell of each that is done; the first error ends all."""
    gate = asyncio.Semaphore(at_once)

    async def one(job: Callable[[], Awaitable[_T]]) -> _T:
        async with gate:
            result = await job()
        done()
        return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(job)) for job in jobs]
    return [task.result() for task in tasks]
