"""Taking turns."""

import asyncio

import pytest

from api.turns import Turns


async def _take(turns: Turns, name: str, number: int, seen: list[int]) -> int:
    """Have a turn, and count how many have one; gives the count."""
    async with turns.of(name, 60):
        seen.append(number)
        at_once = len(seen)
        await asyncio.sleep(0)
        seen.remove(number)
    return at_once


async def test_only_so_many_at_once() -> None:
    """Of all who come together so many have a turn at any moment, and all have had one in the end."""
    turns, seen = Turns(3), list[int]()

    at_once = await asyncio.gather(*(_take(turns, "a", number, seen) for number in range(20)))

    assert max(at_once) == 3
    assert len(at_once) == 20


async def test_first_come_first_served() -> None:
    """Turns are given in the order in which they were asked for."""
    turns, had = Turns(1), list[int]()

    async def take(number: int) -> None:
        async with turns.of("a", 60):
            await asyncio.sleep(0)
            had.append(number)

    await asyncio.gather(*(take(number) for number in range(10)))

    assert had == list(range(10))


async def test_names_have_nothing_to_do_with_each_other() -> None:
    """A name that is busy holds nobody up who asks for another, and names that are idle take no memory."""
    turns = Turns(1)
    async with turns.of("a", 60):
        async with asyncio.timeout(1), turns.of("b", 60):
            assert len(turns) == 2
        waiting = asyncio.create_task(_take(turns, "a", 1, []))
        await asyncio.sleep(0.01)
        assert not waiting.done()
    await waiting

    assert len(turns) == 0


async def test_patience_ends() -> None:
    """Who does not get a turn in time hears it, and those behind are served."""
    turns = Turns(1)
    async with turns.of("a", 60):
        with pytest.raises(TimeoutError):
            async with turns.of("a", 0.01):
                raise AssertionError("two at once")
        waiting = asyncio.create_task(_take(turns, "a", 1, []))
        await asyncio.sleep(0)
    assert await waiting == 1
