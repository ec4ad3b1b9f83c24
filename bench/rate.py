"""Full lives a second, against a bare workflow that takes as many updates and does nothing."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from sqlmodel import col, func, select

from bench.benchmark import Asked, Benchmark
from bench.lives import Handle, live, live_bare, side_by_side
from bench.progress import Done
from bench.result import Detail, Figure, Result
from bench.samples import median
from bench.town import Town, town
from db.tables import JournalRow, MessageRow
from domain.terms import State
from ops.database import reading

REACH = 0.5
_WARM_UP = 10
_ROUNDS = 3
ENTRIES = 5
"""What a life writes into the journal at least: its registration and its four commands."""


@dataclass
class Side:
    """What was measured of one side: lives a second of each round, and processor time by process."""

    live: Callable[[Town], Awaitable[Handle]]
    rates: list[float] = field(default_factory=list)
    lives: int = 0
    cpu: dict[str, float] = field(default_factory=dict)

    async def warm_up(self, place: Town, done: Done) -> None:
        """Lead some lives that do not count."""
        await side_by_side([lambda: self.live(place)] * _WARM_UP, done)

    async def round(self, place: Town, lives: int, done: Done) -> None:
        """Lead so many lives, a few side by side, and note what they took."""
        before, began = _cpu(place), time.perf_counter()
        await side_by_side([lambda: self.live(place)] * lives, done)
        self.rates.append(lives / (time.perf_counter() - began))
        self.lives += lives
        for name, used in _cpu(place).items():
            self.cpu[name] = self.cpu.get(name, 0.0) + used - before[name]

    def milliseconds(self, name: str) -> float:
        """The processor time of a process for one life."""
        return self.cpu[name] / self.lives * 1000


class UnfinishedError(Exception):
    """The lives are over and the read model does not say so."""


async def run(asked: Asked) -> Result:
    """Measure in rounds that take turns."""
    lives = asked.size(150, 20)
    ours, theirs = Side(live), Side(live_bare)
    async with town() as place:
        await place.start_worker()
        await place.start_bare_worker()
        with asked.steps.counting("lives", 2 * (_WARM_UP + _ROUNDS * lives)) as done:
            for side in (ours, theirs):
                await side.warm_up(place, done)
            for _ in range(_ROUNDS):
                await ours.round(place, lives, done)
                await theirs.round(place, lives, done)
        check_recorded(place, _WARM_UP + ours.lives)
    figure = Figure(
        name="full lives a second",
        against="bare workflow, as many updates",
        unit="1/s",
        ours=median(ours.rates),
        theirs=median(theirs.rates),
        at_least=REACH,
    )
    return Result(figures=(figure,), details=(_where(ours, theirs),))


def check_recorded(place: Town, lives: int) -> None:
    """Make sure that the read model has every life closed, with its journal whole; raises UnfinishedError."""
    with reading(place.settings) as session:
        closed = select(func.count()).select_from(MessageRow).where(MessageRow.state == State.CLOSED)
        entries = (
            select(func.count())
            .select_from(JournalRow)
            .join(MessageRow, col(JournalRow.message_id) == col(MessageRow.id))
            .where(MessageRow.state == State.CLOSED)
        )
        found, written = session.exec(closed).one(), session.exec(entries).one()
    if found < lives or written < lives * ENTRIES:
        raise UnfinishedError(f"{lives} lives are over; the read model has {found} of them and {written} entries")


def _cpu(place: Town) -> Mapping[str, float]:
    return {**place.cpu_seconds(), "driver": time.process_time()}


def _where(ours: Side, theirs: Side) -> Detail:
    names = {"server": "server", "worker": "bare worker", "driver": "driver"}
    rows = [
        (mine, f"{ours.milliseconds(mine):.1f}", f"{theirs.milliseconds(other):.1f}") for mine, other in names.items()
    ]
    return Detail(
        title="Processor time of one life, ms",
        headings=("process", "ours", "bare"),
        rows=(*rows, ("lives a second, each round", _list(ours.rates), _list(theirs.rates))),
    )


def _list(rates: list[float]) -> str:
    return ", ".join(f"{rate:.1f}" for rate in rates)


BENCHMARK = Benchmark("lives", "Full lives a second", run)
