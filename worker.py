"""The worker process: wiring only. It serves the task queue until it is told to stop, then ends what is in flight."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

import telemetry
from activities.follow_ups import FollowUps
from activities.registry import Registry
from activities.remarks import Remarks
from activities.snapshot import SnapshotReader
from db.session import engine_from, session_factory
from domain.errors import OtklikError
from logs import process
from settings import Settings
from workflows.follow_up import FollowUpWorkflow
from workflows.message import MessageWorkflow
from workflows.remark import RemarkWorkflow

_LOG = logging.getLogger("otklik.worker")
_PASSED_THROUGH = ("activities.names", "domain", "pydantic", "pydantic_core", "annotated_types")
"""Pure modules that need no sandbox; time-zone code breaks inside it. The workflows themselves stay in it."""

WORKFLOWS: Sequence[type] = (MessageWorkflow, RemarkWorkflow, FollowUpWorkflow)

OVERTIME_SECONDS = 3.0
"""How much longer than its grace a stop may take, until the process ends whatever still runs in it."""

_SETTLING_SECONDS = 0.5
"""The SDK's own threads end after its worker; an interpreter that ends before them may crash (sdk-python #300)."""


class RefusedError(OtklikError):
    """Temporal is away, or has no place for this worker."""


def sandbox() -> SandboxedWorkflowRunner:
    """The sandbox in which workflow code runs."""
    return SandboxedWorkflowRunner(
        restrictions=SandboxRestrictions.default.with_passthrough_modules(*_PASSED_THROUGH),
    )


def build_worker(
    client: Client,
    settings: Settings,
    engine: Engine,
    threads: ThreadPoolExecutor,
    workflows: Sequence[type] = WORKFLOWS,
) -> Worker:
    """Put the workflows and their activities together."""
    sessions = session_factory(engine)
    snapshots = SnapshotReader(settings.regulations_dir)
    registry, remarks = Registry(sessions), Remarks(sessions, snapshots)
    follow_ups = FollowUps(sessions, snapshots)
    try:
        snapshots.warm()
    except OtklikError:
        # Cases that are running carry their own rules; only new messages have to wait until the files are mended.
        _LOG.exception("the regulations cannot be read")
    activities: Sequence[Any] = (
        registry.record,
        remarks.add_remark,
        follow_ups.write_follow_up,
        snapshots.take_snapshot,
    )
    return Worker(
        client,
        task_queue=settings.task_queue,
        workflows=workflows,
        activities=activities,
        activity_executor=threads,
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=timedelta(seconds=settings.graceful_shutdown_seconds),
    )


async def connect(settings: Settings) -> Client:
    """Connect to Temporal; raises RefusedError where it does not answer: whoever has started us does so again."""
    with _refusals(settings):
        return await Client.connect(
            settings.temporal_address,
            namespace=settings.temporal_namespace,
            data_converter=pydantic_data_converter,
            plugins=telemetry.plugins(settings),
        )


@contextmanager
def _refusals(settings: Settings) -> Iterator[None]:
    """Tell what the SDK says of the server, which is a RuntimeError for all that keeps a worker from serving."""
    try:
        yield
    except (RuntimeError, RPCError) as error:
        where = f"{settings.temporal_address}, пространство имён {settings.temporal_namespace}"
        raise RefusedError(f"worker не может работать с Temporal ({where}): {error}") from error


async def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM, then end what is in flight, within a bounded time."""
    stop = asyncio.Event()
    limit = threading.Timer(settings.graceful_shutdown_seconds + OVERTIME_SECONDS, _give_up)
    limit.daemon = True

    def end() -> None:
        if not stop.is_set():
            stop.set()
            # A thread: the SDK and the pool wait for activities without end, and a thread that hangs cannot be ended.
            limit.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    client = await connect(settings)
    engine = engine_from(settings.database_url)
    with ThreadPoolExecutor(max_workers=16, thread_name_prefix="activity") as threads, _refusals(settings):
        async with build_worker(client, settings, engine, threads):
            _LOG.info("worker serves %s on %s", settings.task_queue, settings.temporal_address)
            await stop.wait()
            _LOG.info("worker stops")
    engine.dispose()
    await asyncio.sleep(_SETTLING_SECONDS)
    _LOG.info("worker has stopped")


def _give_up() -> None:
    """End the process at once; what it did not finish Temporal gives to another worker, when its time has run out."""
    _LOG.error("the worker did not stop in time; another one will repeat what it was doing")
    os._exit(os.EX_TEMPFAIL)


def main() -> None:
    """Start with the settings of the environment."""
    with process() as settings:
        telemetry.start(settings, "otklik-worker", settings.worker_metrics_address)
        asyncio.run(run(settings))


if __name__ == "__main__":
    main()
