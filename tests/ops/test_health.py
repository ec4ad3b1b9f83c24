"""What a worker's container asks of itself."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.worker import Worker

from ops import health, temporal_namespace
from ops.errors import OpsError
from ops.options import read_settings
from settings import Settings
from tests.fixtures.ports import free_port
from tests.ops.servers import temporal_running
from workflows.message import MessageWorkflow


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Settings]:
    """A server that runs and holds its namespace."""
    async with temporal_running(tmp_path) as settings:
        yield settings


async def test_worker_of_this_machine_is_healthy(server: Settings) -> None:
    """A worker is healthy while it asks for tasks, and is not any more when it has not asked for long."""
    client = await temporal_namespace.connect(server)
    assert client is not None
    with pytest.raises(OpsError, match="не обслуживает очередь otklik"):
        await health.check_worker(server)

    async with Worker(client, task_queue=server.task_queue, workflows=[MessageWorkflow]):
        while not await temporal_namespace.worker_polls(client, server.task_queue):
            pass
        await health.check_worker(server)
        with pytest.raises(OpsError, match="не обслуживает очередь"):
            await health.check_worker(server, datetime.now(UTC) + health.FRESH)


async def test_worker_of_another_machine_is_not_ours(server: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """That somebody else serves the queue does not make this container healthy."""
    client = await temporal_namespace.connect(server)
    assert client is not None
    async with Worker(client, task_queue=server.task_queue, workflows=[MessageWorkflow]):
        while not await temporal_namespace.worker_polls(client, server.task_queue):
            pass
        monkeypatch.setattr("socket.gethostname", lambda: "another")
        with pytest.raises(OpsError, match="worker этой машины"):
            await health.check_worker(server)


async def test_absent_server_is_said(tmp_path: Path) -> None:
    """Without Temporal nobody knows, so the container is not healthy."""
    settings = read_settings(data_dir=tmp_path, temporal_port=free_port())

    with pytest.raises(OpsError, match="Temporal не отвечает"):
        await health.check_worker(settings)


async def test_refusing_server_is_said(server: Settings) -> None:
    """A namespace that the server does not have is an error in one line."""
    elsewhere = server.model_copy(update={"temporal_namespace": "nowhere"})

    with pytest.raises(OpsError, match=r"Temporal не отвечает: .*nowhere"):
        await health.check_worker(elsewhere)
