"""Whole lives on the real server with clocks of their own: shortened, on days off, another system's, recalculated."""

from domain.terms import LimitState, Outcome
from tests.workflows.conftest import Live
from tests.workflows.scripts import terms
from tests.workflows.told import deadline


async def test_a_shortened_term_binds(live: Live) -> None:
    """Providensky: the curator's shorter term replaces the overall limit, and the draft's follows it (7)."""
    told = await live(terms.SHORTENED)
    assert [item["clause"] for item in told.played.refusals] == ["7", "7"]
    assert (told.due("overall"), told.due("draft")) == ("+1 10:00", "15:00")
    # By the ordinary nine hours the answer would have been in time until 11:00.
    assert deadline(told.case, "overall").state is LimitState.MISSED
    assert told.missed == ["publish", "overall"]
    details = told.entry("route").details
    assert (details["reason"], details["because"]) == ("Темно у школы.", ["location"])


async def test_an_emergency_is_answered_on_days_off(live: Live) -> None:
    """Gulkevichi: from the curator's mark on every day is a working day for this message (3.10)."""
    told = await live(terms.DAYS_OFF)
    routed = told.after("route")
    assert (told.due("draft1", routed), told.due("overall1", routed)) == ("+1 16:30", "+2 18:00")
    assert told.entry("route").details["days_off"] is True
    assert told.states("draft1", "overall1") == {"draft1": "met", "overall1": "met"}


async def test_what_comes_on_a_day_off_is_considered_on_the_first_working_day(live: Live) -> None:
    """Gulkevichi: the head's resolution has a limit for such messages only, and nothing is announced before (3.1.6)."""
    told = await live(terms.ARRIVED_ON_DAY_OFF)
    weekend = deadline(told.case, "weekend")
    assert (weekend.clause, weekend.state, told.due("weekend")) == ("3.1.6", LimitState.MET, "+2 18:00")
    assert told.due("draft1") == "+3 10:10"
    assert [entry.action for entry in told.entries[:2]] == ["registered", "resolve"]


async def test_another_systems_clock_is_binding(live: Live) -> None:
    """Volchikha: the monitoring system's term decides and moves the draft's; our own is shown beside (6, 7)."""
    told = await live(terms.CLOCK_OF_OTHERS)
    overall = deadline(told.case, "overall")
    assert overall.own_due_at is not None
    assert (told.due("overall"), told.played.days.text(overall.own_due_at)) == ("16:00", "+1 11:00")
    assert told.due("draft") == "11:00"
    assert told.states() == {"overall": "missed", "draft": "met"}
    assert told.missed == ["overall"]


async def test_a_recalculation_tells_every_limit_before_and_after(live: Live) -> None:
    """A changed file and calendar reach a running case only on purpose, and the journal compares the limits."""
    told = await live(terms.RECALCULATED)
    before, after = told.after("route"), told.after("recalculate")
    assert (told.due("overall", before), told.due("draft", before)) == ("+1 11:00", "16:00")
    assert (told.due("overall", after), told.due("draft", after)) == ("+2 10:00", "15:00")
    details = told.entry("recalculate").details
    compared = {item["name"]: (item["before"]["due_at"], item["after"]["due_at"]) for item in details["recalculated"]}
    assert set(compared) == {"route", "return", "overall", "draft"}
    days = told.played.days
    assert compared["overall"] == (days.moment("+1 11:00").isoformat(), days.moment("+2 10:00").isoformat())
    assert compared["route"] == (days.moment("10:30").isoformat(), days.moment("10:30").isoformat())
    assert details["calendar_version"]["before"] != details["calendar_version"]["after"]
    assert told.case.outcome is Outcome.ANSWERED


async def test_a_file_that_cannot_be_read_changes_nothing(live: Live) -> None:
    """A recalculation by a broken file is refused: the case goes on as it was, and the journal has no word of it."""
    told = await live(terms.UNREADABLE)
    refusal = told.played.refusals[0]
    assert refusal["code"] == "wrong_state"
    assert "не читается" in refusal["detail"]
    assert told.acts == [("route", "7"), ("submit_draft", "10"), ("approve", "11"), ("publish", "13")]
    assert {told.due("overall", case) for _, case in told.played.given} == {"+1 11:00"}
    assert told.states("overall", "draft") == {"overall": "met", "draft": "met"}
