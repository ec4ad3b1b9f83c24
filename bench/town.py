"""A whole installation for one benchmark: the embedded Temporal server, a read model, our processes and the bare ones.

Everything listens on 127.0.0.1, lives in a folder of its own and is gone when the block ends, whatever ended it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError

from bench import bare
from bench.regulations import write_regulations
from domain.regulation import Library
from ops import database, temporal_namespace, temporal_server
from ops.environment import module_program
from ops.errors import NotReadyError
from ops.pidfile import PID_FILE, PidFile
from ops.processes import Child, Program
from ops.supervisor import Supervisor
from settings import Settings
from tests.fixtures.ports import free_port

_START_SECONDS = 60.0
_HEALTH_SECONDS = 2.0


@dataclass
class Town:
    """A running installation; ``children`` are its processes by name."""

    settings: Settings
    library: Library
    client: Client
    supervisor: Supervisor
    children: dict[str, Child] = field(default_factory=dict)

    async def start_worker(self, module: str = "worker", name: str = "worker") -> Child:
        """Start one more worker of ours and wait until it asks for work."""
        known = len(await temporal_namespace.last_polls(self.client, self.settings.task_queue))
        return await self._start_worker(module, name, self.settings.task_queue, known)

    async def start_bare_worker(self) -> Child:
        """Start the worker of the bare workflows."""
        return await self._start_worker("bench.bare_worker", "bare worker", bare.TASK_QUEUE, 0)

    async def start_api(self) -> str:
        """Start our API; answers its address."""
        return await self._start_api("api", "API", self.settings)

    async def start_bare_api(self) -> str:
        """Start the API of one bare route; answers its address."""
        return await self._start_api("bench.bare_api", "bare API", _with_port(self.settings))

    def cpu_seconds(self) -> dict[str, float]:
        """The processor time that each process has used so far."""
        used = {name: psutil.Process(child.pid).cpu_times() for name, child in self.children.items()}
        return {name: times.user + times.system for name, times in used.items()}

    async def _start_worker(self, module: str, name: str, queue: str, known: int) -> Child:
        async def asks() -> bool:
            try:
                return len(await temporal_namespace.last_polls(self.client, queue)) > known
            except RPCError:
                return False

        child = self._start(name, module_program(module, self.settings))
        await child.until(asks, _START_SECONDS)
        return child

    async def _start_api(self, module: str, name: str, settings: Settings) -> str:
        address = f"http://{settings.api_host}:{settings.api_port}"

        async def healthy() -> bool:
            try:
                async with httpx.AsyncClient(timeout=_HEALTH_SECONDS, trust_env=False) as client:
                    return (await client.get(f"{address}/healthz")).is_success
            except httpx.TransportError:
                return False

        await self._start(name, module_program(module, settings)).until(healthy, _START_SECONDS)
        return address

    def _start(self, name: str, program: Program) -> Child:
        child = self.children[name] = self.supervisor.start(program)
        return child


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    """Start a server with an empty read model; workers and APIs are started by who needs them."""
    with TemporaryDirectory(prefix="otklik-bench-") as name:
        folder = Path(name)
        library = write_regulations(folder / "regulations")
        settings = _settings(folder)
        async with Supervisor(PidFile(folder / PID_FILE), _fail) as supervisor:
            server = supervisor.start(temporal_server.server_program(settings))
            client = await _connected(settings, server)
            await temporal_namespace.prepare(client)
            database.migrate(settings)
            yield Town(settings, library, client, supervisor, {"server": server})


def _settings(folder: Path) -> Settings:
    port = free_port()
    return Settings(
        _env_file=None,
        data_dir=folder,
        regulations_dir=folder / "regulations",
        temporal_port=port,
        temporal_address=f"{temporal_server.HOST}:{port}",
        ui_port=free_port(),
        api_port=free_port(),
    )


def _with_port(settings: Settings) -> Settings:
    return settings.model_copy(update={"api_port": free_port()})


async def _connected(settings: Settings, server: Child) -> Client:
    async def answers() -> bool:
        client = await temporal_namespace.connect(settings)
        return client is not None and await temporal_namespace.retention(client) is not None

    await server.until(answers, _START_SECONDS)
    if server.code is not None:
        raise NotReadyError(server.program.name, _START_SECONDS)
    return await Client.connect(
        settings.temporal_address, namespace=settings.temporal_namespace, data_converter=pydantic_data_converter
    )


def _fail(text: str) -> None:
    """A supervisor tells of restarts; nothing is watched here, so that it has nothing to tell."""
    raise AssertionError(text)
