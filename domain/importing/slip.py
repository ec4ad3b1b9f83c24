"""One row in the hands of a reader: its cells by meaning, and everything that is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.importing.cells import Cell, as_moment, as_text, is_blank
from domain.importing.columns import Columns
from domain.importing.mapping import Meaning
from domain.importing.outcome import CellProblem

_NOTHING = frozenset({"", "-", "–", "—"})
"""Every dash that an export writes where it has nothing to say."""


@dataclass(frozen=True)
class Row:
    """One row of the file by its number; ``fault`` says why its cells cannot be told apart."""

    number: int
    cells: Sequence[Cell] = ()
    fault: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return self.fault is None and all(is_blank(cell) for cell in self.cells)


class Slip:
    """Takes values out of a row; a cell that cannot be read is noted and counts as empty."""

    def __init__(self, columns: Columns, row: Row) -> None:
        """Begin with nothing wrong."""
        self._columns = columns
        self._cells = row.cells
        self.errors: list[CellProblem] = []

    def text(self, meaning: Meaning) -> str:
        """The cell as it is written; empty where the file has no such column."""
        try:
            return as_text(self._cell(meaning))
        except ValueError as error:
            self.blame(meaning, str(error))
            return ""

    def line(self, meaning: Meaning) -> str | None:
        """The cell without the spaces around it; None where nothing is left, or a dash that says so."""
        found = self.text(meaning).strip()
        return None if found in _NOTHING else found

    def moment(self, meaning: Meaning, formats: Sequence[str], zone: ZoneInfo) -> datetime | None:
        """The cell as a moment; None where it is empty."""
        cell = self._cell(meaning)
        if is_blank(cell) or (isinstance(cell, str) and cell.strip() in _NOTHING):
            return None
        try:
            return as_moment(cell, formats, zone)
        except ValueError as error:
            self.blame(meaning, str(error))
            return None

    def blame(self, meaning: Meaning, message: str) -> None:
        """Note what is wrong with a cell."""
        self.errors.append(self._columns.problem(meaning, message))

    def _cell(self, meaning: Meaning) -> Cell:
        place = self._columns.places.get(meaning)
        return None if place is None or place >= len(self._cells) else self._cells[place]
