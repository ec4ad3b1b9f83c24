"""News of a promise: journalled in a case that is open, and in one that has ended."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from domain.lifecycle import Kept, News, heard, parse_news
from domain.lifecycle.follow_up import heard_after
from domain.lifecycle.payloads import Evidence
from domain.roles import SYSTEM, Actor
from domain.terms import Action, FollowUpState
from tests.domain.lifecycle.builders import EXECUTOR, OWN, PRO, Life, shipped

MONDAY = "2026-03-16 10:00"
PROMISE = {"what": "Заменить фонарь", "on": "2026-03-20"}


def promised(kind: str) -> Life:
    """A message whose answer of that kind promises something."""
    life = Life(shipped(PRO), MONDAY).begin()
    life.do("submit_draft", by=EXECUTOR, kind=kind)
    life.do("approve")
    life.do("publish", follow_ups=[PROMISE])
    life.now = life.moment("2026-03-20 09:00")
    return life


def news(life: Life, *, kept: bool = False, number: int = 1) -> News:
    """That the day has come, or that the promise is kept."""
    proof = Kept(at=life.now, by=Actor(role="executor", person="executor-1"), evidence=Evidence(note="Фото"))
    return News(
        number=number,
        what=PROMISE["what"],
        on=date.fromisoformat(PROMISE["on"]),
        at=life.now,
        kept=proof if kept else None,
    )


def test_the_day_of_an_open_message_comes() -> None:
    """The journal says what was promised, for which day, and in whose hands the message is now."""
    life = promised("interim")
    decision = heard(life.case, life.rules, news(life), life.now)
    (entry,) = decision.entries
    assert (entry.action, entry.actor, entry.clause) == (Action.FOLLOW_UP_DUE, SYSTEM, None)
    assert entry.details == {
        "follow_up": 1,
        "what": "Заменить фонарь",
        "on": "2026-03-20",
        "hands": {"role": "executor", "authority": OWN, "person": "executor-1"},
    }
    assert decision.case.follow_ups[0].state is FollowUpState.DUE


def test_the_day_of_an_ended_message_comes() -> None:
    """It is in the hands of whoever answered; nothing else of the record changes."""
    life = promised("final")
    recorded = life.view
    found = heard_after(recorded, life.rules, news(life), life.now)
    assert found.entry.details["hands"] == {"role": "executor", "authority": OWN, "person": EXECUTOR.person}
    assert (found.entry.seq, found.entry.action) == (recorded.journal_seq + 1, Action.FOLLOW_UP_DUE)
    assert life.text(found.entry.at) == "2026-03-20 09:00"
    assert found.case.follow_ups[0].state is FollowUpState.DUE
    unchanged = {"follow_ups": recorded.follow_ups, "journal_seq": recorded.journal_seq}
    assert found.case.model_copy(update=unchanged) == recorded


def test_a_kept_promise_is_told_by_whoever_shows_it() -> None:
    """The entry is that person's, with the evidence."""
    life = promised("final")
    entry = heard_after(life.view, life.rules, news(life, kept=True), life.now).entry
    assert (entry.action, entry.actor.person) == (Action.FOLLOW_UP_KEPT, "executor-1")
    assert entry.details["evidence"] == {"note": "Фото"}
    assert "hands" not in entry.details


def test_news_of_a_promise_that_the_case_has_forgotten_are_journalled() -> None:
    """Only the newest travel with a case; an older one has its news all the same."""
    life = promised("interim")
    decision = heard(life.case, life.rules, news(life, number=7, kept=True), life.now)
    assert [entry.action for entry in decision.entries] == [Action.FOLLOW_UP_KEPT]
    assert decision.case.follow_ups == life.case.follow_ups


def test_a_record_without_draft_or_hands() -> None:
    """A message that ended without an answer of its own, or is in nobody's hands, has nobody named."""
    life = promised("final")
    bare = heard_after(life.view.model_copy(update={"draft": None}), life.rules, news(life), life.now)
    assert bare.entry.details["hands"] == {"role": "executor", "authority": OWN}
    closed = heard(life.case, life.rules, news(life), life.now)
    assert "hands" not in closed.entries[0].details


def test_garbage_is_no_news() -> None:
    """What cannot be read names its fields."""
    with pytest.raises(InvalidInput) as caught:
        parse_news({"number": 0, "what": "Заменить"})
    assert {error.field for error in caught.value.errors} == {"number", "on", "at"}
    assert parse_news(news(promised("final")).model_dump(mode="json")).state is FollowUpState.DUE
