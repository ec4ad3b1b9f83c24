"""Columns and texts that mean the same on every database."""

import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from domain import moment
from domain.forms import read_word

_ONE_LETTER = str.maketrans("ё", "е")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored in UTC, always read back aware and in UTC.

    SQLite has no time zones: it would store an aware time without its zone, and compare it as text. A naive time is
    refused with ``ValueError`` (SQLAlchemy wraps it in ``StatementError``).
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored: it names no instant")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back to what SQLite returns, and UTC to what another database returns in its session's zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """One word of a list, as text: a new word needs no migration.

    A word that only a newer version of the program knows raises ``UnknownFormError`` when it is read. One that is on
    no list is never stored: ``ValueError`` (SQLAlchemy wraps it in ``StatementError``).
    """

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum], length: int) -> None:
        """``words`` is the list, ``length`` the longest word that the column holds, in characters."""
        super().__init__(length)
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Write a word of the list."""
        del dialect
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read a word of the list."""
        del dialect
        return None if value is None else read_word(self.words, value)


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("время за пределами календаря") from error


Instant = Annotated[moment.Instant, AfterValidator(_in_utc)]
"""A time that a client names; the first and last hours of the calendar, which have no UTC, are refused."""


def searchable(*texts: str | None) -> str:
    """Write texts the way they are searched in: without case, one form of each letter, ``е`` for ``ё``.

    Done here, because SQLite's ``lower`` and ``LIKE`` know the case of Latin letters only.
    """
    whole = "\n".join(text for text in texts if text)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", whole).casefold()).translate(_ONE_LETTER)
