"""Joint work one after another (Providensky 15): the order, the parts on their way, returns and what they leave."""

import pytest

from domain.terms import AssignmentRole, EventKind, PartState, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    FOURTH,
    OTHER,
    OWN,
    PRO,
    STRANGER,
    THIRD,
    Life,
    announcements,
    assigned,
    executor_of,
    refused,
    shipped,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 09:00"
FIRST, SECOND, LAST = EXECUTOR, STRANGER, executor_of(THIRD)


def in_turn(*authorities: str, routed: str = "2026-03-16 09:20") -> Life:
    """A message of Providensky that was sent to these bodies, in this order."""
    given = Life(with_bodies(shipped(PRO), THIRD, FOURTH), MONDAY)
    given.do("route", routed, assignments=assigned(*authorities))
    return given


def parts(given: Life) -> list[tuple[str, str, str]]:
    """Each body with its role and where its part stands."""
    return [(item.authority, item.role, item.state) for item in given.case.team]


def test_the_bodies_work_in_the_order_of_the_routing() -> None:
    """Only the first one has the message; the last one will compose the answer."""
    given = in_turn(OWN, OTHER, THIRD)
    assert given.case.state is State.AWAITING_PARTS
    assert parts(given) == [(OWN, "part", "working"), (OTHER, "part", "waiting"), (THIRD, "last", "waiting")]
    assert [(event.kind, event.authority) for event in given.case.events[-2:]] == [
        (EventKind.ROUTED, None),
        (EventKind.ASSIGNED, OWN),
    ]
    assert (given.case.authority, given.case.authorities) == (OWN, (OWN,))
    for later_one in (SECOND, LAST):
        assert told(refused(given, "contribute", later_one)) == ("not_visible", None, [])
    assert [item.authority for item in given.view.parts] == [OWN, OTHER, THIRD]


def test_a_part_goes_through_the_coordinator_to_the_next_body() -> None:
    """It lies with the coordinator until he hands the message on; each body's two hours run from its own receipt."""
    given = in_turn(OWN, OTHER, THIRD)
    entry = given.do("contribute", "2026-03-16 11:00", FIRST, text="Наша часть")
    assert (entry.clause, entry.details["authority"]) == ("15", OWN)
    assert given.case.state is State.AWAITING_PARTS
    assert given.view.hands is not None
    assert (given.view.hands.role, given.state("part"), given.due("handon")) == (
        "coordinator",
        "met",
        "2026-03-16 11:30",
    )
    assert told(refused(given, "contribute", SECOND)) == ("not_visible", None, [])
    passed = given.do("approve", "2026-03-16 11:10", COORDINATOR)
    assert (passed.clause, passed.details["part"]) == ("15(2)", OWN)
    assert parts(given) == [(OWN, "part", "passed"), (OTHER, "part", "working"), (THIRD, "last", "waiting")]
    assert (given.case.authority, given.state("handon")) == (OTHER, "met")
    assert (given.deadline("part-2").authority, given.due("part-2")) == (OTHER, "2026-03-16 14:10")
    assert (given.view.hands.authority, given.case.authorities) == (OTHER, (OTHER, OWN))


def test_the_last_body_writes_the_answer_under_two_limits() -> None:
    """It has the two hours and the limit of the draft (R9), gives no part, and then the ordinary steps follow."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", "2026-03-16 11:00", FIRST)
    given.do("approve", "2026-03-16 11:10", COORDINATOR)
    assert (given.case.state, given.case.authority) == (State.DRAFTING, OTHER)
    assert (given.due("part-2"), given.due("draft")) == ("2026-03-16 14:10", "2026-03-16 15:00")
    assert told(refused(given, "contribute", SECOND)) == ("wrong_state", "15", [])
    assert told(refused(given, "submit_draft", FIRST)) == ("wrong_role", None, [])
    entry = given.do("submit_draft", "2026-03-16 14:10", SECOND)
    assert {item["name"]: item["state"] for item in entry.details["limits"]} == {
        "part-2": "met",
        "draft": "met",
        "return-2": "cancelled",
    }
    given.do("approve", by=COORDINATOR)
    assert told(refused(given, "publish", FIRST)) == ("wrong_role", None, [])
    given.do("publish", by=SECOND)
    assert given.case.closed


def test_two_bodies_share_the_same_hour_of_the_day() -> None:
    """The part that is late is late for its body alone; the others' clocks begin with their receipts."""
    given = in_turn(OWN, OTHER)
    missed = [item for item in given.wait("2026-03-16 11:30") if item.action == "limit_missed"]
    assert [(item.details["name"], item.at) for item in missed] == [("part", given.moment("2026-03-16 11:20"))]
    given.do("contribute", by=FIRST)
    given.do("approve", by=COORDINATOR)
    assert (given.state("part"), given.state("part-2")) == ("missed", "running")


def test_the_final_answer_waits_for_the_last_body() -> None:
    """Before its turn the answer of the whole is forbidden; the refusal says what to do instead."""
    given = in_turn(OWN, OTHER)
    refusal = refused(given, "submit_draft", FIRST)
    assert told(refusal) == ("forbidden_by_regulation", "15", [])
    assert "contribute" in refusal.detail


@pytest.mark.parametrize("name", ["interim_answer", "submit_draft"])
def test_an_interim_answer_may_come_from_whose_turn_it_is(name: str) -> None:
    """The overall limit runs meanwhile, so the first body may answer in the meantime; then its part goes on."""
    given = in_turn(OWN, OTHER)
    kind = {} if name == "interim_answer" else {"kind": "interim"}
    given.do(name, "2026-03-16 09:30", FIRST, **kind)
    assert given.case.state is State.IN_REVIEW
    given.do("return", by=COORDINATOR)
    assert told(refused(given, "submit_draft", FIRST)) == ("forbidden_by_regulation", "15", [])
    given.do(name, "2026-03-16 09:40", FIRST, **kind)
    given.do("approve", by=COORDINATOR)
    given.do("publish", "2026-03-16 10:00", FIRST)
    assert (given.case.state, given.state("overall"), given.state("part")) == (State.AWAITING_PARTS, "met", "running")
    given.do("contribute", "2026-03-16 10:30", FIRST)
    given.do("approve", by=COORDINATOR)
    assert (given.case.state, given.case.authority) == (State.INTERIM_PUBLISHED, OTHER)
    given.do("submit_draft", by=SECOND)
    assert (given.state("final"), given.entries[-1].clause) == ("met", "14")


def test_an_interim_answer_of_the_last_body_is_what_it_owes_in_two_hours() -> None:
    """It composes the answer, so that its interim draft fulfils the two hours; the final one has seven days (14)."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", FIRST)
    given.do("approve", "2026-03-16 10:10", COORDINATOR)
    given.do("interim_answer", "2026-03-16 11:00", SECOND)
    assert given.state("part-2") == "met"
    given.do("approve", by=COORDINATOR)
    given.do("publish", "2026-03-16 11:20", SECOND)
    given.wait("2026-03-17 11:00")
    assert not given.view.overdue
    assert {item.name for item in given.view.deadlines if item.state == "running"} == {"final"}


def test_a_question_may_come_from_whose_turn_it_is() -> None:
    """While the author is silent the part may come, and the message goes on to the next body."""
    given = in_turn(OWN, OTHER, THIRD)
    given.do("submit_draft", "2026-03-16 09:30", FIRST, kind="clarification")
    given.do("approve", by=COORDINATOR)
    given.do("publish", by=FIRST)
    given.do("contribute", "2026-03-16 10:00", FIRST)
    given.do("approve", by=COORDINATOR)
    assert (given.case.state, given.case.authority) == (State.AWAITING_AUTHOR, OTHER)
    given.do("clarified", by=COORDINATOR)
    assert (given.case.state, given.case.awaiting_reply) == (State.AWAITING_PARTS, False)


def test_a_part_sent_back_is_worked_on_again() -> None:
    """The remarks stand with the part until it comes again; the order does not change."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", FIRST, text="Мало")
    entry = given.do("return", "2026-03-16 10:10", COORDINATOR, remarks="Добавьте сроки")
    assert (entry.clause, entry.details["part"], entry.details["remarks"]) == ("15(2)", OWN, "Добавьте сроки")
    member = given.case.member(OWN)
    assert member is not None
    assert (member.state, member.remarks, member.text) == (PartState.WORKING, "Добавьте сроки", "Мало")
    assert (given.state("handon"), given.case.returns, given.case.state) == ("cancelled", 0, State.AWAITING_PARTS)
    assert given.view.hands is not None
    assert given.view.hands.authority == OWN
    given.do("contribute", "2026-03-16 10:40", FIRST, text="Достаточно")
    member = given.case.member(OWN)
    assert member is not None
    assert (member.state, member.remarks, member.text) == (PartState.CONTRIBUTED, None, "Достаточно")
    assert (given.state("part"), given.due("handon-2")) == ("met", "2026-03-16 11:10")


def test_handing_on_has_a_mark_that_is_never_missed() -> None:
    """The act gives no time for it: the mark reminds and is due, and nothing is overdue by it."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", FIRST)
    assert announcements(given.wait("2026-03-16 10:59")) == [("reminder", "handon"), ("limit_due", "handon")]
    assert not given.view.overdue


def test_only_a_part_that_has_come_is_decided_on() -> None:
    """Another body's name is a wrong value; before any part has come there is nothing to decide."""
    given = in_turn(OWN, OTHER)
    assert told(refused(given, "approve", COORDINATOR, part=OWN)) == ("wrong_state", "11", [])
    given.do("contribute", by=FIRST)
    for name in ("approve", "return"):
        refusal = refused(given, name, COORDINATOR, part=OTHER)
        assert told(refusal) == ("invalid_input", None, ["part"])
        assert refusal.detail.endswith(f"есть: {OWN}")
    given.do("approve", by=COORDINATOR, part=OWN)
    given.do("submit_draft", by=SECOND)
    assert told(refused(given, "approve", COORDINATOR, part=OWN)) == ("wrong_state", "11", [])


@pytest.mark.parametrize("stage", ["curator", "mcu"])
def test_a_part_goes_through_no_stage(stage: str) -> None:
    """The chain is the answer's: with a part a stage means nothing."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", by=FIRST)
    assert told(refused(given, "approve", COORDINATOR, stage=stage)) == ("invalid_input", None, ["stage"])


def test_a_main_body_is_no_part_of_an_order() -> None:
    """Where the last one composes the answer, naming a main one contradicts the act."""
    given = Life(shipped(PRO), MONDAY)
    refusal = refused(given, "route", assignments=assigned(OWN, OTHER), lead=OWN)
    assert told(refusal) == ("invalid_input", "15", ["lead"])


def test_a_return_for_competence_keeps_what_was_given() -> None:
    """The second body declines: the first one's part stays, and the coordinator names those that are still to come."""
    given = in_turn(OWN, OTHER, THIRD)
    given.do("contribute", "2026-03-16 10:00", FIRST, text="Наша часть")
    given.do("approve", "2026-03-16 10:10", COORDINATOR)
    entry = given.do("decline", "2026-03-16 10:20", SECOND)
    assert (entry.clause, given.case.state, given.case.authority) == ("8", State.AWAITING_ROUTING, None)
    assert parts(given) == [(OWN, "part", "passed")]
    assert (given.state("part-2"), given.state("return-2")) == ("cancelled", "met")
    assert given.do("note", by=FIRST).action == "note"
    refusal = refused(given, "route", assignments=assigned(THIRD, OWN))
    assert told(refusal) == ("invalid_input", None, ["assignments[1].authority"])
    given.do("route", "2026-03-16 10:40", assignments=assigned(FOURTH, THIRD))
    assert parts(given) == [
        (OWN, "part", "passed"),
        (FOURTH, "part", "working"),
        (THIRD, "last", "waiting"),
    ]
    assert (given.case.state, given.case.authority) == (State.AWAITING_PARTS, FOURTH)
    assert (given.due("part-3"), given.due("overall")) == ("2026-03-16 12:40", "2026-03-17 10:00")


def test_the_last_bodys_return_leaves_the_answer_to_one_more() -> None:
    """With all parts given, the one body that is named composes the answer at once."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", by=FIRST)
    given.do("approve", by=COORDINATOR)
    given.do("decline", by=SECOND)
    given.do("route", assignments=assigned(THIRD))
    assert parts(given) == [(OWN, "part", "passed"), (THIRD, "last", "working")]
    assert (given.case.state, given.case.authority) == (State.DRAFTING, THIRD)
    member = given.case.member(THIRD)
    assert member is not None
    assert member.role is AssignmentRole.LAST
    given.do("submit_draft", by=LAST)
    assert given.case.state is State.IN_REVIEW


def test_the_first_bodys_return_leaves_nothing() -> None:
    """Nothing was given: the coordinator routes as if for the first time, to one body too."""
    given = in_turn(OWN, OTHER)
    given.do("decline", by=FIRST)
    assert parts(given) == []
    given.do("route", assignments=assigned(OTHER))
    assert parts(given) == [(OTHER, "single", "working")]


def test_a_body_whose_part_has_come_declines_no_more() -> None:
    """Its part lies with the coordinator; when it was sent back the body may still decline."""
    given = in_turn(OWN, OTHER)
    given.do("contribute", by=FIRST)
    assert told(refused(given, "decline", FIRST)) == ("wrong_state", "8", [])
    given.do("return", by=COORDINATOR)
    given.do("decline", by=FIRST)
    assert given.case.state is State.AWAITING_ROUTING


def test_a_part_may_be_changed_while_an_interim_answer_is_judged() -> None:
    """With a draft under review a decision without a name is about the draft, and the part is named."""
    given = in_turn(OWN, OTHER)
    given.do("interim_answer", by=FIRST)
    given.do("contribute", by=FIRST)
    given.do("approve", by=COORDINATOR)
    assert given.case.state is State.APPROVED
    given.do("approve", by=COORDINATOR, part=OWN)
    assert (given.case.state, given.case.authority) == (State.APPROVED, OTHER)


def test_an_excluded_message_owes_no_part() -> None:
    """With the end every body's clock falls away."""
    given = in_turn(OWN, OTHER)
    given.do("exclude", "2026-03-16 09:40")
    assert given.state("part") == "cancelled"
    assert given.view.parts[0].state == "working"
    assert given.wait("2026-03-20 10:00") == ()
