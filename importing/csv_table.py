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

# One limit for the whole process, and too low: it would end the reading, where the intake refuses one long text.
csv.field_size_limit(_LONGEST_CELL)


class CsvTable:
    """The rows of a CSV file, numbered as a spreadsheet shows them: a line break inside quotes begins no row."""

    def __init__(self, source: BinaryIO, header_row: int | None, recognised: Callable[[Sequence[Cell]], int]) -> None:
        """Find the encoding and the delimiter; ``recognised`` counts the wanted columns in a header.

        Raises:
            UnreadableTable: no header can be read.

        """
        self._source = source
        self._header_row = header_row
        self._encoding = encoding_of(source)
        self._delimiter = self._best_delimiter(recognised)

    def rows(self) -> Iterator[Row]:
        """The header and the rows below it."""
        rows = from_header(self._records(self._delimiter), self._header_row)
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
                headers[delimiter] = next(from_header(self._records(delimiter), self._header_row)).cells
            except UnreadableTable as error:
                failure = error
        if not headers:
            raise failure
        return max(headers, key=lambda delimiter: (recognised(headers[delimiter]), len(headers[delimiter])))

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
                    yield Row(number, next(reader))
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Row(number, fault=_broken(error, line, reader.line_num))
                line = reader.line_num + 1
        finally:
            # Else the wrapper would close the file with itself.
            if not text.closed:
                text.detach()


def _broken(error: csv.Error, first: int, last: int) -> str:
    where = f"строка {first}" if first == last else f"строки {first}–{last}"
    if _TOO_LONG in str(error):
        return f"ячейка длиннее {_LONGEST_CELL} знаков, вероятно, не закрыта кавычка ({where} текста файла)"
    return f"кавычки расставлены неверно ({where} текста файла)"


def _width(cells: Sequence[Cell]) -> int:
    """The number of columns; empty headings at the end are a delimiter too many."""
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _checked(row: Row, width: int) -> Row:
    """A row of another width was torn apart or grown together: its cells may stand under foreign headings."""
    if len(row.cells) >= width and not any(row.cells[width:]):
        return row
    return Row(row.number, fault=f"столбцов {len(row.cells)}, а в заголовке {width}")
