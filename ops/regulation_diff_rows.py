"""A row of `otklik regulation diff`: what each of two regulations says of one subject, and how the two stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.regulation import Cited
from domain.regulation.compare import differing

_OWN_ROWS = frozenset({"shortening", "days_off"})
"""Parts of routing that are steps of their own."""


class Mark(StrEnum):
    """How the two sides of a row stand to each other."""

    SAME = "same"
    DIFFERS = "differs"
    LEFT_ONLY = "left_only"
    RIGHT_ONLY = "right_only"


@dataclass(frozen=True)
class Side:
    """What one regulation says of a row: lines of words, and the clause; a limit is plain data as well."""

    lines: tuple[str, ...]
    clause: str = ""
    limit: dict[str, Any] | None = None

    @property
    def shown(self) -> str:
        """The lines, with the clause in the first of them."""
        first, *rest = self.lines
        cited = f"{first} (п. {self.clause})" if self.clause else first
        return "\n".join((cited, *rest))


@dataclass(frozen=True)
class Row:
    """One subject of both regulations; ``fields`` are the keys of the file in which they differ, where it has any."""

    what: str
    mark: Mark
    left: Side | None
    right: Side | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows of one kind."""

    title: str
    rows: tuple[Row, ...]


def said(*lines: str, clause: str) -> Side:
    """Put lines on one side; an empty one is none."""
    return Side(tuple(line for line in lines if line), clause)


def make_cited_row(what: str, sides: Iterable[Side | None], parts: Iterable[Cited | None], *, citing: bool) -> Row:
    """Make the row of a part of the file that cites a clause; without ``citing`` clauses and readings are no matter."""
    left, right = parts
    fields = tuple(key for key in differing(left, right, citing=citing) if key not in _OWN_ROWS)
    return make_row(what, sides, differ=bool(fields) or left is None or right is None, fields=fields)


def make_row(what: str, sides: Iterable[Side | None], *, differ: bool, fields: tuple[str, ...] = ()) -> Row:
    """Make a row of its two sides, of which at most one is missing."""
    left, right = sides
    if left is None or right is None:
        return Row(what, Mark.RIGHT_ONLY if left is None else Mark.LEFT_ONLY, left, right)
    return Row(what, Mark.DIFFERS if differ else Mark.SAME, left, right, fields)


def row_json(row: Row) -> dict[str, Any]:
    """Describe a row as plain data."""
    return {
        "what": row.what,
        "mark": row.mark.value,
        "fields": list(row.fields),
        **{key: side and _side_json(side) for key, side in (("left", row.left), ("right", row.right))},
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {"text": list(side.lines), "clause": side.clause or None, "limit": side.limit}
