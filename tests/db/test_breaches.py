"""What journals say of missed limits: by message, of one regulation, of some time."""

from datetime import timedelta

from sqlmodel import Session

from db import projection
from db.breaches import announced
from domain.journal import Entry
from domain.terms import Action
from tests.fixtures.cases import NOON, case_view, entry, message_id

START, END = NOON, NOON + timedelta(days=1)


def store(session: Session, number: int, *entries: Entry, regulation: str = "luga-2020") -> None:
    """Record a message with these entries."""
    projection.write(session, as_of=NOON, case=case_view(number, regulation=regulation), entries=entries)
    session.commit()


def at(seq: int, minutes: int, action: str = Action.LIMIT_MISSED) -> Entry:
    """An announcement so many minutes after the start, which is recorded at once."""
    moment = START + timedelta(minutes=minutes)
    return entry(seq, action=action, at=moment, recorded_at=moment)


def found(session: Session, regulation: str = "luga-2020") -> dict[str, list[int]]:
    """The numbers of the entries of each message."""
    journals = announced(session, regulation, START, END)
    return {message: [item.seq for item in entries] for message, entries in journals.items()}


def test_announcements_of_messages_that_missed_a_limit(session: Session) -> None:
    """Every announcement of such a message is there in order, also what was corrected later; other entries are not."""
    store(session, 1, at(3, 2000, Action.LIMIT_CORRECTED), at(1, 0), entry(2))
    store(session, 2, at(1, 5, Action.REMINDER), at(2, 6, Action.LIMIT_CORRECTED))
    assert found(session) == {message_id(1): [1, 3]}


def test_announcements_of_the_time_and_the_regulation_alone(session: Session) -> None:
    """Messages that missed nothing in that time are left out, and those of other regulations."""
    store(session, 1, at(1, -1))
    store(session, 2, at(1, 24 * 60))
    store(session, 3, at(1, 24 * 60 - 1))
    store(session, 4, at(1, 1), regulation="stavropol-2023")
    assert found(session) == {message_id(3): [1]}
    assert found(session, "stavropol-2023") == {message_id(4): [1]}


def test_what_happened_earlier_and_was_recorded_in_that_time_is_of_its_own_time(session: Session) -> None:
    """After an outage a breach of the day before is recorded late: it belongs to the time in which it happened."""
    store(session, 1, entry(1, action=Action.LIMIT_MISSED, at=START - timedelta(hours=1), recorded_at=START))
    late = entry(1, action=Action.LIMIT_MISSED, at=END - timedelta(hours=1), recorded_at=END + timedelta(hours=1))
    store(session, 2, late)
    assert found(session) == {message_id(2): [1]}
