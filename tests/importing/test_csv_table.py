"""CSV files: every dress they come in, and broken ones."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.importing import Row, UnreadableTable
from importing.csv_table import DELIMITERS, CsvTable
from tests.importing.files import HEADER, csv_bytes, messages, opened, row, texts

TWO = [HEADER, row("Яма; во, дворе\nу «дома»"), row('Фонарь "мигает"')]
SAID = ["Яма; во, дворе\nу «дома»", 'Фонарь "мигает"']


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_every_dress_is_recognised(delimiter: str, encoding: str) -> None:
    """Delimiter and encoding are found out; quotes, line breaks and delimiters inside a text are kept."""
    assert texts(csv_bytes(TWO, delimiter, encoding)) == SAID


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    """A line break inside quotes begins no row, a blank line is one."""
    data = csv_bytes([HEADER, row("Первая\nстрока"), row("Вторая")]).replace(b"\r\n", b"\r\n\r\n", 1)

    assert [item.row for item in messages(data)] == [3, 4]


@pytest.mark.parametrize("said", ["sep=", "SEP="])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_line_that_tells_the_delimiter_is_passed_over(said: str, delimiter: str) -> None:
    """The line «sep=;» of a spreadsheet is no row, and the spreadsheet does not count it."""
    data = f"{said}{delimiter}\r\n".encode() + csv_bytes(TWO, delimiter)

    assert texts(data) == SAID
    assert [item.row for item in messages(data)] == [2, 3]


@pytest.mark.parametrize("ending", [b"\n", b"\r"])
def test_line_ends_of_every_system(ending: bytes) -> None:
    """Files of other systems have other line ends."""
    assert texts(csv_bytes(TWO).replace(b"\r\n", ending)) == SAID


def test_broken_quotes_stop_no_other_row() -> None:
    """A row whose quotes are wrong is refused with its place in the text; the ones after it are read."""
    broken = csv_bytes([HEADER, row("Первая")]) + b'"a "b" c",vk,,,,,\r\n' + csv_bytes([row("Третья")])

    read = messages(broken)

    assert [item.row for item in read] == [2, 3, 4]
    assert [item.intake is None for item in read] == [False, True, False]
    assert (
        read[1].errors[0].message
        == "кавычки расставлены неверно (строка 3 текста файла): удвойте кавычки внутри ячейки"
    )


def test_quote_that_is_never_closed_is_said() -> None:
    """What a quote without an end has swallowed is one refused row, with the lines that it took."""
    broken = csv_bytes([HEADER, row("Первая")]) + '"Вторая,vk,,,,,\r\nТретья,vk,,,,,\r\n'.encode()

    read = messages(broken)

    assert texts(broken) == ["Первая", None]
    assert read[1].errors[0].message == (
        "кавычки расставлены неверно (строки 3–4 текста файла, все не приняты): удвойте кавычки внутри ячейки"
    )


def test_cell_without_end_is_said() -> None:
    """A cell longer than any message is refused; reading goes on after it."""
    long = csv_bytes([HEADER, row("ы" * 200_001), row("Вторая")])

    read = messages(long)

    assert read[0].intake is None
    assert "ячейка длиннее 200000 знаков" in read[0].errors[0].message
    assert texts(long)[-1] == "Вторая"


def test_text_at_the_limit_of_intake_is_taken() -> None:
    """Fifty thousand characters are a message, one more is refused by its column."""
    read = messages(csv_bytes([HEADER, row("ы" * 50_000), row("ы" * 50_001)]))

    assert read[0].intake is not None
    assert [(item.column, item.message) for item in read[1].errors] == [("Текст", "не длиннее 50000 символов")]


@pytest.mark.parametrize("line", ["Яма,vk", "Яма,vk,,,,,,,лишнее"])
def test_row_of_another_width_is_refused(line: str) -> None:
    """Cells that may stand under foreign headings are not taken."""
    read = messages(csv_bytes([HEADER]) + line.encode())

    assert read[0].intake is None
    assert "а в заголовке 7" in read[0].errors[0].message


def test_delimiters_at_the_end_are_no_columns() -> None:
    """Empty cells beyond the header, and empty headings, are a delimiter too many."""
    lines: list[Sequence[object]] = [[*HEADER, "", ""], row("Яма"), [*row("Фонарь"), "", "", ""]]

    assert texts(csv_bytes(lines)) == ["Яма", "Фонарь"]


def test_byte_that_is_no_letter_refuses_its_row() -> None:
    """One broken byte in a file of UTF-8 refuses that row, and does not turn the others into garbage."""
    data = csv_bytes([HEADER, row("Первая"), row("Вторая")]).replace("Вторая".encode(), "Втор".encode() + b"\xd0")

    read = messages(data)

    assert texts(data) == ["Первая", None]
    assert [(item.column, item.message) for item in read[1].errors] == [
        ("Текст", "одиночный суррогатный символ недопустим")
    ]


def test_byte_that_windows_1251_has_not_refuses_its_row() -> None:
    """The one byte that Windows-1251 leaves out refuses its row too."""
    data = csv_bytes([HEADER, row("Первая"), row("Вторая")], encoding="cp1251").replace(b"\xc2\xf2", b"\x98")

    assert texts(data) == ["Первая", None]


def test_letter_cut_at_the_end_is_broken() -> None:
    """A file that ends in the middle of a letter is still UTF-8."""
    data = csv_bytes([HEADER, row("Первая")]) + "Вторая,vk,,,,,я".encode()[:-1]

    assert texts(data) == ["Первая", None]


def test_utf_16_is_named() -> None:
    """A file of UTF-16 is refused with what to do."""
    with pytest.raises(UnreadableTable, match="кодировка UTF-16; сохраните файл как «CSV UTF-8»"):
        opened(csv_bytes(TWO, "\t", "utf-16"))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_file_without_a_header_is_unreadable(data: bytes) -> None:
    """Nothing can be taken from an empty file."""
    with pytest.raises(UnreadableTable, match=r"файл пуст|нет заголовка"):
        opened(data)


def test_broken_header_is_unreadable() -> None:
    """Where the quotes of the header are wrong under every delimiter, its place is named."""
    with pytest.raises(UnreadableTable, match="заголовок, строка 1: кавычки"):
        opened(b'"a" b"\r\n')


def test_file_of_one_column_is_read() -> None:
    """A delimiter is needed only where there is something to delimit."""
    table = CsvTable(io.BytesIO("Текст\r\nЯма\r\n".encode()), None, len, bool)

    assert [tuple(item.cells) for item in table.rows()] == [("Текст",), ("Яма",)]


PRINTABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x00"), max_size=30)


@given(st.lists(st.tuples(PRINTABLE, PRINTABLE, PRINTABLE), max_size=8), st.sampled_from(DELIMITERS))
def test_any_table_comes_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    """What a program wrote as CSV is read back cell by cell, or is a blank row."""
    data = csv_bytes([("один", "два", "три"), *rows], delimiter)

    table = CsvTable(io.BytesIO(data), None, lambda header: len(header) == 3, bool)

    assert [tuple(item.cells) for item in table.rows() if not item.blank][1:] == [
        item for item in rows if any(cell.strip() for cell in item)
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_refused(data: bytes) -> None:
    """Whatever is called a CSV gives rows, or is unreadable in words."""
    try:
        rows = list(CsvTable(io.BytesIO(data), None, len, bool).rows())
    except UnreadableTable:
        return
    assert all(isinstance(item, Row) for item in rows)
