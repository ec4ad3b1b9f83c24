"""Gulkevichi, section 3.2: messages of the regional department, from the resolution to the handing over."""

from domain.errors import WrongState
from domain.regulation.fit import findings
from domain.regulation.fit.finding import Level
from domain.terms import Outcome
from tests.conformance.checks import clauses, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH, MCU
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    OTHER,
    STRANGER,
    Life,
    shipped,
)

RULES = shipped(GUL)


def message(received: str = "2026-03-16 09:00") -> Life:
    """A message of the regional department."""
    return Life(RULES, received, flow="incident")


def with_structure() -> Life:
    """One that the head resolved at 10:00 and the structure got at 12:00."""
    life = message()
    life.do("resolve", "2026-03-16 10:00", HEAD)
    life.do("route", "2026-03-16 12:00", COORDINATOR)
    return life


def dues(life: Life, *names: str) -> list[str]:
    """When limits are due."""
    return [life.due(name) for name in names]


@proves("GUL-3.2.1", "GUL-send2")
def test_arrival_and_resolution_start_the_sending() -> None:
    """Two hours run from the later of the two, to the structure that the head named."""
    life = message()
    assert life.state("send2") == "pending"
    refused(life, "route", clause="3.2.1", refusal=WrongState, by=COORDINATOR)
    only_by(life, "resolve", [COORDINATOR, MCU, AUDITOR])
    assert life.do("resolve", "2026-03-16 10:00", HEAD).clause == "3.2.1"
    assert life.due("send2") == "2026-03-16 12:00"
    refused(life, "route", clause="3.2.1", by=COORDINATOR, assignments=[{"authority": OTHER}])
    refused(life, "route", clause="3.2.1", by=COORDINATOR, assignments=BOTH)
    assert life.do("route", by=COORDINATOR).clause == "3.2.1"


@proves("GUL-3.2.1", "GUL-3.2.6", "R7")
def test_another_resolution_leaves_the_administrations_clock_alone() -> None:
    """A structure asks for it; its own limits fall away, the handing over is due when it was."""
    life = with_structure()
    before = life.due("handover")
    assert life.do("decline", "2026-03-16 12:30", EXECUTOR, reason=None).clause == "3.2.1"
    assert set(states(life, "draft2", "struct2").values()) == {"cancelled"}
    life.do("resolve", "2026-03-16 14:30", HEAD, authority=OTHER)
    life.do("route", "2026-03-16 15:00", COORDINATOR, assignments=[{"authority": OTHER}])
    assert dues(life, "handover", "draft2-2", "struct2-2") == [before, "2026-03-17 10:00", "2026-03-17 15:00"]
    life.do("submit_draft", "2026-03-16 16:00", STRANGER)
    assert states(life, "draft2-2", "struct2-2") == {"draft2-2": "met", "struct2-2": "met"}


@proves("GUL-3.2.2")
def test_the_structure_has_four_hours_and_no_question_to_the_author() -> None:
    """Its limits run from its own receipt; this procedure knows neither the question nor its pause."""
    life = with_structure()
    assert dues(life, "draft2", "struct2") == ["2026-03-16 17:00", "2026-03-17 12:00"]
    refused(life, "submit_draft", clause="3.2.2", by=EXECUTOR, kind="clarification")
    refused(life, "clarified", clause="3.2.2", by=COORDINATOR)
    assert life.do("submit_draft", "2026-03-16 16:00", EXECUTOR).clause == "3.2.2"
    assert states(life, "draft2", "struct2", "handover") == {"draft2": "met", "struct2": "met", "handover": "running"}


@proves("GUL-3.2.3", "R13")
def test_the_curators_check_has_no_limit() -> None:
    """He approves or returns with remarks; only the whole runs on meanwhile."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    only_by(life, "approve", [HEAD, EXECUTOR])
    assert [item.name for item in life.view.deadlines if item.state == "running" and not item.alternative] == [
        "handover"
    ]
    assert life.do("approve", by=COORDINATOR).clause == "3.2.3"
    other = with_structure()
    other.do("submit_draft", by=EXECUTOR)
    assert other.do("return", by=COORDINATOR).clause == "3.2.3"


@proves("GUL-3.2.4", "GUL-3.2.5", "R9", "R11")
def test_rework_has_three_hours_inside_the_structures_eight() -> None:
    """A return opens both again: three hours of its own, and what is left of the eight, which get no new hour."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    assert life.state("struct2") == "met"
    life.do("return", "2026-03-16 16:00", COORDINATOR)
    assert dues(life, "rework2", "struct2") == ["2026-03-17 10:00", "2026-03-17 12:00"]
    assert states(life, "struct2", "draft2") == {"struct2": "running", "draft2": "met"}
    assert life.do("submit_draft", "2026-03-17 12:30", EXECUTOR).clause == "3.2.4"
    assert states(life, "rework2", "struct2") == {"rework2": "missed", "struct2": "missed"}


@proves("GUL-3.2.6", "R12", "R9")
def test_the_handing_over_binds_before_the_structures_eight_hours() -> None:
    """It runs from arrival here, so the untimed resolution is inside it; it is the administration's debt."""
    life = with_structure()
    assert dues(life, "handover", "struct2") == ["2026-03-16 18:00", "2026-03-17 12:00"]
    life.wait("2026-03-16 18:01")
    (entry,) = missed(life, "handover")
    assert (entry.clause, entry.details["actor"]) == ("3.2.6", "municipality")
    assert ("head", "PT1H") in [(item["role"], item["working_time"]) for item in entry.details["held"]]


@proves("GUL-3.2.6", "GUL-3.2", "R8", "R20")
def test_only_what_the_head_approved_is_handed_over() -> None:
    """The curator hands it to the district's media department, and that ends the work; it is not published here."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    refused(life, "hand_over", clause="3.2.6", refusal=WrongState, by=COORDINATOR)
    life.do("approve", by=COORDINATOR)
    refused(life, "hand_over", clause="3.2.6", refusal=WrongState, by=COORDINATOR)
    assert life.do("approve", by=HEAD).clause == "3.2.6"
    refused(life, "publish", clause="3.2.6", by=COORDINATOR)
    only_by(life, "hand_over", [EXECUTOR, HEAD])
    entry = life.do("hand_over", by=COORDINATOR, to="Отдел по делам СМИ")
    assert (entry.clause, entry.details["to"], life.case.outcome) == (
        "3.2.6",
        "Отдел по делам СМИ",
        Outcome.HANDED_OVER,
    )
    assert life.state("handover") == "met"


@proves("GUL-3.2.6")
def test_the_head_sends_back_what_he_does_not_approve() -> None:
    """The text is silent on it: it is a return for rework, with its three hours."""
    life = with_structure()
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    life.do("approve", by=COORDINATOR)
    assert life.do("return", "2026-03-16 15:30", HEAD).clause == "3.2.4"
    assert life.due("rework2") == "2026-03-17 09:30"
    assert clauses(life, "return") == ["3.2.4"]


@proves("GUL-3.2.6", "GUL-3.2.4")
def test_that_a_full_rework_does_not_fit_is_said() -> None:
    """Two, four and three hours are nine, the whole is eight: found by the check of sums, and shown, not repaired."""
    (said,) = [item for item in findings(RULES.regulation) if item.flow == "incident" and "3.2.6" in item.clauses]
    assert (said.level, said.minutes_left) == (Level.IMPOSSIBLE, -60)
    assert set(said.clauses) == {"3.2.1", "3.2.2", "3.2.4", "3.2.6"}
    shown = {item.clause for item in RULES.regulation.contradictions}
    assert {"3.2.5", "3.2.6"} <= shown
