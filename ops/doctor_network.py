"""What `otklik doctor` hears when it knocks at every port."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

import httpx
from temporalio.service import RPCError

from ops import temporal_namespace, temporal_server
from ops.options import embedded
from ops.ports import is_free, reachable
from settings import Settings

_SECONDS = 3.0


class Use(StrEnum):
    """Who has a port."""

    FREE = "свободен"
    OURS = "занят Откликом"
    FOREIGN = "занят другой программой"
    FORBIDDEN = "недоступен этому пользователю"

    @property
    def foreign(self) -> bool:
        """Whether `otklik up` could not have it."""
        return self in {Use.FOREIGN, Use.FORBIDDEN}


@dataclass(frozen=True)
class Network:
    """Who has each port of the embedded mode, and how the Temporal server of the settings is."""

    api: Use
    embedded: Use
    ui: Use
    retention: timedelta | None
    worker: bool

    @classmethod
    async def look(cls, settings: Settings) -> Self:
        """Ask everybody."""
        retention, worker = await _temporal(settings)
        here, _ = await _temporal(embedded(settings))
        api = f"http://{reachable(settings.api_host)}:{settings.api_port}/healthz"
        ui = f"http://{temporal_server.HOST}:{settings.ui_port}/"
        return cls(
            api=await _use(settings.api_host, settings.api_port, ours=await _serves(api)),
            embedded=await _use(temporal_server.HOST, settings.temporal_port, ours=here is not None),
            ui=await _use(temporal_server.HOST, settings.ui_port, ours=here is not None and await _serves(ui)),
            retention=retention,
            worker=worker,
        )


async def _temporal(settings: Settings) -> tuple[timedelta | None, bool]:
    client = await temporal_namespace.connect(settings)
    if client is None:
        return None, False
    try:
        return await temporal_namespace.retention(client), await temporal_namespace.worker_polls(
            client, settings.task_queue
        )
    except RPCError:
        return None, False


async def _use(host: str, number: int, *, ours: bool) -> Use:
    try:
        free = await asyncio.to_thread(is_free, host, number)
    except OSError:
        return Use.FORBIDDEN
    if free:
        return Use.FREE
    return Use.OURS if ours else Use.FOREIGN


async def _serves(url: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
            return (await client.get(url)).is_success
    except httpx.TransportError:
        return False
