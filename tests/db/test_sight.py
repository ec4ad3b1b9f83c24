"""Whose messages a list has: nobody sees what is not theirs, and each of several bodies sees what it has."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from db import projection
from db.queries import EVERYTHING, ListFilter, Page, Replaced, Visible, list_messages, visible_to
from domain.lifecycle import CaseView, sees
from domain.lifecycle.case import Hands
from domain.roles import Principal
from domain.terms import Role, State
from tests.db.listing import listed, numbers, store
from tests.fixtures.cases import NOON, case_view
from tests.fixtures.database import Database

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
