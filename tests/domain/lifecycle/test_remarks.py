"""What is said about a message at any time, also after its end: notes, significance, shortcomings."""

from typing import Any

import pytest

from domain.roles import Principal
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    STA,
    VOL,
    Life,
    later,
    refused,
    reviewer,
    shipped,
    small,
    told,
)

MONDAY = "2026-03-16 10:00"
REPORTERS: list[tuple[str, Principal, str | None, str | None]] = [
    (PRO, COORDINATOR, "22", "20"),
    (VOL, COORDINATOR, None, None),
    (LUZ, COORDINATOR, None, None),
    (GUL, COORDINATOR, None, None),
    (STA, reviewer("mcu"), "24", "23"),
]
"""Who reports under each act, by which clause what is significant and shortcomings."""


@pytest.mark.parametrize(("regulation", "by", "clause", "_shortcoming"), REPORTERS)
@pytest.mark.parametrize("ended", [False, True], ids=["open", "closed"])
def test_a_significant_message_is_reported_at_once(
    regulation: str,
    by: Principal,
    clause: str | None,
    _shortcoming: str | None,
    ended: bool,  # noqa: FBT001
) -> None:
    """At any hour, in any state: who, to whom, in which words; no step, clock or event changes."""
    given = Life(shipped(regulation), MONDAY)
    if ended:
        given.completed()
    before = given.case
    entry = given.do("significant", "2026-03-22 03:00", by)
    report = given.rules.regulation.significant
    assert (entry.clause, entry.details.get("to")) == (clause, report.to if report else None)
    assert (entry.details["summary"], entry.actor.person) == ("Без тепла квартал", by.person)
    assert given.view.significant
    assert (given.case.state, given.case.events) == (before.state, before.events)


def test_a_report_of_stavropol_is_signed() -> None:
    """Stavropol 24: over the signature of the centre's curator or head."""
    given = Life(shipped(STA), MONDAY)
    for by in (reviewer("mcu"), ADMIN, None):
        refusal = refused(given, "significant", by, signatory=None)
        assert told(refusal) == ("invalid_input", "24", ["signatory"])
    entry = given.do("significant", by=reviewer("mcu"), signatory="Куратор МЦУ")
    assert entry.details["signatory"] == "Куратор МЦУ"
    assert (entry.actor.role, entry.actor.stage) == ("reviewer", "mcu")


@pytest.mark.parametrize("regulation", [PRO, VOL])
def test_elsewhere_a_report_needs_no_signature(regulation: str) -> None:
    """Where the act demands none, none is asked for."""
    given = Life(shipped(regulation), MONDAY)
    assert "signatory" not in given.do("significant", by=COORDINATOR, signatory=None).details


@pytest.mark.parametrize("actor", [None, {"role": "mcu"}, {"role": "reviewer", "stage": "mcu"}, {"role": "admin"}])
def test_a_tool_reports_for_the_centre(actor: dict[str, str] | None) -> None:
    """An unsigned signal is the act of the office that reports."""
    given = Life(shipped(STA), MONDAY)
    assert given.do("significant", actor=actor).actor.stage == "mcu"
    assert given.do("shortcoming", actor=actor).actor.stage == "mcu"


@pytest.mark.parametrize(("regulation", "by", "_significant", "clause"), REPORTERS)
@pytest.mark.parametrize("ended", [False, True], ids=["open", "closed"])
def test_shortcomings_are_counted_for_the_head(
    regulation: str,
    by: Principal,
    _significant: str | None,
    clause: str | None,
    ended: bool,  # noqa: FBT001
) -> None:
    """Each is an entry: by which clause it is reported, which clause was not kept, whose it is, what shows it."""
    given = Life(shipped(regulation), MONDAY)
    if ended:
        given.completed()
    entry = given.do("shortcoming", by=by, clause="9", person="executor-1", evidence="Ответ без даты")
    assert entry.clause == clause
    assert entry.details["clause"] == "9"
    assert (entry.details["person"], entry.details["evidence"]) == ("executor-1", {"note": "Ответ без даты"})
    report = given.rules.regulation.shortcomings
    assert entry.details.get("to") == (report.to if report else None)
    given.do("shortcoming", by=by)
    assert given.view.shortcomings == 2


@pytest.mark.parametrize("name", ["significant", "shortcoming"])
@pytest.mark.parametrize("by", [EXECUTOR, reviewer("cur"), reviewer("department")])
def test_nobody_else_reports(name: str, by: Principal) -> None:
    """Neither the executor nor another stage, before and after the end."""
    for regulation in (PRO, STA):
        given = Life(shipped(regulation), MONDAY).begin()
        assert refused(given, name, by).code == "wrong_role"
        given.do("close")
        assert refused(given, name, by).code == "wrong_role"


def test_a_report_that_only_another_office_makes_is_the_files_matter() -> None:
    """A made-up file may leave the report to the coordinator and demand a signature."""
    head = 'shortcomings = { clause = "9", by = "coordinator", to = "Глава" }\n'
    given = Life(small(head=head), MONDAY)
    entry = given.do("shortcoming", by=COORDINATOR)
    assert (entry.clause, entry.details["to"]) == ("9", "Глава")


@pytest.mark.parametrize("name", ["note", "significant", "shortcoming"])
def test_a_remark_may_be_dated_at_any_time_of_the_life(name: str) -> None:
    """It ends no step: from the detection on it may have been said at any moment, before none."""
    given = Life(shipped(PRO), MONDAY).completed("2026-03-16 15:00")
    given.wait("2026-03-17 12:00")
    assert given.late(name, "2026-03-16 10:00")[0].at == given.moment("2026-03-16 10:00")
    early: dict[str, Any] = {"occurred_at": later(given.moment(MONDAY), microseconds=-1), "comment": "Раньше"}
    assert told(refused(given, name, **early)) == ("invalid_input", None, ["occurred_at"])


def test_a_remark_after_the_end_moves_no_deadline() -> None:
    """Outcome, hands and limits are as they were at the end."""
    given = Life(shipped(PRO), MONDAY).completed("2026-03-16 10:20")
    before = given.view
    given.do("note", "2026-05-01 10:00", COORDINATOR)
    after = given.view
    assert (after.deadlines, after.held, after.outcome) == (before.deadlines, before.held, before.outcome)
    assert after.journal_seq == before.journal_seq + 1


def test_a_repeated_remark_is_one_entry() -> None:
    """The same command twice is one effect after the end as well."""
    given = Life(shipped(PRO), MONDAY).completed()
    given.do("shortcoming", by=COORDINATOR, command_id="c-1")
    seen = given.view
    assert given.every("shortcoming", COORDINATOR, command_id="c-1") == ()
    assert given.view == seen
