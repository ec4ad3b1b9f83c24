"""A CSV file as a table. A row that breaks the form is a faulty row; the ones after it are read all the same."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from domain.importing import Cell, Row, UnreadableTable
from importing.encoding import encoding_of
from importing.rows import from_header

DELIMITERS = ",;\t"
_LONGEST_CELL = 200_000
_TOO_LONG = "field limit"
_SEP = "sep="
_QUOTES = "удвойте кавычки внутри ячейки"

# One limit for the whole process, and too low: it would end the reading, where the intake refuses one long text.
csv.field_size_limit(_LONGEST_CELL)


class CsvTable:
    """The rows of a CSV file, numbered as a spreadsheet shows them: a line break inside quotes begins no row."""

    def __init__(
        self,
        source: BinaryIO,
        header_row: int | None,
        recognised: Callable[[Sequence[Cell]], int],
        complete: Callable[[Sequence[Cell]], bool],
    ) -> None:
        """Find the encoding and the delimiter.

        ``recognised`` counts the wanted columns in a header; ``complete``: none that must be there is absent.

        Raises:
            UnreadableTable: no header can be read.

        """
        self._source = source
        self._header_row = header_row
        self._complete = complete
        self._encoding = encoding_of(source)
        self._delimiter = self._best_delimiter(recognised)

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it."""
        rows = self._from_header(self._delimiter)
        header = next(rows)
        yield header
        width = _width(header.cells)
        for row in rows:
            yield row if row.fault is not None or row.blank else _checked(row, width)

    def _best_delimiter(self, recognised: Callable[[Sequence[Cell]], int]) -> str:
        """The delimiter under which the header names most of the wanted columns, else has most cells."""
        headers = {}
        failure = UnreadableTable("в файле нет заголовка со столбцами")
        for delimiter in DELIMITERS:
            try:
                headers[delimiter] = next(self._from_header(delimiter)).cells
            except UnreadableTable as error:
                failure = error
        if not headers:
            raise failure
        return max(headers, key=lambda delimiter: (recognised(headers[delimiter]), len(headers[delimiter])))

    def _from_header(self, delimiter: str) -> Iterator[Row]:
        return from_header(self._records(delimiter), self._header_row, self._complete)

    def _records(self, delimiter: str) -> Iterator[Row]:
        self._source.seek(0)
        # What is no letter of the encoding becomes a lone surrogate, which the intake refuses in that row.
        text = io.TextIOWrapper(self._source, self._encoding, errors="surrogateescape", newline="")
        try:
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            number, line = 0, 1
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Row(number, fault=_broken(error, line, reader.line_num))
                else:
                    if number == 1 and _says_delimiter(cells):
                        # A spreadsheet does not show this line, and counts the rows below it from 1.
                        number = 0
                    else:
                        yield Row(number, cells)
                line = reader.line_num + 1
        finally:
            # Else the wrapper would close the file with itself.
            if not text.closed:
                text.detach()


def _says_delimiter(cells: Sequence[str]) -> bool:
    """Whether this is the line «sep=;», which tells a spreadsheet the delimiter; every header tells it as well."""
    return cells[0].lower().startswith(_SEP) and not any(cells[1:]) if cells else False


def _broken(error: csv.Error, first: int, last: int) -> str:
    where = f"строка {first} текста файла" if first == last else f"строки {first}–{last} текста файла, все не приняты"
    if _TOO_LONG in str(error):
        return f"ячейка длиннее {_LONGEST_CELL} знаков, вероятно, не закрыта кавычка ({where}): {_QUOTES}"
    return f"кавычки расставлены неверно ({where}): {_QUOTES}"


def _width(cells: Sequence[Cell]) -> int:
    """The number of columns; empty headings at the end are a delimiter too many."""
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _checked(row: Row, width: int) -> Row:
    """A row of another width was torn apart or grown together: its cells may stand under foreign headings."""
    if len(row.cells) >= width and not any(row.cells[width:]):
        return row
    return Row(row.number, fault=f"столбцов {len(row.cells)}, а в заголовке {width}: проверьте разделители")
