"""Queries: messages are found and followed back, the list has its order, and each filter narrows it."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from db import projection
from db.queries import ListFilter, chain, find_message, get_message, journal
from domain.lifecycle.case import Hands
from domain.terms import Network, Role, State
from tests.db.listing import listed, store
from tests.fixtures.cases import NOON, case_view, entry, message_id


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
