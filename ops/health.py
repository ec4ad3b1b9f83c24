"""Whether the worker of this machine works: what its container asks. The API is asked by its own ``/healthz``."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta

from temporalio.service import RPCError

from ops import temporal_namespace
from ops.errors import OpsError
from settings import Settings

FRESH = timedelta(minutes=2)
"""A worker asks again after 70 seconds at most; the server goes on naming one that is gone for five minutes."""

_SETTLING_SECONDS = 0.5
"""The SDK's own threads end after its client; an interpreter that ends before them may crash (sdk-python #300)."""


async def check_worker(settings: Settings, now: datetime | None = None) -> None:
    """Ask Temporal whether a worker of this machine asks for tasks, since a worker listens nowhere itself.

    ``now`` stands in for the machine's clock. Raises OpsError where there is no such worker.
    """
    try:
        await _check_polls(settings, now or datetime.now(UTC))
    finally:
        await asyncio.sleep(_SETTLING_SECONDS)


async def _check_polls(settings: Settings, now: datetime) -> None:
    client = await temporal_namespace.connect(settings)
    if client is None:
        raise OpsError(f"Temporal не отвечает: {settings.temporal_address}")
    try:
        polls = await temporal_namespace.last_polls(client, settings.task_queue)
    except RPCError as error:
        raise OpsError(f"Temporal не отвечает: {error.message}") from error
    # The SDK names a worker `<pid>@<host>`, and each container is a host of its own.
    ours = [at for name, at in polls.items() if name.endswith(f"@{socket.gethostname()}")]
    if not any(now - at < FRESH for at in ours):
        raise OpsError(f"worker этой машины не обслуживает очередь {settings.task_queue}")
