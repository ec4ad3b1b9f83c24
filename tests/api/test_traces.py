"""Traces: one request is one trace, from HTTP through Temporal to the read model, without a word of anybody's."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest
from opentelemetry import trace
from pydantic import HttpUrl
from temporalio.client import Client, WorkflowHistory
from temporalio.contrib.opentelemetry import ReplaySafeTracerProvider
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer

import telemetry
from api.app import create_app
from db import tokens
from db.session import engine_from, migrate, session_factory
from domain.terms import Role
from ops.temporal_server import find_program
from settings import Settings
from tests.api.client import INTAKE, MESSAGES, ROUTE, Person
from tests.fixtures.collector import Collector, Span
from tests.histories.record import FOLDER
from tests.regulations_for_tests import write_regulations
from worker import build_worker, sandbox
from workflows.contract import workflow_id
from workflows.message import MessageWorkflow
from workflows.search_attributes import ALL

MARK = "личное-слово-zqxw"


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    """Where the traces go."""
    with Collector().listening() as made:
        yield made


@pytest.fixture(scope="module")
async def traced(collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Settings]:
    """A server, a worker and settings of an installation whose traces are on."""
    folder, regulations = tmp_path_factory.mktemp("traced"), tmp_path_factory.mktemp("regulations")
    write_regulations(regulations)
    async with await WorkflowEnvironment.start_local(
        search_attributes=ALL, dev_server_existing_path=find_program(), dev_server_log_level="error"
    ) as server:
        settings = Settings(
            data_dir=folder,
            regulations_dir=regulations,
            temporal_address=server.client.service_client.config.target_host,
            tracing_endpoint=HttpUrl(collector.endpoint),
        )
        telemetry.start(settings, "otklik-tests")
        client = await Client.connect(
            settings.temporal_address,
            data_converter=pydantic_data_converter,
            plugins=telemetry.plugins(settings),
        )
        migrate(settings.database_url)
        engine = engine_from(settings.database_url)
        with ThreadPoolExecutor(max_workers=2) as threads:
            async with build_worker(client, settings, engine, threads):
                yield settings
        engine.dispose()
        _provider().shutdown()


@pytest.fixture
async def person(traced: Settings) -> AsyncIterator[Person]:
    """An administrator at that installation's API."""
    app = create_app(traced)
    engine = engine_from(traced.database_url)
    with session_factory(engine)() as session:
        _, token = tokens.issue(session, person="admin", roles=(Role.ADMIN,))
        session.commit()
    engine.dispose()
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://otklik") as http,
    ):
        yield Person(http, token)


def parent() -> tuple[str, dict[str, str]]:
    """The id of a trace that a client begins, and the header that says so."""
    number = secrets.token_hex(16)
    return number, {"traceparent": f"00-{number}-{secrets.token_hex(8)}-01"}


def ancestors(collector: Collector, span: Span) -> list[str]:
    """The names of the steps that led to a span, the first one first; every one of them has come."""
    above = {each.id: each for each in collector.of(span.trace)}
    names: list[str] = []
    while span.parent in above:
        span = above[span.parent]
        names.insert(0, span.name)
    return names


async def finished(collector: Collector, number: str, *names: str) -> list[Span]:
    """The spans of these names in a trace, once they have all ended and come."""
    async with asyncio.timeout(30):
        while not set(names) <= {span.name for span in collector.of(number)}:
            await asyncio.sleep(0.05)
            await asyncio.to_thread(_provider().force_flush)
    return [next(span for span in collector.of(number) if span.name == name) for name in names]


def _provider() -> ReplaySafeTracerProvider:
    provider = trace.get_tracer_provider()
    assert isinstance(provider, ReplaySafeTracerProvider)
    return provider


async def test_intake_is_one_trace(collector: Collector, person: Person) -> None:
    """The trace that a client began goes on through intake, the workflow's start and what is written of it."""
    number, headers = parent()
    taken = await person.post(MESSAGES, INTAKE | {"external_id": number, "text": MARK}, **headers)

    request, start, record = await finished(
        collector, number, f"POST {MESSAGES}", "StartWorkflow:MessageWorkflow", "RunActivity:record"
    )
    named = workflow_id(taken.json()["id"])
    assert request.attributes["http.response.status_code"] == str(taken.status_code) == "201"
    assert start.attributes == {"temporalWorkflowID": named}
    assert record.attributes["temporalWorkflowID"] == named
    assert start.parent == request.id
    # The workflow itself is a step that ends with the message's life.
    assert ancestors(collector, record) == ["StartActivity:record"]


async def test_command_is_one_trace(collector: Collector, person: Person) -> None:
    """A command has its own trace, from its request through the update to what is written of it."""
    known = await person.report(external_id=secrets.token_hex(8))
    number, headers = parent()
    routed = await person.command(known, "route", ROUTE, **headers)
    assert routed.status_code == 200

    route = f"POST {MESSAGES}/{{message_id}}/route"
    record, _ = await finished(collector, number, "RunActivity:record", route)

    way = [route, "StartWorkflowUpdate:route", "HandleUpdate:route", "StartActivity:record"]
    assert ancestors(collector, record) == way
    assert {span.service for span in collector.of(number)} == {"otklik-tests"}


async def test_workflow_s_own_step_ends_with_it(collector: Collector, person: Person) -> None:
    """The life of a message is one step of the trace of its intake, from which its other steps hang."""
    number, headers = parent()
    taken = await person.post(MESSAGES, INTAKE | {"external_id": number}, **headers)
    await person.command(taken.json()["id"], "close", {"reason": "Проверка"})

    run, record = await finished(collector, number, "RunWorkflow:MessageWorkflow", "RunActivity:record")

    assert ancestors(collector, run) == [f"POST {MESSAGES}", "StartWorkflow:MessageWorkflow"]
    assert ancestors(collector, record)[-2:] == ["RunWorkflow:MessageWorkflow", "StartActivity:record"]


async def test_traces_hold_no_words(collector: Collector, person: Person) -> None:
    """No text, author, token, query or baggage is in a span, and of a refusal only its kind."""
    number, headers = parent()
    headers["baggage"] = f"note={MARK.encode().hex()}"
    author = {"name": MARK, "url": f"https://vk.com/{MARK}"}
    taken = await person.post(
        MESSAGES, INTAKE | {"external_id": number, "text": MARK, "theme": MARK, "author": author}, **headers
    )
    known = taken.json()["id"]
    refused = await person.command(known, "publish", {"url": "https://vk.com/wall-1", "comment": MARK}, **headers)
    await person.http.get(MESSAGES, params={"q": MARK}, headers=headers | {"Authorization": f"Bearer {person.token}"})
    await person.command(known, "route", ROUTE | {"theme": MARK}, **headers)
    await finished(collector, number, f"GET {MESSAGES}", "RunActivity:record", "ValidateUpdate:publish")

    assert refused.status_code == 409
    validated = next(span for span in collector.of(number) if span.name == "ValidateUpdate:publish")
    assert validated.failed
    assert validated.attributes["error.type"] == "temporalio.exceptions.ApplicationError"
    whole = "".join(span.whole for span in collector.spans)
    assert person.token is not None
    for word in (MARK, quote(MARK), MARK.encode().hex(), "zqxw", person.token, known + "/"):
        assert word not in whole


async def test_health_checks_are_not_traced(collector: Collector, person: Person) -> None:
    """What is asked every few seconds makes no traces."""
    number, headers = parent()
    for path in ("/healthz", "/readyz", "/metrics"):
        await person.http.get(path, headers=headers)
    await person.http.get("/api/v1/regulations", headers=headers)

    await finished(collector, number, "GET /api/v1/regulations")

    assert [span.name for span in collector.of(number)] == ["GET /api/v1/regulations"]


@pytest.mark.usefixtures("traced")
async def test_recorded_lives_replay_in_a_traced_worker() -> None:
    """Turning traces on changes no decision of cases that were begun without them."""
    plugin = telemetry.plugins(Settings(tracing_endpoint=HttpUrl("http://127.0.0.1:1")))
    replayer = Replayer(
        workflows=[MessageWorkflow],
        workflow_runner=sandbox(),
        data_converter=pydantic_data_converter,
        plugins=plugin,
    )
    for path in sorted(FOLDER.glob("*.json"))[:5]:
        await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, path.read_text("utf-8")))
