"""What a cell of a table may hold, and how it is read as a text or as a moment."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.importing.dates import parse_moment


@dataclass(frozen=True)
class Unusable:
    """A cell that a spreadsheet itself marks as an error; ``shown`` is what it shows there, for example ``#N/A``."""

    shown: str


Cell = str | bool | int | float | datetime | date | time | timedelta | Unusable | None
"""CSV has strings only; a spreadsheet has the others too, dates among them without a time zone."""

_KEPT = 15
_YES, _NO = "ИСТИНА", "ЛОЖЬ"


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written there; spaces are nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell) -> str:
    """The cell as a person would copy it out; raises ValueError, in Russian, where there is nothing to copy.

    A whole number has no decimal point: numbers are ids here. A spreadsheet keeps 15 digits of a number: of a longer
    id the last were lost before it came here, and two messages may have become one.
    """
    match cell:
        case None:
            return ""
        case bool():
            return _YES if cell else _NO
        case int() | float() if _rounded(cell):
            raise ValueError(f"от длинного числа Excel хранит {_KEPT} цифр: выгрузите столбец с форматом «Текстовый»")
        case float() if math.isfinite(cell) and cell == int(cell):
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ")
        case Unusable():
            raise ValueError(_error_in(cell))
        case _:
            return str(cell)


def _rounded(number: float) -> bool:
    """Whether a spreadsheet may have put zeros for the last digits; a whole number with others was written exactly."""
    if not math.isfinite(number) or abs(number) < 10**_KEPT:
        return False
    return isinstance(number, float) or not str(abs(number))[_KEPT:].strip("0")


def as_moment(cell: Cell, formats: Sequence[str], zone: ZoneInfo) -> datetime:
    """The cell as a moment; raises ValueError, in Russian. What names no zone is on the clocks of ``zone``."""
    match cell:
        case datetime():
            return cell if cell.tzinfo is not None else cell.replace(tzinfo=zone)
        case date():
            return datetime(cell.year, cell.month, cell.day, tzinfo=zone)
        case str():
            return parse_moment(cell, formats, zone)
        case Unusable():
            raise ValueError(_error_in(cell))
        case _:
            raise ValueError(
                "ожидается дата, а в ячейке число или время без даты: задайте формат «Дата» или запишите дату текстом"
            )


def _error_in(cell: Unusable) -> str:
    return f"в ячейке ошибка {cell.shown}"
