"""Pages of the list: they follow each other, and an index gives each of them."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event
from sqlmodel import Session

from db import projection
from db.cursor import BadCursor, Cursor
from db.queries import EVERYTHING, ListFilter, Visible, list_messages
from domain.errors import InvalidInput
from domain.lifecycle.case import Hands
from domain.terms import Role, State
from tests.db.listing import listed, numbers, store
from tests.fixtures.cases import NOON, case_view, message_id
from tests.fixtures.database import Database


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
