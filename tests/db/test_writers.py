"""Many writers at once: whatever they record, and in whatever order, nothing is lost, doubled or given up."""

import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlmodel import Session, func, select

from db import projection, remarks
from db.queries import case_of, get_message, journal
from db.tables import AuthorityRow, JournalRow, RemarkRow
from domain.lifecycle import CaseView, parse_command
from domain.terms import Outcome, State
from tests.db.rules import rules_of
from tests.fixtures.cases import NOON, case_view, entry, message_id
from tests.fixtures.database import Database

WRITERS = 12
"""More than wait in one worker for the database."""

CASES = 10
STEPS = 6
REMARKS = 8
LATER = NOON + timedelta(days=40)


def at_once(jobs: Iterable[Callable[[], None]]) -> None:
    """Carry out jobs, shuffled, in threads that begin together; the first error of any of them is raised."""
    start = Barrier(WRITERS)
    shuffled = list(jobs)
    random.Random(len(shuffled)).shuffle(shuffled)  # noqa: S311 -- an order, no secret
    waiting = iter(shuffled)

    def work(_number: int) -> None:
        start.wait()
        # Advancing a list's iterator is one step for all threads.
        for job in waiting:
            job()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))


def state_at(number: int, seq: int) -> CaseView:
    """A case as it stands at its entry: each step is in the hands of another pair of bodies, the last one ends it."""
    ended: dict[str, Any] = {"state": State.CLOSED, "outcome": Outcome.ANSWERED, "hands": None, "due_at": None}
    bodies = ("housing", f"body-{seq}")
    return case_view(number, journal_seq=seq, authorities=bodies, **(ended if seq == STEPS else {}))


def record(session: Session, number: int, seq: int) -> None:
    """Take over the entries up to a number, as a worker does that had heard of none before, and the case at it."""
    entries = [entry(each) for each in range(1, seq + 1)]
    projection.write(session, as_of=NOON + timedelta(minutes=seq), case=state_at(number, seq), entries=entries)
    session.commit()


def recorder(database: Database, number: int, seq: int) -> Callable[[], None]:
    """Record in a session of its own."""

    def job() -> None:
        with database.sessions() as session:
            record(session, number, seq)

    return job


def remarker(database: Database, number: int, text: str) -> Callable[[], None]:
    """Write a remark in a session of its own; its id is its text."""

    def job() -> None:
        given = parse_command("note", {"command_id": text, "text": text})
        with database.sessions() as session:
            remarks.add(session, message_id(number), given, LATER, rules_of)
            session.commit()

    return job


def test_recordings_of_the_same_and_of_different_messages(database: Database) -> None:
    """Every step of every message, twice and shuffled: each journal is whole, each row and its bodies the last."""
    jobs = [recorder(database, number, seq) for number in range(CASES) for seq in range(1, STEPS + 1)] * 2

    at_once(jobs)

    with database.sessions() as session:
        for number in range(CASES):
            row = get_message(session, message_id(number))
            assert row is not None
            assert case_of(row) == state_at(number, STEPS)
            assert [found.seq for found in journal(session, row.id)] == list(range(1, STEPS + 1))
            having = session.exec(select(AuthorityRow.authority).where(AuthorityRow.message_id == row.id))
            assert set(having) == {"housing", f"body-{STEPS}"}


def test_remarks_race_with_late_recordings(database: Database) -> None:
    """Remarks, each sent twice, and recordings that come once more: every remark has one entry and its own number."""
    numbers = range(3)
    with database.sessions() as session:
        for number in numbers:
            record(session, number, STEPS)
    jobs = [recorder(database, number, seq) for number in numbers for seq in range(1, STEPS + 1)]
    jobs += [remarker(database, number, f"Пометка {text}") for number in numbers for text in range(REMARKS)] * 2

    at_once(jobs)

    with database.sessions() as session:
        for number in numbers:
            row = get_message(session, message_id(number))
            assert row is not None
            assert row.journal_seq == case_of(row).journal_seq == STEPS + REMARKS
            found = journal(session, row.id)
            assert [each.seq for each in found] == list(range(1, STEPS + REMARKS + 1))
            assert {each.details["text"] for each in found[STEPS:]} == {f"Пометка {text}" for text in range(REMARKS)}
        assert session.exec(select(func.count()).select_from(RemarkRow)).one() == len(numbers) * REMARKS


def test_first_recordings_of_one_message(database: Database) -> None:
    """A message that nobody has recorded yet, by every writer at once: one row, each entry once."""
    at_once(recorder(database, 1, STEPS) for _ in range(WRITERS))

    with database.sessions() as session:
        assert session.exec(select(func.count()).select_from(JournalRow)).one() == STEPS
