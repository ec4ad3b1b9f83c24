"""`otklik up`: Temporal, worker and API in one go, kept alive until Ctrl-C.

The order is fixed: the data folder is locked, what a killed supervisor left behind is ended, ports and programs are
checked, then Temporal starts, the database is migrated, and worker and API follow. Every step may be interrupted and
is finished by the next start.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from temporalio.client import Client
from temporalio.service import RPCError

from activities.regulation_source import load_library
from ops import database, samples, temporal_namespace, temporal_server, tokens
from ops.environment import module_program
from ops.errors import NotReadyError, OpsError
from ops.lock import exclusive
from ops.options import embedded
from ops.pidfile import PID_FILE, PidFile, end_leftovers
from ops.ports import Port, demand_free, reachable
from ops.processes import Child
from ops.supervisor import Supervisor
from settings import Settings

START_SECONDS = 60.0
"""The longest a child may take until it is ready, on a slow machine."""

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_HEALTH_SECONDS = 2.0


@dataclass(frozen=True)
class Ready:
    """What the operator is told once everything answers; the token comes at the first start only."""

    api: str
    docs: str
    temporal: str
    temporal_ui: str
    admin_token: str | None


def run(
    settings: Settings, *, with_samples: bool, announce: Callable[[Ready], None], tell: Callable[[str], None]
) -> None:
    """Run everything until SIGINT, SIGTERM or SIGHUP; ``announce`` is called once all is ready.

    Raises:
        OpsError: something that the operator has to change.
        domain.errors.OtklikError: a regulation's file cannot be used.

    """
    settings = embedded(settings)
    with exclusive(settings.data_dir):
        asyncio.run(_until_stopped(settings, with_samples=with_samples, announce=announce, tell=tell))


async def _until_stopped(
    settings: Settings, *, with_samples: bool, announce: Callable[[Ready], None], tell: Callable[[str], None]
) -> None:
    """Turn the signals into a cancellation: the first one stops politely, a second one cuts the politeness short."""
    loop = asyncio.get_running_loop()
    work = asyncio.create_task(_serve(settings, with_samples=with_samples, announce=announce, tell=tell))

    def stop() -> None:
        tell("остановка…")
        work.cancel()

    for number in _STOPPING:
        loop.add_signal_handler(number, stop)
    try:
        await work
    except asyncio.CancelledError:
        return  # This is how it ends.


async def _serve(
    settings: Settings, *, with_samples: bool, announce: Callable[[Ready], None], tell: Callable[[str], None]
) -> None:
    api = f"http://{_in_url(settings.api_host)}:{settings.api_port}"
    pid_file = PidFile(settings.data_dir / PID_FILE)
    for name in await asyncio.to_thread(end_leftovers, pid_file):
        tell(f"{name} остался от прежнего запуска и остановлен")
    _check(settings)
    async with Supervisor(pid_file, tell) as supervisor:
        await _start_all(settings, supervisor, api)
        async with _watching(supervisor) as watch:
            if with_samples and not samples.are_loaded(settings.data_dir):
                with tokens.for_loading(settings) as token:
                    await samples.load(api, token, settings.data_dir)
                await samples.until_listed(settings)
            # Last of all: a start that is killed before this line has not used up the one showing of the token.
            admin_token = tokens.issue_first_administrator(settings)
            announce(
                Ready(
                    api=api,
                    docs=f"{api}/docs",
                    temporal=settings.temporal_address,
                    temporal_ui=f"http://{temporal_server.HOST}:{settings.ui_port}",
                    admin_token=admin_token,
                )
            )
            await watch


def _check(settings: Settings) -> None:
    """Find what would fail later and less clearly."""
    temporal_server.find_program()
    load_library(settings.regulations_dir)
    demand_free(
        Port(settings.api_host, settings.api_port, "API", "--api-port"),
        Port(temporal_server.HOST, settings.temporal_port, "Temporal", "--temporal-port"),
        Port(temporal_server.HOST, settings.ui_port, "интерфейс Temporal", "--ui-port"),
    )


async def _start_all(settings: Settings, supervisor: Supervisor, api: str) -> None:
    server = supervisor.start(temporal_server.server_program(settings))
    client = await _connected(settings, server)
    try:
        await temporal_namespace.prepare(client)
    except RPCError as error:
        raise OpsError(f"Temporal не принял настройку: {error.message}") from error
    await asyncio.to_thread(database.migrate, settings)
    worker = supervisor.start(module_program("worker", settings))
    front = supervisor.start(module_program("api", settings))
    await worker.until(lambda: _polls(client, settings.task_queue), START_SECONDS)
    await front.until(lambda: _healthy(api), START_SECONDS)


async def _connected(settings: Settings, server: Child) -> Client:
    async def answers() -> bool:
        client = await temporal_namespace.connect(settings)
        return client is not None and await temporal_namespace.retention(client) is not None

    await server.until(answers, START_SECONDS)
    client = await temporal_namespace.connect(settings)
    if client is None:
        raise NotReadyError(server.program.name, START_SECONDS)
    return client


async def _polls(client: Client, task_queue: str) -> bool:
    try:
        return await temporal_namespace.worker_polls(client, task_queue)
    except RPCError:
        return False


async def _healthy(api: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=_HEALTH_SECONDS, trust_env=False) as client:
            return (await client.get(f"{api}/healthz")).is_success
    except httpx.TransportError:
        return False


@asynccontextmanager
async def _watching(supervisor: Supervisor) -> AsyncIterator[asyncio.Task[None]]:
    """Restart children during the block."""
    watch = asyncio.create_task(supervisor.watch())
    try:
        yield watch
    finally:
        watch.cancel()
        await asyncio.wait([watch])


def _in_url(host: str) -> str:
    named = reachable(host)
    return f"[{named}]" if ":" in named else named
