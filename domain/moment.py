"""Moments and days that people and other systems report, in years that calendars can be asked about."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ValidationInfo

from domain.text import at_the_door

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(3000, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[-+]?[\d.]+")


def _in_our_time(value: datetime) -> datetime:
    if not _FIRST <= value < _LAST:
        raise ValueError("время вне допустимых пределов: годы с 2000 по 2999")
    return value


def _no_number(value: object, info: ValidationInfo) -> object:
    # Pydantic takes a number for seconds since 1970, so 2026 and 20260316 would be the first days of that year.
    written = at_the_door(info) and isinstance(value, str) and _NUMBER.fullmatch(value)
    if written or isinstance(value, int | float | Decimal):
        raise ValueError("ожидаются дата и время по ISO 8601 с часовым поясом")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_no_number)]
"""A time of any year with its offset; a number is none, for nobody says since when it counts."""

Moment = Annotated[Instant, AfterValidator(_in_our_time)]
"""A reported time; outside these years it is a slip, and another zone's reading of it could not even be written."""


def _only_a_day(value: object) -> object:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if not (is_day or (isinstance(value, str) and _DAY.fullmatch(value))):
        raise ValueError("ожидается дата ГГГГ-ММ-ДД")
    return value


def _in_our_years(value: date) -> date:
    if not _FIRST.date() <= value < _LAST.date():
        raise ValueError("дата вне допустимых пределов: годы с 2000 по 2999")
    return value


Day = Annotated[date, AfterValidator(_in_our_years), BeforeValidator(_only_a_day)]
"""A day as people write it, without a time: 2026-07-01; outside these years it is a slip."""
