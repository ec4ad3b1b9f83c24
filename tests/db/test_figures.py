"""The figures that operators watch: they count what is recorded, and what has ended costs nothing."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert
from sqlmodel import Session

from db import projection
from db.figures import MISSED_WINDOW, Figures, figures
from db.queries import get_message
from db.tables import END_OF_QUEUE, JournalRow, MessageRow
from domain.journal import Entry
from domain.lifecycle import CaseView
from domain.terms import Action, Outcome, State
from tests.fixtures.cases import NOON, case_view, entry, message_id

NOW = NOON + timedelta(hours=1)
ENDED: dict[str, Any] = {
    "state": State.CLOSED,
    "outcome": Outcome.ANSWERED,
    "due_at": None,
    "hands": None,
    "authority": None,
}


def store(session: Session, *cases: CaseView, as_of: datetime = NOON, entries: tuple[Entry, ...] = ()) -> None:
    """Record cases, each with the same entries."""
    for case in cases:
        projection.write(session, as_of=as_of, case=case, entries=entries)
    session.commit()


def missed(seq: int, ago: timedelta, clause: str | None = "10") -> Entry:
    """The announcement of a missed limit, so long before the figures are asked for."""
    return entry(seq, action=Action.LIMIT_MISSED, recorded_at=NOW - ago, clause=clause)


def test_nothing_is_recorded(session: Session) -> None:
    """An empty read model has no figures."""
    assert figures(session, NOW) == Figures(open={}, overdue={}, missed={}, unheard_since=None)


def test_open_messages_are_counted(session: Session) -> None:
    """Open messages are counted by regulation and state, late ones by regulation; closed ones not at all."""
    store(
        session,
        case_view(1),
        case_view(2, overdue=True),
        case_view(3, state=State.APPROVED, overdue=True),
        case_view(4, regulation="providensky-2020"),
        case_view(5, **ENDED),
    )

    counted = figures(session, NOW)

    assert counted.open == {
        ("luga-2020", State.DRAFTING): 2,
        ("luga-2020", State.APPROVED): 1,
        ("providensky-2020", State.DRAFTING): 1,
    }
    assert counted.overdue == {"luga-2020": 2, "providensky-2020": 0}


def test_missed_limits_of_a_day_are_counted(session: Session) -> None:
    """Announcements of the last day are counted by regulation and clause, of closed messages too; reminders are not."""
    recent, old = timedelta(hours=1), MISSED_WINDOW + timedelta(seconds=1)
    store(session, case_view(1), entries=(missed(1, recent), missed(2, recent, "15(3)"), missed(3, old)))
    store(session, case_view(2, **ENDED), entries=(missed(1, recent), missed(2, recent, clause=None)))
    store(session, case_view(3, regulation="providensky-2020"), entries=(missed(1, recent),))
    reminder = entry(1, action=Action.REMINDER, recorded_at=NOW, clause="10")
    store(session, case_view(4), entries=(reminder,))

    assert figures(session, NOW).missed == {
        ("luga-2020", "10"): 2,
        ("luga-2020", "15(3)"): 1,
        ("luga-2020", ""): 1,
        ("providensky-2020", "10"): 1,
    }


def test_a_due_limit_that_nobody_recorded_shows_the_lag(session: Session) -> None:
    """A limit that was due after the last recording proves a lag; one recorded since, or still to come, does not."""
    due = NOW - timedelta(minutes=20)
    store(session, case_view(1, due_at=NOW + timedelta(minutes=1)))
    store(session, case_view(2, due_at=due - timedelta(hours=1)), as_of=due)
    store(session, case_view(3, **ENDED))
    assert figures(session, NOW).unheard_since is None

    store(session, case_view(4, due_at=due), case_view(5, due_at=due + timedelta(minutes=5)))

    assert figures(session, NOW).unheard_since == due


def plans(session: Session, explain: str) -> list[str]:
    """How the database carries out each query of the figures."""
    asked: list[tuple[str, Any]] = []

    def listen(_connection: Connection, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", listen)
    figures(session, NOW)
    event.remove(connection, "before_cursor_execute", listen)
    explained = [connection.exec_driver_sql(f"{explain} {statement}", given) for statement, given in asked]
    return ["\n".join(str(line[-1]) for line in lines) for lines in explained]


@pytest.fixture
def crowded(session: Session) -> Session:
    """A read model with ten open messages among thousands that have ended; its statistics are fresh."""
    store(session, *(case_view(number) for number in range(10)))
    _store_ended(session)
    session.connection().exec_driver_sql("ANALYZE")
    return session


def _store_ended(session: Session) -> None:
    pattern = _row(session).model_dump()
    ended = {"state": State.CLOSED, "queue_at": END_OF_QUEUE, "due_at": None}
    numbers = range(100, 6000)
    session.exec(
        insert(MessageRow),
        params=[pattern | ended | {"id": message_id(number), "external_id": f"wall-{number}"} for number in numbers],
    )
    old = missed(1, timedelta(days=90)).model_dump(mode="json", include={"action", "clause", "actor", "details"})
    times = {"at": NOON - timedelta(days=90), "recorded_at": NOON - timedelta(days=90)}
    entries = [old | times | {"message_id": message_id(number), "seq": seq} for number in numbers for seq in (1, 2)]
    session.exec(insert(JournalRow), params=entries)
    session.commit()


def _row(session: Session) -> MessageRow:
    row = get_message(session, message_id(1))
    assert row is not None
    return row


def test_no_query_reads_whole_tables(crowded: Session) -> None:
    """Each figure is found by an index, and never by one that grows with the messages that have ended."""
    explain = "EXPLAIN QUERY PLAN" if crowded.get_bind().dialect.name == "sqlite" else "EXPLAIN"

    found = plans(crowded, explain)

    assert len(found) == 3
    assert "ix_message_open" in found[0]
    assert "ix_journal_entry_missed" in found[1]
    assert "ix_message_queue_at_id" in found[2]
    assert not [plan for plan in found[1:] if re.search(r"\bSCAN\b|Seq Scan", plan)]
