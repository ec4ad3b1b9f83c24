"""A promise outlives its message: its day comes, it is kept, and the journal of the ended message says so."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from db import follow_ups
from db.queries import journal
from domain.lifecycle import Kept
from domain.lifecycle.payloads import Evidence
from domain.roles import Actor
from ops.virtual_time import VirtualLife
from tests.workflows.conftest import Begin
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, ROUTE, Step
from workflows.contract import FOLLOW_UP_SIGNAL, KEEP_UPDATE, FollowUpInput, follow_up_workflow_id

PATIENCE_SECONDS = 20.0
INTERIM: Step = ("interim_answer", {"text": "Причину выясняем."})


async def answered(life: VirtualLife, draft: Step = DRAFT, promises: int = 1) -> str:
    """Give every command of a life whose answer promises something for the third day from now; say which message."""
    on = (life.now + timedelta(days=3)).date().isoformat()
    for command, payload in (ROUTE, draft, APPROVE):
        await life.give(command, **payload)
    promised = [{"what": f"Обещание {number}", "on": on} for number in range(promises)]
    return (await life.give(PUBLISH[0], **PUBLISH[1], follow_ups=promised)).id


def promise(environment: WorkflowEnvironment, message_id: str, number: int = 1) -> WorkflowHandle[object, Kept]:
    """The workflow of a promise."""
    return environment.client.get_workflow_handle(follow_up_workflow_id(message_id, number), result_type=Kept)


def proof(at: datetime, note: str = "Фото с места") -> Kept:
    """That a promise is kept."""
    return Kept(at=at, by=Actor(role="executor", person="executor-1"), evidence=Evidence(note=note))


def actions(engine: Engine, message_id: str) -> list[str]:
    """What the recorded journal says after the answer."""
    with Session(engine) as session:
        found = [entry.action for entry in journal(session, message_id)]
    return found[found.index("publish") + 1 :] if "publish" in found else []


def state(engine: Engine, message_id: str, number: int = 1) -> str | None:
    """How the list has a promise."""
    with Session(engine) as session:
        row = follow_ups.find(session, message_id, number)
    return None if row is None else row.state.value


async def until(done: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not done():  # noqa: ASYNC110 -- it is another process
            await asyncio.sleep(0.05)


async def test_the_day_comes_after_the_end(worker: WorkflowEnvironment, begin: Begin, engine: Engine) -> None:
    """The message's workflow has ended; the promise is listed, comes due, is kept, and both are journalled."""
    life = await begin("providensky-2020")
    message_id = await answered(life)
    await life.handle.result()
    watched = promise(worker, message_id)
    await until(lambda: state(engine, message_id) == "open")

    await worker.fast_forward(watched, timedelta(days=6))
    await until(lambda: state(engine, message_id) == "due")
    assert actions(engine, message_id) == ["follow_up_due"]

    kept = proof(life.now)
    assert await watched.execute_update(KEEP_UPDATE, kept, result_type=Kept) == kept
    assert await watched.result() == kept
    assert (state(engine, message_id), actions(engine, message_id)) == ("kept", ["follow_up_due", "follow_up_kept"])


async def test_a_promise_may_be_kept_before_its_day(worker: WorkflowEnvironment, begin: Begin, engine: Engine) -> None:
    """Then the day is told to nobody; each promise of an answer is watched by itself, and the first word counts."""
    life = await begin("providensky-2020")
    message_id = await answered(life, promises=2)
    await life.handle.result()
    watched = promise(worker, message_id, 2)
    await until(lambda: state(engine, message_id, 2) == "open")
    first = proof(life.now)

    answers = await asyncio.gather(
        *(watched.execute_update(KEEP_UPDATE, given, result_type=Kept) for given in (first, first))
    )

    assert answers == [first, first]
    await watched.result()
    assert actions(engine, message_id) == ["follow_up_kept"]
    assert (state(engine, message_id, 1), state(engine, message_id, 2)) == ("open", "kept")


async def test_an_open_message_journals_the_day_itself(
    worker: WorkflowEnvironment, begin: Begin, engine: Engine
) -> None:
    """After an interim answer the message's own workflow gets the news as a signal, and says whose hands it is in."""
    life = await begin("providensky-2020")
    message_id = await answered(life, INTERIM)
    watched = promise(worker, message_id)
    await until(lambda: state(engine, message_id) == "open")

    await worker.fast_forward(watched, timedelta(days=6))
    await until(lambda: "follow_up_due" in actions(engine, message_id))

    entries = await life.handle.query("journal")
    (due,) = [entry for entry in entries if entry["action"] == "follow_up_due"]
    assert due["details"]["hands"]["role"] == "executor"
    assert [item.state.value for item in (await life.status()).follow_ups] == ["due"]


async def test_a_promise_that_is_watched_already_goes_on(
    worker: WorkflowEnvironment, begin: Begin, engine: Engine
) -> None:
    """A workflow of its id that runs already is no reason to fail the command."""
    life = await begin("providensky-2020")
    message_id = (await life.status()).id
    early = {"number": 1, "what": "Раньше", "on": "2026-03-20", "due_at": "2999-03-20T09:00:00+03:00"}
    await worker.client.start_workflow(
        "FollowUpWorkflow",
        FollowUpInput.model_validate({"message_id": message_id, "watched": early}),
        id=follow_up_workflow_id(message_id, 1),
        task_queue="otklik",
    )

    assert await answered(life) == message_id
    await life.handle.result()
    await until(lambda: state(engine, message_id) == "open")


async def test_garbage_for_a_promise_harms_nothing(worker: WorkflowEnvironment, begin: Begin, engine: Engine) -> None:
    """News that cannot be read are journalled as refused; proof that cannot be read is refused, and asked for again."""
    life = await begin("providensky-2020")
    await life.handle.signal(FOLLOW_UP_SIGNAL, {"number": 0})
    message_id = await answered(life)
    await life.handle.result()
    watched = promise(worker, message_id)

    with pytest.raises(WorkflowUpdateFailedError):
        await watched.execute_update(KEEP_UPDATE, {"at": "soon"})
    await watched.execute_update(KEEP_UPDATE, proof(life.now))
    await watched.result()

    with Session(engine) as session:
        refused = [entry for entry in journal(session, message_id) if entry.action == "refused"]
    assert [entry.details["command"] for entry in refused] == [FOLLOW_UP_SIGNAL]
    assert actions(engine, message_id) == ["follow_up_kept"]
