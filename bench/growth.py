"""How cost grows with the number of open cases: lives, approvals and the oldest cases' next step beside few and many.

The oldest of many have left the worker's memory, so that their next step begins with a replay of their history.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import httpx

from bench.approve import OPTIONS, Front, coordinator, in_review
from bench.benchmark import Asked, Benchmark
from bench.lives import Handle, give, live, open_case, side_by_side
from bench.memory import resident
from bench.progress import Done, Steps
from bench.rate import Side
from bench.result import Detail, Figure, Result
from bench.samples import median, quantile
from bench.town import Town, town
from domain.terms import CommandName
from ops.processes import Child

_ROUNDS = 2
_WARM_UP = 10


class Times(NamedTuple):
    """What half and what 99 of 100 did not exceed, in milliseconds."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """Sum samples up."""
        return cls(*(quantile(seconds, share) * 1000 for share in (0.5, 0.99)))

    def cells(self) -> tuple[str, ...]:
        """As a table shows them."""
        return tuple(f"{value:.1f}" for value in self)


@dataclass(frozen=True)
class Level:
    """What was measured beside so many open cases."""

    open: int
    rate: float
    approval: Times
    oldest: Times
    memory: float


@dataclass(frozen=True)
class _Measuring:
    """Where and how much is measured at each level."""

    place: Town
    worker: Child
    front: httpx.AsyncClient
    steps: Steps
    lives: int
    approvals: int

    async def level(self, number: int, oldest: Sequence[Handle]) -> Level:
        """Lead lives, give approvals and take the oldest cases a step on, beside what is open."""
        side, approvals = Side(live), _WARM_UP + self.approvals
        with self.steps.counting("lives and approvals", _ROUNDS * self.lives + approvals) as done:
            for _ in range(_ROUNDS):
                await side.round(self.place, self.lives, done)
            approving = Front(self.front, await in_review(self.place, approvals, done), {})
            await approving.load(_WARM_UP)
            approving.seconds.clear()
            await approving.load(self.approvals)
        with self.steps.counting("the oldest cases", len(oldest)) as done:
            steps = [await _step(handle, done) for handle in oldest]
        approval, older = Times.of(approving.seconds), Times.of(steps)
        return Level(number, median(side.rates), approval, older, await resident(self.worker))


async def _step(handle: Handle, done: Done) -> float:
    """Hand a draft in; answers the seconds that it took."""
    began = time.perf_counter()
    await give(handle, CommandName.SUBMIT_DRAFT)
    done()
    return time.perf_counter() - began


async def run(asked: Asked) -> Result:
    """Measure, open many more cases, and measure the same again."""
    levels: list[Level] = []
    opened: list[Handle] = []
    size = asked.size(50, 5)
    async with town() as place:
        worker = await place.start_worker()
        async with httpx.AsyncClient(base_url=await place.start_api(), headers=coordinator(place), **OPTIONS) as front:
            await side_by_side([lambda: live(place)] * _WARM_UP, lambda: None)
            measuring = _Measuring(place, worker, front, asked.steps, asked.size(80, 10), asked.size(300, 20))
            for number in (asked.size(100, 10), asked.size(5000, 60)):
                more = number - len(opened)
                with asked.steps.counting("open cases", more) as done:
                    opened += await side_by_side([lambda: open_case(place)] * more, done)
                oldest = opened[size * len(levels) :][:size]
                levels.append(await measuring.level(number, oldest))
    few, many = levels
    return _result(few, many)


def _result(few: Level, many: Level) -> Result:
    beside, against = f"beside {many.open:,} open cases", f"beside {few.open:,}"
    figures = (
        Figure(name=f"full lives a second {beside}", against=against, unit="1/s", ours=many.rate, theirs=few.rate),
        Figure(
            name=f"p99 of an approval {beside}",
            against=against,
            unit="ms",
            ours=many.approval.p99,
            theirs=few.approval.p99,
        ),
        Figure(
            name=f"p50 of a step of the oldest {beside}",
            against=against,
            unit="ms",
            ours=many.oldest.p50,
            theirs=few.oldest.p50,
        ),
    )
    rows = tuple(
        (
            f"{level.open:,}",
            f"{level.rate:.1f}",
            *level.approval.cells(),
            *level.oldest.cells(),
            f"{level.memory:.0f}",
        )
        for level in (few, many)
    )
    headings = (
        "open cases",
        "lives a second",
        "approval p50, ms",
        "approval p99, ms",
        "oldest's step p50, ms",
        "oldest's step p99, ms",
        "worker, MB",
    )
    return Result(figures=figures, details=(Detail(title="Growth with open cases", headings=headings, rows=rows),))


BENCHMARK = Benchmark("growth", "Growth with open cases", run)
