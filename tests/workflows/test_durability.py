"""Nothing is lost: a read model that is away, a history that grows long, a regulation that cannot be read yet."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError, WorkflowUpdateStage
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.snapshot import SnapshotReader
from db.queries import journal
from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.terms import State
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.regulations_for_tests import ALWAYS, write_regulations
from tests.workflows.broken import ForgetfulWorkflow
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, ROUTE, Step
from worker import build_worker, sandbox
from workflows.contract import REFUSED, WORKFLOW_TYPE, MessageInput, workflow_id

PATIENCE_SECONDS = 30
LONG_NOTE: Step = ("note", {"text": "я" * 50_000})
"""So long that what waits for the read model has to travel in several parts."""


@asynccontextmanager
async def _town(environment: WorkflowEnvironment, settings: Settings) -> AsyncIterator[Engine]:
    """A worker with a task queue, a read model and regulations of its own."""
    engine = engine_from(settings.database_url)
    try:
        with ThreadPoolExecutor(max_workers=4) as threads:
            async with build_worker(environment.client, settings, engine, threads):
                yield engine
    finally:
        engine.dispose()


def _settings(folder: Path) -> Settings:
    regulations = folder / "regulations"
    regulations.mkdir()
    return Settings(data_dir=folder, regulations_dir=regulations, task_queue=f"otklik-{uuid4()}")


async def _begin(environment: WorkflowEnvironment, settings: Settings, folder: Path) -> VirtualLife:
    library = write_regulations(folder)
    now = datetime.now(UTC)
    payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
    message = admit(parse_intake(payload), library, now)
    return await VirtualLife.begin(environment, str(uuid4()), message, now, queue=settings.task_queue)


async def _until_recorded(engine: Engine, message_id: str, seq: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            with Session(engine) as session:
                if len(journal(session, message_id)) >= seq:
                    return
            await asyncio.sleep(0.1)


async def test_a_read_model_that_is_away_delays_no_decision(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """Decisions go on while the database is away, and every entry is there once it is back, in order."""
    settings = _settings(tmp_path)
    file, away = tmp_path / "otklik.sqlite", tmp_path / "away.sqlite"
    migrate(settings.database_url)
    async with _town(environment, settings) as engine:
        life = await _begin(environment, settings, settings.regulations_dir)
        await life.status()
        engine.dispose()
        file.rename(away)
        for command, payload in (ROUTE, *[LONG_NOTE] * 6, DRAFT, APPROVE):
            async with asyncio.timeout(5):
                case = await life.give(command, **payload)
        assert case.state is State.APPROVED
        history = await life.handle.fetch_history()
        away.rename(file)
        await _until_recorded(engine, case.id, case.journal_seq)
        with Session(engine) as session:
            recorded = [entry.action for entry in journal(session, case.id)]
        assert recorded == ["registered", "route", *["note"] * 6, "submit_draft", "approve"]
        await life.give(*PUBLISH[:1], **PUBLISH[1])
        await life.handle.result()
    attempts = [
        event.activity_task_scheduled_event_attributes
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
    ]
    assert attempts, "what the first second did not write is kept at in the background"
    for attempt in attempts:
        assert attempt.retry_policy.maximum_attempts == 0, "for ever: ten minutes or ten hours"
        assert attempt.schedule_to_close_timeout.seconds == 0


async def test_a_regulation_that_cannot_be_read_is_waited_for(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """A case whose regulation is away for a moment waits, with the commands that came meanwhile, and then goes on."""
    settings = _settings(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    migrate(settings.database_url)
    async with _town(environment, settings):
        life = await _begin(environment, settings, elsewhere)
        assert await life.handle.query("status") is None
        assert await life.handle.query("journal") == []
        assert await life.handle.query("explain", "overall") is None
        await life.handle.signal(*ROUTE)
        await life.handle.signal("note", args=[])
        command, payload = PUBLISH
        early = await life.handle.start_update(command, payload, wait_for_stage=WorkflowUpdateStage.ACCEPTED)
        write_regulations(settings.regulations_dir)
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(WorkflowUpdateFailedError) as refused:
                await early.result()
            case = await life.give(*DRAFT[:1], **DRAFT[1])
        assert isinstance(refused.value.cause, ApplicationError)
        assert refused.value.cause.type == REFUSED
        assert case.state is State.IN_REVIEW
        actions = [entry["action"] for entry in await life.handle.query("journal")]
        assert actions == ["registered", "route", "refused", "submit_draft"]


async def test_a_standstill_hides_no_missed_limit(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """A limit that passed while no worker ran is journalled as missed before the act that came after it."""
    settings = _settings(tmp_path)
    migrate(settings.database_url)
    library = write_regulations(settings.regulations_dir, ALWAYS)
    now = datetime.now(UTC)
    late_after = now + timedelta(seconds=8)
    detected = late_after - timedelta(minutes=30)
    payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": detected.isoformat()}
    message = admit(parse_intake(payload), library, now)
    async with _town(environment, settings):
        life = await VirtualLife.begin(environment, str(uuid4()), message, now, queue=settings.task_queue)
        await life.status()
    await asyncio.sleep((late_after - datetime.now(UTC)).total_seconds() + 1)
    await life.handle.signal(*ROUTE)
    async with _town(environment, settings), asyncio.timeout(PATIENCE_SECONDS):
        await life.give("note", text="Работа возобновлена.")
        actions = [entry["action"] for entry in await life.handle.query("journal")]
    assert actions.index("limit_missed") < actions.index("route")


async def _taken_in(
    environment: WorkflowEnvironment, settings: Settings, detected: datetime
) -> tuple[str, WorkflowHandle[Any, Any]]:
    """A message as the API takes it in, while no worker is there."""
    migrate(settings.database_url)
    library = write_regulations(settings.regulations_dir, ALWAYS)
    payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": detected.isoformat()}
    message, message_id = admit(parse_intake(payload), library, datetime.now(UTC)), str(uuid4())
    handle = await environment.client.start_workflow(
        WORKFLOW_TYPE,
        MessageInput(id=message_id, message=message, known_at_start=True),
        id=workflow_id(message_id),
        task_queue=settings.task_queue,
    )
    return message_id, handle


async def test_a_limit_that_passed_before_any_worker_came_is_missed(
    environment: WorkflowEnvironment, tmp_path: Path
) -> None:
    """A message is known from the moment at which it was taken in, so its first worker tells what it finds missed."""
    settings, now = _settings(tmp_path), datetime.now(UTC)
    late_after = now + timedelta(seconds=2)
    message_id, handle = await _taken_in(environment, settings, late_after - timedelta(minutes=30))
    await asyncio.sleep((late_after - datetime.now(UTC)).total_seconds() + 1)
    async with _town(environment, settings) as engine, asyncio.timeout(PATIENCE_SECONDS):
        await _until_recorded(engine, message_id, 2)
        with Session(engine) as session:
            registered, missed = journal(session, message_id)
    await handle.terminate()
    assert (registered.action, missed.action, missed.at) == ("registered", "limit_missed", late_after)
    assert registered.recorded_at < late_after < missed.recorded_at


async def test_commands_that_waited_for_a_worker_are_judged_by_their_receipt(
    environment: WorkflowEnvironment, tmp_path: Path
) -> None:
    """What was done in time while no worker ran is in time; a limit that it began and nobody kept is told as missed."""
    settings, now = _settings(tmp_path), datetime.now(UTC)
    message_id, handle = await _taken_in(environment, settings, now - timedelta(hours=8))
    for (command, fields), hours in ((ROUTE, 7.9), (DRAFT, 4)):
        received = (now - timedelta(hours=hours)).isoformat()
        await handle.signal(command, fields | {"received_at": received})
    async with _town(environment, settings) as engine, asyncio.timeout(PATIENCE_SECONDS):
        await _until_recorded(engine, message_id, 4)
        with Session(engine) as session:
            told = [(entry.action, entry.details.get("name")) for entry in journal(session, message_id)]
    await handle.terminate()
    assert told == [
        ("registered", None),
        ("route", None),
        ("submit_draft", None),
        ("limit_missed", "decide"),
    ]


async def test_a_defect_in_recording_is_seen(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """Where the program itself cannot record, the workflow task fails loudly, and nothing is taken as done."""
    settings = _settings(tmp_path)
    worker = Worker(
        environment.client,
        task_queue=settings.task_queue,
        workflows=[ForgetfulWorkflow],
        activities=[SnapshotReader(settings.regulations_dir).take_snapshot],
        activity_executor=ThreadPoolExecutor(max_workers=1),
        workflow_runner=sandbox(),
    )
    async with worker:
        life = await _begin(environment, settings, settings.regulations_dir)
        async with asyncio.timeout(PATIENCE_SECONDS):
            seen = await _events(life)
            while EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED not in seen:
                await asyncio.sleep(0.1)
                seen = await _events(life)
        await life.handle.terminate()


async def _events(life: VirtualLife) -> set[int]:
    history = await life.handle.fetch_history()
    return {event.event_type for event in history.events}


@pytest.mark.parametrize("suggested_after", [60])
async def test_a_long_history_continues_as_new(suggested_after: int, tmp_path: Path) -> None:
    """When the history grows long the case goes on in a new run: entries, limits and command ids are kept."""
    settings = _settings(tmp_path)
    migrate(settings.database_url)
    limit = f"limit.historyCount.suggestContinueAsNew={suggested_after}"
    async with virtual_server(limit) as environment, _town(environment, settings) as engine:
        life = await _begin(environment, settings, settings.regulations_dir)
        first = await life.give("route", command_id="once", **ROUTE[1])
        for number in range(40):
            await life.give("note", text=f"Замечание {number}")
        description = await life.handle.describe()
        assert description.run_id != description.raw_description.workflow_execution_info.first_run_id
        again = await life.give("route", command_id="once", **ROUTE[1])
        assert again.journal_seq == first.journal_seq + 40
        assert again.deadlines[0].started_at == first.deadlines[0].started_at
        for command, payload in (DRAFT, APPROVE, PUBLISH):
            case = await life.give(command, **payload)
        await _until_recorded(engine, case.id, case.journal_seq)
        with Session(engine) as session:
            seqs = [entry.seq for entry in journal(session, case.id)]
        assert seqs == list(range(1, case.journal_seq + 1))
