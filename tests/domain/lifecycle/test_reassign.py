"""Another person for the same work, and another body where the act lets the coordinator move the message freely."""

from typing import Any

import pytest

from domain.roles import Principal
from domain.terms import EventKind, Role
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
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
    assigned,
    executor_of,
    life,
    refused,
    shipped,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 10:00"


def joint_of_three() -> Life:
    """A message of Stavropol that three bodies work on, the first of them as the main one."""
    given = Life(with_bodies(shipped(STA), THIRD), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER, THIRD), lead=OWN)
    return given


def persons(given: Life) -> dict[str, str | None]:
    """Who works on it in which body."""
    return {item.authority: item.executor for item in given.case.team}


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
@pytest.mark.parametrize("by", [COORDINATOR, EXECUTOR, ADMIN, None], ids=["coordinator", "body", "admin", "unsigned"])
def test_another_person_goes_on_with_the_work(procedure: Procedure, by: Principal | None) -> None:
    """No clock, no step and no event changes; the journal has both persons and the reason."""
    given = life(procedure).begin()
    before = given.rules.limits(given.case), given.case.events, given.case.state
    entry = given.do("reassign", "2026-03-16 10:05", by)
    assert entry.clause == procedure.rules.flow(given.case).routing.clause
    assert entry.details["before"] == {"authority": OWN, "executor": "executor-1"}
    assert (entry.details["executor"], entry.details["reason"]) == ("executor-3", "Отпуск")
    assert (given.case.executor, persons(given)) == ("executor-3", {OWN: "executor-3"})
    assert (given.rules.limits(given.case), given.case.events, given.case.state) == before
    assert given.view.hands is not None
    assert given.view.hands.person == "executor-3"


@pytest.mark.parametrize("step", ["draft", "approved"])
def test_a_person_changes_at_any_step(step: str) -> None:
    """Whoever goes on holiday while the draft is under review is replaced as well."""
    given = life(Procedure(PRO, "main"))
    getattr(given, step)()
    given.do("reassign", by=COORDINATOR)
    assert given.case.executor == "executor-3"


def test_a_message_of_volchikha_moves_to_another_body() -> None:
    """Volchikha 5 knows no return: the coordinator hands it over at any time, and no clock changes."""
    given = Life(shipped(VOL), MONDAY).begin()
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    before = given.rules.limits(given.case)
    entry = given.do("reassign", "2026-03-16 11:10", COORDINATOR, authority=OTHER)
    assert (entry.clause, entry.details["before"]) == ("5", {"authority": OWN, "executor": "executor-1"})
    assert (given.case.authority, given.case.executor, persons(given)) == (OTHER, "executor-3", {OTHER: "executor-3"})
    assert given.rules.limits(given.case) == before
    received = given.case.events[-1]
    assert (received.kind, received.authority, received.role) == (EventKind.ASSIGNED, OTHER, "single")
    assert told(refused(given, "note", EXECUTOR)) == ("not_visible", None, [])
    given.do("return", by=COORDINATOR)
    assert given.do("submit_draft", by=STRANGER).actor.authority == OTHER


def test_volchikha_knows_its_bodies() -> None:
    """A body that is in no file cannot take the message."""
    given = Life(shipped(VOL), MONDAY).begin()
    refusal = refused(given, "reassign", COORDINATOR, authority="authority-9")
    assert told(refusal) == ("invalid_input", None, ["authority"])


@pytest.mark.parametrize(("regulation", "clause"), [(PRO, "7"), (LUZ, "4"), (GUL, "3.1.1"), (STA, "9(2)")])
def test_elsewhere_a_message_moves_by_a_return_only(regulation: str, clause: str) -> None:
    """The bodies of the other acts are chosen by a routing, which the return opens again."""
    given = Life(shipped(regulation), MONDAY).begin()
    refusal = refused(given, "reassign", COORDINATOR, authority=OTHER)
    assert told(refusal) == ("forbidden_by_regulation", clause, [])
    assert "decline" in refusal.detail


@pytest.mark.parametrize(("regulation", "clause"), [(VOL, "5"), (PRO, "7")])
@pytest.mark.parametrize("authority", [OTHER, "authority-9"])
def test_an_executor_does_not_get_rid_of_the_message(regulation: str, clause: str, authority: str) -> None:
    """Only the coordinator moves it: an executor who disagrees has no formal way (Volchikha 5)."""
    given = Life(shipped(regulation), MONDAY).begin()
    assert told(refused(given, "reassign", EXECUTOR, authority=authority)) == ("wrong_role", clause, [])


def test_each_body_of_joint_work_has_its_own_persons() -> None:
    """The coordinator names the body, an executor means the own one, and nobody touches another's."""
    given = joint_of_three()
    given.do("reassign", by=STRANGER, executor="p-2")
    given.do("reassign", by=executor_of(THIRD), executor="p-3", authority=THIRD)
    assert persons(given) == {OWN: None, OTHER: "p-2", THIRD: "p-3"}
    assert told(refused(given, "reassign", STRANGER, authority=THIRD)) == ("wrong_role", "9(2)", [])
    entry = given.do("reassign", by=COORDINATOR, executor="p-4", authority=THIRD)
    assert entry.details["before"] == {"authority": THIRD, "executor": "p-3"}
    given.do("reassign", by=COORDINATOR, executor="p-1")
    assert persons(given) == {OWN: "p-1", OTHER: "p-2", THIRD: "p-4"}
    assert given.case.executor == "p-1"


def test_a_body_outside_joint_work_takes_nothing_over() -> None:
    """Not even under an act that moves messages freely: parts are replaced by a routing."""
    given = Life(with_bodies(shipped(PRO), THIRD), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER))
    assert told(refused(given, "reassign", COORDINATOR, authority=THIRD)) == ("forbidden_by_regulation", "7", [])


@pytest.mark.parametrize("roles", [(Role.COORDINATOR,), (Role.COORDINATOR, Role.EXECUTOR), (Role.ADMIN,)])
def test_the_coordinators_own_body_says_nothing(roles: tuple[Role, ...]) -> None:
    """A token that is bound to a body replaces the person in the body that has the message."""
    bound = Principal(person="p-9", roles=roles, authority=OTHER)
    given = Life(shipped(PRO), MONDAY).begin()
    given.do("reassign", by=bound)
    assert (given.case.authority, given.case.executor) == (OWN, "executor-3")


def test_the_person_in_whose_turn_it_is_is_known_when_the_turn_comes() -> None:
    """A body that waits for its turn may change its person before."""
    given = Life(shipped(PRO), MONDAY)
    named: list[dict[str, Any]] = [{"authority": OWN, "executor": "p-1"}, {"authority": OTHER, "executor": "p-2"}]
    given.do("route", assignments=named)
    given.do("reassign", by=COORDINATOR, executor="p-3", authority=OTHER)
    assert given.case.executor == "p-1"
    given.do("contribute", by=EXECUTOR)
    given.do("approve", by=COORDINATOR)
    assert (given.case.authority, given.case.executor) == (OTHER, "p-3")
