"""What a table is, whatever file it comes from."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from domain.importing import Row, UnreadableTable


class Table(Protocol):
    """The rows of a file; they may be gone through again and again, and are never held all at once."""

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it; raises UnreadableTable where the file breaks off."""
        ...


def from_header(rows: Iterable[Row], header_row: int | None) -> Iterator[Row]:
    """Leave out what stands above the header, which is the row of that number, else the first that is not blank."""
    remaining = iter(rows)
    for row in remaining:
        if row.number == header_row or (header_row is None and not row.blank):
            if row.fault is not None:
                raise UnreadableTable(f"заголовок, строка {row.number}: {row.fault}")
            yield row
            yield from remaining
            return
    raise UnreadableTable("в файле нет заголовка со столбцами")
