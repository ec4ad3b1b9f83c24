"""Whole lives on the real server: an interim answer first, the final one later, in every procedure."""

import pytest

from domain.terms import Action, DraftKind, LimitState, Outcome, State
from tests.workflows.conftest import Live
from tests.workflows.lives import PROCEDURES, Procedure
from tests.workflows.scripts import interim
from tests.workflows.told import deadline

CLAUSES = {
    "providensky-2020": ("10", "14"),
    "volchikha-2020": ("7", "9"),
    "luga-2020": ("7", "10"),
    "gulkevichi-draft-pages": ("3.1.2", "3.3"),
    "gulkevichi-draft-incident": ("3.2.2", "3.3"),
    "stavropol-2023": ("12", "17"),
}
"""The clauses that the interim and the final draft rest on, by procedure."""

OVERALL = {"gulkevichi-draft-pages": "overall1", "gulkevichi-draft-incident": "handover"}
"""The limit that the interim answer meets, where it has another name than elsewhere."""


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
async def test_an_interim_answer_stops_the_overall_clock(procedure: Procedure, live: Live) -> None:
    """The interim answer meets the overall limit for good, and the final draft has its own days after it (R10)."""
    told = await live(interim.interim_then_final(procedure))
    ending = procedure.last[0]
    overall = OVERALL.get(procedure.name, "overall")
    sent, last = told.after(ending), told.case
    assert (sent.state, sent.outcome, sent.interims) == (State.INTERIM_PUBLISHED, None, 1)
    assert deadline(sent, overall).state is LimitState.MET
    assert deadline(last, overall).done_at == deadline(sent, overall).done_at
    days = 3 if procedure.regulation == "stavropol-2023" else 7
    assert told.due("final", sent) == f"+{days} 18:00"
    assert {limit.state for limit in last.deadlines} <= {LimitState.MET, LimitState.CANCELLED}
    clauses = dict(told.acts)
    assert (clauses["interim_answer"], clauses["submit_draft"]) == CLAUSES[procedure.name]
    assert [item.kind for item in last.publications] == [DraftKind.INTERIM, DraftKind.FINAL]
    assert last.outcome is (Outcome.HANDED_OVER if procedure.flow == "incident" else Outcome.ANSWERED)


async def test_an_incident_is_handed_over_twice(live: Live) -> None:
    """Gulkevichi's second procedure hands the interim answer over as it does the final one (3.2.6)."""
    told = await live(interim.interim_then_final(PROCEDURES[4]))
    handed = [clause for action, clause in told.acts if action == "hand_over"]
    assert handed == ["3.2.6", "3.2.6"]
    assert [item.handed_to for item in told.case.publications] == ["Отдел по делам СМИ"] * 2


async def test_a_cap_is_spent_by_the_interim_answer(live: Live) -> None:
    """Stavropol: the final answer has its thirty minutes, though the overall limit is long past (14, R10e)."""
    told = await live(interim.interim_then_final(PROCEDURES[5]))
    assert (told.due("overall"), told.due("publish-2")) == ("15:10", "+2 11:45")
    assert told.states("publish", "publish-2") == {"publish": "met", "publish-2": "met"}


async def test_a_further_interim_answer_moves_no_clock(live: Live) -> None:
    """A second interim answer is placed and journalled as one, and the final draft is due as before (14, R10g)."""
    told = await live(interim.FURTHER)
    first, second = told.after("publish"), told.after("publish", 2)
    assert (first.interims, second.interims) == (1, 2)
    assert (told.due("final", first), told.due("final", second)) == ("+7 18:00", "+7 18:00")
    offer = next(item for item in first.next if item.command == "interim_answer")
    assert offer.notice
    assert told.entry("publish", 2).details["further"] is True
    assert "further" not in told.entry("publish").details
    assert [item.kind for item in told.case.publications] == [DraftKind.INTERIM, DraftKind.INTERIM, DraftKind.FINAL]
    assert told.states("final", "overall") == {"final": "met", "overall": "met"}


async def test_a_late_final_draft_is_a_breach_of_its_own_clause(live: Live) -> None:
    """A final draft after its seven days is late by its own clause alone, and is accepted all the same (9, R8)."""
    told = await live(interim.FINAL_LATE)
    assert told.states() == {"overall": "met", "draft": "met", "final": "missed"}
    breach = told.entry(Action.LIMIT_MISSED)
    assert (breach.clause, breach.details["name"]) == ("9", "final")
    assert breach.details["held"][0]["role"] == "executor"
    assert told.case.outcome is Outcome.ANSWERED
