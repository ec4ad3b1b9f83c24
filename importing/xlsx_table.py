"""An XLSX file as a table: its first visible sheet with the wanted columns, or the one that the mapping names."""

import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.escape import unescape

from domain.importing import Cell, Row, UnreadableTable, Unusable
from domain.importing.cells import is_blank
from domain.importing.names import plain
from importing.limits import MEGABYTE, Limits
from importing.rows import from_header

_LAST_ROW = 1_048_576
_LAST_COLUMN = 256
_VISIBLE = "visible"

_MOST_SHEETS = 10
"""Sheets that are looked at for the table: going through an empty one of a million rows takes a second."""

# What openpyxl cannot keep when it writes a file again (drop-down lists and such) is no matter here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")


class XlsxTable:
    """The rows of a sheet by their own numbers; formulas are the values that the spreadsheet last computed."""

    def __init__(
        self,
        source: BinaryIO,
        header_row: int | None,
        sheet: str | None,
        limits: Limits,
        complete: Callable[[Sequence[Cell]], bool],
    ) -> None:
        """Open the workbook; ``complete`` tells a header in which no needed column is absent.

        Raises:
            UnreadableTable: it is none, unpacks to too much or has no such sheet.

        """
        _check_size(source, limits)
        self._header_row = header_row
        self._complete = complete
        try:
            book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
            sheets = list(book.worksheets)
        except Exception as error:
            raise _unreadable(error) from error
        for one in sheets:
            # A sheet's own word on its size may be wrong.
            one.reset_dimensions()
        self._sheet = self._first(sheets) if sheet is None else _named(sheets, sheet)

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it, hidden ones too: a filter hides them on the screen, not in the file."""
        header = self._header(self._sheet)
        yield header
        # No further to the right than the header: a sheet of a million empty rows is gone through in a second.
        width = max((place for place, cell in enumerate(header.cells, start=1) if not is_blank(cell)), default=1)
        yield from _written(self._sheet, header.number + 1, width)

    def _first(self, sheets: Sequence[Any]) -> Any:  # noqa: ANN401 -- openpyxl does not export the type
        """The first visible sheet that is a table of messages; a book may begin with a cover or a summary."""
        visible = [sheet for sheet in sheets if sheet.sheet_state == _VISIBLE]
        if not visible:
            raise UnreadableTable("в книге нет видимого листа")
        return next((sheet for sheet in visible[:_MOST_SHEETS] if self._is_table(sheet)), visible[0])

    def _is_table(self, sheet: Any) -> bool:  # noqa: ANN401 -- openpyxl does not export the type
        try:
            return self._complete(self._header(sheet).cells)
        except UnreadableTable:
            # Where no other sheet is one, it is said of the first.
            return False

    def _header(self, sheet: Any) -> Row:  # noqa: ANN401 -- openpyxl does not export the type
        return next(from_header(_written(sheet, 1, _LAST_COLUMN), self._header_row, self._complete))


def _written(sheet: Any, first: int, width: int) -> Iterator[Row]:  # noqa: ANN401 -- openpyxl does not export the type
    """The rows in which something is written."""
    # Bounds of a spreadsheet: a file may claim a cell in column or row ten to the tenth.
    cells = sheet.iter_rows(min_row=first, max_row=_LAST_ROW, max_col=width, values_only=True)
    try:
        for number, values in enumerate(cells, first):
            if values.count(None) != len(values):
                yield Row(number, tuple(_cell(value) for value in values))
    except Exception as error:
        raise _unreadable(error) from error


def _check_size(source: BinaryIO, limits: Limits) -> None:
    """Add up what the archive says of its parts; more than it says is never unpacked."""
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _unreadable(error) from error
    if unpacked > limits.unpacked:
        raise UnreadableTable(f"в распакованном виде больше {limits.unpacked // MEGABYTE} МБ")


def _named(sheets: Sequence[Any], wanted: str) -> Any:  # noqa: ANN401 -- openpyxl does not export the type
    for sheet in sheets:
        if plain(sheet.title) == plain(wanted):
            return sheet
    titles = ", ".join(f"«{sheet.title}»" for sheet in sheets)
    raise UnreadableTable(f"в книге нет листа «{wanted}»; есть: {titles}")


def _cell(value: Any) -> Cell:  # noqa: ANN401 -- what openpyxl found
    if not isinstance(value, str):
        cell: Cell = value
        return cell
    return Unusable(value) if value in ERROR_CODES else unescape(value)


def _unreadable(error: Exception) -> UnreadableTable:
    return UnreadableTable(
        f"это не книга XLSX, или она повреждена ({type(error).__name__}); сохраните таблицу в Excel заново как .xlsx"
    )
