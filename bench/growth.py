"""How cost grows with the number of open cases: lives a second and approvals beside few and beside many."""

from dataclasses import dataclass

import httpx

from bench.approve import OPTIONS, Front, coordinator, in_review
from bench.benchmark import Asked, Benchmark
from bench.lives import live, open_case, side_by_side
from bench.memory import resident
from bench.progress import Steps
from bench.rate import Side
from bench.result import Detail, Figure, Result
from bench.samples import median, quantile
from bench.town import Town, town
from ops.processes import Child

_ROUNDS = 2
_WARM_UP = 10


@dataclass(frozen=True)
class Level:
    """What was measured beside so many open cases."""

    open: int
    rate: float
    p50: float
    p99: float
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

    async def level(self, number: int) -> Level:
        """Lead lives and give approvals beside what is open."""
        side, approvals = Side(live), _WARM_UP + self.approvals
        with self.steps.counting("lives and approvals", _ROUNDS * self.lives + approvals) as done:
            for _ in range(_ROUNDS):
                await side.round(self.place, self.lives, done)
            approving = Front(self.front, await in_review(self.place, approvals, done), {})
            await approving.load(_WARM_UP)
            approving.seconds.clear()
            await approving.load(self.approvals)
        p50, p99 = (quantile(approving.seconds, share) * 1000 for share in (0.5, 0.99))
        return Level(number, median(side.rates), p50, p99, await resident(self.worker))


async def run(asked: Asked) -> Result:
    """Measure, open many more cases, and measure the same again."""
    levels: list[Level] = []
    opened = 0
    async with town() as place:
        worker = await place.start_worker()
        async with httpx.AsyncClient(base_url=await place.start_api(), headers=coordinator(place), **OPTIONS) as front:
            await side_by_side([lambda: live(place)] * _WARM_UP, lambda: None)
            measuring = _Measuring(place, worker, front, asked.steps, asked.size(80, 10), asked.size(300, 20))
            for number in (asked.size(100, 10), asked.size(5000, 60)):
                with asked.steps.counting("open cases", number - opened) as done:
                    await side_by_side([lambda: open_case(place)] * (number - opened), done)
                opened = number
                levels.append(await measuring.level(number))
    few, many = levels
    return _result(few, many)


def _result(few: Level, many: Level) -> Result:
    beside, against = f"beside {many.open:,} open cases", f"beside {few.open:,}"
    figures = (
        Figure(name=f"full lives a second {beside}", against=against, unit="1/s", ours=many.rate, theirs=few.rate),
        Figure(name=f"p99 of an approval {beside}", against=against, unit="ms", ours=many.p99, theirs=few.p99),
    )
    rows = tuple(
        (f"{level.open:,}", f"{level.rate:.1f}", f"{level.p50:.1f}", f"{level.p99:.1f}", f"{level.memory:.0f}")
        for level in (few, many)
    )
    headings = ("open cases", "lives a second", "approval p50, ms", "approval p99, ms", "worker, MB")
    return Result(figures=figures, details=(Detail(title="Growth with open cases", headings=headings, rows=rows),))


BENCHMARK = Benchmark("growth", "Growth with open cases", run)
