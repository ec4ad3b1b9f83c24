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
_ROUNDED = 10**_KEPT
_TOO_LONG = f"от длинного числа Excel хранит {_KEPT} цифр: выгрузите столбец с форматом «Текстовый»"
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
        # Zeros for the last digits are a spreadsheet's; a longer whole number was written exactly by another program.
        case int() if abs(cell) >= _ROUNDED and not str(abs(cell))[_KEPT:].strip("0"):
            raise ValueError(_TOO_LONG)
        case float() if math.isfinite(cell) and abs(cell) >= _ROUNDED:
            raise ValueError(_TOO_LONG)
        case float() if math.isfinite(cell) and cell == int(cell):
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ")
        case Unusable():
            raise ValueError(_error_in(cell))
        case _:
            return str(cell)


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
