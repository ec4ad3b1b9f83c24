"""Explanations instead of an answer (Gulkevichi 3.8): grounds, what they must say, who sends them, their own limit."""

import pytest

from domain.terms import Outcome, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    PRO,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    life,
    refused,
    shipped,
    told,
)

GROUNDS = ("outside-competence", "abuse-of-right", "judicial-acts", "answered-repeatedly")
FLOWS = ("pages", "incident")


def received(flow: str = "pages", when: str = "2026-03-16 13:00", **fields: str) -> Life:
    """A message of Gulkevichi that the structure received at a time."""
    given = life(Procedure(GUL, flow), "2026-03-16 10:00", **fields)
    given.do("resolve")
    given.do("route", when)
    return given


def explained(given: Life, when: str | None = None, ground: str = "judicial-acts") -> Life:
    """An explanation that the curator and the head have approved."""
    given.do("submit_draft", when, EXECUTOR, kind="explanation", ground=ground)
    given.do("approve", by=COORDINATOR)
    given.do("approve", by=HEAD)
    return given


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("flow", FLOWS)
def test_an_explanation_rests_on_its_ground(flow: str, ground: str) -> None:
    """The journal has the ground in words and what the act wants to be said; the draft keeps the ground."""
    given = received(flow)
    entry = given.do("submit_draft", by=EXECUTOR, kind="explanation", ground=ground)
    stated = given.rules.regulation.ground(ground)
    assert (entry.clause, entry.details["title"]) == ("3.8", stated.title)
    assert entry.details["must_contain"] == list(stated.must_contain) != []
    assert given.case.draft is not None
    assert (given.case.draft.kind, given.case.draft.ground) == ("explanation", ground)


@pytest.mark.parametrize("flow", FLOWS)
def test_the_curator_sends_it_to_the_author_after_the_head(flow: str) -> None:
    """In both flows it is published to the author, and that is the end: explained."""
    given = explained(received(flow))
    assert given.view.hands is not None
    assert given.view.hands.role == "coordinator"
    assert told(refused(given, "publish", EXECUTOR)) == ("wrong_role", None, [])
    entry = given.do("publish", by=COORDINATOR)
    assert (entry.clause, given.case.state, given.case.outcome) == ("3.8", State.CLOSED, Outcome.EXPLAINED)
    assert [item.kind for item in given.view.publications] == ["explanation"]


def test_an_explanation_is_handed_over_to_nobody() -> None:
    """Gulkevichi 3.8 sends it to the user, not to the media department; only an appeal may still be named."""
    given = explained(received("incident"))
    assert told(refused(given, "hand_over", COORDINATOR)) == ("forbidden_by_regulation", "3.8", [])
    assert [item.notice for item in given.view.next if item.command == "hand_over"] == [
        "Только поле appeal: сообщение зарегистрировано как обращение по 59-ФЗ"
    ]


@pytest.mark.parametrize("ground", ["threats", "formal-appeal", "nothing"])
def test_a_ground_that_explains_nothing_is_refused_with_those_that_do(ground: str) -> None:
    """Grounds of refusal and of an appeal are none."""
    refusal = refused(received(), "submit_draft", EXECUTOR, kind="explanation", ground=ground)
    assert told(refusal) == ("invalid_input", None, ["ground"])
    assert refusal.detail.endswith(f"допустимо: {', '.join(GROUNDS)}")


@pytest.mark.parametrize(("regulation", "clause"), [(PRO, "10"), (VOL, "7"), (LUZ, "7"), (STA, "12")])
def test_the_other_acts_explain_nothing(regulation: str, clause: str) -> None:
    """There an answer is owed, or the message is refused."""
    given = Life(shipped(regulation), "2026-03-16 10:00").begin()
    refusal = refused(given, "submit_draft", EXECUTOR, kind="explanation", ground="judicial-acts")
    assert told(refusal) == ("forbidden_by_regulation", clause, [])


@pytest.mark.parametrize(
    ("repeat_of", "earlier", "linked"),
    [(None, [], 0), ("a", [], 1), (None, ["a"], 1), ("a", ["a"], 1), ("a", ["b"], None), (None, ["a", "b"], None)],
)
def test_too_few_earlier_answers_are_warned_of(repeat_of: str | None, earlier: list[str], linked: int | None) -> None:
    """«Repeatedly» is at least twice; fewer linked messages are a matter of judgement, said and not refused."""
    fields = {} if repeat_of is None else {"repeat_of": repeat_of}
    given = received(**fields)
    entry = given.do("submit_draft", by=EXECUTOR, kind="explanation", ground="answered-repeatedly", earlier=earlier)
    warning = entry.details.get("warning")
    assert (warning is None) == (linked is None)
    assert warning is None or warning.endswith(f"связано сообщений: {linked}")


def test_other_grounds_need_no_earlier_answers() -> None:
    """Only the repeated question asks for them."""
    assert "warning" not in received().do("submit_draft", kind="explanation", ground="judicial-acts").details


def test_the_eight_hours_bind_who_explains() -> None:
    """Vector GUL-5: a window until an explanation is submitted, then a limit until it is sent to the author."""
    given = received()
    assert (given.deadline("explain").alternative, given.due("explain")) == (True, "2026-03-17 13:00")
    explained(given, "2026-03-17 10:00")
    assert not given.deadline("explain").alternative
    assert given.view.due_at == given.moment("2026-03-17 13:00")
    given.wait("2026-03-17 15:00")
    assert ("limit_missed", "explain") in announcements(given.entries)
    assert given.view.overdue
    given.do("publish")
    assert given.state("explain") == "missed"


def test_who_answers_owes_no_explanation() -> None:
    """The window passes without an alarm, and falls away when the answer is approved."""
    given = received()
    given.do("submit_draft", "2026-03-17 12:00", EXECUTOR)
    given.do("approve", "2026-03-18 10:00", COORDINATOR)
    given.do("approve", "2026-03-18 11:00", HEAD)
    assert given.state("explain") == "cancelled"
    assert not [name for _, name in announcements(given.entries) if name == "explain"]


def test_a_structure_that_answers_after_all_owes_no_explanation() -> None:
    """A returned explanation may be followed by an answer: the choice was another one."""
    given = received()
    given.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    given.do("return", by=COORDINATOR)
    given.do("submit_draft", "2026-03-16 16:00", EXECUTOR)
    given.wait("2026-03-17 17:00")
    assert "explain" not in [name for kind, name in announcements(given.entries) if kind != "reminder"]


def test_the_explanation_fulfils_the_clock_of_the_handing_over() -> None:
    """3.2.6 and 3.8 both run; what is sent to the author is handed over to nobody any more."""
    given = explained(received("incident"), "2026-03-16 15:00")
    given.do("publish", "2026-03-16 17:00")
    assert (given.state("handover"), given.state("explain")) == ("met", "met")


def test_a_returned_explanation_is_reworked_like_an_answer() -> None:
    """The rework cites the ground, and runs under the limit of 3.1.4."""
    given = received()
    given.do("submit_draft", "2026-03-16 14:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    given.do("approve", "2026-03-16 15:00", COORDINATOR)
    given.do("return", "2026-03-16 15:00", HEAD)
    assert given.due("rework1") == "2026-03-17 10:00"
    entry = given.do("submit_draft", "2026-03-16 16:00", EXECUTOR, kind="explanation", ground="abuse-of-right")
    assert (entry.clause, given.state("rework1")) == ("3.8", "met")


def test_an_explanation_may_follow_an_interim_answer() -> None:
    """What was promised turns out to be no question for the administration."""
    given = received()
    given.do("interim_answer", by=EXECUTOR)
    given.do("approve", by=COORDINATOR)
    given.do("approve", by=HEAD)
    given.do("publish", by=COORDINATOR)
    explained(given).do("publish", by=COORDINATOR)
    assert (given.case.outcome, given.state("explain")) == (Outcome.EXPLAINED, "cancelled")
