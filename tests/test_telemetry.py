"""What a process tells of itself: the SDK's metrics where they are asked for, its core's messages in our log."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from pydantic import HttpUrl
from temporalio import workflow
from temporalio.client import Client
from temporalio.runtime import Runtime
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

import telemetry
from activities.registry import RECORDING_AGE
from ops.temporal_server import find_program
from settings import Settings
from telemetry import TelemetryError
from tests.fixtures.log import written
from tests.fixtures.ports import free_port

SECRET = "личное-слово-zqxw"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave the SDK's runtime of the test run as it was."""
    earlier = Runtime.default()
    yield
    Runtime.set_default(earlier, error_if_already_set=False)


def scrape(address: str) -> str:
    """What Prometheus would read there."""
    return httpx.get(f"http://{address}/metrics", trust_env=False).text


def test_metrics_are_shown_where_they_are_asked_for() -> None:
    """At the address of the settings stand our counters and histograms, in seconds, without names of the library."""
    address = f"127.0.0.1:{free_port()}"
    telemetry.start(Settings(), "otklik-tests", address)
    meter = Runtime.default().metric_meter
    meter.create_counter("otklik_tests").add(2, {"clause": "10"})
    meter.create_histogram_float(RECORDING_AGE).record(90, {"result": "failed"})

    shown = scrape(address)

    assert 'otklik_tests_total{clause="10"} 2' in shown
    assert f'{RECORDING_AGE}_bucket{{result="failed",le="60"}} 0' in shown
    assert f'{RECORDING_AGE}_bucket{{result="failed",le="300"}} 1' in shown


def test_metrics_are_off_by_default() -> None:
    """Without an address nothing is listened on, and measuring costs nothing."""
    telemetry.start(Settings(), "otklik-tests")

    Runtime.default().metric_meter.create_counter("otklik_tests").add(1)

    assert Settings().worker_metrics_address is None


def test_address_in_use_stops_the_process() -> None:
    """A second process on the same address says so at its start."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = "{}:{}".format(*other.getsockname())
        with pytest.raises(TelemetryError, match=f"{address}.*in use"):
            telemetry.start(Settings(), "otklik-tests", address)


def test_traces_need_their_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where traces are turned on and the extra is not installed, the start says what to install."""
    monkeypatch.delitem(sys.modules, "tracing", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.resources", None)
    traced = Settings(tracing_endpoint=HttpUrl("http://127.0.0.1:4318/v1/traces"))

    with pytest.raises(TelemetryError, match=r"OTKLIK_TRACING_ENDPOINT.*otklik\[tracing\]"):
        telemetry.start(traced, "otklik-tests")
    with pytest.raises(TelemetryError, match=r"otklik\[tracing\]"):
        telemetry.plugins(traced)


def test_traces_are_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a collector the libraries are not even looked for."""
    monkeypatch.setitem(sys.modules, "tracing", None)

    telemetry.start(Settings(), "otklik-tests")

    assert telemetry.plugins(Settings()) == []


@workflow.defn
class _Failing:
    """A workflow with a mistake inside."""

    @workflow.run
    async def run(self) -> None:
        """Fail its task again and again."""
        raise ValueError(SECRET)


async def test_messages_of_the_core_are_in_our_log() -> None:
    """What the SDK's core has to say is a line of ours, and the texts of failures are left out."""
    telemetry.start(Settings(), "otklik-tests")
    with written() as log:
        async with (
            await WorkflowEnvironment.start_local(
                dev_server_existing_path=find_program(), dev_server_log_level="never", runtime=Runtime.default()
            ) as server,
            _failing(server.client),
            asyncio.timeout(30),
        ):
            while '"temporalio.core"' not in log.getvalue():  # noqa: ASYNC110 -- the core sets no event
                await asyncio.sleep(0.1)

    assert '"message": "Failing workflow task"' in log.getvalue()
    assert SECRET not in log.getvalue()


@asynccontextmanager
async def _failing(client: Client) -> AsyncIterator[None]:
    """Let a workflow fail, again and again."""
    worker = Worker(client, task_queue="failing", workflows=[_Failing], workflow_runner=UnsandboxedWorkflowRunner())
    async with worker:
        handle = await client.start_workflow(
            _Failing.run, id=str(uuid4()), task_queue="failing", execution_timeout=timedelta(minutes=1)
        )
        yield
        await handle.terminate()
