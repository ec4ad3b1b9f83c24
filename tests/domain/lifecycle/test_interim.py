"""The interim answer (R10): the whole way, the overall limit fulfilled for good, the clock of the final draft."""

import pytest

from domain.terms import DraftKind, EventKind, Outcome, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    life,
    refused,
    shipped,
    small,
    told,
)

INTERIM_CLAUSES = {PRO: "14", VOL: "9", LUZ: "10", GUL: "3.3", STA: "17"}


def given_interim(procedure: Procedure, detected: str, out: str, **fields: str) -> Life:
    """A message whose interim answer went out at ``out``."""
    given = life(procedure, detected, **fields).begin()
    given.do("interim_answer", by=EXECUTOR)
    approve_all(given, out)
    given.do(sending(procedure), out)
    return given


def approve_all(given: Life, when: str | None = None) -> None:
    """The draft through every stage."""
    for stage in given.rules.flow(given.case).stages:
        given.do("approve", when, stage=stage.id)


def sending(procedure: Procedure) -> str:
    """The command that sends an answer off."""
    return "hand_over" if procedure.flow == "incident" else "publish"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_an_interim_answer_goes_the_whole_way(procedure: Procedure) -> None:
    """Drafted under the draft's clause, returned, approved by every stage, sent off, and the message stays open."""
    given = life(procedure).begin()
    flow = procedure.rules.flow(given.case)
    assert given.do("interim_answer", by=EXECUTOR).clause == flow.drafting.clause
    given.do("return")
    assert given.do("interim_answer", by=EXECUTOR).clause == flow.drafting.rework_clause
    approve_all(given)
    entry = given.do(sending(procedure))
    assert (entry.clause, entry.details["kind"]) == (flow.completion.clause, "interim")
    assert "further" not in entry.details
    assert (given.case.state, given.case.interims, given.case.outcome) == (State.INTERIM_PUBLISHED, 1, None)
    sent = given.case.events[-1]
    assert (sent.kind, sent.draft) == (
        EventKind.HANDED_OVER if procedure.flow == "incident" else EventKind.PUBLISHED,
        DraftKind.INTERIM,
    )
    assert given.view.hands is not None
    assert given.view.hands.role == "executor"
    assert [item.kind for item in given.view.publications] == ["interim"]
    entry = given.do("submit_draft", by=EXECUTOR)
    assert entry.clause == INTERIM_CLAUSES[procedure.regulation]


@pytest.mark.parametrize(
    ("procedure", "overall", "draft"),
    [
        (Procedure(PRO, "main"), "overall", "draft"),
        (Procedure(VOL, "main"), "overall", "draft"),
        (Procedure(LUZ, "main"), "overall", "draft"),
        (Procedure(GUL, "pages"), "overall1", "draft1"),
        (Procedure(GUL, "incident"), "handover", "draft2"),
        (Procedure(STA, "main"), "overall", "draft"),
    ],
    ids=lambda item: item.name if isinstance(item, Procedure) else "",
)
def test_an_interim_answer_in_time_is_an_answer_in_time(procedure: Procedure, overall: str, draft: str) -> None:
    """Both limits are fulfilled by it and never run again, however long the final answer takes and is reworked."""
    given = given_interim(procedure, "2026-03-16 10:00", "2026-03-16 10:30")
    assert (given.state(overall), given.state(draft)) == ("met", "met")
    given.do("submit_draft", "2026-03-26 15:00", EXECUTOR)
    given.do("return", "2026-03-26 15:05")
    given.do("submit_draft", "2026-04-10 15:00", EXECUTOR)
    approve_all(given, "2026-04-10 15:05")
    given.do(sending(procedure), "2026-04-10 15:10")
    assert (given.state(overall), given.state(draft)) == ("met", "met")
    names = [item.name for item in given.view.deadlines]
    assert not {f"{overall}-2", f"{draft}-2"} & set(names)
    assert given.case.outcome is (Outcome.HANDED_OVER if procedure.flow == "incident" else Outcome.ANSWERED)


FINAL_DUE = [
    (Procedure(PRO, "main"), "2026-03-18 15:00", "2026-03-27 18:00"),
    (Procedure(PRO, "main"), "2026-04-30 15:00", "2026-05-13 18:00"),
    (Procedure(PRO, "main"), "2026-12-30 11:00", "2027-01-19 18:00"),
    (Procedure(VOL, "main"), "2026-03-18 15:00", "2026-03-27 18:00"),
    (Procedure(LUZ, "main"), "2026-03-20 17:50", "2026-03-31 18:00"),
    (Procedure(GUL, "pages"), "2026-03-18 15:00", "2026-03-27 18:00"),
    (Procedure(GUL, "incident"), "2026-03-18 15:00", "2026-03-27 18:00"),
    (Procedure(STA, "main"), "2026-03-18 12:00", "2026-03-23 18:00"),
    (Procedure(STA, "main"), "2026-05-08 16:50", "2026-05-14 18:00"),
]


@pytest.mark.parametrize(("procedure", "out", "due"), FINAL_DUE)
def test_the_final_draft_is_due_so_many_working_days_after(procedure: Procedure, out: str, due: str) -> None:
    """Seven working days after the day, in Stavropol three, over holidays and the New Year too (PRO-6 to 8, STA-5)."""
    given = given_interim(procedure, f"{out[:10]} 09:00", out)
    assert (given.due("final"), given.deadline("final").clause) == (due, INTERIM_CLAUSES[procedure.regulation])


def test_gulkevichi_counts_from_what_sends_the_answer_off() -> None:
    """On the pages that is the head's approval, for the department the handing over, each on its own day."""
    for flow, approved, sent, due in (
        ("pages", "2026-03-16 17:00", "2026-03-17 10:00", "2026-03-25 18:00"),
        ("incident", "2026-03-16 17:00", "2026-03-17 10:00", "2026-03-26 18:00"),
    ):
        procedure = Procedure(GUL, flow)
        given = life(procedure, "2026-03-16 09:00").begin()
        given.do("interim_answer", by=EXECUTOR)
        approve_all(given, approved)
        given.do(sending(procedure), sent)
        assert given.due("final") == due


def test_a_late_interim_answer_is_a_late_answer() -> None:
    """It stops the clock after its end: the breach stays, and the final draft has its own days."""
    given = given_interim(Procedure(PRO, "main"), "2026-03-16 10:00", "2026-03-17 11:01")
    assert (given.state("overall"), given.state("final")) == ("missed", "running")
    assert not given.view.overdue


def test_a_final_draft_may_come_late() -> None:
    """The breach is recorded, and nothing is blocked (R8)."""
    given = given_interim(Procedure(STA, "main"), "2026-03-16 10:00", "2026-03-16 11:00")
    assert ("limit_missed", "final") in announcements(given.wait("2026-03-20 10:00"))
    given.do("submit_draft", by=EXECUTOR)
    assert (given.state("final"), given.case.state) == ("missed", State.IN_REVIEW)


def test_the_ordinary_limits_of_the_steps_apply_again() -> None:
    """The final draft is decided on, reworked and placed under the limits of each step (R10e)."""
    given = given_interim(Procedure(PRO, "main"), "2026-03-16 10:00", "2026-03-16 11:00")
    given.do("submit_draft", "2026-03-20 15:00", EXECUTOR)
    given.do("return", "2026-03-20 15:10", COORDINATOR)
    given.do("submit_draft", "2026-03-20 16:00", EXECUTOR)
    given.do("approve", "2026-03-20 16:10", COORDINATOR)
    assert [given.due(name)[-5:] for name in ("decide-2", "rework", "decide-3", "publish-2")] == [
        "15:30",
        "16:10",
        "16:30",
        "16:40",
    ]
    given.do("publish", "2026-03-20 16:41", EXECUTOR)
    assert given.state("publish-2") == "missed"


def test_the_spent_cap_cuts_nothing() -> None:
    """Stavropol 14: the placing of the final answer has thirty minutes, whatever became of the overall limit."""
    given = given_interim(Procedure(STA, "main"), "2026-03-16 10:00", "2026-03-16 11:00")
    given.do("submit_draft", "2026-03-18 10:00", EXECUTOR)
    approve_all(given, "2026-03-18 10:20")
    assert given.due("publish-2") == "2026-03-18 10:50"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_further_interim_answer_starts_no_clock(procedure: Procedure) -> None:
    """R10f and g: it is accepted and sent, the final draft stays due from the first, and that is said before."""
    given = given_interim(procedure, "2026-03-16 10:00", "2026-03-16 11:00")
    due = given.due("final")
    notices = {str(item.command): item.notice for item in given.view.next}
    assert notices["interim_answer"] is not None
    assert notices["interim_answer"].startswith("Ещё один промежуточный ответ")
    assert notices["submit_draft"] is None
    given.do("submit_draft", "2026-03-18 10:00", EXECUTOR, kind="interim")
    approve_all(given, "2026-03-18 10:10")
    entry = given.do(sending(procedure), "2026-03-18 10:20")
    assert (entry.details["further"], given.case.interims, given.case.state) == (True, 2, State.INTERIM_PUBLISHED)
    assert (given.due("final"), given.state("final")) == (due, "running")
    assert [item.name for item in given.view.deadlines if item.name.startswith("final")] == ["final"]


def test_before_the_first_interim_answer_nothing_is_to_be_said() -> None:
    """The notice is for further ones only."""
    given = life(Procedure(PRO, "main")).begin()
    assert {item.notice for item in given.view.next if item.command != "hand_over"} == {None}


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
@pytest.mark.parametrize(
    ("name", "outcome"), [("exclude", Outcome.REFUSED), ("close", Outcome.OTHER)], ids=["exclude", "close"]
)
def test_a_message_ends_after_its_interim_answer_too(procedure: Procedure, name: str, outcome: Outcome) -> None:
    """A ground found later, or an unforeseen cause: the final draft is owed no more, and nothing was missed."""
    given = given_interim(procedure, "2026-03-16 10:00", "2026-03-16 11:00")
    given.do(name, "2026-03-18 10:00", COORDINATOR)
    assert (given.case.outcome, given.state("final")) == (outcome, "cancelled")
    assert given.wait("2026-04-18 10:00") == ()


def test_an_interim_answer_is_placed_where_the_message_is() -> None:
    """Openness and network bind it like any answer (Gulkevichi 3.5)."""
    given = life(Procedure(GUL, "pages"), visibility="direct").begin()
    given.do("interim_answer", by=EXECUTOR)
    approve_all(given)
    assert told(refused(given, "publish", visibility="public")) == ("forbidden_by_regulation", "3.5", ["visibility"])
    given.do("publish", visibility="direct")


def test_friday_evening_before_a_holiday() -> None:
    """Detected at 16:50 on the shortened Friday, answered for now at 16:59: all in time, and weeks are won."""
    given = Life(shipped(PRO), "2026-05-08 16:50")
    given.do("route", "2026-05-08 16:51")
    given.do("interim_answer", "2026-05-08 16:55", EXECUTOR)
    given.do("approve", "2026-05-08 16:58", COORDINATOR)
    given.do("publish", "2026-05-08 16:59", EXECUTOR)
    assert {item.state for item in given.view.deadlines if item.done_at} == {"met"}
    assert given.due("final") == "2026-05-20 18:00"
    given.wait("2026-05-12 20:00")
    assert {kind for kind, _ in announcements(given.entries)} <= {"reminder"}


def test_an_act_may_put_the_final_answer_off_each_time() -> None:
    """Where the limit of the final draft begins anew with every interim answer, nobody is told that it does not."""
    keys = """
starts = "published:interim"
ends = ["draft_submitted:final"]
repeats = true
cancelled_by = ["published:interim"]
amount = 5
unit = "working_days"
"""
    given = Life(small(keys, reviewed=False, steps='interim = { clause = "9" }\n'), "2026-03-16 10:00").begin()
    for day, state in (("16", "running"), ("18", "cancelled")):
        given.do("interim_answer", f"2026-03-{day} 12:00", EXECUTOR)
        given.do("publish")
        assert given.state("limit1") == state
    assert given.due("limit1-2") == "2026-03-25 18:00"
    assert {item.notice for item in given.view.next if item.command == "interim_answer"} == {None}
