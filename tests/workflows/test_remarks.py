"""Remarks about messages that have ended, on the real server: durable, one entry an id, refused where they must be."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.api.common.v1 import Payload
from temporalio.client import WorkflowFailureError, WorkflowHandle
from temporalio.common import RawValue, SearchAttributeKey, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.testing import WorkflowEnvironment

from db.queries import case_of, get_message, journal
from db.session import engine_from, migrate
from domain.lifecycle import CaseView, admit, parse_command, parse_intake
from domain.roles import Principal
from domain.terms import Role, State
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.regulations_for_tests import write_regulations
from tests.workflows.conftest import Begin
from tests.workflows.lives import PROCEDURES, ROUTE, live
from worker import build_worker
from workflows.contract import REFUSED, REMARK_TYPE, TASK_QUEUE, RemarkInput, RemarkResult, remark_workflow_id
from workflows.search_attributes import SIGNIFICANT

PATIENCE_SECONDS = 30
NOTE = {"text": "Автор благодарит", "command_id": "n-1"}


@dataclass(frozen=True)
class Remarker:
    """Another tool, which starts the workflows of remarks itself."""

    environment: WorkflowEnvironment
    queue: str = TASK_QUEUE

    async def begin(self, *args: object, id: str | None = None) -> WorkflowHandle[Any, Any]:  # noqa: A002 -- Temporal's own word
        """Start one with whatever arguments."""
        return await self.environment.client.start_workflow(
            REMARK_TYPE,
            args=args,
            id=id or str(uuid4()),
            task_queue=self.queue,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
        )

    async def give(self, message_id: str, command: str, **payload: object) -> RemarkResult:
        """Give a remark under the id that its command id makes, and wait for its end."""
        start = RemarkInput(message_id=message_id, command=command, payload=payload)
        known = remark_workflow_id(message_id, str(payload["command_id"])) if "command_id" in payload else None
        handle = await self.begin(start, id=known)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return RemarkResult.model_validate(await handle.result())

    async def refused(self, *args: object) -> dict[str, Any]:
        """Start one that must fail with a refusal, and return that."""
        handle = await self.begin(*args)
        with pytest.raises(WorkflowFailureError) as failure:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await handle.result()
        cause = failure.value.cause
        assert isinstance(cause, ApplicationError)
        assert cause.type == REFUSED
        details: dict[str, Any] = cause.details[0]
        return details


@pytest.fixture
def remarker(worker: WorkflowEnvironment) -> Remarker:
    """A tool beside the tests' worker."""
    return Remarker(worker)


def recorded(engine: Engine, message_id: str) -> tuple[CaseView, list[str]]:
    """The case and the actions of the journal, as the read model has them."""
    with Session(engine) as session:
        row = get_message(session, message_id)
        assert row is not None
        return case_of(row), [entry.action for entry in journal(session, message_id)]


async def test_remarks_are_written_after_the_end(begin: Begin, remarker: Remarker, engine: Engine) -> None:
    """Each remark is the journal's next entry and changes the recorded case, one entry for one command id."""
    case = await live(await begin("providensky-2020"), PROCEDURES[0])

    first = await remarker.give(case.id, "note", **NOTE)
    with pytest.raises(WorkflowAlreadyStartedError):
        await remarker.give(case.id, "note", **NOTE)
    again = RemarkResult.model_validate(
        await (await remarker.begin(RemarkInput(message_id=case.id, command="note", payload=NOTE))).result()
    )
    await remarker.give(case.id, "significant", summary="Жалуется весь квартал")
    await remarker.give(case.id, "shortcoming", clause="11", evidence="Ответ без даты")

    after, actions = recorded(engine, case.id)
    assert first == again == RemarkResult(digest=parse_command("note", NOTE).digest())
    assert actions[case.journal_seq :] == ["note", "significant", "shortcoming"]
    changed = {"journal_seq": case.journal_seq + 3, "significant": True, "shortcomings": 1}
    assert after == case.model_copy(update=changed)


async def test_refused_remark_fails_and_leaves_its_id_free(begin: Begin, remarker: Remarker, engine: Engine) -> None:
    """A refusal ends the workflow at once, with the clause; the right remark may then come under the same id."""
    life = await begin("stavropol-2023")
    case = await life.give("close", reason="Проверка")
    await life.handle.result()
    coordinator = Principal(person="c", roles=(Role.COORDINATOR,)).model_dump(mode="json")
    report = {"summary": "Без тепла квартал", "signatory": "Руководитель МЦУ", "command_id": "s-1"}

    wrong = RemarkInput(message_id=case.id, command="significant", payload=report | {"principal": coordinator})
    handle = await remarker.begin(wrong, id=remark_workflow_id(case.id, "s-1"))
    with pytest.raises(WorkflowFailureError) as failure:
        await handle.result()
    assert isinstance(failure.value.cause, ApplicationError)
    assert failure.value.cause.details[0]["clause"] == "24"
    assert recorded(engine, case.id)[1] == ["registered", "close"]

    await remarker.give(case.id, "significant", **report)
    assert recorded(engine, case.id)[1] == ["registered", "close", "significant"]
    reused = RemarkInput(message_id=case.id, command="note", payload=NOTE | {"command_id": "s-1"})
    assert (await remarker.refused(reused))["code"] == "command_reused"


GARBAGE: dict[str, list[Any]] = {
    "a string": ["note"],
    "null": [None],
    "no fields": [{}],
    "an unknown field": [{"message_id": "1", "command": "note", "payload": NOTE, "colour": "red"}],
    "a payload that is none": [{"message_id": "1", "command": "note", "payload": []}],
    "a wrong payload": [{"message_id": "1", "command": "note", "payload": {"text": ""}}],
    "an unknown command": [{"message_id": "1", "command": "explode", "payload": {}}],
    "broken JSON": [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b'{"text": '))],
    "bytes": [RawValue(Payload(metadata={"encoding": b"binary/plain"}, data=b"\x00\xff"))],
}


@pytest.mark.parametrize("kind", GARBAGE)
async def test_garbage_is_refused(kind: str, remarker: Remarker) -> None:
    """What cannot be read ends the workflow with a reason and is not tried for ever."""
    details = await remarker.refused(*GARBAGE[kind])

    assert details["code"] == "invalid_input"


@pytest.mark.parametrize("args", [[], [{}, {}]], ids=["none", "two"])
async def test_wrong_number_of_arguments_ends_the_workflow(args: list[object], remarker: Remarker) -> None:
    """A start without an argument, or with two, fails instead of holding a workflow task for ever."""
    handle = await remarker.begin(*args)

    async with asyncio.timeout(PATIENCE_SECONDS):
        with pytest.raises(WorkflowFailureError):
            await handle.result()


async def test_a_step_is_no_remark(remarker: Remarker) -> None:
    """A command that would be a step of the message is refused, whatever the message is."""
    step = RemarkInput(message_id=str(uuid4()), command=ROUTE[0], payload=ROUTE[1])

    assert (await remarker.refused(step))["code"] == "wrong_state"


async def test_nobodys_message_is_refused(remarker: Remarker) -> None:
    """A message that never was is a refusal, not a wait."""
    nobody = RemarkInput(message_id=str(uuid4()), command="note", payload=NOTE)

    assert (await remarker.refused(nobody))["code"] == "not_visible"


async def test_open_message_takes_its_command_itself(begin: Begin, remarker: Remarker) -> None:
    """A remark about a message that still runs goes to its own workflow as a signal, refused ones too."""
    life = await begin("providensky-2020")
    case = await life.status()

    passed = await remarker.give(case.id, "note", **NOTE)
    early = {"occurred_at": "2020-03-01T09:00:00+03:00", "comment": "по записям"}
    await remarker.give(case.id, "note", text="Раньше выявления", **early)

    assert passed == RemarkResult(digest=parse_command("note", NOTE).digest(), passed_on=True)
    entries = await life.handle.query("journal")
    assert [entry["action"] for entry in entries] == ["registered", "note", "refused"]
    assert await life.handle.query("command_digest", "n-1") == passed.digest


async def test_significance_is_searchable(begin: Begin) -> None:
    """A message that is reported to the head is marked so in Temporal's own list."""
    life = await begin("providensky-2020")
    await life.status()
    assert await searched(life, SIGNIFICANT) is False

    await life.give("significant", summary="Жалуется весь квартал")

    assert await searched(life, SIGNIFICANT) is True


async def searched(life: VirtualLife, key: SearchAttributeKey[bool]) -> bool | None:
    """A search attribute of a message's workflow."""
    return (await life.handle.describe()).typed_search_attributes.get(key)


@dataclass(frozen=True)
class Town:
    """An installation of its own, whose read model can be taken away."""

    engine: Engine
    file: Path
    life: VirtualLife
    remarker: Remarker

    @asynccontextmanager
    async def without_database(self) -> AsyncIterator[None]:
        """Take the read model away for a while."""
        aside = self.file.with_suffix(".aside")
        self.engine.dispose()
        self.file.rename(aside)
        yield
        aside.rename(self.file)


@asynccontextmanager
async def moved_in(environment: WorkflowEnvironment, folder: Path) -> AsyncIterator[Town]:
    """A worker with a queue, a read model and regulations of its own, and one message."""
    settings = Settings(data_dir=folder, regulations_dir=folder / "regulations", task_queue=f"otklik-{uuid4()}")
    settings.regulations_dir.mkdir()
    library, now = write_regulations(settings.regulations_dir), datetime.now(UTC)
    payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
    message = admit(parse_intake(payload), library, now)
    migrate(settings.database_url)
    engine = engine_from(settings.database_url)
    with ThreadPoolExecutor(max_workers=4) as threads:
        async with build_worker(environment.client, settings, engine, threads):
            life = await VirtualLife.begin(environment, str(uuid4()), message, now, queue=settings.task_queue)
            await life.status()
            yield Town(engine, folder / "otklik.sqlite", life, Remarker(environment, settings.task_queue))
    engine.dispose()


@pytest.fixture
async def town(environment: WorkflowEnvironment, tmp_path: Path) -> AsyncIterator[Town]:
    """Such an installation on the tests' server."""
    async with moved_in(environment, tmp_path) as settled:
        yield settled


async def has_failed_attempt(handle: WorkflowHandle[Any, Any]) -> bool:
    """Whether an activity of a workflow has failed and is to be tried again."""
    pending = (await handle.describe()).raw_description.pending_activities
    return any(item.HasField("last_failure") for item in pending)


async def test_remark_outlives_an_absence_of_the_database(town: Town) -> None:
    """A remark that comes while the read model is away is written when it is back, once."""
    case = await town.life.give("close", reason="Проверка")
    await town.life.handle.result()
    async with town.without_database():
        handle = await town.remarker.begin(RemarkInput(message_id=case.id, command="note", payload=NOTE))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await has_failed_attempt(handle):  # noqa: ASYNC110 -- the server sets no event
                await asyncio.sleep(0.05)

    await handle.result()

    assert recorded(town.engine, case.id)[1] == ["registered", "close", "note"]


async def test_command_that_comes_while_the_end_is_recorded_is_kept(town: Town) -> None:
    """A closed case whose last entries wait for the database takes remarks as before, and records every one."""
    async with town.without_database():
        case = await town.life.give("close", reason="Проверка")
        async with asyncio.timeout(PATIENCE_SECONDS):
            noted = await town.life.give("note", text="После закрытия")
            await town.life.handle.signal("shortcoming", {"clause": "11", "evidence": "Без даты"})
            await town.life.handle.signal("route", ROUTE[1])
            passed = await town.remarker.give(case.id, "note", **NOTE)
            await town.life.give("note", text="Последнее")
    assert (case.state, noted.state, passed.passed_on) == (State.CLOSED, State.CLOSED, True)

    async with asyncio.timeout(PATIENCE_SECONDS):
        ended = CaseView.model_validate(await town.life.handle.result())

    after, actions = recorded(town.engine, case.id)
    expected = ["registered", "close", "note", "shortcoming", "refused", "note", "note"]
    assert actions == expected
    assert (after, after.shortcomings, after.journal_seq) == (ended, 1, len(expected))


async def test_message_that_takes_no_more_signals_is_not_written_past(tmp_path: Path) -> None:
    """Where Temporal cannot pass the command on for another reason the remark fails, and nobody writes beside it."""
    async with virtual_server("history.maximumSignalsPerExecution=1") as full, moved_in(full, tmp_path) as town:
        await town.life.handle.signal("note", {"text": "Первый и последний"})
        case = await town.life.status()

        handle = await town.remarker.begin(RemarkInput(message_id=case.id, command="note", payload=NOTE))
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(WorkflowFailureError) as failure:
                await handle.result()

        assert isinstance(failure.value.cause, ApplicationError)
        assert failure.value.cause.type != REFUSED
        assert recorded(town.engine, case.id)[1] == ["registered", "note"]
