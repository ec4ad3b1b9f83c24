"""What a table is, whatever file it comes from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from domain.importing import Cell, Row, UnreadableTable

_LONGEST_TITLE = 20
"""Rows that are looked through for the header: a title, a period, who made the export."""


class Table(Protocol):
    """The rows of a file; they may be gone through again and again, and are never held all at once."""

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it; raises UnreadableTable where the file breaks off."""
        ...


def from_header(
    rows: Iterable[Row], header_row: int | None, complete: Callable[[Sequence[Cell]], bool]
) -> Iterator[Row]:
    """Leave out what stands above the header.

    The header is the row of that number; else the first that is ``complete``, for an export may begin with a title;
    else, for the error to show, the first that is not blank. Raises UnreadableTable where there is none.
    """
    remaining = iter(rows)
    found: list[Row] = []
    for row in remaining:
        if row.number == header_row or (header_row is None and not row.blank):
            found.append(row)
            if complete(row.cells):
                del found[:-1]
                break
            if header_row is not None or len(found) == _LONGEST_TITLE:
                break
    if not found:
        raise UnreadableTable("в файле нет заголовка со столбцами")
    header = found[0]
    if header.fault is not None:
        raise UnreadableTable(f"заголовок, строка {header.number}: {header.fault}")
    yield from found
    yield from remaining
