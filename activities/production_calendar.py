"""Russia's production calendar of the five-day week, from the ``holidays`` package and by rule.

The package knows holidays, transferred days and working weekends. It does not know shortened days, which
follow from the Labour Code (art. 95), and it answers for any year, with transfers or without: the years
whose transfers it really holds are listed here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

KNOWN_YEARS: Mapping[int, str] = {
    2019: "ПП РФ от 01.10.2018 № 1163",
    2020: "ПП РФ от 10.07.2019 № 875",
    2021: "ПП РФ от 10.10.2020 № 1648",
    2022: "ПП РФ от 16.09.2021 № 1564",
    2023: "ПП РФ от 29.08.2022 № 1505",
    2024: "ПП РФ от 10.08.2023 № 1314",
    2025: "ПП РФ от 04.10.2024 № 1335",
    2026: "ПП РФ от 24.09.2025 № 1466",
    2027: "перенос по данным пакета holidays 0.109",
}
"""Years without a gap whose transfers are published and held by the pinned ``holidays``, and the acts.

The days themselves are compared with an independent calendar in a test; of the acts' numbers those of 2020, 2021,
2023 and 2026 are for orientation and were not looked up.
"""

_SUBSTITUTED = re.compile(r"\(перенесено с (\d\d)\.(\d\d)\.(\d{4})\)")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ProductionCalendar:
    """The days that differ from an ordinary week.

    ``holidays`` are those of art. 112 itself, ``off`` also the days off moved to a weekday; ``exchanged``
    maps a working weekend day to the weekday whose hours it takes.
    """

    holidays: frozenset[date]
    off: frozenset[date]
    exchanged: Mapping[date, date]

    def is_eve(self, day: date) -> bool:
        """Whether the next day is a holiday: the working day before it is shortened (art. 95).

        A working weekend day takes the hours of the weekday it was exchanged with, so it is an eve also
        where that weekday would have been one.
        """
        moved = self.exchanged.get(day)
        return day + _DAY in self.holidays or (moved is not None and moved + _DAY in self.holidays)


@cache
def russia() -> ProductionCalendar:
    """The calendar of all known years."""
    # A year more on the right: 31 December is the eve of a holiday.
    every = holidays.country_holidays("RU", years=range(min(KNOWN_YEARS), max(KNOWN_YEARS) + 2), language="ru")
    plain = holidays.country_holidays("RU", years=every.years, observed=False, language="ru")
    moved = {day: origin for day, name in plain.items() if (origin := _origin(name))}
    return ProductionCalendar(
        holidays=frozenset(day for day in plain if day not in moved),
        off=frozenset(every),
        exchanged={origin: day for day, origin in moved.items() if origin in every.weekend_workdays},
    )


def _origin(name: str) -> date | None:
    """The weekend day that a transferred day off was taken from, as the package's name for it says."""
    match = _SUBSTITUTED.search(name)
    return None if match is None else date(int(match[3]), int(match[2]), int(match[1]))
