"""Workers of different builds on one queue: cases pass from one to the other, and a build that cannot go on harms none.

A later build is today's with a change that is guarded by ``workflow.patched``, as ``docs/operations.md`` demands it.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.client import Client, WorkflowHistory, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import Runtime
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

import telemetry
from db.queries import journal
from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from domain.terms import State
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.fixtures.log import written
from tests.fixtures.ports import free_port
from tests.regulations_for_tests import write_regulations
from tests.workflows.broken import ImpatientWorkflow
from tests.workflows.builds import PausingWorkflow
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, ROUTE, Step
from worker import build_worker
from workflows.contract import WORKFLOW_TYPE, MessageInput, workflow_id
from workflows.message import MessageWorkflow

TODAY, LATER, INCOMPATIBLE = MessageWorkflow, PausingWorkflow, ImpatientWorkflow
PATIENCE_SECONDS = 60
SILENCE_SECONDS = 2
FAILED_TASKS = "temporal_workflow_task_execution_failed_total"
NON_DETERMINISTIC = WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR
WHOLE_LIFE = ["registered", "route", "submit_draft", "approve", "publish"]


@dataclass(frozen=True)
class Town:
    """A queue of its own, which workers of any build may serve."""

    environment: WorkflowEnvironment
    settings: Settings
    library: Library
    engine: Engine

    @asynccontextmanager
    async def served_by(self, build: type) -> AsyncIterator[None]:
        """Run a worker of a build beside those that run already; each has a client, as each process has."""
        client = await Client.connect(
            self.environment.client.service_client.config.target_host, data_converter=pydantic_data_converter
        )
        with ThreadPoolExecutor(max_workers=4) as threads:
            async with build_worker(client, self.settings, self.engine, threads, [build]):
                yield

    async def begin(self) -> VirtualLife:
        """Begin the life of a message and route it; a worker has a second for each task of it."""
        now = datetime.now(UTC)
        payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
        message_id, message = str(uuid4()), admit(parse_intake(payload), self.library, now)
        handle = await self.environment.client.start_workflow(
            WORKFLOW_TYPE,
            MessageInput(id=message_id, message=message),
            id=workflow_id(message_id),
            task_queue=self.settings.task_queue,
            task_timeout=timedelta(seconds=1),
        )
        life = VirtualLife(self.environment, handle, now)
        await give(life, ROUTE)
        return life

    async def recorded(self, life: VirtualLife) -> list[str]:
        """What the read model has of a case that has ended, once it has all."""
        case = await life.handle.result()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                with Session(self.engine) as session:
                    actions = [entry.action for entry in journal(session, case["id"])]
                if len(actions) == case["journal_seq"]:
                    return actions
                await asyncio.sleep(0.1)


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[WorkflowEnvironment]:
    """A server that has less patience with tasks that fail than that of an installation, which waits a minute."""
    async with virtual_server('history.workflowTaskRetryMaxInterval="1s"') as running:
        yield running


@pytest.fixture
def town(server: WorkflowEnvironment, tmp_path: Path) -> Iterator[Town]:
    """A queue, a read model and regulations."""
    settings = Settings(data_dir=tmp_path, regulations_dir=tmp_path, task_queue=f"otklik-{uuid4()}")
    migrate(settings.database_url)
    engine = engine_from(settings.database_url)
    yield Town(server, settings, write_regulations(tmp_path), engine)
    engine.dispose()


@pytest.fixture
def metrics(town: Town) -> Iterator[str]:
    """Where workers show what they count, and where their log goes, are those of a worker's process."""
    earlier, address = Runtime.default(), f"127.0.0.1:{free_port()}"
    telemetry.start(town.settings, "otklik-tests", address)
    yield f"http://{address}/metrics"
    Runtime.set_default(earlier, error_if_already_set=False)


async def give(life: VirtualLife, step: Step) -> State:
    """Give a command with an id of its own, and again where Temporal says that the case stands still."""
    command, payload = step
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                return (await life.give(command, command_id=command, **payload)).state
            except RPCError as error:
                if error.status is not RPCStatusCode.FAILED_PRECONDITION:
                    raise
            await asyncio.sleep(0.2)


def failures(history: WorkflowHistory) -> list[int]:
    """Why workflow tasks have failed."""
    return [
        event.workflow_task_failed_event_attributes.cause
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
    ]


@pytest.mark.parametrize(("first", "second"), [(TODAY, LATER), (LATER, TODAY)])
async def test_cases_go_on_under_another_build(town: Town, first: type, second: type) -> None:
    """A case that one build has begun is brought to its end by the other, earlier or later, without a failed task."""
    async with town.served_by(first):
        life = await town.begin()
    async with town.served_by(second):
        states = [await give(life, step) for step in (DRAFT, APPROVE, PUBLISH)]
        assert await town.recorded(life) == WHOLE_LIFE

    assert states == [State.IN_REVIEW, State.APPROVED, State.CLOSED]
    assert failures(await life.handle.fetch_history()) == []


async def test_builds_serve_side_by_side(town: Town) -> None:
    """While both run, each case is led to its end by whoever has it, and no task fails."""
    async with town.served_by(TODAY):
        earlier = [await town.begin() for _ in range(3)]
        async with town.served_by(LATER):
            lives = [*earlier, *[await town.begin() for _ in range(6)]]
            for step in (DRAFT, APPROVE, PUBLISH):
                await asyncio.gather(*(give(life, step) for life in lives))
            recorded = [await town.recorded(life) for life in lives]

    assert recorded == [WHOLE_LIFE] * len(lives)
    assert [failures(await life.handle.fetch_history()) for life in lives] == [[]] * len(lives)


@pytest.mark.parametrize(
    ("led_by", "broken", "sound"),
    [
        pytest.param(TODAY, INCOMPATIBLE, TODAY, id="a later build whose change no patch guards"),
        pytest.param(LATER, TODAY, LATER, id="an earlier build after the patch"),
    ],
)
async def test_a_build_that_cannot_go_on_loses_nothing(
    town: Town, metrics: str, led_by: type, broken: type, sound: type
) -> None:
    """Its task fails, which is logged and counted; new cases go on, and a sound build beside it finishes the case."""
    async with town.served_by(led_by):
        life = await town.begin()
        assert await give(life, DRAFT) is State.IN_REVIEW
    with written() as log:
        async with town.served_by(broken):
            with pytest.raises((TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError)):
                async with asyncio.timeout(SILENCE_SECONDS):
                    await give(life, APPROVE)
            assert await give(await town.begin(), DRAFT) is State.IN_REVIEW
            shown = (await asyncio.to_thread(httpx.get, metrics, trust_env=False)).text
            async with town.served_by(sound):
                states = [await give(life, step) for step in (APPROVE, PUBLISH)]
                assert await town.recorded(life) == WHOLE_LIFE

    assert states == [State.APPROVED, State.CLOSED]
    assert NON_DETERMINISTIC in failures(await life.handle.fetch_history())
    (counted,) = [line for line in shown.splitlines() if line.startswith(f"{FAILED_TASKS}{{")]
    assert int(counted.split()[-1]) >= 1
    run_id = (await life.handle.describe()).run_id
    told = [line for line in log.getvalue().splitlines() if f'"run_id": "{run_id}"' in line]
    assert any('"message": "Failing workflow task"' in line for line in told)
