"""What every benchmark is: a name, a title, and how it is run."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.progress import Steps
from bench.result import Result


@dataclass(frozen=True)
class Asked:
    """How a benchmark is to be run: ``quick`` with sizes that only show that it works."""

    quick: bool
    steps: Steps

    def size(self, full: int, quick: int) -> int:
        """The size for this run."""
        return quick if self.quick else full


@dataclass(frozen=True)
class Benchmark:
    """One subject; ``python -m bench NAME`` runs it alone."""

    name: str
    title: str
    run: Callable[[Asked], Awaitable[Result]]
