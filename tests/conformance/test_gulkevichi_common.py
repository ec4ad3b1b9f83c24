"""Gulkevichi, clauses 3.4 to 3.10: what both procedures have alike."""

import pytest

from domain.errors import InvalidInput, WrongRole
from domain.regulation import Ground
from domain.terms import Outcome
from tests.conformance.checks import missed, only_by, refused, states
from tests.conformance.people import APPEAL, AUDITOR
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, GUL, HEAD, Life, announcements, shipped

RULES = shipped(GUL)
EXPLAINED = [item for item in RULES.regulation.grounds if item.outcome is Outcome.EXPLAINED]

in_both = pytest.mark.parametrize("flow", ["pages", "incident"])


def message(flow: str = "pages", detected: str = "2026-03-16 09:00", **fields: str) -> Life:
    """A message under one of the two procedures."""
    return Life(RULES, detected, flow=flow, **fields)


def with_structure(flow: str, when: str = "2026-03-16 13:00") -> Life:
    """One that a structure has had since 13:00."""
    life = message(flow)
    life.do("resolve", "2026-03-16 11:00", HEAD)
    life.do("route", when, COORDINATOR)
    return life


@in_both
@pytest.mark.parametrize("ground", ["illegible", "unclear-meaning"])
@proves("GUL-3.7", "R20")
def test_two_grounds_leave_a_message_without_an_answer(ground: str, flow: str) -> None:
    """Illegible or of no clear meaning: nothing is said to the author, by the curator's decision at any step."""
    life = message(flow).begin()
    only_by(life, "exclude", [EXECUTOR, HEAD, AUDITOR], ground=ground)
    entry = life.do("exclude", by=COORDINATOR, ground=ground)
    assert (entry.clause, life.case.outcome, life.case.publications) == ("3.7", Outcome.NO_ANSWER, ())


@in_both
@pytest.mark.parametrize("ground", EXPLAINED, ids=lambda item: str(item.id))
@proves("GUL-3.8", "R20")
def test_each_ground_of_explanation_is_sent_to_the_author(ground: Ground, flow: str) -> None:
    """The structure writes it with what it must contain, both stages approve, the curator sends it: that ends it."""
    life = with_structure(flow)
    only_by(life, "submit_draft", [COORDINATOR, HEAD], kind="explanation", ground=ground.id)
    entry = life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="explanation", ground=ground.id)
    assert (entry.clause, entry.details["must_contain"]) == ("3.8", list(ground.must_contain))
    assert ground.must_contain
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    only_by(life, "publish", [EXECUTOR, HEAD])
    assert life.do("publish", by=COORDINATOR).clause == "3.8"
    assert (life.case.outcome, life.state("explain")) == (Outcome.EXPLAINED, "met")
    assert {item.state.value for item in life.view.deadlines} <= {"met", "cancelled"}


@proves("GUL-3.8")
def test_there_are_four_grounds_of_explanation() -> None:
    """No more and no fewer, and no other ground serves for one."""
    assert [item.id for item in EXPLAINED] == [
        "outside-competence",
        "abuse-of-right",
        "judicial-acts",
        "answered-repeatedly",
    ]
    life = with_structure("pages")
    fields = {"kind": "explanation", "ground": "threats"}
    with pytest.raises(InvalidInput) as caught:
        life.do("submit_draft", None, EXECUTOR, **fields)
    assert [error.field for error in caught.value.errors] == ["ground"]
    with pytest.raises(InvalidInput):
        life.do("submit_draft", None, EXECUTOR, kind="explanation")


@in_both
@proves("GUL-3.8", "GUL-explain", "R9")
def test_an_explanation_is_owed_from_the_moment_that_it_is_chosen(flow: str) -> None:
    """Its eight hours run from the structure's receipt; chosen, they bind beside the others, else they are silent."""
    silent = with_structure(flow)
    silent.wait("2026-03-17 13:01")
    assert missed(silent, "explain") == []
    chosen = with_structure(flow)
    assert chosen.due("explain") == "2026-03-17 13:00"
    chosen.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    assert not chosen.deadline("explain").alternative
    chosen.wait("2026-03-17 14:01")
    (entry,) = missed(chosen, "explain")
    assert entry.clause == "3.8"


@proves("GUL-3.8", "GUL-explain")
def test_an_answer_in_place_of_an_explanation_lets_its_limit_fall_away() -> None:
    """Who answers owes no explanation."""
    life = with_structure("pages")
    life.do("submit_draft", by=EXECUTOR)
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    assert life.state("explain") == "cancelled"


@pytest.mark.parametrize(("linked", "warned"), [((), True), (("case-a",), True), (("case-a", "case-b"), False)])
@proves("GUL-3.8", "GUL-3.4", "R18")
def test_an_explanation_for_repetition_wants_two_earlier_answers(linked: tuple[str, ...], warned: bool) -> None:  # noqa: FBT001 -- a case of several
    """With fewer linked it is possible and warns: clause 3.4, a full answer, is the usual way."""
    life = with_structure("pages")
    entry = life.do(
        "submit_draft", None, EXECUTOR, kind="explanation", ground="answered-repeatedly", earlier=list(linked)
    )
    assert ("warning" in entry.details) is warned


@proves("GUL-3.8", "GUL-3.2.6")
def test_an_explanation_also_fulfils_the_handing_over() -> None:
    """Under 3.2 both limits run, and the sending to the author is what the administration owes."""
    life = with_structure("incident", "2026-03-16 11:30")
    life.do("submit_draft", "2026-03-16 12:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    refused(life, "hand_over", clause="3.8", by=COORDINATOR)
    life.do("publish", "2026-03-16 15:00", COORDINATOR)
    assert states(life, "handover", "explain") == {"handover": "met", "explain": "met"}


@in_both
@proves("GUL-3.3", "GUL-3.8", "GUL-final", "R10")
def test_an_explanation_after_an_interim_answer_is_the_final_draft(flow: str) -> None:
    """Sent for approval within the seven days it is in time, however long the untimed approvals take afterwards."""
    life = with_structure(flow)
    life.do("interim_answer", "2026-03-16 14:00", EXECUTOR)
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    life.do("publish" if flow == "pages" else "hand_over", by=COORDINATOR)
    assert life.due("final") == "2026-03-25 18:00"
    life.do("submit_draft", "2026-03-25 18:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    life.wait("2026-03-27 12:00")
    assert (life.state("final"), missed(life, "final")) == ("met", [])
    for by in (COORDINATOR, HEAD):
        life.do("approve", by=by)
    life.do("publish", by=COORDINATOR)
    assert (life.state("final"), life.case.outcome) == ("met", Outcome.EXPLAINED)


@in_both
@proves("GUL-3.9", "R19", "R20")
def test_a_question_that_is_answered_on_the_site_becomes_an_appeal(flow: str) -> None:
    """The curator registers it with the link to the published answer; asking for contacts stops no clock."""
    life = message(flow).begin()
    before = {item.name: item.due_at for item in life.view.deadlines}
    life.do("note", by=COORDINATOR, text="Запросили данные для связи")
    assert {item.name: item.due_at for item in life.view.deadlines} == before
    appeal = APPEAL | {"ground": "published-answer"}
    refusal = refused(life, "hand_over", clause="3.9", refusal=InvalidInput, by=COORDINATOR, to=None, appeal=appeal)
    assert [error.field for error in refusal.errors] == ["appeal.published_answer_url"]
    linked = appeal | {"published_answer_url": "https://example.org/answers/7"}
    with pytest.raises(WrongRole):
        life.do("hand_over", by=EXECUTOR, to=None, appeal=linked)
    entry = life.do("hand_over", by=COORDINATOR, to=None, appeal=linked)
    assert (entry.clause, life.case.outcome) == ("3.9", Outcome.CONVERTED)


@proves("GUL-3.10", "GUL-emergency")
def test_in_an_emergency_every_day_is_a_working_day_for_this_message() -> None:
    """From the curator's word on the same hours count on Saturday and Sunday, with the same amounts."""
    plain, urgent = (message(detected="2026-03-20 16:00") for _ in range(2))
    for life, days_off in ((plain, False), (urgent, True)):
        life.do("resolve", "2026-03-20 16:30", HEAD)
        life.do("route", "2026-03-20 17:00", COORDINATOR, days_off=days_off)
    assert (plain.due("draft1"), plain.due("overall1")) == ("2026-03-23 17:00", "2026-03-24 18:00")
    assert (urgent.due("draft1"), urgent.due("overall1")) == ("2026-03-21 17:00", "2026-03-22 18:00")
    urgent.wait("2026-03-21 17:01")
    assert urgent.state("draft1") == "missed"
    reminded = [entry for entry in urgent.entries if ("reminder", "draft1") in announcements([entry])]
    assert [urgent.text(entry.at) for entry in reminded] == ["2026-03-21 15:00"]


@proves("GUL-3.10", "GUL-3.1.6", "GUL-emergency")
def test_it_overrides_the_rule_on_arrivals_on_a_day_off() -> None:
    """A message of a Saturday that is marked so is worked on that very day."""
    life = message(detected="2026-03-21 10:00")
    life.do("resolve", "2026-03-21 10:10", HEAD)
    entry = life.do("route", "2026-03-21 10:20", COORDINATOR, days_off=True)
    assert (entry.clause, entry.details["days_off"]) == ("3.1.1", True)
    assert life.due("draft1") == "2026-03-22 10:20"


@in_both
@proves("GUL-3.10")
def test_who_marks_it_is_the_curator(flow: str) -> None:
    """Nobody else routes, so nobody else marks it; both procedures know it."""
    life = message(flow)
    life.do("resolve", by=HEAD)
    only_by(life, "route", [HEAD, AUDITOR], days_off=True)
    assert RULES.regulation.flow(flow).routing.days_off is not None
    life.do("route", by=COORDINATOR, days_off=True)
    assert life.case.days_off_since is not None
