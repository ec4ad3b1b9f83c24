"""Several runs of the lab, side by side where there is work enough for several processors; the result is the same."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import NamedTuple

from domain.lab import Arrival, RunFigures, Staff, Town, figures, live
from domain.lab.life import Life
from domain.lifecycle import rules_from

_WORTH_A_PROCESS = 2_000
"""Lives for which a process of their own is worth its start."""

_BETWEEN_LOOKS_SECONDS = 0.2
_AT_A_TIME = 20
"""How many lives a process ends before it says so."""


class Packed(NamedTuple):
    """A town on its way to another process: texts, which a process decodes once."""

    regulation: str
    calendar: str
    flow: str
    staff: str
    seed: int

    @classmethod
    def of(cls, town: Town) -> "Packed":
        """Pack a town."""
        return cls(
            town.rules.regulation.model_dump_json(exclude_defaults=True),
            town.rules.time.snapshot.model_dump_json(),
            town.flow,
            town.staff.model_dump_json(exclude_defaults=True),
            town.seed,
        )

    def town(self) -> Town:
        """Unpack it."""
        rules = rules_from(self.regulation, self.calendar)
        return Town(rules, self.flow, Staff.model_validate_json(self.staff), self.seed)


def run_all(
    towns: Sequence[Town], arrivals: Sequence[Arrival], more: Callable[[int], None], processes: int | None = None
) -> list[RunFigures]:
    """The figures of every town, in order; ``more`` hears how many lives have ended since it heard last."""
    enough = len(towns) * len(arrivals) // _WORTH_A_PROCESS
    wanted = processes or min(os.cpu_count() or 1, enough)
    if min(wanted, len(towns)) <= 1:
        return [figures(town, live(town, arrivals, lambda _life: more(1))) for town in towns]
    context = get_context("spawn")
    ended = context.Value("Q", 0)
    with ProcessPoolExecutor(
        min(wanted, len(towns)), mp_context=context, initializer=begin, initargs=(ended, arrivals)
    ) as pool:
        runs = [pool.submit(run_packed, Packed.of(town)) for town in towns]
        told = 0
        while wait(runs, timeout=_BETWEEN_LOOKS_SECONDS).not_done:
            now = ended.value
            more(now - told)
            told = now
        more(len(towns) * len(arrivals) - told)
        return [run.result() for run in runs]


class _Shared(NamedTuple):
    """What a process has for all its runs: the arrivals, and the number of lives that all processes have ended."""

    ended: "Synchronized[int]"
    arrivals: Sequence[Arrival]


_shared: list[_Shared] = []


def begin(ended: "Synchronized[int]", arrivals: Sequence[Arrival]) -> None:
    """Prepare a process."""
    _shared[:] = [_Shared(ended, arrivals)]


def run_packed(packed: Packed) -> RunFigures:
    """Run a town in a process that was prepared."""
    (shared,) = _shared
    town, count = packed.town(), 0

    def ended(_life: Life) -> None:
        nonlocal count
        count += 1
        if count % _AT_A_TIME == 0:
            with shared.ended.get_lock():
                shared.ended.value += _AT_A_TIME

    return figures(town, live(town, shared.arrivals, ended))
