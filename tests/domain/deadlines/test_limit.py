"""How one limit stands at a moment."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deadlines import Limit, Stop
from domain.terms import LimitState
from tests.domain.lifecycle.builders import PRO, Life, shipped

GIVEN = Life(shipped(PRO), "2026-03-16 17:00")
DRAFT = GIVEN.limit("draft")
"""Due on Tuesday at 13:00, late after the break at 14:00."""


def variant(**changes: bool) -> Limit:
    """The same limit under a rule that differs."""
    return replace(DRAFT, rule=DRAFT.rule.model_copy(update=changes))


def at(clock: str) -> datetime:
    """A moment of that Tuesday."""
    return GIVEN.moment(f"2026-03-17 {clock}")


@pytest.mark.parametrize(
    ("now", "state"), [("12:00", "running"), ("13:30", "running"), ("14:00", "running"), ("14:01", "missed")]
)
def test_an_open_limit_is_judged_by_now(now: str, state: str) -> None:
    """It is missed just after the last moment that is not late, neither at it nor at the alarm's."""
    assert DRAFT.state(at(now)) == state
    assert DRAFT.overdue(at(now)) is (state == "missed")
    assert DRAFT.open


def test_exactly_at_the_limit_is_on_time() -> None:
    """A microsecond decides."""
    assert DRAFT.state(DRAFT.late_after) is LimitState.RUNNING
    assert DRAFT.state(DRAFT.late_after + timedelta(microseconds=1)) is LimitState.MISSED


@pytest.mark.parametrize(("done", "state"), [("14:00", "met"), ("14:01", "missed")])
def test_an_act_is_judged_by_its_own_time(done: str, state: str) -> None:
    """Whatever the clock shows now, the act was then; nobody owes it any more."""
    limit = replace(DRAFT, done_at=at(done))
    for now in (at("10:00"), at("20:00")):
        assert limit.state(now) == state
        assert not limit.overdue(now)
    assert (limit.open, limit.ended_at) == (False, at(done))


@pytest.mark.parametrize(("ended", "state"), [("14:00", "cancelled"), ("14:01", "missed")])
def test_a_limit_that_falls_away_late_was_missed(ended: str, state: str) -> None:
    """Closing the case does not undo a breach that had already set in."""
    limit = replace(DRAFT, cancelled_at=at(ended))
    assert limit.state(at("20:00")) == state
    assert (limit.open, limit.ended_at) == (False, at(ended))


def test_an_alternative_that_was_not_taken_is_cancelled() -> None:
    """Falling away is no breach of what nobody chose, however late; taken late it is one."""
    choice = replace(variant(alternative=True), binding=False)
    assert replace(choice, cancelled_at=at("20:00")).state(at("20:00")) is LimitState.CANCELLED
    assert replace(choice, done_at=at("20:00")).state(at("20:00")) is LimitState.MISSED
    assert not choice.overdue(at("20:00"))


def test_an_alternative_that_was_chosen_is_a_limit_like_any_other() -> None:
    """It makes overdue, and falling away late does not undo the breach."""
    choice = variant(alternative=True)
    assert choice.overdue(at("20:00"))
    assert replace(choice, cancelled_at=at("20:00")).state(at("20:00")) is LimitState.MISSED
    assert replace(choice, cancelled_at=at("14:00")).state(at("20:00")) is LimitState.CANCELLED


def test_a_pause_has_its_first_moment_and_not_its_last() -> None:
    """Between the two the limit is paused; a pause without an end goes on for ever."""
    limit = replace(DRAFT, stops=(Stop(at("10:00"), at("11:00")), Stop(at("12:00"), None)))
    states = [limit.state(at(clock)).value for clock in ("09:59", "10:00", "10:59", "11:00", "12:00", "20:00")]
    assert states == ["running", "paused", "paused", "running", "paused", "paused"]
    assert limit.stopped
    assert not replace(limit, done_at=at("12:30")).stopped
    assert not replace(limit, stops=limit.stops[:1]).stopped


def test_a_limit_by_analogy_is_never_missed() -> None:
    """Neither open, nor done, nor cancelled late."""
    mark = variant(by_analogy=True)
    late = at("20:00")
    assert mark.state(late) is LimitState.RUNNING
    assert replace(mark, done_at=late).state(late) is LimitState.MET
    assert replace(mark, cancelled_at=late).state(late) is LimitState.CANCELLED
    assert not mark.overdue(late)


def test_repeats_are_numbered_from_the_second() -> None:
    """The first bears the rule's name."""
    assert [replace(DRAFT, number=number).name for number in (1, 2, 11)] == ["draft", "draft-2", "draft-11"]


def test_announcements_are_remembered_by_limit_run_and_body() -> None:
    """A run of its own announces anew, and what another body does cannot take a body's announcements."""
    assert [replace(DRAFT, number=number, run=run).key for number, run in ((1, 1), (2, 1), (1, 2), (2, 3))] == [
        "draft",
        "draft-2",
        "draft@2",
        "draft-2@3",
    ]
    own = replace(DRAFT, number=3, authority="authority-2", own_number=2)
    assert (own.name, own.key) == ("draft-3", "draft:authority-2:2")
