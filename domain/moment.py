"""Moments that people and other systems report: with an offset, and in years that calendars can be asked about."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(3000, 1, 1, tzinfo=UTC)


def _in_our_time(value: datetime) -> datetime:
    if not _FIRST <= value < _LAST:
        raise ValueError("время вне допустимых пределов: годы с 2000 по 2999")
    return value


def _no_number(value: object) -> object:
    if isinstance(value, int | float | Decimal):
        raise ValueError("ожидаются дата и время по ISO 8601 с часовым поясом")  # noqa: TRY004 -- pydantic's protocol
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time), BeforeValidator(_no_number)]
"""A reported time; outside these years it is a slip, and another zone's reading of it could not even be written."""


def _no_number_of_days(value: object) -> object:
    if isinstance(value, int | float | Decimal):
        raise ValueError("ожидается дата ГГГГ-ММ-ДД")  # noqa: TRY004 -- pydantic's protocol
    return value


Day = Annotated[date, BeforeValidator(_no_number_of_days)]
"""A day that people name; a number, which could count from 1970, is none."""
