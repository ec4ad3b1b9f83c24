"""``python -m bench.bare_worker``: a worker of the bare workflows, with the same sandbox and converter as ours."""

import asyncio
import signal

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from bench.bare import TASK_QUEUE, BareMessage, BareTimer
from settings import Settings
from worker import sandbox


async def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    client = await Client.connect(
        settings.temporal_address, namespace=settings.temporal_namespace, data_converter=pydantic_data_converter
    )
    async with Worker(client, task_queue=TASK_QUEUE, workflows=[BareMessage, BareTimer], workflow_runner=sandbox()):
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(run(Settings()))
