"""Days that a Russian text names: «до 15 декабря», «в декабре 2026», «в течение 10 дней», «до пятницы», «завтра»."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

WorkingDays = Callable[[date, int], date]
"""Finds the day that many working days after another."""

_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH = (
    r"(?P<month>январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]"
    r"|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])(?!\w)"
)
_YEAR = r"(?:\s{1,3}(?P<year>20\d{2})(?!\d))?"
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAY = (
    r"(?P<weekday>понедельник[ау]?|вторник[ау]?|сред[уеы]|четверг[ау]?|пятниц[уые]|суббот[уые]|воскресень[яею])(?!\w)"
)
_NUMBERS: Mapping[str, int] = {
    "одного": 1, "один": 1, "двух": 2, "два": 2, "две": 2, "трех": 3, "три": 3, "четырех": 4, "четыре": 4,
    "пяти": 5, "пять": 5, "шести": 6, "семи": 7, "семь": 7, "восьми": 8, "девяти": 9, "десяти": 10, "десять": 10,
    "четырнадцати": 14, "пятнадцати": 15, "двадцати": 20, "тридцати": 30,
}  # fmt: skip
_COUNT = (
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(word.replace('е', '[её]') for word in _NUMBERS)})(?:-?х|-?и|-?ти)?\s{{1,3}})?"
)
_QUARTERS: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER_WORDS = ("перв", "втор", "трет", "четв")
_HALF_YEAR = timedelta(days=183)
_WEEK = 7
_QUARTER = 3
_YEAR_MONTHS = 12


class Named(NamedTuple):
    """A day that a text names: where it stands, as offsets, and which day it is, the last one of a longer time."""

    start: int
    end: int
    on: date


def find(text: str, today: date, working_days: WorkingDays) -> tuple[Named, ...]:
    """List the days named in a text, in its order; a year that is not said is the nearest to ``today``."""
    found: list[Named] = []
    for item in sorted(_all(text, today, working_days), key=lambda item: (item.start, -item.end)):
        if not found or item.start >= found[-1].end:
            found.append(item)
    return tuple(found)


def _all(text: str, today: date, working_days: WorkingDays) -> Iterator[Named]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            on = read(match, today, working_days)
            if on is not None:
                yield Named(match.start(), match.end(), on)


def _day_of_month(match: re.Match[str], today: date, _working_days: WorkingDays) -> date | None:
    return _day(int(match["day"]), _month_of(match["month"]), match["year"], today)


def _in_figures(match: re.Match[str], today: date, _working_days: WorkingDays) -> date | None:
    year = match["year"]
    return _day(int(match["day"]), int(match["month"]), f"20{year[-2:]}" if year else None, today)


def _whole_month(match: re.Match[str], today: date, _working_days: WorkingDays) -> date:
    month = _month_of(match["month"])
    if match["year"]:
        return _last_day(int(match["year"]), month)
    return min((_last_day(today.year + more, month) for more in (-1, 0, 1)), key=lambda day: abs(day - today))


def _quarter(match: re.Match[str], today: date, _working_days: WorkingDays) -> date:
    named = match["quarter"].lower()
    number = _QUARTERS.get(named) or 1 + next(
        place for place, word in enumerate(_QUARTER_WORDS) if named.startswith(word)
    )
    return _last_day(int(match["year"] or today.year), number * _QUARTER)


def _within(match: re.Match[str], today: date, working_days: WorkingDays) -> date:
    count, unit = match["count"], match["unit"].lower()
    number = 1 if count is None else _NUMBERS.get(count.lower().replace("ё", "е")) or int(count)
    if unit.startswith("мес"):
        months = today.month - 1 + number
        year, month = today.year + months // _YEAR_MONTHS, months % _YEAR_MONTHS + 1
        return min(_last_day(year, month), date(year, month, 1) + timedelta(days=today.day - 1))
    if unit.startswith("час"):
        return today + timedelta(days=-(-number // 24))
    if match["working"] and unit.startswith("д"):
        return working_days(today, number)
    return today + timedelta(days=number * (_WEEK if unit.startswith("нед") else 1))


def _end_of(match: re.Match[str], today: date, _working_days: WorkingDays) -> date:
    unit = match["unit"].lower()
    if unit.startswith("нед"):
        return today + timedelta(days=_WEEK - 1 - today.weekday())
    if unit.startswith("мес"):
        return _last_day(today.year, today.month)
    if unit.startswith("кв"):
        return _last_day(today.year, -(-today.month // _QUARTER) * _QUARTER)
    return date(today.year, 12, 31)


def _weekday(match: re.Match[str], today: date, _working_days: WorkingDays) -> date:
    wanted = next(day for day, word in enumerate(_WEEKDAYS) if match["weekday"].lower().startswith(word))
    return today + timedelta(days=(wanted - today.weekday()) % _WEEK)


def _relative(match: re.Match[str], today: date, _working_days: WorkingDays) -> date:
    return today + timedelta(days=("сегодня", "завтра", "послезавтра").index(match["day"].lower()))


def _month_of(word: str) -> int:
    """The number of a month; «ма» is the beginning of two, and March is asked first."""
    return 1 + next(place for place, beginning in enumerate(_MONTHS) if word.lower().startswith(beginning))


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = [made for each in years if (made := _made(each, month, day)) is not None]
    near = min(days, key=lambda made: abs(made - today), default=None)
    return None if near is None or (not year and abs(near - today) > _HALF_YEAR) else near


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, WorkingDays], date | None]], ...] = (
    (_pattern(rf"(?<!\d)(?P<day>\d{{1,2}})(?:-?го)?\s{{1,3}}{_MONTH}{_YEAR}"), _day_of_month),
    (
        _pattern(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{2}|\d(?=\.20))\.(?P<year>20\d{2}|\d{2})(?!\.?\d)"),
        _in_figures,
    ),
    (_pattern(r"(?<=до )(?P<day>\d{1,2})\.(?P<month>\d{2})(?P<year>)(?!\d)(?!\.\d)"), _in_figures),
    (
        _pattern(rf"(?<!\w)(?:в|до|к|за)\s{{1,3}}(?:конц[аеу]\s{{1,3}}|начал[аеу]\s{{1,3}})?{_MONTH}{_YEAR}"),
        _whole_month,
    ),
    (
        _pattern(
            r"(?<!\w)(?P<quarter>iv|iii|ii|i|[1-4]|перв|втор|трет|четв[её]рт)(?:-?м|-?й|-?ом|ом|ем|ьем)?"
            rf"\s{{1,3}}квартал\w{{0,2}}{_YEAR}"
        ),
        _quarter,
    ),
    (
        _pattern(
            rf"(?<!\w)(?:в\s{{1,3}}течени[еи]|за|через)\s{{1,3}}{_COUNT}(?:(?P<working>рабоч\w{{1,3}})|календарн\w{{1,3}})?"
            r"\s{0,3}(?P<unit>день|дн(?:я|ей)|сут(?:ок|ки)|недел(?:ю|и|ь)|месяц(?:а|ев)?|час(?:а|ов)?)(?!\w)"
        ),
        _within,
    ),
    (_pattern(r"(?<!\w)(?:до|к)\s{1,3}конц[ау]\s{1,3}(?P<unit>недели|месяца|квартала|года)(?!\w)"), _end_of),
    (_pattern(rf"(?<!\w)(?:до|к|ко|в|во|не\s{{1,3}}позднее)\s{{1,3}}{_WEEKDAY}"), _weekday),
    (_pattern(r"(?<!\w)(?P<day>сегодня|завтра|послезавтра)(?!\w)"), _relative),
)
"""What a named day looks like, and how it is read; a reader answers None where there is no such day."""
