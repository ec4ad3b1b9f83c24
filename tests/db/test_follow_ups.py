"""Promises in the read model: how each stands, the list, and the journals of messages that have ended."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from db import follow_ups, projection
from db.cursor import BadCursor
from db.follow_ups import FollowUpFilter
from db.queries import EVERYTHING, Visible, case_of, get_message, journal
from db.remarks import NotRecordedYetError
from domain.lifecycle import CaseView, Kept, News
from domain.lifecycle.case import Watched
from domain.lifecycle.payloads import Evidence
from domain.roles import Actor
from domain.terms import FollowUpState, Outcome, State
from tests.db.rules import rules_of
from tests.fixtures.cases import NOON, case_view, entry, message_id

DAY = date(2026, 3, 20)
DUE = NOON + timedelta(days=4)
LATER = NOON + timedelta(days=40)


def watched(number: int = 1, **fields: Any) -> Watched:  # noqa: ANN401 -- fields of a promise
    """A promise."""
    given: dict[str, Any] = {"number": number, "what": "Заменить фонарь", "on": DAY, "due_at": DUE}
    return Watched(**(given | fields))


def news(*, kept: bool = False) -> News:
    """That the day of the first promise has come, or that it is kept."""
    proof = Kept(at=LATER, by=Actor(role="executor", person="e-1"), evidence=Evidence(note="Фото")) if kept else None
    return News(number=1, what="Заменить фонарь", on=DAY, at=DUE, kept=proof)


def record(session: Session, number: int = 1, **fields: Any) -> CaseView:  # noqa: ANN401 -- fields of a case
    """Record a message that has ended with its promise."""
    ended: dict[str, Any] = {"state": State.CLOSED, "outcome": Outcome.ANSWERED, "hands": None, "due_at": None}
    case = case_view(number, **{**ended, "follow_ups": (watched(),), **fields})
    projection.write(session, as_of=NOON, case=case, entries=[entry(1)])
    session.commit()
    return case


def states(session: Session) -> list[str]:
    """How all promises stand."""
    return [item.state.value for item in follow_ups.listed(session, FollowUpFilter(), EVERYTHING).items]


def test_a_promise_is_written_once_and_goes_forward(session: Session) -> None:
    """Its state is replaced by a later one; a recording that comes late changes nothing."""
    record(session)
    for state in (FollowUpState.OPEN, FollowUpState.OPEN, FollowUpState.DUE, FollowUpState.OPEN):
        follow_ups.write(session, message_id(1), watched(state=state))
    session.commit()
    assert states(session) == ["due"]

    follow_ups.write(session, message_id(1), watched(state=FollowUpState.KEPT), news(kept=True))
    follow_ups.write(session, message_id(1), watched(state=FollowUpState.DUE), news())
    session.commit()

    row = follow_ups.find(session, message_id(1), 1)
    assert row is not None
    assert (row.state, row.on, row.due_at, row.regulation) == (FollowUpState.KEPT, DAY, DUE, "luga-2020")
    assert row.kept is not None
    assert row.kept["evidence"]["note"] == "Фото"
    assert follow_ups.find(session, message_id(1), 2) is None


def test_news_are_journalled_once(session: Session) -> None:
    """The entry is the journal's next; the same news again are none; the case shows how the promise stands."""
    before = record(session)
    for _ in range(2):
        follow_ups.journal(session, message_id(1), news(), DUE, rules_of)
    follow_ups.journal(session, message_id(1), news(kept=True), LATER, rules_of)
    session.commit()

    assert [(item.seq, item.action) for item in journal(session, before.id)] == [
        (1, "note"),
        (2, "follow_up_due"),
        (3, "follow_up_kept"),
    ]
    row = get_message(session, before.id)
    assert row is not None
    assert case_of(row).follow_ups[0].state is FollowUpState.KEPT


def test_what_is_not_recorded_yet_is_waited_for(session: Session) -> None:
    """A message that is not there, or is recorded as open, is a reason to come again."""
    with pytest.raises(NotRecordedYetError):
        follow_ups.write(session, message_id(1), watched())
    record(session, state=State.DRAFTING, outcome=None)
    with pytest.raises(NotRecordedYetError):
        follow_ups.journal(session, message_id(1), news(), DUE, rules_of)


def test_the_list_is_in_the_order_of_the_days(session: Session) -> None:
    """Nearest first, page by page, whatever narrows it."""
    for number in range(1, 4):
        record(session, number, authority="roads" if number == 2 else "housing")
        follow_ups.write(session, message_id(number), watched(number, due_at=DUE - timedelta(days=number)))
    session.commit()

    def numbers(visible: Visible = EVERYTHING, **wanted: Any) -> list[int]:  # noqa: ANN401 -- fields of a filter
        return [item.number for item in follow_ups.listed(session, FollowUpFilter(**wanted), visible).items]

    first = follow_ups.listed(session, FollowUpFilter(limit=2), EVERYTHING)
    assert [item.number for item in first.items] == [3, 2]
    assert numbers(cursor=first.next_cursor) == [1]
    assert numbers(Visible(authority="roads")) == [2]
    assert numbers(Visible(regulation="other")) == numbers(regulation="other") == numbers(state="kept") == []
    assert numbers(Visible(regulation="luga-2020"), state="open") == [3, 2, 1]
    with pytest.raises(BadCursor):
        numbers(cursor="x")
