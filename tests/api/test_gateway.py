"""The gateway to a real Temporal server with the real worker: what it carries, and what it does when either is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from api.app import create_app
from api.errors import NotFoundError, UnavailableError
from api.gateway import TemporalGateway
from db import tokens
from db.session import engine_from, migrate
from domain.errors import CommandReused, NotVisible, WrongRole, WrongState
from domain.lifecycle import Kept, Message, WhatIf, admit, parse_command, parse_intake
from domain.lifecycle.payloads import Evidence
from domain.regulation import Library
from domain.roles import Actor, Principal
from domain.terms import CommandName, Role, State
from ops.temporal_server import find_program
from settings import Settings
from tests.api.client import DRAFT, INTAKE, MESSAGES, PUBLISH, ROUTE, Person
from tests.fixtures.log import written
from tests.regulations_for_tests import write_regulations
from tests.workflows.builds import TellingWorkflow
from worker import WORKFLOWS, build_worker
from workflows.contract import remark_workflow_id, workflow_id
from workflows.message import MessageWorkflow
from workflows.search_attributes import ALL

Working = Callable[..., AbstractAsyncContextManager[None]]

MANY = 30

WAIT = 2.0
"""Seconds; the longest wait of these gateways."""


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[WorkflowEnvironment]:
    """A real Temporal server in memory."""
    environment = await WorkflowEnvironment.start_local(
        data_converter=pydantic_data_converter,
        search_attributes=ALL,
        dev_server_existing_path=find_program(),
        dev_server_log_level="error",
    )
    yield environment
    await environment.shutdown()


@pytest.fixture(scope="module")
def real(server: WorkflowEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that lead to that server."""
    return Settings(
        data_dir=tmp_path_factory.mktemp("gateway"),
        regulations_dir=tmp_path_factory.mktemp("regulations"),
        temporal_address=server.client.service_client.config.target_host,
        task_queue="gateway",
        update_timeout_seconds=WAIT,
    )


@pytest.fixture(scope="module")
def library(real: Settings) -> Library:
    """The shipped regulations under a calendar without days off."""
    return write_regulations(real.regulations_dir)


@pytest.fixture(scope="module")
def engine(real: Settings) -> Iterator[Engine]:
    """The read model that the worker writes."""
    migrate(real.database_url)
    made = engine_from(real.database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def temporal(real: Settings) -> TemporalGateway:
    """The gateway to that server."""
    return TemporalGateway(real)


@pytest.fixture(scope="module")
def working(server: WorkflowEnvironment, real: Settings, engine: Engine) -> Working:
    """Serve the queue with the real worker, as long as the context lasts."""

    @asynccontextmanager
    async def work(build: type = MessageWorkflow) -> AsyncIterator[None]:
        with ThreadPoolExecutor(max_workers=2) as threads:
            async with build_worker(server.client, real, engine, threads, [build, *WORKFLOWS[1:]]):
                yield

    return work


@pytest.fixture
async def worker(working: Working) -> AsyncIterator[None]:
    """The real worker, for one test."""
    async with working():
        yield


@pytest.fixture
def message_id() -> str:
    """The id of a new message."""
    return str(uuid4())


@pytest.fixture
def message(library: Library, message_id: str) -> Message:
    """A message found just now."""
    now = datetime.now(UTC)
    fields = {"external_id": message_id, "detected_at": now.isoformat()}
    return admit(parse_intake(INTAKE | fields), library, now)


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

    await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})
    await server.client.get_workflow_handle(workflow_id(message_id)).result()
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


async def test_answer_of_a_newer_worker_is_no_mistake(
    temporal: TemporalGateway, message: Message, message_id: str, working: Working
) -> None:
    """While versions change places a worker may tell what this API does not know: 503, and no word of it in the log."""
    await temporal.start(message_id, message)
    async with working(TellingWorkflow):
        with written() as log, pytest.raises(UnavailableError):
            await temporal.status(message_id)

    assert "A worker of another version answers" in log.getvalue()
    assert "oracle" not in log.getvalue()


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
    await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})
    await server.client.get_workflow_handle(workflow_id(message_id)).result()
    with pytest.raises(NotFoundError):
        await temporal.update(message_id, CommandName.NOTE, {"text": "а"})
    with pytest.raises(NotFoundError):
        await temporal.signal(message_id, CommandName.NOTE, {"text": "а"})
    assert (await temporal.status(message_id)).state is State.CLOSED


@pytest.mark.usefixtures("worker")
async def test_remark_is_carried_out_once(
    temporal: TemporalGateway, message: Message, message_id: str, server: WorkflowEnvironment
) -> None:
    """After the end a remark answers with its fingerprint, its repeat too; another one under its id shows as such."""
    await temporal.start(message_id, message)
    await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})
    await server.client.get_workflow_handle(workflow_id(message_id)).result()
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
    await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})
    await server.client.get_workflow_handle(workflow_id(message_id)).result()
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


async def test_without_a_worker_the_wait_is_bounded(
    temporal: TemporalGateway, message: Message, message_id: str, working: Working
) -> None:
    """Without a worker a message is taken in and signals are kept; updates and queries end their wait."""
    assert await temporal.start(message_id, message)
    await temporal.signal(message_id, CommandName.NOTE, {"text": "а"})
    remark = {"text": "а", "command_id": "n"}
    for ask in (
        temporal.update(message_id, CommandName.ROUTE, ROUTE),
        temporal.remark(message_id, CommandName.NOTE, remark),
        temporal.status(message_id),
    ):
        began = time.monotonic()
        with pytest.raises(UnavailableError):
            await ask
        assert time.monotonic() - began < WAIT + 1

    async with working():
        assert await eventually(temporal, message_id) >= 2


async def eventually(temporal: TemporalGateway, message_id: str) -> int:
    """How long the journal is, once the worker has caught up with what waited for it."""
    for _ in range(30):
        with suppress(UnavailableError):
            return (await temporal.status(message_id)).journal_seq
    return 0


async def test_absent_server_is_unavailable(message: Message, message_id: str, tmp_path: Path) -> None:
    """Where nothing listens every call ends within its bound, and none of them ends the gateway."""
    nowhere = TemporalGateway(Settings(data_dir=tmp_path, temporal_address="127.0.0.1:1", update_timeout_seconds=WAIT))
    for ask in (
        nowhere.start(message_id, message),
        nowhere.update(message_id, CommandName.NOTE, {"text": "а"}),
        nowhere.signal(message_id, CommandName.NOTE, {"text": "а"}),
        nowhere.remark(message_id, CommandName.NOTE, {"text": "а", "command_id": "n"}),
        nowhere.send_remark(message_id, CommandName.NOTE, {"text": "а", "command_id": "n"}),
        nowhere.status(message_id),
        nowhere.check(),
    ):
        began = time.monotonic()
        with pytest.raises(UnavailableError):
            await ask
        assert time.monotonic() - began < WAIT + 1


async def test_absent_namespace_is_unavailable(real: Settings, message_id: str) -> None:
    """A namespace that is not there says nothing about a message."""
    elsewhere = TemporalGateway(real.model_copy(update={"temporal_namespace": "nowhere"}))

    with pytest.raises(UnavailableError):
        await elsewhere.status(message_id)


async def test_server_is_there(temporal: TemporalGateway) -> None:
    """A server that answers is there."""
    await temporal.check()


def person(role: Role, **bound: str) -> dict[str, object]:
    """Somebody as the API stamps them."""
    return Principal.model_validate({"person": "p", "roles": [role], **bound}).model_dump(mode="json")


@asynccontextmanager
async def whole_stack(real: Settings, engine: Engine) -> AsyncIterator[Person]:
    """Serve the API over that server, to an administrator."""
    with Session(engine) as session:
        _, token = tokens.issue(session, person="a", roles=[Role.ADMIN])
        session.commit()
    app = create_app(real)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://otklik") as http,
    ):
        yield Person(http, token)


@pytest.mark.usefixtures("worker", "library")
async def test_whole_stack(real: Settings, engine: Engine, message_id: str) -> None:
    """Over HTTP, with the real workflow: intake, a command, its effect, the journal, the end, and what comes after."""
    async with whole_stack(real, engine) as admin:
        fields: dict[str, object] = {"external_id": message_id, "detected_at": datetime.now(UTC).isoformat()}
        reported = await admin.report(**fields)
        again = await admin.post(MESSAGES, INTAKE | fields)
        routed = await admin.command(reported, "route", ROUTE)
        noted = await admin.command(reported, "note", {"text": "а"}, Prefer="respond-async")
        refused = await admin.command(reported, "publish", {"url": "https://example.org/1"})
        closed = await admin.command(reported, "close", {"reason": "Проверка"})
        late = await admin.command(reported, "route", ROUTE)
        remark = {"text": "После закрытия", "command_id": "after"}
        remarked = await admin.command(reported, "note", remark)
        repeated = await admin.command(reported, "note", remark)
        reused = await admin.command(reported, "note", remark | {"text": "Иное"})
        journal = await admin.get(f"{MESSAGES}/{reported}/journal")
        shown = await admin.get(f"{MESSAGES}/{reported}")

    answers = (again, routed, noted, refused, closed, late, remarked, repeated, reused)
    assert [answer.status_code for answer in answers] == [200, 200, 202, 409, 200, 409, 200, 200, 409]
    assert [entry["action"] for entry in journal.json()["items"]] == ["registered", "route", "note", "close", "note"]
    assert shown.json() == remarked.json() == repeated.json()
    assert (shown.json()["outcome"], shown.json()["journal_seq"]) == ("other", 5)


@pytest.mark.usefixtures("worker", "library")
async def test_returned_message_comes_again(real: Settings, engine: Engine, message_id: str) -> None:
    """Over HTTP, with real workflows: each arrival after a return to the sender is a case of its own, begun once."""
    detected = datetime.now(UTC).isoformat()
    intake = INTAKE | {"regulation": "luga-2020", "external_id": message_id, "detected_at": detected}
    statuses: list[int] = []
    ids: list[str] = []
    async with whole_stack(real, engine) as admin:
        for _ in range(3):
            first, again = await admin.post(MESSAGES, intake), await admin.post(MESSAGES, intake)
            statuses += [first.status_code, again.status_code]
            ids += [first.json()["id"], again.json()["id"]]
            assert (await admin.command(ids[-1], "decline")).json()["outcome"] == "returned_outside"
        fourth = (await admin.post(MESSAGES, intake)).json()

    assert statuses == [201, 200] * 3
    assert ids[::2] == ids[1::2]
    assert len({*ids, fourth["id"]}) == 4
    assert (fourth["message"]["arrival"], fourth["message"]["earlier_case"]) == (4, ids[-1])
