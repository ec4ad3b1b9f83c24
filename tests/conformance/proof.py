"""Which clauses a test proves: decorators that note their ids on it, for the document and for its own check.

An id is that of a clause (``PRO-8``), of a timed duty (``PRO-return``) or of a reading (``R4``).
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

import pytest

_MARK = "proves"

Proof = TypeVar("Proof", bound=Callable[..., None])


class Named(Protocol):
    """A row of a table of cases: what it proves, and how the test report calls it."""

    @property
    def proves(self) -> tuple[str, ...]:
        """The ids of what it proves."""

    @property
    def label(self) -> str:
        """The name in the test's id."""


def proves(*ids: str) -> Callable[[Proof], Proof]:
    """Note what a test proves."""

    def noted(test: Proof) -> Proof:
        vars(test)[_MARK] = (*proven_by(test), *ids)
        return test

    return noted


def for_each(name: str, rows: Iterable[Named]) -> Callable[[Proof], Proof]:
    """Run a test once for every row, given as its argument ``name``; it proves what the rows prove."""
    rows = tuple(rows)

    def noted(test: Proof) -> Proof:
        ids = dict.fromkeys(proven for row in rows for proven in row.proves)
        parametrised: Proof = pytest.mark.parametrize(name, rows, ids=[row.label for row in rows])(test)
        return proves(*ids)(parametrised)

    return noted


def proven_by(test: Any) -> tuple[str, ...]:  # noqa: ANN401 -- whatever a module holds
    """What a test proves; nothing for whatever is no such test."""
    found: tuple[str, ...] = getattr(test, "__dict__", {}).get(_MARK, ())
    return found
