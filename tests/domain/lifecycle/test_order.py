"""The order of steps: what comes too early or too late, what a procedure does not know, what is over."""

from typing import Any

import pytest

from domain.errors import ForbiddenByRegulation, WrongState
from domain.roles import Principal
from domain.terms import REMARKS, CommandName, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    refused,
    reviewer,
    shipped,
    small,
    told,
)


def test_a_command_out_of_turn_hears_what_is_possible() -> None:
    """The right role at the wrong step hears what is possible, and by which clause its turn comes later."""
    refusal = refused(life(PROCEDURES[0]), "approve", COORDINATOR)
    assert isinstance(refusal, WrongState)
    assert refusal.detail == (
        "Команда approve сейчас невозможна; возможны: "
        "route, exclude, significant, shortcoming, hand_over, close, recalculate, note"
    )
    assert refusal.clause == "11"


@pytest.mark.parametrize(
    ("procedure", "name", "step", "clause"),
    [
        (Procedure(GUL, "pages"), "resolve", "begin", "3.1.1"),
        (Procedure(GUL, "pages"), "route", "begin", "3.1.1"),
        (Procedure(GUL, "pages"), "decline", "draft", "3.1.1"),
        (Procedure(GUL, "pages"), "submit_draft", "draft", "3.1.2"),
        (Procedure(GUL, "pages"), "interim_answer", "draft", "3.1.2"),
        (Procedure(GUL, "pages"), "clarified", "draft", "3.1.2"),
        (Procedure(GUL, "pages"), "approve", "begin", "3.1.3"),
        (Procedure(GUL, "pages"), "return", "begin", "3.1.3"),
        (Procedure(GUL, "pages"), "publish", "draft", "1.8"),
        (Procedure(GUL, "incident"), "hand_over", "draft", "3.2.6"),
        (Procedure(PRO, "main"), "contribute", "begin", "15"),
        (Procedure(STA, "main"), "contribute", "approved", "18"),
        (Procedure(STA, "main"), "decline", "approved", "10"),
    ],
)
def test_each_step_out_of_turn_is_refused_by_its_clause(
    procedure: Procedure, name: str, step: str, clause: str
) -> None:
    """The refusal cites the clause that puts the step where it belongs."""
    given = life(procedure)
    getattr(given, step)()
    assert told(refused(given, name)) == ("wrong_state", clause, [])


@pytest.mark.parametrize(("regulation", "clause"), [(PRO, "7"), (VOL, "5"), (LUZ, "4"), (STA, "9(2)")])
def test_nobody_takes_over_what_nobody_has(regulation: str, clause: str) -> None:
    """Before the routing there is no executor to replace."""
    given = Life(shipped(regulation), "2026-03-16 10:00")
    assert told(refused(given, "reassign", COORDINATOR)) == ("wrong_state", clause, [])


def test_a_step_that_the_regulation_does_not_have_cites_no_clause() -> None:
    """Providensky knows no resolution, and a regulation without stages no approval."""
    assert refused(life(PROCEDURES[0]), "resolve", HEAD).clause is None
    unreviewed = Life(small(reviewed=False), "2026-03-16 10:00")
    assert refused(unreviewed, "approve", reviewer("curator")).clause is None


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_procedure_ends_by_its_own_command_only(procedure: Procedure) -> None:
    """Publication where the answer is handed over, and the other way round, is forbidden by the regulation."""
    given = life(procedure).approved()
    other = "publish" if procedure.flow == "incident" else "hand_over"
    refusal = refused(given, other, ADMIN)
    assert isinstance(refusal, ForbiddenByRegulation)
    assert refusal.clause == procedure.rules.flow(given.case).completion.clause


FORBIDDEN = [
    (Procedure(VOL, "main"), "decline", "5"),
    (Procedure(VOL, "main"), "contribute", "5"),
    (Procedure(LUZ, "main"), "contribute", "4"),
    (Procedure(GUL, "pages"), "contribute", "3.1.1"),
    (Procedure(GUL, "incident"), "contribute", "3.2.1"),
    (Procedure(GUL, "incident"), "clarified", "3.2.2"),
    (Procedure(STA, "main"), "clarified", "12"),
]
"""What a procedure does not know, with the nearest clause."""


@pytest.mark.parametrize(("procedure", "name", "clause"), FORBIDDEN, ids=lambda item: getattr(item, "name", item))
@pytest.mark.parametrize("step", ["", "begin", "draft", "approved"])
@pytest.mark.parametrize("by", [None, EXECUTOR, ADMIN], ids=["unsigned", "executor", "admin"])
def test_what_a_procedure_does_not_know_is_forbidden_at_every_step(
    procedure: Procedure, name: str, clause: str, step: str, by: Principal | None
) -> None:
    """The regulation forbids it before role or step is looked at, and says by which clause."""
    given = life(procedure)
    if step:
        getattr(given, step)()
    expected = "not_visible" if by is EXECUTOR and not step else "forbidden_by_regulation"
    assert told(refused(given, name, by)) == (expected, None if expected == "not_visible" else clause, [])


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("decline", {}),
        ("contribute", {}),
        ("interim_answer", {}),
        ("submit_draft", {"kind": "interim"}),
        ("submit_draft", {"kind": "clarification"}),
        ("submit_draft", {"kind": "explanation", "ground": "any"}),
        ("clarified", {}),
        ("route", {"answer_within": {"amount": 1, "unit": "working_hours"}, "reason": "Срочно"}),
        ("route", {"days_off": True}),
    ],
    ids=["decline", "contribute", "interim", "kind", "question", "explanation", "clarified", "term", "days-off"],
)
def test_a_procedure_without_an_option_forbids_its_act(name: str, fields: dict[str, Any]) -> None:
    """A file that states the bare steps knows no return, no parts, no other drafts and no terms of one message."""
    given = Life(small(), "2026-03-16 10:00")
    if name != "route":
        given.begin()
    expected = "3" if name in {"interim_answer", "submit_draft", "clarified"} else "2"
    assert told(refused(given, name, **fields)) == ("forbidden_by_regulation", expected, [])


@pytest.mark.parametrize("name", [name for name in CommandName if name not in REMARKS])
def test_after_the_end_every_step_is_refused(name: CommandName) -> None:
    """A closed case says that the work is over, to the administrator too, whatever the procedure provides for."""
    for procedure in PROCEDURES:
        refusal = refused(life(procedure).completed(), name, ADMIN)
        assert isinstance(refusal, WrongState)
        assert (refusal.detail, refusal.clause) == ("Работа с сообщением завершена", None)


@pytest.mark.parametrize("name", sorted(REMARKS))
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_after_the_end_remarks_are_accepted(procedure: Procedure, name: CommandName) -> None:
    """What is found out later is journalled, and the outcome stays."""
    given = life(procedure).completed()
    outcome = given.case.outcome
    assert given.do(name, by=ADMIN).action == name
    assert (given.case.state, given.case.outcome) == (State.CLOSED, outcome)


def test_a_stage_is_named_rightly_or_not_at_all() -> None:
    """A command for another stage than the one whose turn it is is out of turn."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    refusal = refused(given, "approve", COORDINATOR, stage="mcu")
    assert isinstance(refusal, WrongState)
    assert refusal.detail == "Сейчас очередь этапа department"
    assert given.do("approve", by=COORDINATOR, stage="department").details["stage"] == "department"
