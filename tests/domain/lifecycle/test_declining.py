"""The return for competence in each regulation: whom the message goes back to, and what becomes of its clocks."""

from typing import Any

import pytest

from domain.terms import EventKind, Outcome, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    OTHER,
    OWN,
    PRO,
    STA,
    STRANGER,
    THIRD,
    Life,
    Procedure,
    announcements,
    assigned,
    executor_of,
    life,
    refused,
    shipped,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 10:00"


def test_a_return_for_competence_goes_back_to_the_curator() -> None:
    """Providensky 8: nobody has the message, the draft is none, and the overall clock goes on as it was (R7)."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:10")
    entry = given.do("decline", "2026-03-16 10:20", EXECUTOR, reason="Вопрос отдела ЖКХ")
    assert (entry.clause, entry.details["reason"], entry.details["declines"]) == ("8", "Вопрос отдела ЖКХ", 1)
    assert (given.case.state, given.case.authority, given.case.executor) == (State.AWAITING_ROUTING, None, None)
    assert (given.case.team, given.case.draft, given.view.declines) == ((), None, 1)
    assert given.view.hands is not None
    assert given.view.hands.role == "coordinator"
    assert (given.state("return"), given.due("reroute")) == ("met", "2026-03-16 10:50")
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 11:00", "2026-03-16 16:00")


def test_the_mark_of_a_new_routing_is_never_missed() -> None:
    """The act gives no time to route again: the mark by analogy is due, and nobody breaks it."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:10")
    given.do("decline", "2026-03-16 10:20", EXECUTOR)
    assert ("limit_due", "reroute") in announcements(given.wait("2026-03-16 12:00"))
    assert given.state("reroute") == "running"
    assert not given.view.overdue
    given.do("route", assignments=assigned(OTHER))
    assert given.state("reroute") == "met"
    assert ("limit_missed", "reroute") not in announcements(given.entries)


def test_the_next_body_has_a_return_of_its_own() -> None:
    """Each receipt opens the window of thirty minutes for the body that received it."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:10")
    given.do("decline", "2026-03-16 10:20", EXECUTOR)
    given.do("route", "2026-03-16 10:45", assignments=assigned(OTHER))
    assert (given.deadline("return").authority, given.deadline("return-2").authority) == (OWN, OTHER)
    assert given.due("return-2") == "2026-03-16 11:15"
    assert given.state("return") == "met"


def test_returns_are_counted_and_not_limited() -> None:
    """Every body may say that another one is competent, the same one again as well."""
    given = Life(shipped(PRO), MONDAY)
    for number in range(1, 6):
        by = EXECUTOR if number % 2 else STRANGER
        given.do("route", assignments=assigned(by.authority or ""))
        assert given.do("decline", by=by).details["declines"] == number
    assert given.view.declines == 5
    assert given.due("overall") == "2026-03-17 11:00"


def test_a_late_return_is_valid() -> None:
    """Silence forbids nothing: after the thirty minutes, in rework and after an interim answer it is possible (R8)."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:10")
    given.do("decline", "2026-03-16 15:00", EXECUTOR)
    assert given.state("return") == "missed"
    given.do("route", assignments=assigned(OTHER))
    given.do("submit_draft", by=STRANGER)
    given.do("return")
    given.do("decline", "2026-03-16 15:10", STRANGER)
    assert (given.state("return-2"), given.state("rework")) == ("met", "cancelled")
    given.do("route", assignments=assigned(OWN))
    given.do("interim_answer", by=EXECUTOR)
    given.do("approve")
    given.do("publish", "2026-03-16 15:30", EXECUTOR)
    assert given.do("decline", by=EXECUTOR).details["declines"] == 3
    given.do("route", assignments=assigned(OTHER))
    assert (given.case.state, given.state("overall"), given.state("final")) == (
        State.INTERIM_PUBLISHED,
        "met",
        "running",
    )


@pytest.mark.parametrize("regulation", [PRO, LUZ, STA])
def test_a_draft_hides_no_late_return(regulation: str) -> None:
    """A return hours after the receipt is late, also where a draft came and went back before; the journal says so."""
    given = Life(shipped(regulation), MONDAY).draft("2026-03-16 10:10")
    given.do("return", "2026-03-16 10:15")
    assert given.state("return") == "cancelled"
    entry = given.do("decline", "2026-03-16 15:00", EXECUTOR)
    assert given.state("return") == "missed"
    assert ("return", "missed") in [(limit["name"], limit["state"]) for limit in entry.details["limits"]]


@pytest.mark.parametrize("step", ["draft", "approved"])
def test_what_is_under_review_is_not_returned(step: str) -> None:
    """While others decide on the draft, or when it is approved, the executor has nothing to return."""
    given = life(Procedure(PRO, "main"))
    getattr(given, step)()
    assert told(refused(given, "decline", EXECUTOR)) == ("wrong_state", "8", [])


@pytest.mark.parametrize(
    ("regulation", "reason"), [(PRO, None), (LUZ, None), (GUL, None), (STA, "Не наша компетенция")]
)
def test_a_reason_is_demanded_where_the_act_demands_it(regulation: str, reason: str | None) -> None:
    """Only Stavropol 10 wants reasons."""
    given = Life(shipped(regulation), MONDAY).begin()
    if reason is not None:
        refusal = refused(given, "decline", EXECUTOR, reason=None)
        assert told(refusal) == ("invalid_input", "10", ["reason"])
    given.do("decline", by=EXECUTOR, reason=reason)
    assert given.case.declines == 1


def test_the_clock_of_stavropol_begins_anew_with_the_new_sending() -> None:
    """Stavropol 11: a message sent to the wrong body was not sent yet; the time since the first sending is shown."""
    given = Life(shipped(STA), MONDAY)
    given.do("route", "2026-03-16 10:10")
    assert (given.due("overall"), given.due("draft")) == ("2026-03-16 15:10", "2026-03-16 12:40")
    given.do("decline", "2026-03-16 10:30", EXECUTOR)
    assert (given.state("overall"), given.state("draft")) == ("pending", "pending")
    assert given.view.due_at == given.moment("2026-03-16 11:00")  # the mark to send it again
    given.do("route", "2026-03-16 11:00", assignments=assigned(OTHER))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-16 16:00", "2026-03-16 14:30")
    given.now = given.moment("2026-03-16 12:15")
    shown = given.deadline("overall")
    assert (shown.working_time_left, shown.working_time_since_first) == ("PT2H45M", "PT2H5M")
    assert shown.first_started_at == given.moment("2026-03-16 10:10")
    assert shown.started_at == given.moment("2026-03-16 11:00")
    assert given.deadline("draft").first_started_at == shown.first_started_at


def test_the_first_sending_is_remembered_through_several_returns() -> None:
    """However often it was sent, the first one stays, and the limit keeps its name."""
    given = Life(with_bodies(shipped(STA), THIRD), MONDAY)
    for authority, sent, back in [
        (OWN, "2026-03-16 10:10", "2026-03-16 10:20"),
        (OTHER, "2026-03-16 10:30", "2026-03-16 10:40"),
    ]:
        given.do("route", sent, assignments=assigned(authority))
        given.do("decline", back, executor_of(authority))
    given.do("route", "2026-03-16 10:50", assignments=assigned(THIRD))
    assert given.deadline("overall").first_started_at == given.moment("2026-03-16 10:10")
    assert [item.name for item in given.view.deadlines if item.name.startswith("overall")] == ["overall"]
    assert [item.name for item in given.view.deadlines if item.name.startswith("resend")] == ["resend", "resend-2"]
    given.do("submit_draft", "2026-03-16 13:20", executor_of(THIRD))
    assert given.state("draft") == "met"


def test_a_miss_of_the_wrong_body_stays_in_the_journal_and_the_new_clock_alarms_anew() -> None:
    """What was announced of the first sending was true then; the second one has reminders and alarms of its own."""
    given = Life(shipped(STA), MONDAY)
    given.do("route")
    given.do("decline", "2026-03-16 16:00", EXECUTOR)
    first = announcements(given.entries)
    assert ("limit_missed", "overall") in first
    assert not given.view.overdue
    given.do("route", assignments=assigned(OTHER))
    again = announcements(given.wait("2026-03-18 10:00"))
    assert [name for kind, name in again if kind == "limit_missed"] == ["draft", "overall"]
    assert ("reminder", "overall") in again


@pytest.mark.parametrize(("step", "by"), [("", COORDINATOR), ("", ADMIN), ("begin", EXECUTOR), ("begin", ADMIN)])
def test_luga_returns_to_the_sender(step: str, by: Any) -> None:  # noqa: ANN401 -- a person
    """Luga 5: it ends the case here, also before the liaison has given the message to anybody."""
    given = Life(shipped(LUZ), MONDAY)
    if step:
        given.begin()
    entry = given.do("decline", "2026-03-16 10:30", by)
    assert (entry.clause, given.case.state, given.case.outcome) == ("5", State.CLOSED, Outcome.RETURNED_OUTSIDE)
    assert [event.kind for event in given.case.events[-2:]] == [EventKind.DECLINED, EventKind.RETURNED_OUTSIDE]
    assert given.state("return") == "met"
    assert {given.state(name) for name in ("overall", "draft")} == {"cancelled"}
    assert given.wait("2026-03-20 10:00") == ()


def test_luga_returns_late_as_well() -> None:
    """The thirty minutes run from the arrival in the administration, whoever has the message then."""
    given = Life(shipped(LUZ), "2026-03-16 09:00", received_at="2026-03-16 11:00", known="2026-03-16 11:00")
    assert given.due("return") == "2026-03-16 11:30"
    given.do("route", "2026-03-16 11:20")
    given.do("decline", "2026-03-16 11:31", EXECUTOR)
    assert given.state("return") == "missed"


def test_the_liaison_returns_nothing_that_an_executor_has() -> None:
    """Once the message was given to an executor, it is his opinion that counts."""
    given = Life(shipped(LUZ), MONDAY)
    assert told(refused(given, "decline", executor_of(None))) == ("wrong_role", None, [])
    given.begin()
    assert told(refused(given, "decline", COORDINATOR)) == ("wrong_role", None, [])


@pytest.mark.parametrize(
    ("flow", "clause", "cancelled", "going_on"),
    [
        ("pages", "3.1.1", {"draft1", "overall1", "clar", "explain"}, set()),
        ("incident", "3.2.1", {"draft2", "struct2", "explain"}, {"handover"}),
    ],
)
def test_gulkevichi_asks_the_head_for_another_resolution(
    flow: str, clause: str, cancelled: set[str], going_on: set[str]
) -> None:
    """The structure's clocks fall away and begin with the next receipt; the administration's clock goes on."""
    given = life(Procedure(GUL, flow))
    given.do("resolve")
    given.do("route", "2026-03-16 11:00")
    entry = given.do("decline", "2026-03-16 11:10", EXECUTOR)
    assert (entry.clause, given.case.state) == (clause, State.AWAITING_RESOLUTION)
    assert given.case.resolved_authority is None
    assert {item.name for item in given.view.deadlines if item.state == "cancelled"} == cancelled
    assert {item.name for item in given.view.deadlines if item.state == "running"} == going_on
    assert told(refused(given, "route", COORDINATOR)) == ("wrong_state", clause, [])
    given.do("resolve", "2026-03-16 12:00", HEAD, authority=OTHER)
    number = "1" if flow == "pages" else "2"
    assert given.due(f"send{number}-2") == "2026-03-16 15:00"
    given.do("route", assignments=assigned(OTHER))
    assert given.due(f"draft{number}-2") == ("2026-03-17 12:00" if flow == "pages" else "2026-03-16 17:00")


def test_gulkevichi_routes_to_the_new_resolution_only() -> None:
    """The body of the first resolution is out of the question."""
    given = life(Procedure(GUL, "pages")).begin()
    given.do("decline", by=EXECUTOR)
    given.do("resolve", authority=OTHER)
    assert told(refused(given, "route")) == ("forbidden_by_regulation", "3.1.1", [])
