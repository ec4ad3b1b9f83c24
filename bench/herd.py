"""Limits that end in the same second, as at nine in the morning: how late they are noticed, against bare timers.

The lag is told by the workflows' own clocks: from the moment of the limit to the step that judges it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bench.benchmark import Asked, Benchmark
from bench.lives import Handle, begin, begin_bare_timer, side_by_side
from bench.progress import Done
from bench.regulations import MEASURED
from bench.result import Detail, Figure, Result
from bench.samples import median, quantile
from bench.town import Town, town
from db.tables import JournalRow
from domain.terms import Action
from ops.database import reading

REACH = 1.5
LIMIT = "route"
"""The limit that is let run out: half an hour from the detection."""

_TRIAL = 40
_SPARE_SECONDS = 5.0
_SLOWER = 2.0
"""How much slower than in the trial the start of a whole herd may be."""

_PATIENCE = timedelta(minutes=5)
_POLL_SECONDS = 0.5
_P = (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0))


_ANY = "__temporal_workflow_metadata"
"""A query that every workflow answers, once it has taken its first step."""

_FAR = timedelta(minutes=20)
"""So long do the workflows of a trial wait."""


class TooSlowError(Exception):
    """The herd was not together when its moment came, or its last limit was not noticed in time."""


@dataclass(frozen=True)
class Herd:
    """The lags of one herd in seconds, of our limits and of bare timers."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]


async def run(asked: Asked) -> Result:
    """Let a small herd run several times and a large one once."""
    small, rounds, large = asked.size(500, 60), asked.size(1, 1), asked.size(2000, 120)
    async with town() as place:
        await place.start_worker()
        await place.start_bare_worker()
        with asked.steps.counting("limits and timers", 2 * (rounds * small + large)) as done:
            herds = [await _herd(place, small, done) for _ in range(rounds)]
            nine_o_clock = await _herd(place, large, done)
    figures = (
        _figure(f"p99 lag of {small} limits of one second", f"bare, {small} timers", herds, REACH),
        _figure(f"p99 lag of {large} limits at 9:00", f"bare, {large} timers", [nine_o_clock], None),
    )
    sizes = ((small, herds), (large, [nine_o_clock]))
    return Result(figures=figures, details=tuple(_detail(size, found) for size, found in sizes))


async def _herd(place: Town, size: int, done: Done) -> Herd:
    """One herd of each kind; bare first, then ours."""

    async def timer(until: datetime) -> Handle:
        return await begin_bare_timer(place.client, until)

    async def message(until: datetime) -> Handle:
        return await begin(place, until - _length(place))

    moment, timers = await _together(timer, size, done)
    await asyncio.sleep((moment - datetime.now(UTC)).total_seconds())
    # A few at a time: who waits for a result is one of the pollers that the server counts.
    fired: Sequence[datetime] = await side_by_side([handle.result for handle in timers], lambda: None)
    theirs = tuple((at - moment).total_seconds() for at in fired)
    moment, messages = await _together(message, size, done)
    return Herd(await _noticed(place, [handle.id.removeprefix("message-") for handle in messages], moment), theirs)


async def _together(
    start: Callable[[datetime], Awaitable[Handle]], size: int, done: Done
) -> tuple[datetime, list[Handle]]:
    """Start workflows that all wait for one moment, chosen by how long a few of them took to start."""
    began = time.perf_counter()
    far = datetime.now(UTC) + _FAR
    await side_by_side([lambda: _waiting(start, far)] * _TRIAL, lambda: None)
    each = (time.perf_counter() - began) / _TRIAL
    moment = (datetime.now(UTC) + timedelta(seconds=each * size * _SLOWER + _SPARE_SECONDS)).replace(microsecond=0)
    handles = await side_by_side([lambda: _waiting(start, moment)] * size, done)
    if datetime.now(UTC) >= moment:
        raise TooSlowError(f"{size} could not be started before {moment:%H:%M:%S}")
    return moment, handles


async def _waiting(start: Callable[[datetime], Awaitable[Handle]], until: datetime) -> Handle:
    """Start a workflow and see it wait: one that is only on the server's list is no part of the herd yet."""
    handle = await start(until)
    await handle.query(_ANY)
    return handle


def _length(place: Town) -> timedelta:
    rule = place.library.versions(MEASURED)[-1].flow("main").limit(LIMIT)
    return rule.duration.duration


async def _noticed(place: Town, ids: Sequence[str], moment: datetime) -> tuple[float, ...]:
    """Wait until the journal has every breach; answers how late each was noticed."""
    wanted, deadline = set(ids), moment + _PATIENCE
    missed = select(JournalRow.message_id, JournalRow.recorded_at).where(
        JournalRow.action == Action.LIMIT_MISSED, col(JournalRow.at) == moment
    )
    while datetime.now(UTC) < deadline:
        with reading(place.settings) as session:
            found = {message: at for message, at in session.exec(missed) if message in wanted}
        if len(found) == len(wanted):
            return tuple((at - moment).total_seconds() for at in found.values())
        await asyncio.sleep(_POLL_SECONDS)
    raise TooSlowError(f"{len(found)} of {len(wanted)} breaches were noticed within {_PATIENCE}")


def _figure(name: str, against: str, herds: Sequence[Herd], at_most: float | None) -> Figure:
    return Figure(
        name=name,
        against=against,
        unit="s",
        ours=median(quantile(herd.ours, 0.99) for herd in herds),
        theirs=median(quantile(herd.theirs, 0.99) for herd in herds),
        at_most=at_most,
    )


def _detail(size: int, herds: Sequence[Herd]) -> Detail:
    rows = tuple(
        (
            name,
            f"{median(quantile(herd.ours, share) for herd in herds):.2f}",
            f"{median(quantile(herd.theirs, share) for herd in herds):.2f}",
        )
        for name, share in _P
    )
    return Detail(title=f"Lag of {size} limits of one second, s", headings=("", "ours", "bare"), rows=rows)


BENCHMARK = Benchmark("herd", "Limits that end together", run)
