"""One visible timer a limit: reminder, then due, then late; its summary in Temporal's UI says which."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from temporalio import workflow


class Wake(NamedTuple):
    """The moment that a timer waits for, and what the UI says about it."""

    at: datetime
    summary: str


class LimitTimers:
    """The timers of all running limits, by the limits' names."""

    def __init__(self) -> None:
        """Begin without timers."""
        self._armed: dict[str, tuple[Wake, asyncio.Task[None]]] = {}
        self._fired = False

    @property
    def fired(self) -> bool:
        """Whether a timer has gone off since they were last armed."""
        return self._fired

    def arm(self, wanted: Mapping[str, Wake]) -> None:
        """Make the running timers be exactly these; one whose moment is unchanged goes on undisturbed."""
        for name in [name for name, (wake, task) in self._armed.items() if wanted.get(name) != wake or task.done()]:
            _, task = self._armed.pop(name)
            task.cancel()
        for name, alarm in wanted.items():
            if name not in self._armed:
                self._armed[name] = (alarm, asyncio.create_task(self._wait(alarm)))
        self._fired = False

    async def _wait(self, alarm: Wake) -> None:
        await workflow.sleep(max((alarm.at - workflow.now()).total_seconds(), 0), summary=alarm.summary)
        self._fired = True
