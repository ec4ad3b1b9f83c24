"""A real worker process that is told to stop: it ends what is in flight, and where that hangs it ends all the same."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session
from temporalio.api.enums.v1 import EventType, PendingActivityState
from temporalio.client import WorkflowHandle, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from db.queries import journal
from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from ops.environment import module_program
from ops.processes import Child, last_lines
from ops.virtual_time import VirtualLife
from settings import DATABASE_FILE, Settings
from tests.regulations_for_tests import write_regulations
from tests.workflows.lives import ROUTE
from worker import OVERTIME_SECONDS
from workflows.contract import REMARK_TYPE, RemarkInput, remark_workflow_id

PATIENCE_SECONDS = 60
CASES = 3
UNFINISHED = (
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
    EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
)


@dataclass(frozen=True)
class Town:
    """A queue of its own, whose workers are processes."""

    environment: WorkflowEnvironment
    settings: Settings
    library: Library

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Child]:
        """Start a worker process and wait until it serves; it is ended in any case."""
        child = Child(module_program("worker", self.settings))
        before = _said(child).count("worker serves")
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while _said(child).count("worker serves") == before:
                    assert child.code is None, last_lines(child.program.log)
                    await asyncio.sleep(0.05)
            yield child
        finally:
            await child.stop()

    @contextmanager
    def busy_database(self) -> Iterator[None]:
        """Hold the only lock that the read model's writers need: what they do stays in flight."""
        with closing(sqlite3.connect(self.settings.data_dir / DATABASE_FILE, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")

    async def begin(self) -> VirtualLife:
        """Begin the life of a message, and wait until it is recorded."""
        life = await self.begin_unread()
        await self.until_recorded(life, ["registered"])
        return life

    async def begin_unread(self) -> VirtualLife:
        """Begin the life of a message whose regulation a worker has still to read."""
        now = datetime.now(UTC)
        payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
        message = admit(parse_intake(payload), self.library, now)
        return await VirtualLife.begin(self.environment, str(uuid4()), message, now, queue=self.settings.task_queue)

    async def remark(self, life: VirtualLife) -> WorkflowHandle[Any, Any]:
        """Begin a remark about a message that has ended; an ordinary activity writes it."""
        message_id = life.handle.id.removeprefix("message-")
        remark = RemarkInput(message_id=message_id, command="note", payload={"text": "После.", "command_id": "n"})
        return await self.environment.client.start_workflow(
            REMARK_TYPE, remark, id=remark_workflow_id(message_id, "n"), task_queue=self.settings.task_queue
        )

    async def until_recorded(self, life: VirtualLife, actions: list[str]) -> None:
        """Wait until the read model has exactly these entries of a case."""
        engine = engine_from(self.settings.database_url)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    with Session(engine) as session:
                        entries = journal(session, life.handle.id.removeprefix("message-"))
                    if [entry.action for entry in entries] == actions:
                        return
                    await asyncio.sleep(0.1)
        finally:
            engine.dispose()


def _said(child: Child) -> str:
    return child.program.log.read_text("utf-8")


async def _ended(child: Child) -> float:
    """Wait for the end of a process; gives the seconds until then."""
    began = time.monotonic()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while child.code is None:  # noqa: ASYNC110 -- another process sets no event
            await asyncio.sleep(0.05)
    return time.monotonic() - began


async def _in_flight(handle: WorkflowHandle[Any, Any]) -> bool:
    pending = (await handle.describe()).raw_description.pending_activities
    return any(item.state == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED for item in pending)


async def _until_in_flight(handles: list[WorkflowHandle[Any, Any]]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        for handle in handles:
            while not await _in_flight(handle):  # noqa: ASYNC110 -- it is another process
                await asyncio.sleep(0.05)


def _attempts(history: WorkflowHistory) -> list[int]:
    return [
        event.activity_task_started_event_attributes.attempt
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED
    ]


def _unfinished(history: WorkflowHistory) -> list[str]:
    return [EventType.Name(event.event_type) for event in history.events if event.event_type in UNFINISHED]


@pytest.fixture
def town(environment: WorkflowEnvironment, tmp_path: Path) -> Town:
    """A queue, a read model and regulations; a stopping worker has a second of patience."""
    settings = Settings(
        data_dir=tmp_path,
        regulations_dir=tmp_path,
        temporal_address=environment.client.service_client.config.target_host,
        task_queue=f"otklik-{uuid4()}",
        graceful_shutdown_seconds=1,
    )
    migrate(settings.database_url)
    return Town(environment, settings, write_regulations(tmp_path))


async def test_a_stop_ends_what_is_in_flight(town: Town) -> None:
    """What runs when the stop comes is finished at its first attempt, and another worker goes on with the cases."""
    async with town.worker() as first:
        lives = [await town.begin() for _ in range(CASES)]
        ended = [await town.begin() for _ in range(CASES)]
        for life in ended:
            await life.give("close", reason="Проверка.")
            await town.until_recorded(life, ["registered", "close"])
        async with town.worker() as second:
            with town.busy_database():
                remarks = [await town.remark(life) for life in ended]
                for life in lives:
                    await life.handle.signal(*ROUTE)
                await _until_in_flight(remarks)
                first.process.send_signal(signal.SIGTERM)
                await asyncio.sleep(0.5)
                assert first.code is None
            taken = await _ended(first)
            for life in lives:
                await town.until_recorded(life, ["registered", "route"])
                await life.give("note", text="Дальше.")
            for handle, life in zip(remarks, ended, strict=True):
                await handle.result()
                await town.until_recorded(life, ["registered", "close", "note"])
            second.process.send_signal(signal.SIGTERM)
            await _ended(second)

    assert [worker.code for worker in (first, second)] == [0, 0]
    assert _said(first).count("worker has stopped") == 2
    assert taken < PATIENCE_SECONDS / 2
    histories = [await handle.fetch_history() for handle in (*[life.handle for life in lives], *remarks)]
    assert [_unfinished(history) for history in histories] == [[]] * len(histories)
    assert {attempt for history in histories for attempt in _attempts(history)} == {1}


async def test_a_stop_does_not_wait_for_what_hangs(town: Town) -> None:
    """A worker whose activities do not end says so and ends by itself; what hung is still Temporal's to give out."""
    async with town.worker() as worker:
        # Whoever reads it waits for a writer, for ever.
        os.mkfifo(town.settings.regulations_dir / "hangs.toml")
        life = await town.begin_unread()
        await _until_in_flight([life.handle])
        worker.process.send_signal(signal.SIGTERM)
        taken = await _ended(worker)

    assert worker.code == os.EX_TEMPFAIL
    assert "did not stop in time" in _said(worker)
    assert taken < town.settings.graceful_shutdown_seconds + OVERTIME_SECONDS + 1
    assert (await life.handle.describe()).raw_description.pending_activities
    await life.handle.terminate()
