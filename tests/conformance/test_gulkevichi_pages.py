"""Gulkevichi, section 3.1: messages of the official pages, from the head's resolution to publication."""

import pytest

from domain.errors import ForbiddenByRegulation, InvalidInput, WrongState
from domain.lifecycle import explain
from tests.conformance.checks import clauses, commands, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    OTHER,
    OWN,
    STRANGER,
    Life,
    announcements,
    shipped,
)


def message(detected: str = "2026-03-16 09:30") -> Life:
    """A message of the pages."""
    return Life(shipped(GUL), detected, flow="pages")


def with_structure() -> Life:
    """One that the head resolved at 11:00 and the structure got at 13:00."""
    life = message()
    life.do("resolve", "2026-03-16 11:00", HEAD)
    life.do("route", "2026-03-16 13:00", COORDINATOR)
    return life


def asked(placed: str = "2026-03-16 16:00") -> Life:
    """One whose author was asked something."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="clarification")
    life.do("approve", "2026-03-16 15:30", COORDINATOR)
    life.do("publish", placed, EXECUTOR)
    return life


def dues(life: Life, *names: str) -> list[str]:
    """When limits are due."""
    return [life.due(name) for name in names]


@proves("GUL-3.1.1", "R13")
def test_the_head_resolves_first_and_without_a_limit() -> None:
    """Nothing may be sent before his resolution, which nobody else gives; it is untimed and its age is shown."""
    life = message()
    assert life.case.state == "awaiting_resolution"
    refused(life, "route", clause="3.1.1", refusal=WrongState, by=COORDINATOR)
    only_by(life, "resolve", [COORDINATOR, AUDITOR])
    life.wait("2026-03-20 12:00")
    assert [item.name for item in life.view.deadlines if item.state == "running"] == []
    assert life.view.held[0].hands.role == "head"
    assert life.view.held[0].working_time == "PT34H30M"
    entry = life.do("resolve", by=HEAD, note="Разобраться с выездом")
    assert (entry.clause, entry.details) == ("3.1.1", {"authority": OWN, "note": "Разобраться с выездом"})


@proves("GUL-3.1.1", "GUL-send1")
def test_the_message_goes_to_the_structure_that_the_head_named() -> None:
    """Two hours from the resolution, to that structure and to one only; another one is refused by the clause."""
    life = message()
    life.do("resolve", "2026-03-16 11:00", HEAD)
    assert life.due("send1") == "2026-03-16 13:00"
    refused(life, "route", clause="3.1.1", by=COORDINATOR, assignments=[{"authority": OTHER}])
    refused(life, "route", clause="3.1.1", by=COORDINATOR, assignments=BOTH)
    assert life.do("route", by=COORDINATOR).clause == "3.1.1"


@proves("GUL-3.1.1", "R7")
def test_a_structure_can_only_ask_for_another_resolution() -> None:
    """Its own clocks fall away; the new structure's begin with a new resolution and its own receipt."""
    life = with_structure()
    entry = life.do("decline", "2026-03-16 14:30", EXECUTOR, reason=None)
    assert (entry.clause, life.case.state) == ("3.1.1", "awaiting_resolution")
    assert set(states(life, "draft1", "overall1", "explain").values()) == {"cancelled"}
    life.do("resolve", "2026-03-17 10:00", HEAD, authority=OTHER)
    life.do("route", "2026-03-17 11:00", COORDINATOR, assignments=[{"authority": OTHER}])
    assert dues(life, "send1-2", "draft1-2", "overall1-2") == [
        "2026-03-17 12:00",
        "2026-03-18 11:00",
        "2026-03-19 18:00",
    ]
    life.do("submit_draft", by=STRANGER)
    assert life.state("draft1-2") == "met"


@proves("GUL-3.1.2", "GUL-3.1.5", "R9")
def test_two_clocks_run_for_the_structure() -> None:
    """Eight hours to the first draft, two days to sending for publication, both from its own receipt."""
    life = with_structure()
    assert dues(life, "draft1", "overall1") == ["2026-03-17 13:00", "2026-03-18 18:00"]
    assert life.do("submit_draft", "2026-03-17 12:00", EXECUTOR).clause == "3.1.2"
    assert states(life, "draft1", "overall1") == {"draft1": "met", "overall1": "running"}
    life.do("approve", by=COORDINATOR)
    assert life.state("overall1") == "running"
    life.do("approve", "2026-03-18 17:00", HEAD)
    assert life.state("overall1") == "met"


@proves("GUL-3.1.2", "GUL-clar", "GUL-overall1", "GUL-draft1", "R6", "R7")
def test_both_clocks_stand_still_until_the_author_replies() -> None:
    """From the placement of the question to the reply nothing runs; then the rest does, to the minute."""
    life = asked()
    assert states(life, "draft1", "overall1") == {"draft1": "paused", "overall1": "paused"}
    assert (life.deadline("draft1").due_at, life.deadline("draft1").working_time_left) == (None, "PT6H")
    life.wait("2026-03-18 09:30")
    assert (life.view.overdue, missed(life, "draft1")) == (False, [])
    life.do("clarified", "2026-03-18 10:00", COORDINATOR, actor={"role": "author"})
    assert dues(life, "draft1", "overall1") == ["2026-03-18 17:00", "2026-03-20 12:00"]
    shown = explain(life.case, life.rules, "overall1")
    assert shown is not None
    assert [(life.text(item.start), life.text(item.end)) for item in shown.pauses] == [
        ("2026-03-16 16:00", "2026-03-18 10:00")
    ]
    life.wait("2026-03-20 12:01")
    # A paused day limit ends at an instant of the working day, and is judged there, not at the day's close.
    assert states(life, "overall1") == {"overall1": "missed"}


@proves("GUL-3.1.2")
def test_only_the_placing_of_the_question_stops_the_clocks() -> None:
    """Sending it for agreement and the curator's agreement do not; the head is not asked, the structure places it."""
    life = with_structure()
    entry = life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="clarification")
    assert (entry.clause, states(life, "draft1", "overall1")) == ("3.1.2", {"draft1": "running", "overall1": "running"})
    only_by(life, "approve", [HEAD, EXECUTOR])
    life.do("approve", "2026-03-16 15:30", COORDINATOR)
    assert (life.case.state, life.state("draft1")) == ("approved", "running")
    only_by(life, "publish", [COORDINATOR, HEAD])
    assert life.do("publish", "2026-03-16 16:00", EXECUTOR).clause == "3.1.2"
    assert life.case.state == "awaiting_author"


@proves("GUL-3.1.2", "GUL-clar", "R8")
def test_a_question_placed_late_is_a_breach_and_stops_the_clocks_all_the_same() -> None:
    """After four hours it is missed, with its clause; the pause counts."""
    life = asked("2026-03-17 10:00")
    assert states(life, "clar", "draft1") == {"clar": "missed", "draft1": "paused"}
    assert [entry.clause for entry in missed(life, "clar")] == ["3.1.2"]
    life.do("clarified", "2026-03-18 10:00", COORDINATOR, actor={"role": "author"})
    assert life.due("draft1") == "2026-03-18 13:00"


@proves("GUL-3.1.2", "GUL-draft1", "R4")
def test_a_question_and_its_reply_within_one_break_take_none_of_it() -> None:
    """Eight hours end at 13:00, the beginning of the break: asked and answered in it, 14:00 is still in time."""
    life = with_structure()
    life.do("submit_draft", "2026-03-17 12:00", EXECUTOR, kind="clarification")
    life.do("approve", by=COORDINATOR)
    life.do("publish", "2026-03-17 13:30", EXECUTOR)
    life.do("clarified", "2026-03-17 13:45", COORDINATOR, actor={"role": "author"})
    life.do("submit_draft", "2026-03-17 14:00", EXECUTOR)
    assert life.state("draft1") == "met"


@proves("GUL-3.1.2", "GUL-clar")
def test_a_structure_that_asks_nothing_owes_no_question() -> None:
    """The four hours are a window: unused they fall away and are never announced."""
    life = with_structure()
    life.wait("2026-03-16 18:01")
    assert (life.view.overdue, missed(life, "clar")) == (False, [])
    life.do("submit_draft", "2026-03-17 12:00", EXECUTOR)
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    life.do("publish", by=COORDINATOR)
    assert life.state("clar") == "cancelled"


@proves("GUL-3.1.2")
def test_a_second_question_is_possible_and_bound_by_the_same_four_hours() -> None:
    """After the reply another one may be asked; placed after the four hours it is late, and pauses again."""
    life = asked()
    life.do("clarified", "2026-03-16 16:30", COORDINATOR, actor={"role": "author"})
    assert life.state("clar") == "met"
    life.do("submit_draft", "2026-03-17 09:30", EXECUTOR, kind="clarification")
    life.do("approve", by=COORDINATOR)
    life.do("publish", by=EXECUTOR)
    assert states(life, "clar", "draft1") == {"clar": "missed", "draft1": "paused"}


@proves("GUL-3.1.2", "R13")
def test_an_author_who_never_replies_is_awaited_without_end() -> None:
    """Nothing closes by itself: the curator is reminded the next day, and a person may end the waiting."""
    life = asked()
    life.wait("2026-04-16 10:00")
    assert (life.case.state, life.view.awaiting_reply) == ("awaiting_author", True)
    assert ("limit_due", "reply") in announcements(life.entries)
    assert life.view.hands is not None
    assert (life.view.hands.role, life.view.hands.awaits_author) == ("coordinator", True)
    life.do("submit_draft", by=EXECUTOR)
    assert life.case.state == "in_review"


@proves("GUL-3.1.3", "R13")
def test_the_curators_check_has_no_limit() -> None:
    """He approves or returns with remarks; no clock of his own runs meanwhile."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    assert [item.name for item in life.view.deadlines if item.state == "running" and not item.alternative] == [
        "overall1"
    ]
    with pytest.raises(InvalidInput):
        life.do("return", by=COORDINATOR, remarks=None)
    assert life.do("return", by=COORDINATOR).clause == "3.1.3"
    assert clauses(life, "return") == ["3.1.3"]


@proves("GUL-3.1.4", "R11")
def test_each_return_gives_four_hours() -> None:
    """From the return, every time, whoever returned."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    life.do("return", "2026-03-16 16:00", COORDINATOR)
    assert life.do("submit_draft", "2026-03-17 09:30", EXECUTOR).clause == "3.1.4"
    life.do("approve", "2026-03-17 10:00", COORDINATOR)
    assert life.do("return", "2026-03-17 11:00", HEAD).clause == "3.1.4"
    assert dues(life, "rework1", "rework1-2") == ["2026-03-17 11:00", "2026-03-17 16:00"]
    assert life.view.returns == 2


@proves("GUL-3.1.6", "GUL-weekend", "R3")
def test_what_comes_on_a_day_off_is_resolved_on_the_first_working_day() -> None:
    """Only such a message has a limit for the resolution; it runs from the opening to the close of that day."""
    life = message("2026-03-21 12:00")
    deadline = life.deadline("weekend")
    assert deadline.started_at is not None
    assert (life.text(deadline.started_at), life.due("weekend")) == ("2026-03-23 09:00", "2026-03-23 18:00")
    assert deadline.actor == "head"
    assert message("2026-03-20 19:00").state("weekend") == "pending"
    life.do("resolve", "2026-03-21 13:00", HEAD)
    assert life.state("weekend") == "met"
    assert life.due("send1") == "2026-03-23 11:00"


@proves("GUL-3.1.7", "R8")
def test_without_the_heads_approval_nothing_is_published() -> None:
    """It is the second stage, untimed; his silence approves nothing, his disagreement is a return for rework."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    refused(life, "publish", clause="1.8", refusal=WrongState, by=COORDINATOR)
    life.do("approve", by=COORDINATOR)
    refused(life, "publish", clause="1.8", refusal=WrongState, by=COORDINATOR)
    life.wait("2026-04-16 10:00")
    assert life.case.state == "in_review"
    only_by(life, "approve", [COORDINATOR, EXECUTOR])
    assert life.do("approve", by=HEAD).clause == "3.1.7"
    assert "publish" in commands(life)


@proves("GUL-3.1", "GUL-1.8")
def test_the_pages_end_by_publication() -> None:
    """The answer is not handed over to another body."""
    life = message().approved()
    refused(life, "hand_over", clause="1.8", refusal=ForbiddenByRegulation, by=COORDINATOR)
    life.do("publish", by=COORDINATOR)
    assert life.case.outcome == "answered"
