"""Files of messages as exports write them: CSV in any dress, XLSX by a spreadsheet's own library."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from domain.importing import Cell, ColumnMapping, Mapped
from importing.limits import Limits
from importing.reading import Reading, read_file
from tests.domain.importing.samples import TOWN, mapping

HEADER = ("Текст", "Соцсеть", "Ссылка", "Автор", "Тема", "Локация", "Дата")
LIMITS = Limits(rows=20_000, unpacked=50_000_000)


def csv_bytes(rows: Iterable[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Iterable[Sequence[Any]], title: str = "Лист1") -> bytes:
    """An XLSX file of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(data: bytes, used: ColumnMapping | None = None, limits: Limits = LIMITS) -> Reading:
    """The file as it is read."""
    return read_file(io.BytesIO(data), used or mapping(), limits)


def messages(data: bytes, used: ColumnMapping | None = None) -> list[Mapped]:
    """All rows of a file as messages."""
    return list(opened(data, used).messages(TOWN))


def texts(data: bytes, used: ColumnMapping | None = None) -> list[str | None]:
    """The texts of all rows; None where one is refused."""
    return [None if item.intake is None else item.intake.text for item in messages(data, used)]


def row(text: str, **cells: Cell) -> list[Cell]:
    """A row under ``HEADER``; the other cells are named by their headings."""
    given: dict[str, Cell] = {"Текст": text, "Соцсеть": "vk", **cells}
    return [given.get(heading) for heading in HEADER]
