"""Dates as an export writes them, by formats that a clerk reads: «ДД.ММ.ГГГГ чч:мм:сс»."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

_PARTS = {"ДД": "%d", "ММ": "%m", "ГГГГ": "%Y", "ГГ": "%y", "чч": "%H", "мм": "%M", "сс": "%S"}
_PART = re.compile("|".join(_PARTS))
_DAY = {"%d", "%m"}
_CLOCK = ("%H", "%M", "%S")
_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | {"мая": 5}
_MONTH = re.compile(rf"(?<=\d) ({'|'.join(_NUMBERS)})[а-я]*\.? (?=\d)")
_WORDS = re.compile(r"(?<=\d) ?(?:г\.|года?)(?=[ ,]|$)| в(?= \d)|,")
"""What stands around the figures of a date: «2 марта 2026 г. в 9:40», «02.03.2026, 09:40»."""
_UNREADABLE = (
    "дата не читается: ожидается, например, 02.03.2026 09:40; другой вид добавьте в соответствие (dates.formats)"
)


def _readable(text: str) -> str:
    """Refuse a format that names no day, or in a wrong spelling; Python's own letters never reach a user."""
    used = [_PARTS[part] for part in _PART.findall(text)]
    years = len({"%Y", "%y"} & set(used))
    if len(used) != len(set(used)) or years > 1:
        raise ValueError("каждая часть даты пишется один раз")
    if not set(used) >= _DAY or years == 0:
        raise ValueError("нужны день ДД, месяц ММ и год ГГГГ или ГГ")
    clock = [part for part in _CLOCK if part in used]
    if clock != list(_CLOCK[: len(clock)]) or clock == ["%H"]:
        raise ValueError("время пишется как чч:мм или чч:мм:сс")
    if re.search(r"[^\W\d_]|%", _PART.sub("", text)):
        raise ValueError("знаки формата: ДД, ММ, ГГГГ, ГГ, чч, мм, сс и разделители")
    return text


DateFormat = Annotated[str, AfterValidator(_readable)]
"""A format of dates; ММ is the month, мм are minutes."""


def strptime_format(text: str) -> str:
    """The same format as Python's ``strptime`` wants it."""
    return _PART.sub(lambda found: _PARTS[found[0]], " ".join(text.split()))


def parse_moment(text: str, formats: Sequence[str], zone: ZoneInfo) -> datetime:
    """Read a date by the first ``strptime`` format that fits, else by ISO 8601; without an offset it is ``zone``'s.

    A month in words is the same as its number, and the words around the figures do not matter. A date without a time is
    its first minute. Raises ValueError, in Russian.
    """
    tidy = " ".join(text.split())
    found = _by_formats(tidy, formats) or _by_formats(_in_figures(tidy), [_figures_of(item) for item in formats])
    if found is None:
        try:
            found = datetime.fromisoformat(tidy)
        except ValueError:
            raise ValueError(_UNREADABLE) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _by_formats(text: str, formats: Sequence[str]) -> datetime | None:
    for wanted in formats:
        try:
            return datetime.strptime(text, wanted)  # noqa: DTZ007 -- the caller knows whose clocks they are
        except ValueError:
            continue
    return None


def _in_figures(text: str) -> str:
    return _figures_of(_MONTH.sub(lambda found: f".{_NUMBERS[found[1]]:02}.", text.casefold()))


def _figures_of(text: str) -> str:
    return " ".join(_WORDS.sub(" ", text).split())
