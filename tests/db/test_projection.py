"""The projection: however recordings come, the result is the newest state and every entry once."""

import itertools
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from db import projection
from db.queries import case_of, explanations_of, get_message, journal
from db.tables import END_OF_QUEUE, AuthorityRow
from domain.lifecycle import CaseView
from domain.lifecycle.case import Hands
from domain.terms import Network, Outcome, Role, State
from tests.fixtures.cases import NOON, case_view, entry, explanation, message_id
from tests.fixtures.database import Database

WRITERS = 4
NUMBERS = itertools.count(1000)
"""Each example of a property test takes a message of its own."""


@dataclass(frozen=True)
class Step:
    """What a workflow records at one moment: its state and the entries since the step before."""

    seq: int
    minutes: int
    entries: tuple[int, ...]


def record(session: Session, case: CaseView, minutes: int = 0, entries: Iterable[int] = ()) -> None:
    """Write one recording and commit it."""
    as_of = NOON + timedelta(minutes=minutes)
    projection.write(session, as_of=as_of, case=case, entries=[entry(seq) for seq in entries])
    session.commit()


def test_columns_are_copied_from_the_case(session: Session) -> None:
    """Each column that the list filters by says what the case says, and the case itself is kept whole."""
    case = case_view(overdue=True, journal_seq=3)

    record(session, case, minutes=7)

    row = get_message(session, case.id)
    assert row is not None
    assert row.model_dump(exclude={"case", "search", "explanations"}) == {
        "id": case.id,
        "regulation": "luga-2020",
        "regulation_version": "1",
        "flow": "main",
        "network": Network.VK,
        "external_id": "wall-1",
        "arrival": 1,
        "state": State.DRAFTING,
        "outcome": None,
        "authority": "housing",
        "hands_role": Role.EXECUTOR,
        "hands_stage": None,
        "hands_person": None,
        "overdue": True,
        "due_at": case.due_at,
        "queue_at": case.due_at,
        "theme": "Освещение",
        "text": "Во дворе не горит фонарь",
        "detected_at": NOON,
        "as_of": NOON + timedelta(minutes=7),
        "journal_seq": 3,
    }
    assert row.search.splitlines() == ["во дворе не горит фонарь", "освещение", "улица ленина, 5", "петр елкин"]
    assert case_of(row) == case


def test_closed_case_keeps_its_explanations(session: Session) -> None:
    """A case that has ended is in nobody's hands, last in the queue, and brings its explanations."""
    case = case_view(
        state=State.CLOSED, outcome=Outcome.ANSWERED, hands=None, due_at=None, message={"author": None, "theme": None}
    )

    projection.write(session, as_of=NOON, case=case, entries=(), explanations=[explanation()])
    session.commit()

    row = get_message(session, case.id)
    assert row is not None
    assert (row.outcome, row.hands_role, row.due_at) == (Outcome.ANSWERED, None, None)
    assert row.queue_at == END_OF_QUEUE
    assert explanations_of(row) == (explanation(),)


def test_entries_are_kept_whole(session: Session) -> None:
    """An entry is read back as it was recorded, what a stranger sent included."""
    odd = entry(1, clause="15(3)", details={"text": "слово\x00", "nested": [1, {"а": None}]})

    projection.write(session, as_of=NOON, case=case_view(), entries=[odd])
    session.commit()

    assert journal(session, message_id(1)) == (odd,)


def test_same_recording_twice_is_one_effect(session: Session) -> None:
    """A repeated recording adds no entry and changes no row."""
    for _ in range(2):
        record(session, case_view(), entries=[1, 2])

    assert [found.seq for found in journal(session, message_id(1))] == [1, 2]


def test_stored_entry_is_never_rewritten(session: Session) -> None:
    """An entry that comes again with other content changes nothing: the journal is a fact."""
    record(session, case_view(), entries=[1])

    projection.write(session, as_of=NOON, case=case_view(), entries=[entry(1, action="forged")])
    session.commit()

    assert [found.action for found in journal(session, message_id(1))] == ["note"]


@pytest.mark.parametrize(
    ("seq", "minutes", "taken"), [(2, 0, True), (1, 1, True), (1, 0, True), (1, -1, False), (0, 5, False)]
)
def test_only_a_newer_case_replaces_the_row(session: Session, seq: int, minutes: int, *, taken: bool) -> None:
    """A higher number of entries wins; with the same number, the later moment; an older case changes nothing."""
    record(session, case_view(journal_seq=1))

    record(session, case_view(journal_seq=seq, overdue=True), minutes)

    row = get_message(session, message_id(1))
    assert row is not None
    assert row.overdue is taken


def test_another_message_with_the_same_name_is_refused(session: Session) -> None:
    """Two messages cannot have one regulation, network and external id, unless one of them came again (LUZ-5)."""
    record(session, case_view(1, message={"external_id": "wall"}))
    record(session, case_view(2, message={"external_id": "wall", "arrival": 2}))

    with pytest.raises(IntegrityError):
        record(session, case_view(3, message={"external_id": "wall", "arrival": 2}))


def bodies(session: Session) -> list[str]:
    """The bodies that are said to have the first message."""
    named = select(AuthorityRow.authority).where(AuthorityRow.message_id == message_id(1))
    return sorted(session.exec(named))


def test_every_body_that_has_the_message_is_named(session: Session) -> None:
    """Each recording names the bodies anew: who joins is added, who declined is gone, the same twice is one."""
    record(session, case_view(authorities=("housing", "roads")))
    record(session, case_view(authorities=("housing", "roads")))
    both = bodies(session)
    record(session, case_view(authorities=("roads", "lights"), journal_seq=2))

    assert (both, bodies(session)) == (["housing", "roads"], ["lights", "roads"])
    record(session, case_view(authority=None, journal_seq=3))
    assert bodies(session) == []


def test_late_recording_names_no_body(session: Session) -> None:
    """A recording that was overtaken brings its entries and changes neither the row nor who has the message."""
    record(session, case_view(authorities=("roads",), journal_seq=2), entries=[2])

    record(session, case_view(authorities=("housing",), journal_seq=1), entries=[1])

    assert bodies(session) == ["roads"]
    assert [found.seq for found in journal(session, message_id(1))] == [1, 2]


def test_case_from_before_joint_work_names_one_body(session: Session) -> None:
    """A case that an older program recorded says only who answers: that body has the message."""
    record(session, case_view(authorities=()))

    row = get_message(session, message_id(1))
    assert row is not None
    assert bodies(session) == ["housing"]
    assert case_of(row).authorities == ("housing",)


def test_messages_without_a_name_do_not_collide(session: Session) -> None:
    """Any number of messages may have no external id."""
    for number in (1, 2):
        record(session, case_view(number, message={"external_id": None}))

    assert get_message(session, message_id(2)) is not None


def test_nothing_is_written_without_the_callers_commit(database: Database) -> None:
    """The edge commits; until then nobody sees a thing."""
    with database.sessions() as session:
        projection.write(session, as_of=NOON, case=case_view(), entries=[entry(1)])

    with database.sessions() as session:
        assert get_message(session, message_id(1)) is None


@st.composite
def shuffled_lives(draw: st.DrawFn) -> list[Step]:
    """The recordings of one life in the order in which they arrive: shuffled, some of them twice."""
    sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    steps = []
    seq = 0
    for minutes, size in enumerate(sizes):
        steps.append(Step(seq + size, minutes, tuple(range(seq + 1, seq + size + 1))))
        seq += size
    repeated = draw(st.lists(st.sampled_from(steps), max_size=3))
    return draw(st.permutations(steps + repeated))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(steps=shuffled_lives())
def test_order_makes_no_difference(database: Database, steps: list[Step]) -> None:
    """In whatever order the recordings of a life arrive, the last state stands and the journal is whole."""
    number = next(NUMBERS)
    with database.sessions() as session:
        for step in steps:
            body = f"body-{step.minutes}"
            case = case_view(number, journal_seq=step.seq, returns=step.minutes, authorities=("housing", body))
            record(session, case, step.minutes, step.entries)
        row = get_message(session, message_id(number))
        having = session.exec(select(AuthorityRow.authority).where(AuthorityRow.message_id == message_id(number)))
        named = set(having)
        found = [stored.seq for stored in journal(session, message_id(number))]

    last = max(steps, key=lambda step: step.minutes)
    assert row is not None
    assert (row.journal_seq, case_of(row).returns) == (last.seq, last.minutes)
    assert named == {"housing", f"body-{last.minutes}"}
    assert found == list(range(1, last.seq + 1))


def test_writers_at_once_do_not_harm_each_other(database: Database) -> None:
    """Several writers of one new message, each with its own part of the life, end as one after the other would."""

    def write(part: tuple[int, int]) -> None:
        number, seq = part
        with database.sessions() as session:
            record(session, case_view(number, journal_seq=seq), seq, range(1, seq + 1))

    rounds = 8
    parts = [(number, seq) for number in range(rounds) for seq in range(1, WRITERS + 1)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, parts))

    with database.sessions() as session:
        for number in range(rounds):
            row = get_message(session, message_id(number))
            assert row is not None
            assert row.journal_seq == WRITERS
            assert [found.seq for found in journal(session, message_id(number))] == list(range(1, WRITERS + 1))


def test_hands_with_a_stage_are_copied(session: Session) -> None:
    """A case under review names the stage whose turn it is."""
    record(session, case_view(state=State.IN_REVIEW, hands=Hands(role=Role.REVIEWER, stage="oiv")))

    row = get_message(session, message_id(1))
    assert row is not None
    assert (row.hands_role, row.hands_stage) == (Role.REVIEWER, "oiv")
