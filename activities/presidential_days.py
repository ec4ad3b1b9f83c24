"""The non-working days of 2020 and 2021 that exist only by decree of the President.

Whether they count as working days for a legal term is disputed, so a regulation has a switch
(``presidential_days``).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple


class DecreedDays(NamedTuple):
    """Non-working days from ``first`` to ``last``, both included, and the decree that made them."""

    first: date
    last: date
    basis: str


DECREED = (
    DecreedDays(date(2020, 3, 30), date(2020, 4, 3), "Указ Президента РФ от 25.03.2020 № 206"),
    DecreedDays(date(2020, 4, 4), date(2020, 4, 30), "Указ Президента РФ от 02.04.2020 № 239"),
    DecreedDays(date(2020, 5, 6), date(2020, 5, 8), "Указ Президента РФ от 28.04.2020 № 294"),
    DecreedDays(date(2020, 6, 24), date(2020, 6, 24), "Указ Президента РФ от 29.05.2020 № 345"),
    DecreedDays(date(2020, 7, 1), date(2020, 7, 1), "Указ Президента РФ от 01.06.2020 № 354"),
    DecreedDays(date(2021, 5, 4), date(2021, 5, 7), "Указ Президента РФ от 23.04.2021 № 242"),
    DecreedDays(date(2021, 10, 30), date(2021, 11, 7), "Указ Президента РФ от 20.10.2021 № 595"),
)


def decreed_dates() -> Iterator[date]:
    """Every date of every decree."""
    for days in DECREED:
        for offset in range((days.last - days.first).days + 1):
            yield days.first + timedelta(days=offset)
