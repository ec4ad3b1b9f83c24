"""How lives a second grow with the number of workers, on one server and one machine."""

from collections.abc import Sequence

from bench.benchmark import Asked, Benchmark
from bench.lives import live, side_by_side
from bench.rate import Side
from bench.result import Detail, Figure, Result
from bench.samples import median
from bench.town import town

MOST = 3
_ROUNDS = 3
_WARM_UP = 20


async def run(asked: Asked) -> Result:
    """Measure with one worker, then start another, and measure again."""
    lives, rates = asked.size(120, 15), []
    async with town() as place:
        for number in range(1, MOST + 1):
            await place.start_worker(name=f"worker {number}")
            side = Side(live)
            with asked.steps.counting(f"lives, {number} workers", _WARM_UP + _ROUNDS * lives) as done:
                await side_by_side([lambda: live(place)] * _WARM_UP, done)
                for _ in range(_ROUNDS):
                    await side.round(place, lives, done)
            rates.append(median(side.rates))
    return _result(rates)


def _result(rates: Sequence[float]) -> Result:
    figure = Figure(
        name=f"full lives a second, {len(rates)} workers",
        against="1 worker",
        unit="1/s",
        ours=rates[-1],
        theirs=rates[0],
    )
    rows = tuple((str(number), f"{rate:.1f}") for number, rate in enumerate(rates, 1))
    detail = Detail(title="Growth with workers", headings=("workers", "lives a second"), rows=rows)
    return Result(figures=(figure,), details=(detail,))


BENCHMARK = Benchmark("workers", "Growth with workers", run)
