"""Promises of an answer that are watched from the moment that it is out."""

from typing import Any

import pytest

from domain.lifecycle.acts.promised import KEPT_FOLLOW_UPS
from domain.terms import State
from tests.domain.lifecycle.builders import EXECUTOR, GUL, PRO, Life, refused, shipped, told

MONDAY = "2026-03-16 10:00"
URL = "https://example.org/answer"


def promise(on: str, what: str = "Заменить фонарь") -> dict[str, str]:
    """A promise for a day."""
    return {"what": what, "on": on}


def watched(life: Life) -> list[tuple[int, str, str, str]]:
    """What the case shows: number, words, day, and the moment in local time."""
    return [(item.number, item.what, item.on.isoformat(), life.text(item.due_at)) for item in life.view.follow_ups]


def test_promises_are_watched_from_the_publication_on() -> None:
    """Each has a number, and its moment is the opening of service on its day; the journal has the words."""
    life = Life(shipped(PRO), MONDAY).approved()
    entry = life.do("publish", follow_ups=[promise("2026-03-20"), promise("2026-04-15", "Заменить кабель")])
    assert life.case.state is State.CLOSED
    assert watched(life) == [
        (1, "Заменить фонарь", "2026-03-20", "2026-03-20 09:00"),
        (2, "Заменить кабель", "2026-04-15", "2026-04-15 09:00"),
    ]
    assert entry.details["follow_ups"][1] == promise("2026-04-15", "Заменить кабель")


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("2026-03-21", "2026-03-23 09:00"),
        ("2026-05-01", "2026-05-04 09:00"),
        ("2026-03-16", "2026-03-16 09:00"),
        ("2029-03-18", "2029-03-19 09:00"),
    ],
)
def test_a_day_off_is_answered_for_on_the_next_day_of_service(on: str, due: str) -> None:
    """Nobody is called on a Sunday; today is a day too."""
    life = Life(shipped(PRO), MONDAY).approved()
    life.do("publish", follow_ups=[promise(on)])
    assert life.text(life.case.follow_ups[0].due_at) == due


def test_an_answer_on_days_off_has_promises_on_days_off() -> None:
    """Where days off count for the message, they count for its promises (GUL-3.10)."""
    life = Life(shipped(GUL), MONDAY, flow="pages")
    life.do("resolve")
    life.do("route", days_off=True)
    life.do("submit_draft", by=EXECUTOR)
    life.do("approve")
    life.do("approve")
    life.do("publish", follow_ups=[promise("2026-03-22")])
    assert watched(life)[0][3] == "2026-03-22 09:00"


def test_numbers_go_on_from_an_interim_answer() -> None:
    """A later answer's promises are numbered after those of the interim one."""
    life = Life(shipped(PRO), MONDAY).begin()
    for kind in ("interim", "final"):
        life.do("submit_draft", by=EXECUTOR, kind=kind)
        life.do("approve")
        life.do("publish", follow_ups=[promise("2026-03-20", kind)])
    assert [(item.number, item.what) for item in life.case.follow_ups] == [(1, "interim"), (2, "final")]


def test_only_so_many_travel_with_a_case() -> None:
    """The newest stay in the case, with their own numbers."""
    life = Life(shipped(PRO), MONDAY).begin()
    for _ in range(KEPT_FOLLOW_UPS // 10 + 1):
        life.do("submit_draft", by=EXECUTOR, kind="interim")
        life.do("approve")
        life.do("publish", follow_ups=[promise("2026-03-20")] * 10)
    assert [item.number for item in life.case.follow_ups] == list(range(11, 11 + KEPT_FOLLOW_UPS))


def test_what_is_handed_over_is_watched_too() -> None:
    """Another body places the answer, the promise is the municipality's; a formal appeal has no answer here."""
    life = Life(shipped(GUL), MONDAY, flow="incident").approved()
    appeal = {"ground": "formal-appeal", "registration_number": "1", "registered_on": "2026-03-16"}
    given: dict[str, Any] = {"to": None, "appeal": appeal, "follow_ups": [promise("2026-03-20")]}
    assert told(refused(life, "hand_over", **given)) == ("invalid_input", None, ["payload"])
    life.do("hand_over", follow_ups=[promise("2026-03-20")])
    assert [item.number for item in life.case.follow_ups] == [1]


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        (promise("2026-03-15"), "follow_ups[0].on"),
        (promise("2029-03-19"), "follow_ups[0].on"),
        (promise("2026-02-30"), "follow_ups[0].on"),
        (promise("soon"), "follow_ups[0].on"),
        ({"what": "Заменить", "on": 1_900_000_000}, "follow_ups[0].on"),
        (promise("2026-03-20", " "), "follow_ups[0].what"),
    ],
)
def test_a_wrong_promise_is_refused(item: dict[str, Any], wrong: str) -> None:
    """A day that is past, too far or none, and words that say nothing: the field is named, nothing is placed."""
    life = Life(shipped(PRO), MONDAY).approved()
    assert told(refused(life, "publish", url=URL, follow_ups=[item])) == ("invalid_input", None, [wrong])


def test_an_answer_without_promises_is_what_it_was() -> None:
    """Nothing is watched and nothing is said of it."""
    life = Life(shipped(PRO), MONDAY).approved()
    entry = life.do("publish")
    assert "follow_ups" not in entry.details
    assert (life.case.follow_ups, life.view.follow_ups) == ((), ())
