"""A file of messages with its mapping: checked as a whole first, then read row by row."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from domain.importing import (
    ColumnMapping,
    Columns,
    Destination,
    Mapped,
    Repeats,
    RowMapper,
    UnreadableTable,
    complete,
    recognised,
)
from importing.csv_table import CsvTable
from importing.limits import Limits
from importing.rows import Table
from importing.xlsx_table import XlsxTable

_BEGINNING = 64
_ZIP = b"PK"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Reading:
    """A file that can be read: ``count`` rows below its header that are not blank, and where its columns stand."""

    def __init__(self, table: Table, mapping: ColumnMapping, limits: Limits) -> None:
        """Go through the whole file once, so that what makes it unreadable is known before anything is sent.

        Raises:
            UnreadableTable: no header, a column is missing, the file is damaged or too large.

        """
        self._table = table
        self._mapping = mapping
        rows = table.rows()
        self.columns = Columns.find(mapping, next(rows).cells)
        self.count = 0
        for row in rows:
            self.count += not row.blank
            if self.count > limits.rows:
                raise UnreadableTable(f"больше {limits.rows} строк; разделите файл")

    def messages(self, destination: Destination) -> Iterator[Mapped]:
        """Every row that is not blank, as a message or as what is wrong with it; each call begins anew.

        Raises:
            MappingError: the mapping names an authority that the regulation has not.

        """
        return self._messages(RowMapper(self._mapping, self.columns, destination))

    def _messages(self, mapper: RowMapper) -> Iterator[Mapped]:
        repeats = Repeats()
        rows = self._table.rows()
        next(rows)
        for row in rows:
            if not row.blank:
                yield self._distinct(mapper.read(row), repeats)

    def _distinct(self, mapped: Mapped, repeats: Repeats) -> Mapped:
        """Refuse a row that would be taken for an earlier one and says something else."""
        earlier = None if mapped.intake is None else repeats.other_text(mapped.row, mapped.intake)
        return mapped if earlier is None else Mapped(mapped.row, errors=(self.columns.same_key(earlier),))


def open_table(source: BinaryIO, mapping: ColumnMapping, limits: Limits) -> Table:
    """Open a file by what it is, whatever it is called. Raises UnreadableTable."""
    source.seek(0)
    beginning = source.read(_BEGINNING)
    if not beginning:
        raise UnreadableTable("файл пуст")
    if beginning.startswith(_OLD_EXCEL):
        raise UnreadableTable("старый формат Excel или книга под паролем; сохраните файл как «Книга Excel (.xlsx)»")
    if beginning.removeprefix(BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        raise UnreadableTable(
            "это веб-страница или XML, как бы он ни назывался; откройте в Excel и сохраните как «Книга Excel (.xlsx)»"
        )
    if beginning.startswith(_ZIP):
        return XlsxTable(source, mapping.header_row, mapping.sheet, limits, partial(complete, mapping))
    return CsvTable(source, mapping.header_row, partial(recognised, mapping), partial(complete, mapping))


def read_file(source: BinaryIO, mapping: ColumnMapping, limits: Limits) -> Reading:
    """Open a file and check it as a whole; raises UnreadableTable."""
    return Reading(open_table(source, mapping, limits), mapping, limits)
