"""Cells of a spreadsheet as texts and as moments."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.importing import Cell, Unusable
from domain.importing.cells import as_moment, as_text, is_blank
from tests.domain.importing.samples import MOSCOW

NOON = datetime(2026, 3, 16, 12, 5, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" как есть\n", " как есть\n"),
        (12, "12"),
        (1731.0, "1731"),
        (0.5, "0.5"),
        (float("inf"), "inf"),
        (True, "ИСТИНА"),
        (False, "ЛОЖЬ"),
        (NOON.replace(tzinfo=None), "2026-03-16 12:05:00"),
        (date(2026, 3, 16), "2026-03-16"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_cell_as_text(cell: Cell, text: str) -> None:
    """A cell is the text that a person would copy out of it; a number that is an id has no point."""
    assert as_text(cell) == text


@pytest.mark.parametrize("cell", [1.2345678901234568e17, -1e15, 1e308, 123456789012345000, 1000000000000000])
def test_number_that_a_spreadsheet_has_rounded_is_no_text(cell: float) -> None:
    """Of a longer number the last digits are lost: two ids may have become one."""
    with pytest.raises(ValueError, match="Excel хранит 15 цифр"):
        as_text(cell)


@pytest.mark.parametrize("cell", [999999999999999, 999999999999999.0, 123456789012345678, -1234567890123456])
def test_number_that_is_whole_is_a_text(cell: float) -> None:
    """A long number with digits that no spreadsheet keeps was written exactly by another program."""
    assert as_text(cell) == str(int(cell))


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (NOON, NOON),
        (NOON.replace(tzinfo=None), NOON),
        (NOON.astimezone(UTC), NOON),
        (date(2026, 3, 16), NOON.replace(hour=0, minute=0)),
        ("2026-03-16 12:05", NOON),
    ],
)
def test_cell_as_moment(cell: Cell, moment: datetime) -> None:
    """A date of a spreadsheet is on the town's clocks; a date without a time is its first minute."""
    assert as_moment(cell, (), MOSCOW) == moment


@pytest.mark.parametrize("cell", [46097.5, True, time(9, 30), timedelta(hours=1)])
def test_number_is_no_moment(cell: Cell) -> None:
    """A number that nobody called a date is not guessed at."""
    with pytest.raises(ValueError, match="ожидается дата"):
        as_moment(cell, (), MOSCOW)


def test_error_of_a_spreadsheet_is_no_value() -> None:
    """A cell that shows an error is refused with what it shows."""
    with pytest.raises(ValueError, match="в ячейке ошибка #N/A"):
        as_text(Unusable("#N/A"))
    with pytest.raises(ValueError, match="в ячейке ошибка #N/A"):
        as_moment(Unusable("#N/A"), (), MOSCOW)


@pytest.mark.parametrize(("cell", "blank"), [(None, True), ("", True), (" \u00a0\n", True), (0, False), ("а", False)])
def test_blank_cell(cell: Cell, *, blank: bool) -> None:
    """Nothing and spaces are blank, a zero is not."""
    assert is_blank(cell) is blank
