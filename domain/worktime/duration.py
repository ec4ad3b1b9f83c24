"""Lengths of time as ISO 8601 text, hours and below only.

Days, weeks, months and years are refused: in working time nobody can say how long «P1D» is.
"""

import re
from datetime import timedelta
from fractions import Fraction

from domain.worktime.errors import AmountError

_MICROSECOND = timedelta(microseconds=1)
_NUMBER = r"[0-9]{1,12}(?:[.,][0-9]{1,12})?"
_TIME = re.compile(rf"(?P<sign>[+-]?)PT(?=[0-9])(?:(?P<h>{_NUMBER})H)?(?:(?P<m>{_NUMBER})M)?(?:(?P<s>{_NUMBER})S)?")
_WITH_DATE_PART = re.compile(r"[+-]?P[0-9][0-9.,YMWD]*[YMWD](?:T[0-9.,HMS]*)?")
_LONGEST = timedelta(days=100_000_000)
_MICROS = {"h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000}


def parse_duration(text: str) -> timedelta:
    """Read «PT9H», «PT1H12M», «-PT40H», «PT0.5S».

    Only the smallest part may have a fraction (ISO 8601-1, 5.5.2.3), and the whole is exact to
    the microsecond.

    Raises:
        AmountError: not such a text, with days or longer parts, finer than a microsecond, or
            longer than 100 million days.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        if _WITH_DATE_PART.fullmatch(text):
            raise AmountError(
                "дни и более крупные части в рабочем времени неоднозначны: укажите часы или количество в working_days"
            )
        raise AmountError("ожидается длительность по ISO 8601, например PT9H или PT1H12M")
    parts = [(name, value.replace(",", ".")) for name in "hms" if (value := match[name])]
    if any("." in value for _, value in parts[:-1]):
        raise AmountError("дробной может быть только последняя часть длительности")
    exact = sum((Fraction(value) * _MICROS[name] for name, value in parts), Fraction(0))
    if exact.denominator != 1:
        raise AmountError("длительность задана точнее микросекунды")
    if exact > _LONGEST // _MICROSECOND:
        raise AmountError("длительность слишком велика")
    length = timedelta(microseconds=exact.numerator)
    return -length if match["sign"] == "-" else length


def format_duration(length: timedelta) -> str:
    """Write a length as hours, minutes and seconds: «PT40H», never «P1DT16H»."""
    micros = length // _MICROSECOND
    minutes, rest = divmod(abs(micros), 60_000_000)
    hours, minutes = divmod(minutes, 60)
    seconds, fraction = divmod(rest, 1_000_000)
    text = f"{hours}H" if hours else ""
    if minutes:
        text += f"{minutes}M"
    if fraction:
        text += f"{seconds}.{fraction:06d}".rstrip("0") + "S"
    elif seconds or not text:
        text += f"{seconds}S"
    return f"{'-' if micros < 0 else ''}PT{text}"
