"""Taking turns at something that only so many may use at a time; the others wait, in the order in which they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    """A queue for each name; one that nobody stands in is forgotten."""

    def __init__(self, at_once: int) -> None:
        """So many at once for each name."""
        self._at_once = at_once
        self._queues: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def __len__(self) -> int:
        """How many names are in use."""
        return len(self._queues)

    @asynccontextmanager
    async def of(self, name: str, patience: float) -> AsyncIterator[None]:
        """Wait for a turn and have it for the block; raises TimeoutError where it does not come in so many seconds."""
        queue = self._queues.setdefault(name, asyncio.Semaphore(self._at_once))
        async with asyncio.timeout(patience):
            await queue.acquire()
        try:
            yield
        finally:
            queue.release()
