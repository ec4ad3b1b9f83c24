"""The question to the author: its chain, who places it, the wait for the reply, and what stands still meanwhile."""

from typing import Any

import pytest

from domain.roles import Principal
from domain.terms import DraftKind, EventKind, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    OTHER,
    PRO,
    STA,
    STRANGER,
    VOL,
    Life,
    Procedure,
    announcements,
    assigned,
    life,
    refused,
    shipped,
    told,
)

PAGES = Procedure(GUL, "pages")
OIV = {"role": "oiv"}
ASKING: list[tuple[str, str, list[tuple[Principal, dict[str, str] | None]], Principal]] = [
    (PRO, "10", [(COORDINATOR, None)], EXECUTOR),
    (VOL, "7", [(COORDINATOR, None)], COORDINATOR),
    (LUZ, "7", [(COORDINATOR, OIV)], EXECUTOR),
    (GUL, "3.1.2", [(COORDINATOR, None)], EXECUTOR),
]
"""The clause on the question, who agrees to it, and who places it."""


def asked(given: Life, *whens: str | None) -> Life:
    """Submit a question, have Gulkevichi's curator agree, place it: each at its time."""
    submitted, agreed, placed = whens or (None, None, None)
    given.do("submit_draft", submitted, EXECUTOR, kind="clarification", text="Уточните адрес")
    given.do("approve", agreed, COORDINATOR)
    given.do("publish", placed, EXECUTOR)
    return given


def of_gulkevichi(received: str = "2026-03-16 13:00", detected: str = "2026-03-16 10:00") -> Life:
    """A message of Gulkevichi's pages that the structure received at a time."""
    given = life(PAGES, detected)
    given.do("resolve")
    given.do("route", received)
    return given


@pytest.mark.parametrize(("regulation", "clause", "agreeing", "placing"), ASKING, ids=[item[0] for item in ASKING])
def test_a_question_goes_its_way_and_the_reply_comes_back(
    regulation: str, clause: str, agreeing: list[tuple[Principal, dict[str, str] | None]], placing: Principal
) -> None:
    """Who agrees and who places it is the act's; then the author's turn is waited for, and the work goes on."""
    given = Life(shipped(regulation), "2026-03-16 10:00").begin()
    entry = given.do("submit_draft", by=EXECUTOR, kind="clarification", text="Уточните адрес")
    assert (entry.clause, entry.details["kind"]) == (clause, "clarification")
    for by, actor in agreeing:
        given.do("approve", by=by, actor=actor)
    assert (given.case.state, given.case.events[-1].final, given.case.events[-1].draft) == (
        State.APPROVED,
        True,
        DraftKind.CLARIFICATION,
    )
    assert given.view.hands is not None
    assert given.view.hands.role == placing.roles[0]
    other = COORDINATOR if placing is EXECUTOR else EXECUTOR
    assert told(refused(given, "publish", other)) == ("wrong_role", None, [])
    entry = given.do("publish", by=placing)
    assert (entry.clause, entry.details["kind"]) == (clause, "clarification")
    assert (given.case.state, given.view.awaiting_reply) == (State.AWAITING_AUTHOR, True)
    assert (given.view.hands.role, given.view.hands.awaits_author) == ("coordinator", True)
    assert (given.state("reply"), given.deadline("reply").by_analogy) == ("running", True)
    entry = given.do("clarified", by=COORDINATOR, text="Дом 5")
    assert (entry.clause, entry.details["text"]) == (clause, "Дом 5")
    assert (given.case.state, given.case.awaiting_reply, given.state("reply")) == (State.DRAFTING, False, "met")
    assert given.case.events[-1].kind is EventKind.CLARIFIED
    assert given.case.outcome is None


@pytest.mark.parametrize(
    ("procedure", "clause"), [(Procedure(STA, "main"), "12"), (Procedure(GUL, "incident"), "3.2.2")], ids=["sta", "gul"]
)
def test_some_acts_know_no_question(procedure: Procedure, clause: str) -> None:
    """Stavropol 12 and Gulkevichi 3.2 do not mention it."""
    given = life(procedure).begin()
    refusal = refused(given, "submit_draft", EXECUTOR, kind="clarification")
    assert told(refusal) == ("forbidden_by_regulation", clause, [])


@pytest.mark.parametrize("regulation", [PRO, VOL, LUZ])
def test_outside_gulkevichi_a_question_stops_no_clock(regulation: str) -> None:
    """The overall limit runs while the author is silent (contrast Gulkevichi 3.1.2); the draft's is fulfilled."""
    given = Life(shipped(regulation), "2026-03-16 10:00").begin()
    given.do("submit_draft", "2026-03-16 11:00", kind="clarification")
    given.do("approve")
    given.do("publish")
    given.now = given.moment("2026-03-17 12:00")
    assert (given.state("draft"), given.state("overall"), given.due("overall")) == ("met", "missed", "2026-03-17 11:00")


def test_a_question_is_placed_under_a_mark_in_providensky() -> None:
    """Providensky 13 speaks of the answer: for the question there is only a mark by analogy."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.do("submit_draft", "2026-03-16 11:00", kind="clarification")
    given.do("approve", "2026-03-16 11:10")
    assert (given.due("place"), given.deadline("place").by_analogy) == ("2026-03-16 11:40", True)
    given.do("publish", "2026-03-16 15:00")
    assert given.state("place") == "met"
    assert "publish" not in [item.name for item in given.view.deadlines if item.state != "pending"]


def test_the_head_has_no_part_in_a_question() -> None:
    """Gulkevichi 3.1.2: the structure asks after agreeing with the curator; the head is not asked."""
    given = of_gulkevichi()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    assert told(refused(given, "approve", HEAD)) == ("wrong_role", None, [])
    given.do("approve", by=COORDINATOR)
    assert told(refused(given, "approve", HEAD)) == ("wrong_state", "3.1.3", [])


def test_two_limits_stand_still_until_the_author_replies() -> None:
    """Vector GUL-2: placed Monday 16:00, reply Wednesday 10:00, eleven working hours are given back."""
    given = asked(of_gulkevichi(), "2026-03-16 15:00", "2026-03-16 15:30", "2026-03-16 16:00")
    assert (given.state("clar"), given.state("draft1"), given.state("overall1")) == ("met", "paused", "paused")
    for name in ("draft1", "overall1"):
        shown = given.deadline(name)
        assert (shown.due_at, shown.late_after, shown.paused_since) == (None, None, given.moment("2026-03-16 16:00"))
    assert (given.deadline("draft1").working_time_left, given.deadline("overall1").working_time_left) == (
        "PT6H",
        "PT18H",
    )
    announced = announcements(given.wait("2026-03-18 10:00"))
    assert announced == [("reminder", "reply"), ("limit_due", "reply")]
    given.do("clarified", "2026-03-18 10:00", COORDINATOR, actor={"role": "author"})
    assert (given.due("draft1"), given.due("overall1")) == ("2026-03-18 17:00", "2026-03-20 12:00")
    assert (given.state("draft1"), given.state("overall1")) == ("running", "running")


def test_the_silence_of_an_author_ends_nothing() -> None:
    """No clock closes the case: for months the coordinator is reminded once, and the reply is still taken."""
    given = asked(of_gulkevichi())
    given.wait("2026-09-01 12:00")
    assert (given.case.state, given.view.overdue, given.view.due_at is None) == (State.AWAITING_AUTHOR, False, False)
    assert [name for _, name in announcements(given.entries)].count("reply") == 2
    given.do("clarified", by=COORDINATOR)
    assert (given.case.state, given.deadline("draft1").working_time_left) == (State.DRAFTING, "PT8H")


def test_a_question_placed_too_late_is_a_breach_and_pauses_all_the_same() -> None:
    """Gulkevichi 3.1.2: after the four hours the window is missed, the clocks stand still (R8)."""
    given = of_gulkevichi()
    assert given.deadline("clar").alternative
    given.do("submit_draft", "2026-03-16 17:00", EXECUTOR, kind="clarification")
    assert not given.deadline("clar").alternative
    given.do("approve", "2026-03-17 09:30", COORDINATOR)
    given.do("publish", "2026-03-17 10:00", EXECUTOR)
    assert (given.state("clar"), given.due("clar")) == ("missed", "2026-03-16 18:00")
    assert given.state("draft1") == "paused"
    assert ("limit_missed", "clar") in announcements(given.entries)


def test_who_asks_nothing_owes_no_question() -> None:
    """The window passes silently when the structure simply answers."""
    given = of_gulkevichi()
    given.do("submit_draft", "2026-03-17 12:00", EXECUTOR)
    assert not given.view.overdue
    assert not [name for _, name in announcements(given.entries) if name == "clar"]


def test_several_questions_share_the_four_hours() -> None:
    """Each must be placed in them; the pauses add up, and a reply ends the one that runs."""
    given = asked(of_gulkevichi(), "2026-03-16 14:00", "2026-03-16 14:05", "2026-03-16 14:10")
    given.do("clarified", "2026-03-16 14:40", COORDINATOR)
    asked(given, "2026-03-16 15:00", "2026-03-16 15:05", "2026-03-16 15:10")
    given.do("clarified", "2026-03-16 15:25", COORDINATOR)
    assert (given.state("clar"), given.state("reply"), given.state("reply-2")) == ("met", "met", "met")
    # received 13:00, eight working hours: Tuesday 13:00 without the pauses of 30 and 15 minutes
    assert given.due("draft1") == "2026-03-17 14:45"
    asked(given, "2026-03-16 17:50", "2026-03-17 09:10", "2026-03-17 09:20")
    assert given.state("clar") == "missed"


def test_a_second_question_before_the_reply_is_answered_with_the_first() -> None:
    """One wait, one reply: the second placing pauses nothing twice."""
    given = asked(of_gulkevichi(), "2026-03-16 14:00", "2026-03-16 14:05", "2026-03-16 14:10")
    asked(given, "2026-03-16 14:20", "2026-03-16 14:30", "2026-03-16 14:40")
    given.do("clarified", "2026-03-16 15:10", COORDINATOR)
    assert (given.case.state, given.case.awaiting_reply) == (State.DRAFTING, False)
    assert given.due("draft1") == "2026-03-17 15:00"
    assert told(refused(given, "clarified", COORDINATOR)) == ("wrong_state", "3.1.2", [])


def test_a_reply_that_comes_while_the_next_question_is_judged_leaves_it_there() -> None:
    """The second question goes on, and when it is placed the author is waited for again."""
    given = asked(of_gulkevichi())
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("clarified", by=COORDINATOR)
    assert (given.case.state, given.case.awaiting_reply) == (State.IN_REVIEW, False)
    given.do("approve", by=COORDINATOR)
    given.do("publish", by=EXECUTOR)
    assert (given.case.state, given.case.awaiting_reply) == (State.AWAITING_AUTHOR, True)


def test_an_answer_may_be_given_without_the_reply() -> None:
    """The structure need not wait; a reply after that is journalled, ends the pause and changes no step."""
    given = asked(of_gulkevichi(), "2026-03-16 14:00", "2026-03-16 14:05", "2026-03-16 14:10")
    given.do("submit_draft", "2026-03-16 16:10", EXECUTOR)
    assert (given.state("draft1"), given.state("reply"), given.state("overall1")) == ("met", "cancelled", "paused")
    given.do("clarified", "2026-03-16 17:10", COORDINATOR)
    assert (given.case.state, given.state("overall1")) == (State.IN_REVIEW, "running")
    assert given.due("overall1") == "2026-03-19 12:00"


def test_an_answer_ends_the_wait_with_the_life() -> None:
    """After the end no reply is taken."""
    given = asked(of_gulkevichi())
    given.do("submit_draft", by=EXECUTOR)
    given.do("approve", by=COORDINATOR)
    given.do("approve", by=HEAD)
    given.do("publish", by=COORDINATOR)
    assert told(refused(given, "clarified", COORDINATOR)) == ("wrong_state", None, [])
    assert given.state("overall1") == "met"


def test_a_returned_question_is_reworked_under_no_limit_in_gulkevichi() -> None:
    """3.1.4 speaks of the answer; in Providensky the hour applies by analogy to whatever was sent back."""
    given = of_gulkevichi()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("return", by=COORDINATOR)
    assert given.state("rework1") == "pending"
    pro = Life(shipped(PRO), "2026-03-16 10:00").begin()
    pro.do("submit_draft", kind="clarification")
    pro.do("return")
    assert pro.state("rework") == "running"
    assert pro.do("submit_draft", kind="clarification").clause == "12"


@pytest.mark.parametrize("kind", ["final", "interim"])
def test_another_draft_may_follow_a_returned_question(kind: str) -> None:
    """The executor decides what to submit instead, and the head has his part in it again."""
    given = of_gulkevichi()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("return", by=COORDINATOR)
    given.do("submit_draft", by=EXECUTOR, kind=kind)
    given.do("approve", by=COORDINATOR)
    assert given.rules.stage(given.case).id == "head"


@pytest.mark.parametrize(
    ("fields", "clause", "field"),
    [
        ({"visibility": "direct"}, "3.5", "visibility"),
        ({"url": "https://ok.ru/group/1"}, "1.8", "url"),
    ],
)
def test_a_question_stands_where_the_message_is(fields: dict[str, Any], clause: str, field: str) -> None:
    """The author is asked in the open where he wrote in the open, and in his network."""
    given = of_gulkevichi()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("approve", by=COORDINATOR)
    assert told(refused(given, "publish", EXECUTOR, **fields)) == ("forbidden_by_regulation", clause, [field])


def test_a_new_structure_begins_paused_while_the_author_is_silent() -> None:
    """The question outlives the return: the next structure's limits stand still until the reply."""
    given = asked(of_gulkevichi(), "2026-03-16 14:00", "2026-03-16 14:05", "2026-03-16 14:10")
    given.do("decline", "2026-03-16 15:00", EXECUTOR)
    given.do("resolve", authority=OTHER)
    given.do("route", "2026-03-16 16:00", assignments=assigned(OTHER))
    assert (given.case.state, given.state("draft1-2"), given.state("draft1")) == (State.DRAFTING, "paused", "cancelled")
    assert told(refused(given, "clarified", STRANGER)) == ("wrong_role", None, [])
    given.do("clarified", "2026-03-17 10:00", COORDINATOR)
    assert (given.case.state, given.due("draft1-2")) == (State.DRAFTING, "2026-03-18 10:00")


def test_a_question_after_an_interim_answer_leads_back_to_it() -> None:
    """It rests on its own clause; the reply puts the message where it was: an interim answer is out."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    for kind in ("interim", "clarification"):
        assert given.do("submit_draft", by=EXECUTOR, kind=kind).clause == "10"
        given.do("approve")
        given.do("publish")
    given.do("clarified")
    assert given.case.state is State.INTERIM_PUBLISHED
    assert [item.kind for item in given.view.publications] == ["interim", "clarification"]
