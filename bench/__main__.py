"""``python -m bench``: all benchmarks, or those that are named; ``make bench`` runs all."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bench import approve, events, growth, herd, memory, pages, rate, workers, worktime
from bench.benchmark import Benchmark
from bench.document import DOCUMENT, write_document
from bench.report import newest, show, written
from bench.runner import measured
from settings import PREFIX

BENCHMARKS: Sequence[Benchmark] = (
    worktime.BENCHMARK,
    events.BENCHMARK,
    rate.BENCHMARK,
    approve.BENCHMARK,
    herd.BENCHMARK,
    pages.BENCHMARK,
    memory.BENCHMARK,
    growth.BENCHMARK,
    workers.BENCHMARK,
)
_INTERRUPTED = 130


def main() -> int:
    """Measure, print and write; 1 where a figure is not reached, 130 where a signal ended it."""
    parser = _arguments()
    asked = parser.parse_args()
    known = {benchmark.name for benchmark in BENCHMARKS}
    if unknown := set(asked.names) - known:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    console = Console()
    if asked.document:
        write_document(newest())
        console.print(f"{_shown(DOCUMENT)} is written")
        return 0
    _forget_settings()
    chosen = [benchmark for benchmark in BENCHMARKS if not asked.names or benchmark.name in asked.names]
    run = measured(chosen, quick=asked.quick, console=console)
    if run is None:
        console.print("stopped; nothing is written")
        return _INTERRUPTED
    show(run, console)
    console.print(f"written to {_shown(written(run))}")
    return 0 if run.reached else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = ", ".join(benchmark.name for benchmark in BENCHMARKS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these benchmarks, of: {names}")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that everything works")
    parser.add_argument("--document", action="store_true", help="measure nothing; write the newest run into docs/")
    return parser


def _forget_settings() -> None:
    """What is measured has settings of its own, whatever this shell has set for another installation."""
    for name in [name for name in os.environ if name.startswith(PREFIX) and not name.startswith("OTKLIK_BENCH_")]:
        del os.environ[name]
    # It would take the workflows out of their sandbox.
    os.environ.pop("TEMPORAL_DEBUG", None)


def _shown(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


if __name__ == "__main__":
    sys.exit(main())
