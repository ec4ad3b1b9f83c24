"""Memory of a worker that holds so many open messages, against one that holds a tenth of them."""

import asyncio

import psutil

from bench.benchmark import Asked, Benchmark
from bench.lives import live, open_case, side_by_side
from bench.progress import Done
from bench.result import Detail, Figure, Result
from bench.town import Town, town
from ops.processes import Child

LINEAR = 1.05
"""At most in proportion; a resident size is no finer than that."""
_WARM_UP = 20
_SETTLE_SECONDS = 3.0
_TIMES = 10
_THOUSAND = 1000


async def run(asked: Asked) -> Result:
    """Open messages in one worker that forgets none, and look at its memory on the way."""
    few = asked.size(500, 30)
    many = _TIMES * few
    async with town() as place:
        worker = await place.start_worker("bench.roomy_worker")
        with asked.steps.counting("open messages", many) as done:
            await side_by_side([lambda: live(place)] * _WARM_UP, lambda: None)
            empty = await resident(worker)
            with_few = await _after_opening(place, worker, few, done) - empty
            with_many = await _after_opening(place, worker, many - few, done) - empty
    figure = Figure(
        name=f"memory of a worker for 1,000 open messages, of {many:,}",
        against=f"the same, of {few:,}",
        unit="MB",
        ours=with_many / many * _THOUSAND,
        theirs=with_few / few * _THOUSAND,
        at_most=LINEAR,
    )
    rows = (("0", f"{empty:.0f}"), (f"{few:,}", f"{empty + with_few:.0f}"), (f"{many:,}", f"{empty + with_many:.0f}"))
    detail = Detail(title="Resident memory of a worker, MB", headings=("open messages, all held", "MB"), rows=rows)
    return Result(figures=(figure,), details=(detail,))


async def _after_opening(place: Town, worker: Child, number: int, done: Done) -> float:
    await side_by_side([lambda: open_case(place)] * number, done)
    return await resident(worker)


async def resident(worker: Child) -> float:
    """The resident memory of a process in MB, once it has settled."""
    await asyncio.sleep(_SETTLE_SECONDS)
    return float(psutil.Process(worker.pid).memory_info().rss) / 1e6


BENCHMARK = Benchmark("memory", "Memory of a worker", run)
