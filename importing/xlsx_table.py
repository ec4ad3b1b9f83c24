"""An XLSX file as a table: its first visible sheet, or the one that the mapping names."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
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

# What openpyxl cannot keep when it writes a file again (drop-down lists and such) is no matter here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")


class XlsxTable:
    """The rows of a sheet by their own numbers; formulas are the values that the spreadsheet last computed."""

    def __init__(self, source: BinaryIO, header_row: int | None, sheet: str | None, limits: Limits) -> None:
        """Open the workbook; raises UnreadableTable where it is none, unpacks to too much or has no such sheet."""
        _check_size(source, limits)
        self._header_row = header_row
        try:
            book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
            sheets = list(book.worksheets)
        except Exception as error:
            raise _unreadable(error) from error
        self._sheet = _chosen(sheets, sheet)
        # A sheet's own word on its size may be wrong.
        self._sheet.reset_dimensions()

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it, hidden ones too: a filter hides them on the screen, not in the file."""
        header = next(from_header(self._written(1, _LAST_COLUMN), self._header_row))
        yield header
        # No further to the right than the header: a sheet of a million empty rows is gone through in a second.
        width = max((place for place, cell in enumerate(header.cells, start=1) if not is_blank(cell)), default=1)
        yield from self._written(header.number + 1, width)

    def _written(self, first: int, width: int) -> Iterator[Row]:
        """The rows in which something is written."""
        # Bounds of a spreadsheet: a file may claim a cell in column or row ten to the tenth.
        cells = self._sheet.iter_rows(min_row=first, max_row=_LAST_ROW, max_col=width, values_only=True)
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


def _chosen(sheets: Sequence[Any], wanted: str | None) -> Any:  # noqa: ANN401 -- openpyxl does not export the type
    if wanted is None:
        visible = [sheet for sheet in sheets if sheet.sheet_state == _VISIBLE]
        if not visible:
            raise UnreadableTable("в книге нет видимого листа")
        return visible[0]
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
    return UnreadableTable(f"это не книга XLSX, или она повреждена ({type(error).__name__})")
