"""Queries: each filter narrows the list, pages follow each other, nobody sees what is not theirs."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Connection, event
from sqlmodel import Session

from db import projection
from db.cursor import BadCursor, Cursor
from db.queries import (
    EVERYTHING,
    ListFilter,
    Page,
    Replaced,
    Visible,
    chain,
    find_message,
    get_message,
    journal,
    list_messages,
    visible_to,
)
from domain.errors import InvalidInput
from domain.lifecycle import CaseView, sees
from domain.lifecycle.case import Hands
from domain.roles import Principal
from domain.terms import Network, Role, State
from tests.fixtures.cases import NOON, case_view, entry, message_id
from tests.fixtures.database import Database


def store(session: Session, *cases: CaseView) -> None:
    """Record cases."""
    for case in cases:
        projection.write(session, as_of=NOON, case=case, entries=())
    session.commit()


def numbers(page: Page) -> list[int]:
    """The numbers of a page's messages, in its order."""
    return [int(row.id.replace("-", ""), 16) for row in page.items]


def listed(session: Session, visible: Visible = EVERYTHING, **wanted: Any) -> list[int]:  # noqa: ANN401
    """The numbers of the messages that a filter lets through."""
    return numbers(list_messages(session, ListFilter(**wanted), visible))


def test_message_is_found_by_id_and_by_name(session: Session) -> None:
    """A message is found by its id and by its name in the network, another one is not."""
    store(session, case_view(1))

    found = find_message(session, "luga-2020", Network.VK, "wall-1")

    assert found is not None
    assert get_message(session, message_id(1)) is found
    assert get_message(session, message_id(2)) is None
    assert find_message(session, "luga-2020", Network.OK, "wall-1") is None


def test_nearest_limit_comes_first(session: Session) -> None:
    """The list is ordered by the nearest open limit, then by id; messages without a limit are last."""
    store(
        session,
        case_view(1, due_at=None),
        case_view(2, due_at=NOON + timedelta(hours=2)),
        case_view(4, due_at=NOON + timedelta(hours=1)),
        case_view(3, due_at=NOON + timedelta(hours=1)),
        case_view(5, due_at=None),
    )

    assert listed(session) == [3, 4, 2, 1, 5]


@pytest.mark.parametrize(
    ("wanted", "different"),
    [
        ({"status": State.IN_REVIEW}, {"state": State.IN_REVIEW}),
        ({"regulation": "volchikha-2020"}, {"regulation": "volchikha-2020"}),
        ({"authority": "roads"}, {"authority": "roads"}),
        ({"overdue": True}, {"overdue": True}),
        ({"hands": Role.HEAD}, {"hands": Hands(role=Role.HEAD)}),
        ({"person": "executor-1"}, {"hands": Hands(role=Role.EXECUTOR, authority="housing", person="executor-1")}),
        ({"theme": "Дороги"}, {"message": {"theme": "Дороги"}}),
        ({"q": "ЯМА"}, {"message": {"text": "У дома 5 яма"}}),
        ({"q": " ёлкин "}, {"message": {"author": {"name": "ЕЛКИН"}}}),
        ({"q": "садовая"}, {"message": {"location": "Садовая улица"}}),
        ({"q": "100%_/"}, {"message": {"text": "скидка 100%_/ и больше"}}),
        ({"from": NOON + timedelta(hours=1)}, {"message": {"detected_at": "2026-03-16T16:00:00+03:00"}}),
        ({"to": NOON}, {"message": {"detected_at": "2026-03-16T14:59:59+03:00"}}),
    ],
    ids=str,
)
def test_filter_narrows_the_list(session: Session, wanted: dict[str, Any], different: dict[str, Any]) -> None:
    """Each filter lets through the message that it names and not the other."""
    other = {"message": {"author": {"name": "Иванов"}, "text": "скидка 1000"}}
    store(session, case_view(1, **other), case_view(2, **(other | different)))

    assert listed(session, **wanted) == [2]


def test_filter_may_ask_for_what_is_not_overdue(session: Session) -> None:
    """``overdue=false`` is a filter too."""
    store(session, case_view(1, overdue=True), case_view(2))

    assert listed(session, overdue=False) == [2]


def test_bounds_of_detection_meet(session: Session) -> None:
    """The first moment counts, the last does not, so that two periods that touch share no message."""
    store(session, case_view(1))

    assert listed(session, detected_from=NOON) == [1]
    assert listed(session, detected_to=NOON) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": 0},
        {"limit": 201},
        {"q": "слово\x00"},
        {"q": " "},
        {"from": "2026-03-16T12:00:00"},
        {"to": "0001-01-01T00:00:00+14:00"},
        {"stat": "closed"},
    ],
    ids=str,
)
def test_wrong_filter_is_refused(wrong: dict[str, Any]) -> None:
    """A value that no database takes, or a name that is no filter, is refused before the database is asked."""
    with pytest.raises(ValidationError):
        ListFilter.model_validate(wrong)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(hours=st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=9), limit=st.integers(1, 4))
def test_pages_make_up_the_list(database: Database, hours: list[int | None], limit: int) -> None:
    """Page after page gives each message once, in the list's order, whatever their limits and the page's length."""
    with database.sessions() as session:
        due = {number: hour and NOON + timedelta(hours=hour) for number, hour in enumerate(hours)}
        for number, due_at in due.items():
            projection.write(session, as_of=NOON, case=case_view(number, due_at=due_at or None), entries=())
        found: list[int] = []
        cursor = None
        while True:
            page = list_messages(session, ListFilter(limit=limit, cursor=cursor), EVERYTHING)
            found += numbers(page)
            cursor = page.next_cursor
            if cursor is None:
                break
            assert len(page.items) == limit
        # Not committed, so that the next example begins with an empty database.
        session.rollback()

    far = NOON + timedelta(days=1)
    assert found == sorted(due, key=lambda number: (due[number] or far, number))


def test_message_that_leaves_the_page_shifts_no_other(session: Session) -> None:
    """A message of the first page that is closed meanwhile makes the second page skip nothing."""
    store(session, *(case_view(number) for number in (1, 2, 3, 4)))
    first = list_messages(session, ListFilter(limit=2), EVERYTHING)
    store(session, case_view(1, journal_seq=2, due_at=None))

    assert listed(session, limit=2, cursor=first.next_cursor) == [3, 4]


def _forged(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "?",
        "яма",
        "a",
        "\ud800",
        _forged(b"\xff"),
        _forged(b"{}"),
        _forged(b'{"queue_at":"2026-03-16T12:00:00Z","id":"\\u0000"}'),
        _forged(b'{"queue_at":"0001-01-01T00:00:00+14:00","id":"1"}'),
    ],
)
def test_bad_cursor_is_refused(session: Session, cursor: str) -> None:
    """A cursor that is none of ours is a wrong value of the field ``cursor``."""
    with pytest.raises(BadCursor) as raised:
        list_messages(session, ListFilter(cursor=cursor), EVERYTHING)

    assert isinstance(raised.value, ValueError)
    assert isinstance(raised.value, InvalidInput)
    assert [error.field for error in raised.value.errors] == ["cursor"]


def test_cursor_needs_no_quoting() -> None:
    """A cursor may stand in a URL as it is."""
    written = Cursor(queue_at=NOON, id=message_id(1)).written()

    assert written.replace("-", "").replace("_", "").isalnum()
    assert Cursor.read(written) == Cursor(queue_at=NOON, id=message_id(1))


names = st.sampled_from(["a", "b"])
principals = st.builds(
    Principal,
    person=st.just("ivanova"),
    roles=st.lists(st.sampled_from(Role), max_size=3).map(tuple),
    authority=st.none() | names,
    regulation=st.none() | names,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(principal=principals, regulation=names, authorities=st.sets(names).map(tuple), asked=st.none() | names)
def test_list_shows_what_the_domain_lets_see(
    database: Database, principal: Principal, regulation: str, authorities: tuple[str, ...], asked: str | None
) -> None:
    """A message is in a person's list exactly when the domain says that the person sees it, and the body has it."""
    with database.sessions() as session:
        case = case_view(1, regulation=regulation, authority=None, authorities=authorities)
        projection.write(session, as_of=NOON, case=case, entries=())
        found = listed(session, visible_to(principal), authority=asked)
        session.rollback()

    has_it = asked is None or asked in authorities
    assert bool(found) is (sees(principal, regulation, authorities) and has_it)


def test_message_of_several_bodies_is_in_the_list_of_each(session: Session) -> None:
    """In joint work every body lists the message, once, in the order of the list, page by page."""
    due = [NOON + timedelta(hours=hours) for hours in (3, 1, 2)]
    store(
        session,
        case_view(1, due_at=due[0], authorities=("housing", "roads")),
        case_view(2, due_at=due[1], authority="roads", authorities=("roads", "housing")),
        case_view(3, due_at=due[2], authority="roads"),
    )

    assert listed(session, authority="roads") == [2, 3, 1]
    assert listed(session, authority="housing") == [2, 1]
    assert listed(session, Visible(authority="housing"), authority="roads") == [2, 1]
    first = list_messages(session, ListFilter(authority="roads", limit=2), EVERYTHING)
    assert listed(session, authority="roads", cursor=first.next_cursor) == [1]


@pytest.mark.parametrize(
    ("wanted", "visible"),
    [
        ({}, EVERYTHING),
        ({"status": State.DRAFTING}, EVERYTHING),
        ({"regulation": "luga-2020"}, EVERYTHING),
        ({"overdue": False}, EVERYTHING),
        ({"hands": Role.EXECUTOR}, EVERYTHING),
        ({"person": "executor-1"}, EVERYTHING),
        ({"person": "executor-1"}, Visible(regulation="luga-2020")),
        ({"theme": "Освещение"}, EVERYTHING),
        ({"authority": "housing"}, EVERYTHING),
        ({}, Visible(authority="housing")),
        ({"authority": "roads"}, Visible(authority="housing")),
        ({"authority": "housing", "status": State.DRAFTING}, Visible(regulation="luga-2020")),
    ],
    ids=str,
)
@pytest.mark.parametrize("further", [False, True])
def test_page_is_read_and_never_sorted(
    database: Database, wanted: dict[str, Any], visible: Visible, *, further: bool
) -> None:
    """Whatever narrows the list, an index gives the page in its order: no table is gone through, nothing is sorted."""
    plans: list[str] = []

    def explain(connection: Connection, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:  # noqa: ANN401
        if connection.dialect.name == "sqlite" and statement.startswith("SELECT"):
            raw = connection.connection.dbapi_connection
            assert raw is not None
            plans.extend(step[3] for step in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    with database.sessions() as session:
        hands = Hands(role=Role.EXECUTOR, authority="housing", person="executor-1")
        store(session, *(case_view(number, authorities=("housing", "roads"), hands=hands) for number in (1, 2, 3)))
        event.listen(database.engine, "before_cursor_execute", explain)
        page = list_messages(session, ListFilter(**wanted, limit=1), visible)
        if further:
            plans.clear()
            list_messages(session, ListFilter(**wanted, limit=1, cursor=page.next_cursor), visible)

    assert page.next_cursor is not None
    if database.engine.dialect.name == "sqlite":
        assert plans
        assert not [step for step in plans if "TEMP B-TREE" in step or not re.search(r"USING .*INDEX|CORRELATED", step)]


def test_queue_has_the_work_of_whoever_is_replaced(session: Session) -> None:
    """Beside his own a person lists what is in the hands of those he replaces, in that body of that regulation only."""

    def held(number: int, person: str | None, authority: str = "housing", **fields: Any) -> CaseView:  # noqa: ANN401
        hands = Hands(role=Role.EXECUTOR, authority=authority, person=person)
        due_at = NOON + timedelta(hours=9 - number)
        return case_view(number, hands=hands, authority=authority, due_at=due_at, **fields)

    store(
        session,
        held(1, "a"),
        held(2, "b"),
        held(3, "b", "roads"),
        held(4, "b", regulation="volchikha-2020"),
        held(5, None),
        case_view(6, state=State.CLOSED, hands=None),
        held(7, "c"),
        held(8, "a", "roads"),
    )
    replaced = [Replaced("luga-2020", "housing", "b"), Replaced("luga-2020", "roads", "c")]

    def queue(visible: Visible = EVERYTHING, **wanted: Any) -> Page:  # noqa: ANN401 -- fields of a filter
        return list_messages(session, ListFilter(person="a", **wanted), visible, replaced)

    assert listed(session, person="a") == [8, 1]
    assert numbers(queue()) == [8, 2, 1]
    assert numbers(queue(Visible(authority="housing"))) == [2, 1]
    assert numbers(queue(Visible(regulation="volchikha-2020"))) == []
    assert numbers(queue(limit=2, cursor=queue(limit=1).next_cursor)) == [2, 1]


def test_last_arrival_is_found_by_name(session: Session) -> None:
    """Of a message that came more than once the last case is found."""
    again = {"external_id": "wall-1", "arrival": 2}
    store(session, case_view(1), case_view(2, message=again))

    found = find_message(session, "luga-2020", Network.VK, "wall-1")

    assert found is not None
    assert found.id == message_id(2)


def test_chain_of_repeats_is_followed_back(session: Session) -> None:
    """Each message of the chain comes once, the nearest first, up to a length and within one regulation."""
    store(
        session,
        case_view(1),
        case_view(2, message={"repeat_of": message_id(1)}),
        case_view(3, message={"repeat_of": message_id(2)}),
        case_view(4, message={"repeat_of": message_id(5)}),
        case_view(5, message={"repeat_of": message_id(4)}),
        case_view(6, regulation="volchikha-2020", message={"repeat_of": message_id(3)}),
        case_view(7, message={"repeat_of": message_id(6)}),
    )

    def followed(first: int, length: int = 10) -> list[str]:
        return [row.id for row in chain(session, "luga-2020", message_id(first), length)]

    assert followed(3) == [message_id(number) for number in (3, 2, 1)]
    assert followed(3, 2) == [message_id(number) for number in (3, 2)]
    assert followed(4) == [message_id(number) for number in (4, 5)]
    assert followed(7) == [message_id(7)]
    assert followed(8) == []


def test_journal_is_read_in_parts(session: Session) -> None:
    """The journal comes in order, from after a number and no longer than asked."""
    projection.write(session, as_of=NOON, case=case_view(1), entries=[entry(seq) for seq in (3, 1, 2, 4)])
    projection.write(session, as_of=NOON, case=case_view(2), entries=[entry(1)])
    session.commit()

    assert [found.seq for found in journal(session, message_id(1), after_seq=1, limit=2)] == [2, 3]
    assert journal(session, message_id(1))[0] == entry(1)
