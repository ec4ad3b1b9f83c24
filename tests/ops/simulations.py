"""Builds orders of the lab, small enough to be carried out in a test."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ops.samples import FILE as SAMPLES
from ops.simulation import Order, Simulation, simulate
from settings import Settings
from tests.domain.lab.builders import EXAMPLE

ORDER = Order(("providensky-2020", "stavropol-2023"), SAMPLES, EXAMPLE, seed=1, count=40, what_if=False)


def carried_out(**changed: Any) -> Simulation:  # noqa: ANN401 -- fields of an order
    """What comes of the usual order, with some of its fields changed."""
    return simulate(replace(ORDER, **changed), Settings().regulations_dir, lambda _done, _lives: None)


@cache
def compared() -> Simulation:
    """Two procedures side by side, each with a few variants; the seed has interim and joint answers."""
    return carried_out(count=25, seed=4, what_if=True, limits=("overall=6h",))


def csv_file(folder: Path, text: str) -> Path:
    """A file of messages with this text."""
    path = folder / "messages.csv"
    path.write_text(text, encoding="utf-8")
    return path
