"""Work side by side, results in order."""

import asyncio
from contextlib import aclosing

import pytest

from importing.in_order import in_order


async def test_results_come_in_order_and_few_at_once() -> None:
    """However long each takes, results keep the order of the items, and never more than so many run."""
    running = most = 0

    async def work(number: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001 * (7 - number % 7))
        running -= 1
        return number

    assert [item async for item in in_order(range(230), work, 5)] == list(range(230))
    assert most == 5


async def test_failure_ends_all() -> None:
    """What one of them raises comes out, and nothing goes on in the background."""

    async def work(number: int) -> int:
        await asyncio.sleep(60 if number > 2 else 0.01)
        if number == 2:
            raise ValueError("второй")
        return number

    before = asyncio.all_tasks()
    with pytest.raises(ValueError, match="второй"):
        async for _ in in_order(range(10), work, 4):
            pass

    assert asyncio.all_tasks() == before


async def test_leaving_the_loop_ends_all() -> None:
    """Whoever stops listening leaves no work behind."""
    cancelled: list[int] = []

    async def work(number: int) -> int:
        try:
            await asyncio.sleep(60 if number else 0)
        except asyncio.CancelledError:
            cancelled.append(number)
            raise
        return number

    async with aclosing(in_order(range(10), work, 3)) as results:
        async for _ in results:
            await asyncio.sleep(0)
            break

    assert cancelled == [1, 2]
