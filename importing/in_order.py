"""Works on many rows at once and hands the results out in the order of the rows."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")

_TAKEN_AT_ONCE = 100


async def in_order(
    items: Iterable[_Item], work: Callable[[_Item], Awaitable[_Done]], at_once: int
) -> AsyncGenerator[_Done, None]:
    """Do the work on each item, ``at_once`` side by side; items are taken in a thread, a few at a time.

    What one of them raises ends all, as does leaving the loop.
    """
    running: deque[asyncio.Task[_Done]] = deque()
    try:
        source = iter(items)
        while taken := await asyncio.to_thread(_take, source):
            for item in taken:
                running.append(asyncio.ensure_future(work(item)))
                if len(running) >= at_once:
                    yield await running.popleft()
        while running:
            yield await running.popleft()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _take(source: Iterator[_Item]) -> list[_Item]:
    return list(islice(source, _TAKEN_AT_ONCE))
