"""In whose hands a message is and was, in working time: a breach can then be told whose it was (R7)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.lifecycle.hands import held, held_words
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    Life,
    Procedure,
    assigned,
    life,
    refused,
    shipped,
)

MONDAY = "2026-03-16 09:00"


def times(given: Life) -> list[tuple[str, str | None, str]]:
    """Who had it for how long, the longest first."""
    return [(item.hands.role, item.hands.stage or item.hands.authority, item.working_time) for item in given.view.held]


def test_each_holder_has_the_working_time_that_it_took() -> None:
    """From the receipt to the next act, without nights and breaks; the same hands are added up."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 09:30")
    given.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    given.do("return", "2026-03-16 15:30")
    given.do("submit_draft", "2026-03-16 16:30", EXECUTOR)
    given.do("approve", "2026-03-17 09:10")
    given.do("publish", "2026-03-17 09:40", EXECUTOR)
    assert times(given) == [
        ("executor", OWN, "PT6H"),
        ("coordinator", "curator", "PT2H10M"),
        ("coordinator", None, "PT30M"),
    ]
    given.now = given.moment("2026-03-20 10:00")
    assert sum((item for _, item in held_of(given)), timedelta(0)) == timedelta(hours=8, minutes=40)


def held_of(given: Life) -> Any:  # noqa: ANN401 -- pairs of hands and time
    """Everything from the receipt to now."""
    first = given.case.holdings[0].since
    return held(given.case, given.rules.clock(given.case), first, given.now)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_every_minute_is_in_somebodys_hands(procedure: Procedure) -> None:
    """The times of all holders add up to the working time of the life."""
    given = life(procedure, "2026-03-19 15:00").approved("2026-03-20 17:20")
    given.wait("2026-03-23 12:00")
    whole = given.rules.time.between(given.moment("2026-03-19 15:00"), given.now)
    assert sum((spent for _, spent in held_of(given)), timedelta(0)) == whole
    assert sum(len(name) > 0 for name, _, _ in times(given)) == len(times(given))


def test_a_message_is_in_nobodys_hands_before_it_came() -> None:
    """What was lost outside is not ours: the holdings begin with the receipt."""
    given = Life(shipped(PRO), MONDAY, received_at="2026-03-16 15:00", known="2026-03-16 15:00")
    given.now = given.moment("2026-03-16 16:00")
    assert times(given) == [("coordinator", None, "PT1H")]
    assert held_words(given.case, given.rules.time, given.moment(MONDAY), given.moment("2026-03-16 14:00")) == []


def test_the_author_is_waited_for_in_nobodys_time() -> None:
    """The coordinator enters the reply; his own work is told apart from the wait."""
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve", "2026-03-16 09:10")
    given.do("route", "2026-03-16 09:20")
    given.do("submit_draft", "2026-03-16 10:00", EXECUTOR, kind="clarification")
    given.do("approve", "2026-03-16 10:30")
    given.do("publish", "2026-03-16 10:40", EXECUTOR)
    given.do("clarified", "2026-03-17 12:00", COORDINATOR)
    by_hands = {
        (item.hands.role, item.hands.stage, item.hands.awaits_author): item.working_time for item in given.view.held
    }
    assert by_hands == {
        ("coordinator", None, True): "PT9H20M",
        ("executor", None, False): "PT50M",
        ("coordinator", "curator", False): "PT30M",
        ("coordinator", None, False): "PT10M",
        ("head", None, False): "PT10M",
    }


def test_in_turn_the_coordinator_holds_a_part_that_has_come() -> None:
    """Then the next body has it; the part of a body that is at work is that body's."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 09:10", assignments=assigned(OWN, OTHER))
    given.do("contribute", "2026-03-16 10:10", EXECUTOR)
    given.do("approve", "2026-03-16 10:50", COORDINATOR)
    given.do("submit_draft", "2026-03-16 12:50", STRANGER)
    assert times(given)[:3] == [("executor", OTHER, "PT2H"), ("executor", OWN, "PT1H"), ("coordinator", None, "PT50M")]


def test_under_a_lead_the_main_body_holds_it_all_the_time() -> None:
    """Parts come and go beside it."""
    given = Life(shipped(STA), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    given.do("approve", "2026-03-16 10:20", COORDINATOR)
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    assert times(given)[0] == ("executor", OWN, "PT2H")
    assert len(given.view.held) == 1


def test_another_person_has_it_from_the_change_on() -> None:
    """The times of two persons of one body are told apart."""
    given = Life(shipped(PRO), MONDAY).begin()
    given.do("reassign", "2026-03-16 12:00", COORDINATOR)
    given.wait("2026-03-16 13:00")
    persons = {item.hands.person: item.working_time for item in given.view.held}
    assert persons == {"executor-1": "PT3H", "executor-3": "PT1H"}


def test_a_breach_names_who_had_the_message() -> None:
    """With the alarm: each holder since the limit began, the longest first; not with what is only due."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 09:30")
    given.do("submit_draft", "2026-03-16 14:00", EXECUTOR)
    given.wait("2026-03-17 11:00")
    missed = {item.details["name"]: item.details for item in given.entries if item.action == "limit_missed"}
    assert set(missed) == {"decide", "overall"}
    assert missed["overall"]["held"] == [
        {"role": "coordinator", "stage": "curator", "awaits_author": False, "working_time": "PT5H"},
        {
            "role": "executor",
            "authority": OWN,
            "person": "executor-1",
            "awaits_author": False,
            "working_time": "PT3H30M",
        },
        {"role": "coordinator", "awaits_author": False, "working_time": "PT30M"},
    ]
    assert [item["working_time"] for item in missed["decide"]["held"]] == ["PT30M"]
    others = [item for item in given.entries if item.action in {"reminder", "limit_due"}]
    assert others
    assert all("held" not in item.details for item in others)


def test_a_breach_before_anybody_had_it_names_nobody() -> None:
    """A message that came at the very end of its term was in nobody's hands here."""
    given = Life(shipped("luga-2020"), MONDAY, received_at="2026-03-17 10:00", known="2026-03-17 10:00")
    given.wait("2026-03-17 10:01")
    (missed,) = [item for item in given.entries if item.action == "limit_missed"]
    assert "held" not in missed.details


def test_no_time_is_held_by_night() -> None:
    """What happens outside service is nobody's working time, and is not listed in a breach."""
    given = Life(shipped(PRO), "2026-03-16 20:00")
    given.do("route", "2026-03-16 21:00")
    given.do("submit_draft", "2026-03-16 22:00", EXECUTOR)
    assert [time for _, _, time in times(given)] == ["PT0S", "PT0S"]
    given.wait("2026-03-17 10:00")
    missed = [item for item in given.entries if item.action == "limit_missed"]
    assert [entry["role"] for item in missed for entry in item.details["held"]] == ["coordinator"]


def test_a_refused_act_changes_no_hands() -> None:
    """Nothing is in other hands by what was not accepted."""
    given = Life(shipped(PRO), MONDAY).draft()
    before = given.case.holdings
    refused(given, "publish", ADMIN)
    assert given.case.holdings == before


@pytest.mark.parametrize("name", ["submit_draft", "decline"])
def test_an_act_entered_late_counts_no_time_twice(name: str) -> None:
    """The person was changed at noon, but the act was at eleven: the second person never had the message."""
    given = Life(shipped(PRO), MONDAY).begin()
    given.do("reassign", "2026-03-16 12:00", COORDINATOR)
    given.late(name, "2026-03-16 11:00")
    given.now = given.moment("2026-03-16 13:00")
    stage = "curator" if name == "submit_draft" else None
    spent = {(item.hands.person, item.hands.stage): item.working_time for item in given.view.held}
    assert spent == {("executor-1", None): "PT2H", (None, stage): "PT2H"}


def test_a_late_act_that_leaves_the_message_where_it_was_joins_the_times() -> None:
    """The draft of ten was returned at eleven; in between another person was named, whose time never was."""
    given = Life(shipped(PRO), MONDAY).begin()
    given.do("submit_draft", "2026-03-16 10:00", EXECUTOR)
    given.do("return", "2026-03-16 10:30")
    given.do("reassign", "2026-03-16 12:00", COORDINATOR)
    given.do("reassign", "2026-03-16 12:10", COORDINATOR, executor="executor-1")
    holdings = [(item.hands and item.hands.person, given.text(item.since)[-5:]) for item in given.case.holdings]
    assert holdings[-3:] == [("executor-1", "10:30"), ("executor-3", "12:00"), ("executor-1", "12:10")]
    given.late("reassign", "2026-03-16 11:00", executor="executor-3")
    given.late("reassign", "2026-03-16 10:45", executor="executor-1")
    holdings = [(item.hands and item.hands.person, given.text(item.since)[-5:]) for item in given.case.holdings]
    assert holdings[-2:] == [(None, "10:00"), ("executor-1", "10:30")]
