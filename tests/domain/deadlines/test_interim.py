"""After an interim answer: the overall clock is fulfilled for good, another one runs to the final draft (R10)."""

import pytest

from domain.terms import LimitState
from tests.domain.deadlines.samples import computed, due, hours, moment, procedure
from tests.domain.lifecycle.builders import EXECUTOR, GUL, HEAD, LUZ, OTHER, PRO, STA, VOL, Life, shipped

MONDAY = "2026-03-16 10:00"


def answered_meanwhile(regulation: str, placed: str, flow: str | None = None) -> Life:
    """A message whose interim answer went out at that time, by whatever way its act has."""
    given = Life(shipped(regulation), MONDAY, **({} if flow is None else {"flow": flow})).begin(MONDAY)
    given.do("interim_answer", "2026-03-16 11:00", EXECUTOR)
    for stage in given.rules.flow(given.case).stages:
        given.do("approve", placed, stage=stage.id)
    given.do(given.rules.flow(given.case).completion.command, placed)
    return given


@pytest.mark.parametrize(
    ("regulation", "flow", "final"),
    [
        (PRO, None, "2026-03-25 18:00"),
        (VOL, None, "2026-03-25 18:00"),
        (LUZ, None, "2026-03-25 18:00"),
        (GUL, "pages", "2026-03-25 18:00"),
        (GUL, "incident", "2026-03-25 18:00"),
        (STA, None, "2026-03-19 18:00"),
    ],
)
def test_the_final_draft_has_working_days_of_its_own(regulation: str, flow: str | None, final: str) -> None:
    """Seven working days, in Stavropol three, from the day after the interim answer; nothing else runs."""
    given = answered_meanwhile(regulation, "2026-03-16 12:00", flow)
    running = [limit.name for limit in given.rules.limits(given.case) if limit.open and limit.binding]
    assert (running, given.due("final")) == (["final"], final)
    given.do("submit_draft", final)
    assert given.state("final") == "met"


@pytest.mark.parametrize("regulation", [PRO, VOL, LUZ, STA])
def test_an_interim_answer_in_time_satisfies_the_overall_limit_for_good(regulation: str) -> None:
    """It is met, and weeks of work on the final answer change nothing of it."""
    given = answered_meanwhile(regulation, "2026-03-16 12:00")
    for minute in (10, 20):
        given.do("submit_draft", f"2026-03-19 11:{minute}")
        given.do("return", f"2026-03-19 11:{minute + 5}")
    given.wait("2026-05-05 12:00")
    assert (given.state("overall"), given.state("draft")) == ("met", "met")


def test_an_interim_answer_that_is_late_is_late() -> None:
    """The overall limit is judged by its publication."""
    assert answered_meanwhile(PRO, "2026-03-17 11:01").state("overall") == "missed"


def test_the_final_clock_runs_from_the_first_of_several() -> None:
    """A further interim answer is published, but starts no new clock and moves none (R10f, g)."""
    given = answered_meanwhile(PRO, "2026-03-16 12:00")
    given.do("interim_answer", "2026-03-18 11:00", EXECUTOR)
    given.do("approve", "2026-03-18 11:10")
    given.do("publish", "2026-03-18 11:20")
    assert given.due("final") == "2026-03-25 18:00"
    assert [limit.name for limit in given.rules.limits(given.case) if limit.rule.name == "final"] == ["final"]
    assert given.case.interims == 2


def test_the_ordinary_stages_apply_to_the_final_answer_again() -> None:
    """Approval, rework and publication have their limits as before (R10e)."""
    given = answered_meanwhile(PRO, "2026-03-16 12:00")
    given.do("submit_draft", "2026-03-18 11:00")
    assert given.due("decide-2") == "2026-03-18 11:30"
    given.do("return", "2026-03-18 11:20")
    assert given.due("rework") == "2026-03-18 12:20"
    given.do("submit_draft", "2026-03-18 12:00")
    given.do("approve", "2026-03-18 12:10")
    assert given.due("publish-2") == "2026-03-18 12:40"


def test_publication_of_the_final_answer_has_no_cap_any_more() -> None:
    """Stavropol 14: the cap of clause 11 is spent with the interim answer."""
    given = answered_meanwhile(STA, "2026-03-16 12:00")
    given.do("submit_draft", "2026-03-18 11:00")
    for _ in range(3):
        given.do("approve", "2026-03-18 11:10")
    assert given.due("publish-2") == "2026-03-18 11:40"


@pytest.mark.parametrize(("flow", "spent"), [("pages", ("draft1", "overall1")), ("incident", ("draft2", "struct2"))])
def test_another_structure_gets_no_new_limit_for_an_answer_that_was_given(flow: str, spent: tuple[str, ...]) -> None:
    """Returned for competence after the interim answer: what the new structure owes has no overall clock (R10e)."""
    given = answered_meanwhile(GUL, "2026-03-16 12:00", flow)
    given.do("submit_draft", "2026-03-17 10:00")
    given.do("return", "2026-03-17 10:10")
    given.do("decline", "2026-03-17 10:20", EXECUTOR)
    given.do("resolve", "2026-03-17 11:00", HEAD, authority=OTHER)
    given.do("route", "2026-03-17 11:10", assignments=[{"authority": OTHER}])
    names = [limit.name for limit in given.rules.limits(given.case)]
    assert [f"{name}-2" for name in spent if f"{name}-2" in names] == []
    assert [given.state(name) for name in spent] == ["met", "met"]
    assert (given.due("send1-2" if flow == "pages" else "send2-2"), given.state("final")) == ("2026-03-17 13:00", "met")


def test_only_an_interim_answer_is_one() -> None:
    """A question that was placed spends nothing: the limit of the answer begins with a new sending."""
    rules = procedure(limit='starts = "routed"\nends = ["draft_submitted:answer"]\nrepeats = true\n' + hours(4))
    facts = ["routed 2026-03-16 10:00", "draft_submitted:final 2026-03-16 11:00"]
    asked = computed(rules, [*facts, "published:clarification 2026-03-16 11:30", "routed 2026-03-16 12:00"])
    assert due(asked["limit-2"]) == "2026-03-16 17:00"
    meanwhile = computed(rules, [*facts, "published:interim 2026-03-16 11:30", "routed 2026-03-16 12:00"])
    assert list(meanwhile) == ["limit"]


def test_after_an_interim_answer_nothing_that_was_fulfilled_opens_again() -> None:
    """A return of the final draft does not bring the structure's total back (R10b)."""
    keys = 'starts = "routed"\nends = ["draft_submitted"]\nreopened_by = ["returned"]\n'
    facts = [
        "routed 2026-03-16 10:00",
        "draft_submitted:interim 2026-03-16 11:00",
        "published:interim 2026-03-16 12:00",
        "draft_submitted:final 2026-03-18 10:00",
        "returned:curator 2026-03-18 11:00",
    ]
    limit = computed(procedure(limit=keys + hours(8)), facts)["limit"]
    assert limit.state(moment("2026-04-01 10:00")) is LimitState.MET
