"""What our workflows are measured against: workflows on the same server that do nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from temporalio import workflow

TASK_QUEUE = "bare"


@workflow.defn
class BareMessage:
    """Takes so many updates and ends."""

    @workflow.init
    def __init__(self, updates: int) -> None:
        """Nothing has come yet."""
        self._left = updates

    @workflow.run
    async def run(self, updates: int) -> None:
        """Wait for the last update."""
        del updates
        await workflow.wait_condition(lambda: self._left <= 0 and workflow.all_handlers_finished())

    @workflow.update
    def act(self, payload: Mapping[str, Any]) -> int:
        """Do nothing; answer how many updates are still to come."""
        del payload
        self._left -= 1
        return self._left


@workflow.defn
class BareTimer:
    """Waits for one moment."""

    @workflow.run
    async def run(self, until: datetime) -> datetime:
        """Say when the timer went off."""
        await workflow.sleep(max(0.0, (until - workflow.now()).total_seconds()))
        return workflow.now()
