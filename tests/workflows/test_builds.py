"""Workers of different builds on one queue: cases pass from one to the other, and a build that cannot go on harms none.

A later build is today's with a change that is guarded by ``workflow.patched``, as ``docs/operations.md`` demands it.
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.client import Client, WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import MetricBuffer, Runtime, TelemetryConfig
from temporalio.testing import WorkflowEnvironment

from db.queries import journal
from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from domain.terms import State
from ops.virtual_time import VirtualLife
from settings import Settings
from tests.fixtures.log import written
from tests.regulations_for_tests import write_regulations
from tests.workflows.broken import ImpatientWorkflow
from tests.workflows.builds import PausingWorkflow
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, ROUTE, Step
from worker import build_worker
from workflows.message import MessageWorkflow

TODAY, LATER, INCOMPATIBLE = MessageWorkflow, PausingWorkflow, ImpatientWorkflow
PATIENCE_SECONDS = 60
SILENCE_SECONDS = 2
FAILED_TASKS = "temporal_workflow_task_execution_failed"
WHOLE_LIFE = ["registered", "route", "submit_draft", "approve", "publish"]


@dataclass(frozen=True)
class Town:
    """A queue of its own, which workers of any build may serve."""

    environment: WorkflowEnvironment
    settings: Settings
    library: Library
    engine: Engine

    @asynccontextmanager
    async def served_by(self, build: type, metrics: MetricBuffer | None = None) -> AsyncIterator[None]:
        """Run a worker of a build beside those that run already; each has a client, as each process has."""
        runtime = None if metrics is None else Runtime(telemetry=TelemetryConfig(metrics=metrics))
        client = await Client.connect(
            self.environment.client.service_client.config.target_host,
            data_converter=pydantic_data_converter,
            runtime=runtime,
        )
        with ThreadPoolExecutor(max_workers=4) as threads:
            async with build_worker(client, self.settings, self.engine, threads, [build]):
                yield

    async def begin(self) -> VirtualLife:
        """Begin the life of a message and route it."""
        now = datetime.now(UTC)
        payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
        message = admit(parse_intake(payload), self.library, now)
        life = await VirtualLife.begin(self.environment, str(uuid4()), message, now, queue=self.settings.task_queue)
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


@pytest.fixture
def town(environment: WorkflowEnvironment, tmp_path: Path) -> AsyncIterator[Town]:
    """A queue, a read model and regulations."""
    settings = Settings(data_dir=tmp_path, regulations_dir=tmp_path, task_queue=f"otklik-{uuid4()}")
    migrate(settings.database_url)
    engine = engine_from(settings.database_url)
    yield Town(environment, settings, write_regulations(tmp_path), engine)
    engine.dispose()


async def give(life: VirtualLife, step: Step) -> State:
    """Give a command with an id of its own; the same id again is one effect."""
    command, payload = step
    async with asyncio.timeout(PATIENCE_SECONDS):
        return (await life.give(command, command_id=command, **payload)).state


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
async def test_a_build_that_cannot_go_on_loses_nothing(town: Town, led_by: type, broken: type, sound: type) -> None:
    """Its task fails, which is logged and counted; new cases go on, and a sound build beside it finishes the case."""
    async with town.served_by(led_by):
        life = await town.begin()
        assert await give(life, DRAFT) is State.IN_REVIEW
    metrics = MetricBuffer(10_000)
    with written() as log:
        async with town.served_by(broken, metrics):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(SILENCE_SECONDS):
                    await give(life, APPROVE)
            assert await give(await town.begin(), DRAFT) is State.IN_REVIEW
            history = await life.handle.fetch_history()
            async with town.served_by(sound):
                states = [await give(life, step) for step in (APPROVE, PUBLISH)]
                assert await town.recorded(life) == WHOLE_LIFE

    assert states == [State.APPROVED, State.CLOSED]
    assert WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR in failures(history)
    assert f'"workflow_id": "{life.handle.id}"' in log.getvalue()
    counted = [update for update in metrics.retrieve_updates() if update.metric.name == FAILED_TASKS]
    assert sum(int(update.value) for update in counted) >= 1
