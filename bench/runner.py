"""Runs benchmarks one after the other; a signal ends them, and every process that they started with them."""

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from rich.console import Console

from bench.benchmark import Asked, Benchmark
from bench.machine import machine, versions
from bench.progress import Steps, bars
from bench.result import Measured, Result, Run

_LOG = logging.getLogger(__name__)

LONGEST_SECONDS = 1800.0
"""No benchmark takes longer; one that does is ended, as failed."""

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def measured(benchmarks: Sequence[Benchmark], *, quick: bool, console: Console) -> Run | None:
    """Run benchmarks and tell what they found; None where a signal ended them."""
    return asyncio.run(_until_stopped(lambda: _measured(benchmarks, quick=quick, console=console)))


async def _until_stopped(work: Callable[[], Awaitable[Run]]) -> Run | None:
    """Turn signals into a cancellation, so that blocks are left in order and end what they started."""
    task = asyncio.ensure_future(work())
    for number in _STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return None


async def _measured(benchmarks: Sequence[Benchmark], *, quick: bool, console: Console) -> Run:
    about, now, found = machine(), datetime.now(UTC), []
    with bars(console) as progress:
        for benchmark in benchmarks:
            began = time.perf_counter()
            result = await _result(benchmark, Asked(quick, Steps(progress, benchmark.name)))
            seconds = time.perf_counter() - began
            found.append(Measured(name=benchmark.name, title=benchmark.title, seconds=seconds, result=result))
    return Run(date=now, quick=quick, machine=about, versions=versions(), measured=tuple(found))


async def _result(benchmark: Benchmark, asked: Asked) -> Result:
    """What a benchmark found; one that fails is told as failed, and the others are measured all the same."""
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            return await benchmark.run(asked)
    except Exception as error:  # noqa: BLE001 -- whatever it was is told with the result
        _LOG.exception("%s failed", benchmark.name)
        return Result(failed=f"{type(error).__name__}: {error}")
