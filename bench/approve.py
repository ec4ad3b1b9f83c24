"""How long an approval takes over REST at ten a second, against a bare FastAPI route doing one update.

The clock of each request starts when it is due, not when it is sent: one that has to wait for an earlier one is slow.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.benchmark import Asked, Benchmark
from bench.lives import COMMANDS, begin, begin_bare, give, side_by_side
from bench.progress import Done
from bench.result import Detail, Figure, Result
from bench.samples import quantile
from bench.town import Town, town
from domain.terms import CommandName, Role
from ops import tokens

REACH = 1.5
A_SECOND = 10
_BEFORE = (CommandName.ROUTE, CommandName.SUBMIT_DRAFT)
_REQUEST_SECONDS = 30.0
_WARM_UP = 5
OPTIONS: Mapping[str, Any] = {"timeout": _REQUEST_SECONDS, "trust_env": False}
"""A client that waits long and asks no proxy of the environment."""

_P = (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0))


@dataclass
class Front:
    """One address and what is posted there, one path after the other; ``seconds`` are the times measured."""

    client: httpx.AsyncClient
    paths: list[str]
    body: dict[str, Any]
    seconds: list[float] = field(default_factory=list)

    async def load(self, requests: int) -> None:
        """Post so many requests at the pace, whether earlier ones are answered or not."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.TaskGroup() as group:
            for number in range(requests):
                due = began + number / A_SECOND
                await asyncio.sleep(max(0.0, due - loop.time()))
                group.create_task(self._post(due))

    async def _post(self, due: float) -> None:
        answer = await self.client.post(self.paths.pop(), json=self.body)
        answer.raise_for_status()
        self.seconds.append(asyncio.get_running_loop().time() - due)


async def run(asked: Asked) -> Result:
    """Load both sides in turns."""
    rounds, requests = asked.size(6, 2), asked.size(100, 20)
    each = _WARM_UP + rounds * requests
    async with town() as place:
        await place.start_worker()
        await place.start_bare_worker()
        ours = httpx.AsyncClient(base_url=await place.start_api(), headers=coordinator(place), **OPTIONS)
        theirs = httpx.AsyncClient(base_url=await place.start_bare_api(), **OPTIONS)
        async with ours, theirs:
            with asked.steps.counting("cases in review", 2 * each) as done:
                approvals = await in_review(place, each, done)
                acts = await side_by_side([lambda: _bare_path(place)] * each, done)
            sides = (Front(ours, approvals, {}), Front(theirs, acts, {}))
            with asked.steps.counting(f"requests, {A_SECOND} a second", 2 * rounds * requests) as done:
                await _take_turns(sides, rounds, requests, done)
    return _result(sides[0].seconds, sides[1].seconds)


async def _take_turns(sides: Sequence[Front], rounds: int, requests: int, done: Done) -> None:
    for side in sides:
        await side.load(_WARM_UP)
        side.seconds.clear()
    for _ in range(rounds):
        for side in sides:
            await side.load(requests)
            for _ in range(requests):
                done()


async def in_review(place: Town, number: int, done: Done) -> list[str]:
    """Bring so many messages to where they wait for approval; answers the paths of their approvals."""

    async def one() -> str:
        handle = await begin(place)
        await give(handle, *_BEFORE)
        return f"/api/v1/messages/{handle.id.removeprefix('message-')}/{CommandName.APPROVE}"

    return await side_by_side([one] * number, done)


async def _bare_path(place: Town) -> str:
    handle = await begin_bare(place.client, len(COMMANDS))
    return f"/act/{handle.id}"


def coordinator(place: Town) -> dict[str, str]:
    """The header of a coordinator's token."""
    token = tokens.issue(place.settings, person="ivanova", roles=[Role.COORDINATOR])
    return {"Authorization": f"Bearer {token}"}


def _result(ours: Sequence[float], theirs: Sequence[float]) -> Result:
    figure = Figure(
        name=f"p99 of an approval over REST, {A_SECOND} a second",
        against="bare FastAPI route, one update",
        unit="ms",
        ours=quantile(ours, 0.99) * 1000,
        theirs=quantile(theirs, 0.99) * 1000,
        at_most=REACH,
    )
    rows = tuple(
        (name, f"{quantile(ours, share) * 1000:.1f}", f"{quantile(theirs, share) * 1000:.1f}") for name, share in _P
    )
    detail = Detail(title=f"Latency of {len(ours)} requests, ms", headings=("", "ours", "bare"), rows=rows)
    return Result(figures=(figure,), details=(detail,))


BENCHMARK = Benchmark("approve", "Approval over REST", run)
