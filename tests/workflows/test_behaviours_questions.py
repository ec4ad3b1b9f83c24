"""Whole lives on the real server: questions to the author, which pause clocks in one procedure only."""

import pytest

from domain.terms import Action, LimitState, Outcome, State
from tests.workflows.conftest import Live
from tests.workflows.scripts import questions
from tests.workflows.scripts.script import Script
from tests.workflows.told import deadline

PLACED_BY = {"providensky-2020": "executor", "volchikha-2020": "coordinator", "luga-2020": "executor"}
CLAUSES = {"providensky-2020": "10", "volchikha-2020": "7", "luga-2020": "7"}


@pytest.mark.parametrize("script", questions.EACH, ids=lambda script: script.name)
async def test_a_question_moves_no_clock(script: Script, live: Live) -> None:
    """The question goes the way of an answer; while the author is waited for, every limit runs on (R7)."""
    told = await live(script)
    asked = told.after("publish")
    assert (asked.state, asked.awaiting_reply) == (State.AWAITING_AUTHOR, True)
    assert asked.hands is not None
    assert asked.hands.awaits_author
    assert told.after("clarified").state is State.DRAFTING
    assert {told.due("overall", case) for _, case in told.played.given} == {"+1 11:00"}
    assert not [limit for limit in asked.deadlines if limit.paused_since]
    clause = CLAUSES[script.regulation]
    assert (told.entry("publish").clause, told.entry("clarified").clause) == (clause, clause)
    assert told.entry("publish").actor.role == PLACED_BY[script.regulation]
    assert told.entry("clarified").actor.role == "author"
    assert {limit.state for limit in told.case.deadlines} <= {LimitState.MET, LimitState.CANCELLED}
    assert told.case.outcome is Outcome.ANSWERED


async def test_waiting_for_the_author_is_no_excuse(live: Live) -> None:
    """Volchikha: the author's silence breaks the overall limit; he himself owes nothing by the act (6, 7)."""
    told = await live(questions.WAITED_IN_VAIN)
    assert told.missed == ["overall"]
    assert told.states() == {"overall": "missed", "draft": "met", "reply": "met"}
    reminded = told.entry(Action.LIMIT_DUE)
    assert (reminded.details["name"], deadline(told.case, "reply").by_analogy) == ("reply", True)


async def test_clocks_stand_still_until_the_author_replies(live: Live) -> None:
    """Gulkevichi: two limits pause from the question's placement, over night, and then go on (3.1.2)."""
    told = await live(questions.PAUSED)
    asked, replied = told.after("publish"), told.after("clarified")
    assert (told.due("draft1", told.after("approve")), told.due("overall1", told.after("approve"))) == (
        "+1 10:30",
        "+2 18:00",
    )
    for name in ("draft1", "overall1"):
        limit = deadline(asked, name)
        assert (limit.state, limit.due_at) == (LimitState.PAUSED, None)
        assert limit.paused_since is not None
        assert told.played.days.text(limit.paused_since) == "11:20"
    assert (told.due("draft1", replied), told.due("overall1", replied)) == ("+2 09:10", "+3 16:40")
    assert told.states("clar", "draft1", "overall1") == {"clar": "met", "draft1": "met", "overall1": "met"}
    assert told.case.outcome is Outcome.ANSWERED


async def test_nothing_is_announced_of_a_limit_that_stands_still(live: Live) -> None:
    """Gulkevichi: while two limits are paused they neither remind nor fall due, and only the curator agrees."""
    told = await live(questions.PAUSED)
    kinds = {Action.REMINDER, Action.LIMIT_DUE, Action.LIMIT_MISSED}
    placed, replied = told.entry("publish").seq, told.entry("clarified").seq
    between = [entry for entry in told.entries if placed < entry.seq < replied and entry.action in kinds]
    assert {entry.details["name"] for entry in between}.isdisjoint({"draft1", "overall1"})
    assert [entry.details["stage"] for entry in told.entries if entry.action == "approve"] == [
        "curator",
        "curator",
        "head",
    ]


async def test_a_late_question_is_a_breach_and_pauses_all_the_same(live: Live) -> None:
    """Gulkevichi: a question placed after its four hours is late, yet the clocks wait for the reply (3.1.2, R8)."""
    told = await live(questions.PAUSED_LATE)
    assert told.missed == ["clar"]
    assert told.entry(Action.LIMIT_MISSED).clause == "3.1.2"
    assert told.states("clar", "draft1", "overall1") == {"clar": "missed", "draft1": "met", "overall1": "met"}
    first, second = told.after("clarified"), told.after("clarified", 2)
    assert (told.due("draft1", first), told.due("draft1", second)) == ("+1 11:30", "+1 14:30")
    assert (told.due("overall1", first), told.due("overall1", second)) == ("+3 10:00", "+3 12:00")
