"""Recalculation on purpose: regulation and calendar are read again, and every limit follows."""

from typing import Any

import pytest

from domain.errors import WrongState
from domain.journal import Entry
from domain.lifecycle import Rules, decide
from domain.regulation import Regulation
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    THIRD,
    VOL,
    Life,
    Procedure,
    announcements,
    assigned,
    life,
    refused,
    rules_of,
    shipped,
    told,
    with_bodies,
    with_flow,
)

MONDAY = "2026-03-16 10:00"


def revised(rules: Rules, **changes: Any) -> Rules:  # noqa: ANN401 -- tables of a regulation
    """The rules as they are read again after the file was changed."""
    return rules_of(Regulation.model_validate(rules.regulation.model_dump() | changes))


def with_hours(rules: Rules, day: str, *intervals: str) -> Rules:
    """The rules with other hours on one day, none for a day off."""
    calendar = rules.regulation.calendar.model_dump(mode="json")
    local = {"date": day, "basis": "Распоряжение"}
    changed = {"hours": [local | {"intervals": intervals}]} if intervals else {"days_off": [local]}
    return revised(rules, calendar=calendar | changed)


def recalculate(given: Life, renewed: Rules) -> tuple[Entry, ...]:
    """Give the command, as the workflow does with what it has read; from then on the case is judged by that."""
    decision = decide(given.case, given.rules, given.command("recalculate", COORDINATOR), given.now, renewed)
    given.rules = renewed
    return given.take(decision)


def impossible(given: Life, renewed: Rules) -> str:
    """Why a case cannot be recalculated; nothing has changed."""
    before = given.case
    with pytest.raises(WrongState) as caught:
        decide(given.case, given.rules, given.command("recalculate", COORDINATOR), given.now, renewed)
    assert given.case is before
    return caught.value.detail


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_what_did_not_change_moves_nothing(procedure: Procedure) -> None:
    """Read again and found the same: every limit stands as it was, and the journal says so."""
    given = life(procedure).draft("2026-03-16 11:00")
    before = given.rules.limits(given.case)
    (entry,) = recalculate(given, procedure.rules)
    assert given.rules.limits(given.case) == before
    assert entry.clause is None
    assert entry.details["reason"] == "Календарь уточнён"
    assert [item["name"] for item in entry.details["recalculated"]] == [limit.name for limit in before]
    assert all(item["before"] == item["after"] for item in entry.details["recalculated"])


def test_a_changed_calendar_moves_the_limits_that_run() -> None:
    """Tuesday became a day off: the journal has every limit before and after, and both calendars."""
    given = Life(shipped(PRO), MONDAY)
    renewed = with_hours(given.rules, "2026-03-17")
    (entry,) = recalculate(given, renewed)
    moved = {item["name"]: item for item in entry.details["recalculated"]}
    assert moved["overall"]["before"]["due_at"] == "2026-03-17T11:00:00+12:00"
    assert moved["overall"]["after"] == {
        "due_at": "2026-03-18T11:00:00+12:00",
        "late_after": "2026-03-18T11:00:00+12:00",
    }
    assert moved["route"]["before"] == moved["route"]["after"]
    versions = entry.details["calendar_version"]
    assert (versions["before"], versions["after"]) == (shipped(PRO).time.version, renewed.time.version)
    assert versions["before"] != versions["after"]
    assert given.due("overall") == "2026-03-18 11:00"


def test_a_miss_that_proves_wrong_is_corrected_and_announced_anew() -> None:
    """The day was no working day: nobody was late, and the real end is announced when it comes (ADR 0030)."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:05")
    given.wait("2026-03-17 12:00")
    assert ("limit_missed", "overall") in announcements(given.entries)
    entries = recalculate(given, with_hours(given.rules, "2026-03-16", "16:00-18:00"))
    assert announcements(list(entries)) == [("limit_corrected", "overall"), ("limit_corrected", "draft")]
    assert not given.view.overdue
    again = announcements(given.wait("2026-03-18 18:00"))
    assert [name for kind, name in again if kind == "limit_missed"] == ["draft", "overall"]


def test_a_limit_that_was_met_may_turn_out_missed() -> None:
    """More working time had passed than was thought: the act is judged by the calendar as it is now."""
    given = Life(shipped(PRO), "2026-03-20 17:50")
    given.do("route", "2026-03-23 09:10")
    assert given.state("route") == "met"
    (entry, *_) = recalculate(given, with_hours(given.rules, "2026-03-21", "09:00-18:00"))
    assert entry.action == "recalculate"
    assert given.state("route") == "missed"


def test_changed_amounts_and_new_limits_are_followed() -> None:
    """The same version with corrected numbers, one limit more and one less."""
    given = Life(shipped(VOL), MONDAY)
    flow = given.rules.regulation.model_dump()["flows"][0]
    limits = [rule | ({"amount": 6} if rule["name"] == "overall" else {}) for rule in flow["limits"]]
    added = limits[2] | {"name": "route", "starts": "detected", "ends": ["routed"], "repeats": False}
    renewed = with_flow(given.rules, limits=[*(item for item in limits if item["name"] != "final"), added])
    (entry,) = recalculate(given, renewed)
    moved = {item["name"]: item for item in entry.details["recalculated"]}
    assert (moved["route"]["before"], given.due("overall"), given.due("draft")) == (
        None,
        "2026-03-16 17:00",
        "2026-03-16 12:00",
    )
    back = recalculate(given, shipped(VOL))[0].details["recalculated"]
    assert {item["name"]: item["after"] for item in back}["route"] is None


def test_a_changed_office_has_it_from_now_on() -> None:
    """What decides in whose hands it is, is read again too."""
    given = Life(shipped(PRO), MONDAY).approved()
    completion = given.rules.regulation.model_dump()["flows"][0]["completion"]
    recalculate(given, with_flow(given.rules, completion=completion | {"by": "coordinator"}))
    assert given.view.hands is not None
    assert given.view.hands.role == "coordinator"
    assert given.do("publish", by=COORDINATOR).action == "publish"


STAGES = "Пересчёт невозможен: в файле регламента изменены этапы согласования"
BODIES = "Пересчёт невозможен: в файле регламента нет порядка или органа этого сообщения"


def test_changed_stages_are_refused() -> None:
    """A chain that a draft is in the middle of cannot become another one."""
    given = Life(shipped(STA), MONDAY).draft()
    stages = given.rules.regulation.model_dump()["flows"][0]["stages"]
    for changed in (stages[:2], stages[::-1], [*stages, stages[0] | {"id": "fourth"}]):
        limits = [rule for rule in given.rules.regulation.model_dump()["flows"][0]["limits"] if rule["name"] == "send"]
        assert impossible(given, with_flow(given.rules, stages=changed, limits=limits)) == STAGES


def test_a_changed_chain_of_the_question_under_review_is_refused() -> None:
    """The whole chain is the same, but the question's own is another one: only where a question is there."""
    clarification = {"clause": "3.1.2", "placed_by": "executor"}
    asked, answered = life(Procedure(GUL, "pages")).begin(), life(Procedure(GUL, "pages")).draft()
    asked.do("submit_draft", kind="clarification")
    renewed = with_flow(asked.rules, clarification=clarification)
    assert impossible(asked, renewed) == STAGES
    assert recalculate(answered, renewed)[0].action == "recalculate"


def test_a_flow_that_is_gone_is_refused() -> None:
    """The message's procedure must still be there."""
    given = life(Procedure(GUL, "incident"))
    renewed = revised(given.rules, flows=given.rules.regulation.model_dump()["flows"][:1])
    assert impossible(given, renewed) == BODIES


@pytest.mark.parametrize("gone", [OWN, OTHER, THIRD])
def test_a_body_that_is_gone_is_refused(gone: str) -> None:
    """Those at work, those whose turn is still to come and those who have given a part must all be there."""
    rules = with_bodies(shipped(PRO), THIRD)
    given = Life(rules, MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER, THIRD))
    given.do("contribute", by=EXECUTOR)
    given.do("approve", by=COORDINATOR)
    kept = [item for item in rules.regulation.model_dump()["authorities"] if item["id"] != gone]
    assert impossible(given, revised(rules, authorities=kept)) == BODIES


def test_a_body_that_nobody_needs_may_go() -> None:
    """A body that has nothing to do with the message is missed by nobody, one of the resolution is."""
    given = life(Procedure(GUL, "pages"))
    given.do("resolve", authority=OTHER)
    bodies = given.rules.regulation.model_dump()["authorities"]
    assert impossible(given, revised(given.rules, authorities=bodies[:1])) == BODIES
    assert recalculate(given, revised(given.rules, authorities=bodies[1:]))[0].action == "recalculate"


def test_the_ground_of_an_explanation_must_still_be_there() -> None:
    """Its clause is cited when the explanation goes out."""
    given = life(Procedure(GUL, "pages")).begin()
    given.do("submit_draft", kind="explanation", ground="judicial-acts")
    grounds = given.rules.regulation.model_dump()["grounds"]
    fewer = [item for item in grounds if item["id"] != "judicial-acts"]
    assert "основания" in impossible(given, revised(given.rules, grounds=fewer))
    assert recalculate(given, revised(given.rules, grounds=grounds[::-1]))[0].action == "recalculate"


def test_only_the_coordinator_recalculates_an_open_case() -> None:
    """Nobody else, and not after the end."""
    given = Life(shipped(PRO), MONDAY).begin()
    assert told(refused(given, "recalculate", EXECUTOR)) == ("wrong_role", None, [])
    assert told(refused(given, "recalculate", STRANGER)) == ("not_visible", None, [])
    assert given.do("recalculate", by=ADMIN).action == "recalculate"
    given.do("close")
    assert told(refused(given, "recalculate", COORDINATOR)) == ("wrong_state", None, [])


def test_a_person_s_terms_outlive_a_recalculation() -> None:
    """What was shortened for one message stays shortened."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", answer_within={"amount": 8, "unit": "working_hours"}, reason="Авария")
    recalculate(given, with_hours(given.rules, "2026-03-17"))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-18 10:00", "2026-03-16 15:00")
