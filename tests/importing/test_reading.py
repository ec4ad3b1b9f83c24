"""A file as a whole: checked first, then read as often as one likes, and fast."""

import io
import time
import tracemalloc
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.importing import MappingError, UnreadableTable
from importing.limits import Limits
from importing.reading import read_file
from tests.domain.importing.samples import ROUTED, SAMPLE, TOWN, mapping
from tests.importing.files import HEADER, LIMITS, csv_bytes, messages, opened, row, texts, xlsx_bytes

MANY = 10_000
BOTH = pytest.mark.parametrize("written", [csv_bytes, xlsx_bytes])

Written = Callable[[Sequence[Sequence[object]]], bytes]


@BOTH
def test_file_is_counted_and_read_again_and_again(written: Written) -> None:
    """The number of rows is known before the first is sent, and every reading begins anew."""
    reading = opened(written([HEADER, row("Первая"), [""], row("Вторая")]))

    first, second = list(reading.messages(TOWN)), list(reading.messages(TOWN))

    assert reading.count == 2
    assert first == second
    assert [item.row for item in first] == [2, 4]


@BOTH
def test_header_below_a_title_is_found(written: Written) -> None:
    """What stands above the first row with every needed column is passed over; the rows keep their numbers."""
    data = written([["Выгрузка за март"], [], ["Дата", "05.03.2026"], HEADER, row("Яма")])

    assert [(item.row, item.intake and item.intake.text) for item in messages(data)] == [(5, "Яма")]


@BOTH
def test_row_of_the_header_may_be_told(written: Written) -> None:
    """Where the mapping says in which row the header is, no other row is looked at."""
    data = written([["Выгрузка за март"], [], HEADER, row("Яма")])

    assert texts(data, mapping(f"header_row = 3\n{SAMPLE}")) == ["Яма"]
    with pytest.raises(UnreadableTable, match="в заголовке: «Выгрузка за март»"):
        opened(data, mapping(f"header_row = 1\n{SAMPLE}"))
    with pytest.raises(UnreadableTable, match="нет заголовка"):
        opened(data, mapping(f"header_row = 900\n{SAMPLE}"))


@BOTH
def test_header_far_below_is_no_header(written: Written) -> None:
    """After so many rows without a header the first one is shown for it, and the error says what to do."""
    data = written([*([f"Строка {number}"] for number in range(25)), HEADER, row("Яма")])

    with pytest.raises(
        UnreadableTable, match=r"в заголовке: «Строка 0»\. Переименуйте столбцы .*; если в заголовке не слова"
    ):
        opened(data)


@pytest.mark.parametrize("page", ["<html><table>", "\ufeff\r\n<!DOCTYPE html>", '<?xml version="1.0"?><Workbook/>'])
def test_page_under_a_table_s_name_is_told(page: str) -> None:
    """A web page or XML that is called a spreadsheet is refused with what to do."""
    with pytest.raises(UnreadableTable, match=r"веб-страница или XML.*сохраните как «Книга Excel"):
        opened(page.encode())


def test_file_with_too_many_rows_is_refused() -> None:
    """More rows than the limit are refused as a whole, before anything is taken."""
    data = csv_bytes([HEADER, *(row(f"Яма {number}") for number in range(3))])

    assert opened(data, limits=Limits(rows=3, unpacked=0)).count == 3
    with pytest.raises(UnreadableTable, match="больше 2 строк"):
        opened(data, limits=Limits(rows=2, unpacked=0))


def test_alias_of_an_absent_authority_stops_the_import() -> None:
    """A mapping that does not fit the regulation is refused before the first row."""
    reading = opened(csv_bytes([(*HEADER, "Исполнитель"), [*row("Яма"), ""]]), mapping(ROUTED.replace("roads", "sea")))

    with pytest.raises(MappingError, match="органа sea в регламенте нет"):
        reading.messages(TOWN)


def test_two_messages_under_one_key_are_told_apart() -> None:
    """A row that would be taken for an earlier one and says something else is refused; the same one is not."""
    wall = "https://vk.com/wall-1_2"
    lines = [
        HEADER,
        row("Яма", Ссылка=wall, Тема="Дороги"),
        row("Яма", Ссылка=wall, Тема="Двор"),
        row("Фонарь", Ссылка=wall),
    ]

    read = messages(csv_bytes(lines))

    assert read[0].intake is not None
    assert read[1].intake is not None
    assert read[0].intake.external_id == read[1].intake.external_id
    assert [(item.column, item.message) for item in read[2].errors] == [
        ("Ссылка", "то же, что в строке 2, а автор или текст другие: нужен свой номер")
    ]


@BOTH
def test_ten_thousand_rows_are_read_in_seconds(written: Written) -> None:
    """A big export is checked and mapped in a few seconds."""
    lines = [HEADER, *(_line(number) for number in range(MANY))]
    data = written(lines)

    began = time.perf_counter()
    read = messages(data)

    # It takes two or three seconds; the rest is for a machine that is busy with other tests.
    assert time.perf_counter() - began < 60
    assert sum(item.intake is not None for item in read) == MANY


def test_big_file_is_not_held_in_memory() -> None:
    """Going through a file of many rows costs a part of what the rows themselves would."""
    data = csv_bytes([HEADER, *(row(f"{number} " + "ы" * 20_000) for number in range(150))])
    source = io.BytesIO(data)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_file(source, mapping(), LIMITS).messages(TOWN))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert count == 150
    assert len(data) > 6_000_000
    assert peak < len(data) / 4


CELL = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.sampled_from(["vk", "ВКонтакте", "https://ok.ru/1", "16.03.2026"]),
)


@given(st.lists(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), max_size=6), st.sampled_from(",;\t"))
def test_any_table_is_taken_or_refused_by_row(rows: list[list[object]], delimiter: str) -> None:
    """Every row that is not blank is a message with its own text, or refused by number and column; none is lost."""
    data = csv_bytes([HEADER, *rows], delimiter, "utf-8" if _writable(rows) else "utf-8-sig")

    read = messages(data)

    assert len({item.row for item in read}) == len(read) == opened(data).count
    written = {str(line[0]) for line in rows}
    for item in read:
        assert (item.intake is None) == bool(item.errors)
        assert item.intake is None or item.intake.text in written


def _writable(rows: list[list[object]]) -> bool:
    return not any(isinstance(cell, str) and cell.startswith("\ufeff") for line in rows for cell in line)


def _line(number: int) -> list[object]:
    return list(
        row(
            f"Сообщение {number}: во дворе дома {number % 90} третий день темно; когда починят?",
            Ссылка=f"https://vk.com/wall-1_{number}",
            Автор=f"Автор {number}",
            Тема="Освещение",
            Дата="16.03.2026 12:05",
        )
    )
