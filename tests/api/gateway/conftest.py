"""A real Temporal server, the gateway to it, and the real worker, which a test has only when it asks for it."""

from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from api.gateway import TemporalGateway
from db.session import engine_from, migrate
from domain.lifecycle import Message, admit, parse_intake
from domain.regulation import Library
from ops.temporal_server import find_program
from settings import Settings
from tests.api.client import INTAKE
from tests.regulations_for_tests import write_regulations
from worker import WORKFLOWS, build_worker
from workflows.message import MessageWorkflow
from workflows.search_attributes import ALL

Working = Callable[..., AbstractAsyncContextManager[None]]

WAIT = 2.0
"""Seconds; the longest wait of these gateways."""


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def real(server: WorkflowEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that lead to that server."""
    return Settings(
        data_dir=tmp_path_factory.mktemp("gateway"),
        regulations_dir=tmp_path_factory.mktemp("regulations"),
        temporal_address=server.client.service_client.config.target_host,
        task_queue="gateway",
        update_timeout_seconds=WAIT,
    )


@pytest.fixture(scope="session")
def library(real: Settings) -> Library:
    """The shipped regulations under a calendar without days off."""
    return write_regulations(real.regulations_dir)


@pytest.fixture(scope="session")
def engine(real: Settings) -> Iterator[Engine]:
    """The read model that the worker writes."""
    migrate(real.database_url)
    made = engine_from(real.database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def temporal(real: Settings) -> TemporalGateway:
    """The gateway to that server."""
    return TemporalGateway(real)


@pytest.fixture(scope="session")
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
