"""Whole lives on the real server: joint work, one after another and side by side."""

from domain.lifecycle import CaseView
from domain.terms import Outcome, PartState, State
from tests.workflows.conftest import Live
from tests.workflows.scripts import joint
from tests.workflows.told import deadline
from tests.workflows.towns import FOURTH, OTHER, OWN, THIRD


def _parts(case: CaseView) -> dict[str, PartState]:
    return {item.authority: item.state for item in case.parts}


async def test_three_bodies_work_one_after_another(live: Live) -> None:
    """Providensky: each gives its part in its turn, the last writes the answer, each under its own two hours (15)."""
    told = await live(joint.IN_TURN)
    turns = [told.after("route"), told.after("approve"), told.after("approve", 2)]
    assert [case.authority for case in turns] == [OWN, OTHER, THIRD]
    assert [case.state for case in turns] == [State.AWAITING_PARTS, State.AWAITING_PARTS, State.DRAFTING]
    assert [told.due(name) for name in ("part", "part-2", "part-3")] == ["12:10", "14:10", "15:40"]
    assert told.states("part", "part-2", "part-3", "draft") == {
        "part": "met",
        "part-2": "met",
        "part-3": "met",
        "draft": "met",
    }
    assert told.played.refusals[0]["clause"] == "15"
    assert told.acts[:7] == [
        ("route", "7"),
        ("contribute", "15"),
        ("return", "15(2)"),
        ("contribute", "15"),
        ("approve", "15(2)"),
        ("contribute", "15"),
        ("approve", "15(2)"),
    ]
    assert told.case.outcome is Outcome.ANSWERED


async def test_a_part_that_is_sent_back_stays_with_its_body(live: Live) -> None:
    """Providensky: the curator returns a part with remarks, and nobody else's turn comes (15(2))."""
    told = await live(joint.IN_TURN)
    returned = told.after("return")
    assert _parts(returned) == {OWN: PartState.WORKING, OTHER: PartState.WAITING, THIRD: PartState.WAITING}
    assert returned.authority == OWN
    assert told.states("handon", "handon-2", "handon-3") == {
        "handon": "cancelled",
        "handon-2": "met",
        "handon-3": "met",
    }


async def test_three_bodies_are_warned_of(live: Live) -> None:
    """Providensky: with three bodies the hours do not add up, and the routing says so (15(3))."""
    told = await live(joint.IN_TURN)
    assert told.after("route").warnings
    assert told.entry("route").details["warning"] == told.after("route").warnings[0]


async def test_parts_outlive_a_return_for_competence(live: Live) -> None:
    """Providensky: when the second body declines, the first one's part is kept for the next (8, 15)."""
    told = await live(joint.TURN_DECLINED)
    returned, again = told.after("decline"), told.after("route", 2)
    assert returned.state is State.AWAITING_ROUTING
    assert [(item.authority, item.state) for item in again.parts] == [
        (OWN, PartState.PASSED),
        (THIRD, PartState.WORKING),
    ]
    assert again.parts[0].text == "Светильники заменены."
    assert told.missed == ["part"]
    assert told.states("part", "part-2", "part-3", "return-2") == {
        "part": "missed",
        "part-2": "cancelled",
        "part-3": "met",
        "return-2": "met",
    }
    assert told.due("overall", again) == "+1 11:00"


async def test_co_executors_work_beside_the_main_body(live: Live) -> None:
    """Stavropol: one co-executor declines and is replaced; parts reach the main body through the department (18)."""
    told = await live(joint.SIDE_BY_SIDE)
    assert told.acts[:7] == [
        ("route", "9(2)"),
        ("decline", "10"),
        ("route", "18"),
        ("contribute", "18"),
        ("contribute", "18"),
        ("approve", "18"),
        ("approve", "18"),
    ]
    assert _parts(told.after("decline"))[THIRD] is PartState.DECLINED
    assert set(_parts(told.after("route", 2))) == {OWN, OTHER, FOURTH}
    assert {told.after(name).authority for name in ("route", "decline", "contribute", "submit_draft")} == {OWN}
    assert {item["field"] for item in told.played.refusals[0]["errors"]} == {"part"}
    assert told.after("approve").state is State.AWAITING_PARTS
    assert told.after("approve", 2).state is State.DRAFTING
    assert told.case.outcome is Outcome.ANSWERED


async def test_a_late_part_moves_nobody_elses_clock(live: Live) -> None:
    """Stavropol: each co-executor has two hours from its own receipt; the main body's limits stay (12, 18)."""
    told = await live(joint.SIDE_BY_SIDE)
    bodies = {name: deadline(told.case, name).authority for name in ("co", "co-2", "co-3")}
    assert bodies == {"co": OTHER, "co-2": THIRD, "co-3": FOURTH}
    assert (told.due("co"), told.due("co-3")) == ("12:10", "12:45")
    assert told.states("co", "co-2", "co-3", "coapprove", "coapprove-2") == {
        "co": "missed",
        "co-2": "cancelled",
        "co-3": "met",
        "coapprove": "met",
        "coapprove-2": "met",
    }
    assert {told.due("draft", case) for _, case in told.played.given} == {"12:40"}
    assert {told.due("overall", case) for _, case in told.played.given} == {"15:10"}
    assert told.missed == ["co", "draft"]
    assert told.states("overall", "publish") == {"overall": "met", "publish": "met"}
