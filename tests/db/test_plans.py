"""Plans: what is asked often is answered by an index, on each kind of database, however much has been stored."""

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from db import projection
from db.queries import EVERYTHING, ListFilter, list_messages
from db.tables import JournalRow, MessageRow
from tests.db.crowd import MESSAGES, fill
from tests.db.hot import HOT, LISTS, Question
from tests.db.plans import faults, statements
from tests.fixtures.cases import NOON, case_view, entry

TEN = 10


def test_no_hot_question_reads_a_whole_table(session: Session) -> None:
    """Among many messages and with fresh statistics, each question that is asked often is answered by an index."""
    fill(session)

    found = {name: faults(session, question) for name, question in HOT.items()}

    assert len(HOT) >= TEN
    assert session.exec(select(func.count()).select_from(MessageRow)).one() >= MESSAGES - 1
    assert {name: fault for name, fault in found.items() if fault} == {}
    # Of a list of nothing a plan would say little.
    assert [name for name, question in LISTS.items() if not question(session).items] == []


def by_text(session: Session) -> object:
    """Messages by a column that has no index."""
    return session.exec(select(MessageRow).where(MessageRow.text == "слово")).all()


def in_another_order(session: Session) -> object:
    """A page in an order that has no index."""
    return session.exec(select(JournalRow).order_by(col(JournalRow.clause)).limit(1)).all()


def counted(session: Session) -> object:
    """All entries, counted."""
    return session.exec(select(func.count()).select_from(JournalRow)).all()


def narrowed_by_text(session: Session) -> object:
    """A page in the list's own order, of a column that has no index."""
    wanted = select(MessageRow).where(MessageRow.text == "слово")
    return session.exec(wanted.order_by(col(MessageRow.queue_at), col(MessageRow.id)).limit(1)).all()


@pytest.mark.parametrize("question", [by_text, in_another_order, counted, narrowed_by_text])
def test_whole_tables_are_seen(session: Session, question: Question) -> None:
    """The proof above can fail: what reads a table from end to end is named."""
    projection.write(session, as_of=NOON, case=case_view(), entries=[entry(1)])
    session.commit()

    assert faults(session, question)


def test_plans_are_of_what_is_asked(session: Session) -> None:
    """The statements that are explained are those of the question itself, with its values."""
    ((statement, given),) = statements(
        session, lambda asked: list_messages(asked, ListFilter(regulation="luga-2020"), EVERYTHING)
    )

    assert "ORDER BY message.queue_at, message.id" in statement
    assert "luga-2020" in (given.values() if isinstance(given, dict) else given)
