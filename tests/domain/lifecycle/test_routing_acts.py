"""Routing: to whom, how many, and what else it says of the message."""

from typing import Any

import pytest

from domain.terms import State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    FOURTH,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PRO,
    STA,
    THIRD,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    refused,
    shipped,
    small,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 10:00"


@pytest.mark.parametrize(("regulation", "flow"), [(GUL, "pages"), (GUL, "incident"), (VOL, "main"), (LUZ, "main")])
def test_several_bodies_need_an_act_that_knows_joint_work(regulation: str, flow: str) -> None:
    """Where the act speaks of one executor, a second one is refused by the clause on routing."""
    given = life(Procedure(regulation, flow))
    if regulation == GUL:
        given.do("resolve")
    clause = shipped(regulation).regulation.flow(flow).routing.clause
    assert told(refused(given, "route", assignments=assigned(OWN, OTHER))) == ("forbidden_by_regulation", clause, [])


@pytest.mark.parametrize(
    ("assignments", "field"),
    [
        (assigned(OWN, OWN), "assignments[0].authority"),
        (assigned(OWN, OTHER, OTHER), "assignments[1].authority"),
        (assigned(OWN, "authority-9", OTHER), "assignments[1].authority"),
    ],
)
@pytest.mark.parametrize("regulation", [PRO, STA])
def test_a_body_is_named_once_and_known(regulation: str, assignments: list[dict[str, str]], field: str) -> None:
    """The first assignment that is wrong is named by its place."""
    given = Life(shipped(regulation), MONDAY)
    assert told(refused(given, "route", assignments=assignments, lead=OWN)) == ("invalid_input", None, [field])


def test_a_lead_of_one_body_is_that_body() -> None:
    """Naming the only body as the main one says nothing new; another one is a slip."""
    for regulation in (PRO, VOL, STA):
        given = Life(shipped(regulation), MONDAY)
        assert told(refused(given, "route", lead=OTHER)) == ("invalid_input", None, ["lead"])
        given.do("route", lead=OWN)
        assert (given.case.state, [item.role for item in given.case.team]) == (State.DRAFTING, ["single"])


WARNED = [
    (PRO, (OWN, OTHER), None),
    (PRO, (OWN, OTHER, THIRD), "15"),
    (STA, (OWN,), None),
    (STA, (OWN, OTHER), "18"),
    (STA, (OWN, OTHER, THIRD, FOURTH), "18"),
]


@pytest.mark.parametrize(("regulation", "authorities", "clause"), WARNED)
def test_joint_work_that_does_not_fit_is_warned_of(
    regulation: str, authorities: tuple[str, ...], clause: str | None
) -> None:
    """Two bodies of Providensky fit, three do not; the main body of Stavropol is left with nothing."""
    given = Life(with_bodies(shipped(regulation), THIRD, FOURTH), MONDAY)
    lead = {"lead": OWN} if regulation == STA else {}
    entry = given.do("route", None, None, assignments=assigned(*authorities), **lead)
    assert len(given.view.warnings) == (clause is not None)
    assert given.view.warnings == tuple([entry.details["warning"]] if clause else [])
    assert all(f"пункт {clause}" in warning for warning in given.view.warnings)
    given.do("close")
    assert given.view.warnings == ()


def test_the_warning_is_that_of_the_messages_class() -> None:
    """A class of importance with a longer term for the draft lets more bodies fit."""
    part = (
        'starts = "assigned:joint"\nends = ["part_contributed", "draft_submitted"]\n'
        'per_authority = true\namount = 3\nunit = "working_hours"\n'
    )
    draft = (
        'starts = "detected"\nends = ["draft_submitted"]\namount = 4\nunit = "working_hours"\n'
        'by_importance = [{ importance = "обычная", amount = 9, unit = "working_hours" }]\n'
    )
    joint = 'joint = { clause = "2", mode = "sequential", pass_clause = "2" }\n'
    rules = small(draft, part, steps=joint)
    for importance, warned in (("обычная", False), ("высокая", True)):
        given = Life(rules, MONDAY)
        entry = given.do("route", assignments=assigned(OWN, OTHER), importance=importance)
        assert ("warning" in entry.details, bool(given.view.warnings)) == (warned, warned)


def test_a_repeat_is_marked_by_the_one_who_routes() -> None:
    """R18: the earlier message is linked, by the monitoring system or at the routing, and the rest is as ever."""
    given = Life(shipped(PRO), MONDAY)
    before = given.view
    given.do("route", repeat_of="case-0")
    repeat = given.view.repeat
    assert before.repeat is None
    assert repeat is not None
    assert (repeat.of, repeat.clause, len(repeat.must_contain)) == ("case-0", "16", 1)
    assert given.due("overall") == "2026-03-17 11:00"


@pytest.mark.parametrize(
    ("regulation", "clause", "demands"), [(PRO, "16", 1), (VOL, "10", 1), (GUL, "3.4", 2), (STA, "19", 0)]
)
def test_what_the_answer_to_a_repeat_must_contain_is_shown(regulation: str, clause: str, demands: int) -> None:
    """Each act that knows repeats says what it wants, Stavropol nothing."""
    repeat = Life(shipped(regulation), MONDAY, repeat_of="case-0").view.repeat
    assert repeat is not None
    assert (repeat.clause, len(repeat.must_contain)) == (clause, demands)


def test_a_repeat_that_the_act_does_not_speak_of_is_only_linked() -> None:
    """Luga is silent: the earlier message is shown, and nothing is demanded."""
    repeat = Life(shipped(LUZ), MONDAY, repeat_of="case-0").view.repeat
    assert repeat is not None
    assert (repeat.of, repeat.clause, repeat.must_contain) == ("case-0", None, ())


@pytest.mark.parametrize(("regulation", "by"), [(PRO, COORDINATOR), (VOL, COORDINATOR), (PRO, ADMIN)])
def test_a_routing_may_say_that_the_message_is_significant(regulation: str, by: Any) -> None:  # noqa: ANN401
    """Where the one who routes is the one who reports, one act does both."""
    given = Life(shipped(regulation), MONDAY)
    assert given.do("route", by=by, significant=True).details["significant"] is True
    assert given.view.significant


def test_a_routing_makes_no_report_of_another_office() -> None:
    """Stavropol 24: the municipal centre reports, over a signature that a routing does not carry."""
    given = Life(shipped(STA), MONDAY)
    assert told(refused(given, "route", COORDINATOR, significant=True)) == ("wrong_role", "24", [])
    assert told(refused(given, "route", ADMIN, significant=True)) == ("invalid_input", "24", ["significant"])
    assert not given.view.significant


def test_a_signed_report_is_no_part_of_a_routing() -> None:
    """Where the coordinator reports over a signature, the report has a command of its own."""
    head = 'significant = { clause = "22", by = "coordinator", to = "Глава", signed = true }\n'
    given = Life(small(head=head), MONDAY)
    assert told(refused(given, "route", COORDINATOR, significant=True)) == ("invalid_input", "22", ["significant"])
