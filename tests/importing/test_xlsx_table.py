"""XLSX files: cells of every kind, sheets, and archives that are made to do harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from domain.importing import UnreadableTable
from importing import xlsx_table
from importing.limits import Limits
from tests.domain.importing.samples import SAMPLE, mapping
from tests.importing.files import HEADER, messages, opened, row, saved, texts, xlsx_bytes

NUMBERED = (*HEADER, "Номер")
SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose sheet is this XML."""
    return repacked(xlsx_bytes([HEADER]), lambda name, part: xml.encode() if name == SHEET else part)


def test_cells_of_every_kind_are_read() -> None:
    """Dates are cells, numbers are ids, texts keep their line breaks."""
    posted = datetime(2026, 3, 16, 12, 5)  # noqa: DTZ001 -- a spreadsheet's dates have no zone
    line = [*row("Яма\nу дома", Ссылка="https://vk.com/wall-1_2", Дата=posted, Тема=12), 1731]

    (read,) = messages(xlsx_bytes([NUMBERED, line]))

    assert read.intake is not None
    assert read.intake.posted_at is not None
    assert read.intake.posted_at.isoformat() == "2026-03-16T12:05:00+03:00"
    assert (read.intake.text, read.intake.theme, read.intake.external_id) == ("Яма\nу дома", "12", "1731")


def test_rows_keep_the_numbers_of_the_sheet() -> None:
    """Blank rows are left out and counted; hidden rows are read like all others."""
    book = load_workbook(io.BytesIO(xlsx_bytes([(), HEADER, row("Первая"), (), (), row("Скрытая")])))
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[6].hidden = True

    read = messages(saved(book))

    assert [(item.row, item.intake and item.intake.text) for item in read] == [(3, "Первая"), (6, "Скрытая")]


def test_formula_is_the_value_that_was_computed() -> None:
    """A formula counts as its last value; one that nobody computed is an empty cell."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        + "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADER)
        + '</row><row r="2"><c r="A2" t="str"><f>"Я"&amp;"ма"</f><v>Яма</v></c>'
        '<c r="B2" t="str"><f>"v"&amp;"k"</f><v>vk</v></c><c r="E2"><f>1+1</f></c></row></sheetData></worksheet>'
    )

    (read,) = messages(with_sheet(xml))

    assert read.intake is not None
    assert (read.intake.text, read.intake.theme) == ("Яма", None)


def test_error_of_a_cell_refuses_its_row() -> None:
    """What a spreadsheet shows as an error is no text, and the row is refused by its column."""
    read = messages(xlsx_bytes([HEADER, row("#N/A"), row("Яма")]))

    assert [(item.column, item.message) for item in read[0].errors if "ошибка" in item.message] == [
        ("Текст", "в ячейке ошибка #N/A")
    ]
    assert read[1].intake is not None


def test_escaped_letters_are_put_back() -> None:
    """A carriage return that the format writes in letters is one again."""
    assert texts(xlsx_bytes([HEADER, row("Яма_x000D_\nФонарь")])) == ["Яма\r\nФонарь"]


def test_first_visible_sheet_is_read() -> None:
    """Hidden sheets are passed over, unless the mapping names one."""
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Архив", "hidden"
    shown = book.create_sheet("Выгрузка")
    for sheet, text in ((hidden, "Старая"), (shown, "Новая")):
        for line in (HEADER, row(text)):
            sheet.append(list(line))
    data = saved(book)

    assert texts(data) == ["Новая"]
    assert texts(data, mapping(f'sheet = "архив"\n{SAMPLE}')) == ["Старая"]
    with pytest.raises(UnreadableTable, match="нет листа «Итог»; есть: «Архив», «Выгрузка»"):
        opened(data, mapping(f'sheet = "Итог"\n{SAMPLE}'))


def test_sheet_with_the_table_is_found() -> None:
    """A cover before the table is passed over, unless the mapping names it; without a table near, it is said."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Титул"
    cover.append(["Отчёт мониторинга"])
    for sheet in (book.create_sheet("Пусто"), book.create_sheet("Данные")):
        for line in (HEADER, row("Яма")) if sheet.title == "Данные" else ():
            sheet.append(list(line))
    data = saved(book)

    assert texts(data) == ["Яма"]
    with pytest.raises(UnreadableTable, match="в заголовке: «Отчёт мониторинга»"):
        opened(data, mapping(f'sheet = "Титул"\n{SAMPLE}'))
    for _ in range(10):
        book.create_sheet(index=1)
    with pytest.raises(UnreadableTable, match="в заголовке: «Отчёт мониторинга»"):
        opened(saved(book))
    del book["Данные"]
    with pytest.raises(UnreadableTable, match="в заголовке: «Отчёт мониторинга»"):
        opened(saved(book))


def test_book_without_a_visible_sheet_is_unreadable() -> None:
    """A workbook that shows nothing has nothing to import."""
    everything_hidden = repacked(
        xlsx_bytes([HEADER]), lambda _, part: part.replace(b'state="visible"', b'state="hidden"')
    )

    with pytest.raises(UnreadableTable, match="нет видимого листа"):
        opened(everything_hidden)


def test_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    """A few kilobytes that unpack to many megabytes are refused by what the archive itself says."""
    bomb = repacked(xlsx_bytes([HEADER]), lambda name, part: b"<a>" + b" " * 60_000_000 if name == SHEET else part)

    assert len(bomb) < 100_000
    with pytest.raises(UnreadableTable, match="в распакованном виде больше 50 МБ"):
        opened(bomb)


def test_archive_that_lies_about_its_size_is_unreadable() -> None:
    """A part is never unpacked beyond the size that the archive gives for it."""
    honest = repacked(xlsx_bytes([HEADER]), lambda name, part: part + b" " * 1_000_000 if name == SHEET else part)
    size = next(item.file_size for item in zipfile.ZipFile(io.BytesIO(honest)).infolist() if item.filename == SHEET)
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert lying != honest
    with pytest.raises(UnreadableTable, match="не книга XLSX, или она повреждена"):
        opened(lying, limits=Limits(rows=10, unpacked=100_000))


def test_entities_that_multiply_are_refused() -> None:
    """XML whose few lines unfold to gigabytes is not unfolded."""
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    cell = "<worksheet><sheetData><row><c><v>&e9;</v></c></row></sheetData></worksheet>"
    xml = f'<!DOCTYPE w [<!ENTITY e0 "ы">{layers}]>{cell}'

    with pytest.raises(UnreadableTable, match="не книга XLSX, или она повреждена"):
        opened(with_sheet(xml))


@pytest.mark.parametrize("place", ['<row r="99999999999"><c r="A99999999999"', '<row r="2"><c r="ZZZZZZ2"'])
def test_cell_far_away_costs_nothing(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """A cell that claims a place outside every spreadsheet is left out or refused, not filled up to."""
    # The real bound is a million rows, a second of work, and ten times that where lines are counted.
    monkeypatch.setattr(xlsx_table, "_LAST_ROW", 10_000)
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        + "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADER)
        + f'</row>{place} t="inlineStr"><is><t>далеко</t></is></c></row></sheetData></worksheet>'
    )

    try:
        assert messages(with_sheet(xml)) == []
    except UnreadableTable as error:
        assert "повреждена" in str(error)  # noqa: PT017 -- either answer is right


def test_sheet_that_breaks_off_is_unreadable_before_anything_is_sent() -> None:
    """Damage in the last row is found when the file is opened, not when half of it is taken."""
    whole = xlsx_bytes([HEADER, *(row(f"Яма {number}") for number in range(50))])
    cut = repacked(whole, lambda name, part: part[:-200] if name == SHEET else part)

    with pytest.raises(UnreadableTable, match="не книга XLSX, или она повреждена"):
        opened(cut)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 not really", "не книга XLSX"),
        (b"PK", "не книга XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старый формат Excel"),
        (repacked(xlsx_bytes([HEADER]), lambda _, __: b""), "не книга XLSX"),
    ],
    ids=["garbage", "two letters", "xls", "empty parts"],
)
def test_what_is_no_workbook_is_said(data: bytes, said: str) -> None:
    """Other files under the same name are refused in words."""
    with pytest.raises(UnreadableTable, match=said):
        opened(data)


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=4))
def test_damaged_workbook_is_read_or_refused(place: int, garbage: bytes) -> None:
    """Wherever a file was damaged, it is read or is unreadable in words."""
    data = bytearray(WORKBOOK)
    place %= len(data)
    data[place : place + len(garbage)] = garbage
    try:
        list(messages(bytes(data)))
    except UnreadableTable as error:
        assert error.errors  # noqa: PT017 -- either answer is right


WORKBOOK = xlsx_bytes([HEADER, row("Яма", Дата="16.03.2026"), row("Фонарь")])
