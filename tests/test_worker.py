"""The worker process where it cannot begin: what it says, and with what it ends."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

import worker
from ops.temporal_server import find_program
from settings import Settings
from tests.fixtures.ports import free_port

PATIENCE_SECONDS = 120


async def test_temporal_that_is_away_is_named(tmp_path: Path) -> None:
    """Without Temporal a worker says where it looked for it; who watches over it starts it again."""
    address = f"127.0.0.1:{free_port()}"

    with pytest.raises(worker.RefusedError, match=rf"Temporal \({address}, .*Connection refused"):
        await worker.connect(Settings(data_dir=tmp_path, temporal_address=address))


async def test_unknown_namespace_is_named(tmp_path: Path) -> None:
    """Where the namespace was never made the whole process ends with 1 and one line that names it."""
    async with await WorkflowEnvironment.start_local(dev_server_existing_path=find_program()) as server:
        variables = {
            "OTKLIK_DATA_DIR": str(tmp_path),
            "OTKLIK_TEMPORAL_ADDRESS": server.client.service_client.config.target_host,
            "OTKLIK_TEMPORAL_NAMESPACE": "nowhere",
            "OTKLIK_LOG_FORMAT": "json",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, worker.__file__, env=variables, stderr=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, said = await process.communicate()

    assert process.returncode == 1
    last = json.loads(said.splitlines()[-1])
    assert (last["level"], last["logger"]) == ("error", "otklik.process")
    assert "пространство имён nowhere" in last["message"]
    assert "Namespace nowhere was not found" in last["message"]
