"""Whole lives on the real server: remarks of a later stage, significant messages, shortcomings."""

from domain.terms import Outcome, State
from tests.workflows.conftest import Live
from tests.workflows.scripts import remarks
from tests.workflows.told import deadline


async def test_the_last_stage_may_have_remarks(live: Live) -> None:
    """Stavropol: the regional centre returns the draft by the same clause, outside the department's minutes (15)."""
    told = await live(remarks.LATER_STAGE)
    entry = told.entry("return")
    assert (entry.clause, entry.actor.stage) == ("15", "cur")
    assert told.after("return").state is State.REWORK
    assert told.states("sendback", "sendback-2", "approve", "approve-2", "rework") == {
        "sendback": "cancelled",
        "sendback-2": "cancelled",
        "approve": "met",
        "approve-2": "met",
        "rework": "met",
    }
    assert (told.due("rework"), deadline(told.case, "rework").clause) == ("11:50", "16")
    stages = [entry.details["stage"] for entry in told.entries if entry.action == "approve"]
    assert stages == ["department", "mcu", "department", "mcu", "cur"]


async def test_the_centre_reports_to_the_head_over_a_signature(live: Live) -> None:
    """Stavropol: the municipal centre reports a significant message, signed, and notes shortcomings (23, 24)."""
    told = await live(remarks.LATER_STAGE)
    assert told.played.refusals[0]["clause"] == "24"
    significant, shortcoming = told.entry("significant"), told.entry("shortcoming")
    assert (significant.clause, significant.actor.role, significant.actor.stage) == ("24", "reviewer", "mcu")
    assert significant.details["signatory"] == "Руководитель МЦУ"
    assert (shortcoming.clause, shortcoming.actor.stage) == ("23", "mcu")
    assert (told.case.significant, told.case.shortcomings) == (True, 1)


async def test_the_curator_reports_before_and_after_the_routing(live: Live) -> None:
    """Providensky: the curator reports at any step, and neither report changes a step or a clock (20, 22)."""
    told = await live(remarks.REPORTED)
    significant, shortcoming = told.entry("significant"), told.entry("shortcoming")
    assert (significant.clause, significant.actor.role) == ("22", "coordinator")
    assert (shortcoming.clause, shortcoming.actor.role) == ("20", "coordinator")
    assert told.after("significant").state is State.AWAITING_ROUTING
    assert told.after("shortcoming").state is State.APPROVED
    assert {told.due("overall", case) for _, case in told.played.given} == {"+1 11:00"}
    assert told.case.outcome is Outcome.ANSWERED
