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

    A date without a time is its first minute. Raises ValueError, in Russian.
    """
    tidy = " ".join(text.split())
    for wanted in formats:
        try:
            return datetime.strptime(tidy, wanted).replace(tzinfo=zone)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(tidy)
    except ValueError:
        raise ValueError("дата не читается: нет такого формата в соответствии (dates.formats)") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
