"""History events of one life, against the bare workflow: what Temporal stores of a message, by type of event."""

from collections import Counter
from dataclasses import dataclass

from temporalio.api.enums.v1 import EventType

from bench.benchmark import Asked, Benchmark
from bench.lives import Handle, live, live_bare
from bench.result import Compared, Detail, Figure, Result
from bench.town import town

REACH = 28
_PREFIX = "EVENT_TYPE_"


@dataclass(frozen=True)
class History:
    """How many events of each type a history has, and their bytes on the wire."""

    counts: Counter[str]
    sizes: Counter[str]

    @classmethod
    async def of(cls, handle: Handle) -> "History":
        """Count the events of a workflow."""
        counts, sizes = Counter[str](), Counter[str]()
        async for event in handle.fetch_history_events():
            name = EventType.Name(event.event_type).removeprefix(_PREFIX).lower()
            counts[name] += 1
            sizes[name] += event.ByteSize()
        return cls(counts, sizes)


async def run(asked: Asked) -> Result:
    """Lead one life of each kind, alone, and count."""
    async with town() as place:
        await place.start_worker()
        await place.start_bare_worker()
        with asked.steps.counting("histories", 2) as done:
            ours = await History.of(await live(place))
            done()
            theirs = await History.of(await live_bare(place))
            done()
    figures = (
        _figure("history events of a life", ours.counts, theirs.counts, "events", REACH),
        _figure("history bytes of a life", ours.sizes, theirs.sizes, "bytes", None),
    )
    return Result(figures=figures, details=(_by_type(ours, theirs),))


def _figure(name: str, ours: Counter[str], theirs: Counter[str], unit: str, at_most: float | None) -> Figure:
    return Figure(
        name=name,
        against="bare workflow, as many updates",
        unit=unit,
        ours=ours.total(),
        theirs=theirs.total(),
        compared=Compared.EXTRA,
        at_most=at_most,
    )


def _by_type(ours: History, theirs: History) -> Detail:
    rows = [
        (name, str(ours.counts[name]), str(theirs.counts[name]), str(ours.sizes[name]), str(theirs.sizes[name]))
        for name, _ in (ours.counts | theirs.counts).most_common()
    ]
    return Detail(
        title="History events by type",
        headings=("event", "ours", "bare", "our bytes", "bare bytes"),
        rows=tuple(rows),
    )


BENCHMARK = Benchmark("events", "History events of a life", run)
