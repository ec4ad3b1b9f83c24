"""Columns: instants are aware everywhere, words are of their list, searches know Cyrillic."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Dialect, make_url, update
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from db.columns import Instant, UtcDateTime, searchable
from db.tables import MessageRow, TokenRow
from tests.fixtures.cases import NOON

MOSCOW = timezone(timedelta(hours=3))
DIALECTS = tuple(make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql"))


def token(issued_at: datetime) -> TokenRow:
    """The smallest row that holds a time that must be there and one that may be absent."""
    return TokenRow(id="1", sha256="0", person="ivanova", roles=[], issued_at=issued_at)


def test_time_comes_back_aware_and_in_utc(session: Session) -> None:
    """A time stored in one zone is read back as the same instant in UTC, and an absent one as None."""
    session.add(token(NOON.astimezone(MOSCOW)))
    session.commit()
    session.expire_all()

    row = session.get_one(TokenRow, "1")

    assert row.issued_at == NOON
    assert row.issued_at.tzinfo is UTC
    assert row.revoked_at is None


def test_naive_time_is_refused(session: Session) -> None:
    """A time without a zone never reaches the database."""
    session.add(token(NOON.replace(tzinfo=None)))

    with pytest.raises(StatementError, match="naive"):
        session.flush()


def test_word_of_no_list_is_never_stored(session: Session) -> None:
    """A state that is none is refused before it reaches the database."""
    with pytest.raises(StatementError, match="pondering"):
        session.exec(update(MessageRow).values(state="pondering"))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(moment=st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001 -- zoned below
def test_what_is_read_is_what_was_stored(dialect: Dialect, moment: datetime) -> None:
    """Whatever zone a database answers in, the instant stays and is in UTC."""
    column = UtcDateTime()
    stored = column.process_bind_param(moment.replace(tzinfo=MOSCOW), dialect)
    assert stored is not None

    for answered in (stored, stored.astimezone(MOSCOW), stored.replace(tzinfo=None)):
        read = column.process_result_value(answered, dialect)

        assert read == moment.replace(tzinfo=MOSCOW)
        assert read is not None
        assert read.tzinfo is UTC


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-05:00", "2026-03-16T12:00:00"])
def test_time_without_utc_is_refused(text: str) -> None:
    """A client's time that cannot be written in UTC is a wrong value, not a crash."""
    with pytest.raises(ValidationError):
        TypeAdapter[datetime](Instant).validate_python(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ФОНАРЬ не горит", "фонарь"),
        ("фонарь", "ФОНАРЬ"),
        ("Ёлка во дворе", "елка"),
        ("елка", "ЁЛКА"),
        ("двои\u0306ной", "двойной"),
        ("Straße", "STRASSE"),
    ],
)
def test_search_ignores_case_and_spelling_of_letters(text: str, query: str) -> None:
    """Case, ``ё`` and the way a letter is composed make no difference."""
    assert searchable(query) in searchable(text)


def test_absent_texts_are_not_searched() -> None:
    """What a message does not have adds nothing to its search text."""
    assert searchable("Дом", None, "") == "дом"
