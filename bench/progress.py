"""What the person who waits sees meanwhile: one bar a benchmark, and what it is at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Done = Callable[[], None]
"""What is called for each thing that is done."""


def bars(console: Console) -> Progress:
    """The screen's bars; on what is no terminal they are printed once, at the end."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console)


class Steps:
    """The bars of one benchmark, one for each thing that it does so many times."""

    def __init__(self, progress: Progress, name: str) -> None:
        """``name`` is the benchmark's."""
        self._progress = progress
        self._name = name

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[Done]:
        """Show a bar during the block; the block calls what it gets for each of ``total`` that is done."""
        task = self._progress.add_task(f"{self._name}: {what}", total=total)

        def done() -> None:
            self._progress.advance(task)

        yield done
        self._progress.update(task, total=max(1, total), completed=max(1, total))
