"""The actor of a signal that another tool sent straight to Temporal, without a token."""

import pytest

from domain.errors import WrongRole
from domain.terms import State
from tests.domain.lifecycle.builders import (
    GUL,
    LUZ,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    refused,
    shipped,
    somebody,
)


def at_oiv() -> Life:
    """A message of Luga whose draft is with the region's body."""
    return Life(shipped(LUZ), "2026-03-16 10:00").draft()


@pytest.mark.parametrize(
    ("procedure", "steps"),
    [
        (Procedure(PRO, "main"), ["coordinator", "executor", "coordinator", "executor"]),
        (Procedure(VOL, "main"), ["coordinator", "executor", "coordinator", "coordinator"]),
        (Procedure(LUZ, "main"), ["coordinator", "executor", "reviewer", "executor"]),
        (Procedure(GUL, "pages"), ["head", "coordinator", "executor", "coordinator", "head", "coordinator"]),
        (Procedure(GUL, "incident"), ["head", "coordinator", "executor", "coordinator", "head", "coordinator"]),
        (Procedure(STA, "main"), ["coordinator", "executor", "coordinator", "reviewer", "reviewer", "coordinator"]),
    ],
    ids=lambda item: item.name if isinstance(item, Procedure) else "",
)
def test_an_unsigned_signal_is_the_act_of_whose_turn_it_is(procedure: Procedure, steps: list[str]) -> None:
    """A trusted tool that names nobody acts in the role that the step belongs to."""
    given = life(procedure)
    onward = {
        State.AWAITING_RESOLUTION: "resolve",
        State.AWAITING_ROUTING: "route",
        State.DRAFTING: "submit_draft",
        State.IN_REVIEW: "approve",
        State.APPROVED: "hand_over" if procedure.flow == "incident" else "publish",
    }
    for role in steps:
        given.do(onward[given.case.state])
        assert (somebody(given).role, somebody(given).person, somebody(given).entered_by) == (role, None, None)
        assert somebody(given).authority == (OWN if role == "executor" else None)
    assert given.case.closed


@pytest.mark.parametrize(
    ("actor", "role", "stage"),
    [
        ({"role": "oiv"}, "reviewer", "oiv"),
        ({"role": "oiv", "stage": "oiv", "name": "Комитет"}, "reviewer", "oiv"),
        ({"role": "reviewer", "stage": "oiv"}, "reviewer", "oiv"),
        ({"role": "reviewer"}, "reviewer", "oiv"),
        ({"role": "admin"}, "admin", "oiv"),
        ({"role": "Комитет", "stage": "oiv"}, "Комитет", "oiv"),
    ],
)
def test_an_unsigned_signal_may_say_who_acts(actor: dict[str, str], role: str, stage: str) -> None:
    """The claimed actor is believed where it fits the step."""
    given = at_oiv()
    given.do("approve", actor=actor)
    assert (somebody(given).role, somebody(given).stage) == (role, stage)
    assert somebody(given).name == actor.get("name")


@pytest.mark.parametrize(
    "actor",
    [{"role": "executor"}, {"role": "head"}, {"role": "cur"}, {"role": "reviewer", "stage": "cur"}, {"role": "system"}],
)
def test_an_unsigned_signal_in_a_wrong_role_is_refused(actor: dict[str, str]) -> None:
    """A claimed actor who may not give the command is refused like a person."""
    assert isinstance(refused(at_oiv(), "approve", actor=actor), WrongRole)


def test_an_unsigned_signal_may_name_a_role_without_a_stage() -> None:
    """Where the step has no stage, the role has to fit, and a named stage fits nothing."""
    given = life(PROCEDURES[0])
    assert isinstance(refused(given, "route", actor={"role": "executor"}), WrongRole)
    assert isinstance(refused(given, "route", actor={"role": "coordinator", "stage": "mcu"}), WrongRole)
    given.do("route", actor={"role": "coordinator", "name": "Петров"})
    assert (somebody(given).role, somebody(given).name) == ("coordinator", "Петров")
    assert given.case.state is State.DRAFTING
