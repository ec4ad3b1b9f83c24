"""Remarks after the end: one transaction, one entry a command id, the next number however many write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session

from db import projection, remarks
from db.queries import case_of, explanations_of, get_message, journal
from domain.errors import CommandReused, InvalidInput, NotVisible
from domain.lifecycle import CaseView, Command, parse_command
from domain.terms import Outcome, State
from tests.db.rules import rules_of
from tests.fixtures.cases import NOON, case_view, entry, explanation, message_id
from tests.fixtures.database import Database

LATER = NOON + timedelta(days=40)
WRITERS = 4


def command(name: str, command_id: str = "c", **fields: object) -> Command:
    """A command that another tool sends, without a person."""
    return parse_command(name, {"command_id": command_id} | fields)


def closed(session: Session) -> CaseView:
    """Record a message that has ended."""
    case = case_view(state=State.CLOSED, outcome=Outcome.ANSWERED, hands=None, due_at=None)
    projection.write(session, as_of=NOON, case=case, entries=[entry(1)], explanations=[explanation()])
    session.commit()
    return case


def add(session: Session, given: Command) -> None:
    """Write a remark about the first message, and commit."""
    remarks.add(session, message_id(1), given, LATER, rules_of)
    session.commit()


def test_remark_gets_the_next_number(session: Session) -> None:
    """A remark is the journal's next entry and changes its flags of the recorded case, nothing else."""
    before = closed(session)

    add(session, command("note", "1", text="Автор благодарит"))
    add(session, command("significant", "2", summary="Повторные жалобы"))
    add(session, command("shortcoming", "3", clause="11", evidence="Ответ без даты"))
    add(session, command("shortcoming", "4", clause="8", evidence="Доработка дольше часа"))

    row = get_message(session, before.id)
    assert row is not None
    assert case_of(row) == before.model_copy(update={"journal_seq": 5, "significant": True, "shortcomings": 2})
    assert (row.journal_seq, row.as_of, explanations_of(row)) == (5, LATER, (explanation(),))
    found = journal(session, before.id)
    assert [item.seq for item in found] == [1, 2, 3, 4, 5]
    assert [item.action for item in found[1:]] == ["note", "significant", "shortcoming", "shortcoming"]
    assert found[1].details == {"text": "Автор благодарит"}


def test_recorded_moment_never_goes_back(session: Session) -> None:
    """A message whose clock was ahead of this one keeps the moment that its case was computed for."""
    closed(session)
    remarks.add(session, message_id(1), command("note", text="а"), NOON - timedelta(days=1), rules_of)
    session.commit()

    row = get_message(session, message_id(1))
    assert row is not None
    assert (row.journal_seq, row.as_of) == (2, NOON)


def test_same_id_twice_is_one_entry(session: Session) -> None:
    """A repeat changes nothing; another command of the same id is refused; another message has ids of its own."""
    closed(session)
    add(session, command("note", text="а"))
    add(session, command("note", text="а"))

    with pytest.raises(CommandReused):
        add(session, command("note", text="б"))
    session.rollback()

    assert [item.seq for item in journal(session, message_id(1))] == [1, 2]
    assert remarks.digest(session, message_id(1), "c") == command("note", text="а").digest()
    assert remarks.digest(session, message_id(1), "d") is None
    assert remarks.digest(session, message_id(2), "c") is None


def test_refusal_writes_nothing(session: Session) -> None:
    """A remark that may not be given leaves no entry, and its id is free for the right one."""
    closed(session)
    wrong = command("note", text="а", occurred_at="2026-03-16T10:00:00Z")
    with pytest.raises(InvalidInput):
        add(session, wrong)
    session.rollback()
    add(session, command("note", text="а"))

    assert [item.seq for item in journal(session, message_id(1))] == [1, 2]


def test_nobodys_message_is_refused(session: Session) -> None:
    """A message that is not there takes no remark."""
    with pytest.raises(NotVisible):
        add(session, command("note", text="а"))


def test_open_message_is_waited_for(session: Session) -> None:
    """A message whose end is not recorded yet is no refusal: the same remark is written once it is."""
    projection.write(session, as_of=NOON, case=case_view(), entries=[entry(1)])
    session.commit()
    with pytest.raises(remarks.NotRecordedYetError):
        add(session, command("note", text="а"))
    session.rollback()

    closed(session)
    add(session, command("note", text="а"))

    assert len(journal(session, message_id(1))) == 2


def test_writers_at_once_take_different_numbers(database: Database) -> None:
    """Remarks that come at the same moment stand one after another in the journal, each once."""
    with database.sessions() as session:
        closed(session)

    def write(number: int) -> None:
        with database.sessions() as session:
            add(session, command("note", str(number % 20), text=f"Пометка {number % 20}"))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(40)))

    with database.sessions() as session:
        found = journal(session, message_id(1))
    assert [item.seq for item in found] == list(range(1, 22))
    assert {item.details["text"] for item in found[1:]} == {f"Пометка {number}" for number in range(20)}
