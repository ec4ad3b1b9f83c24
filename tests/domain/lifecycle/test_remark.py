"""A remark about a case that is only recorded: what it changes, and that nothing but a closed case takes one."""

from typing import Any

import pytest

from domain.errors import WrongRole, WrongState
from domain.lifecycle import CaseView
from domain.lifecycle.remark import Remarked, remark
from domain.roles import Principal
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    OTHER,
    OWN,
    PROCEDURES,
    STA,
    STRANGER,
    Life,
    Procedure,
    assigned,
    life,
    reviewer,
    shipped,
)


def remarked(given: Life, name: str, by: Principal | None = None, **fields: Any) -> Remarked:  # noqa: ANN401
    """A remark on the case as the read model has it."""
    recorded = CaseView.model_validate_json(given.view.model_dump_json())
    return remark(recorded, given.rules, given.command(name, by, **fields), given.now)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
@pytest.mark.parametrize("name", ["note", "significant", "shortcoming"])
def test_the_recorded_case_takes_it_as_the_case_itself_does(procedure: Procedure, name: str) -> None:
    """The same entry and the same changes, whether a workflow is left or not."""
    given = life(procedure).completed("2026-03-16 11:00")
    given.wait("2026-03-20 10:00")
    made = remarked(given, name)
    entry = given.do(name)
    assert made.entry == entry
    seen, now = made.case, given.view
    assert (seen.significant, seen.shortcomings, seen.journal_seq) == (
        now.significant,
        now.shortcomings,
        now.journal_seq,
    )
    assert (seen.state, seen.outcome, seen.deadlines) == (now.state, now.outcome, now.deadlines)


def test_who_may_say_it_is_known_from_the_record() -> None:
    """Bodies of joint work see it, others do not, and the office that reports is the act's."""
    given = Life(shipped(STA), "2026-03-16 10:00")
    given.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    given.do("close")
    assert remarked(given, "note", STRANGER).entry.actor.authority == OTHER
    assert remarked(given, "shortcoming", reviewer("mcu")).case.shortcomings == 1
    with pytest.raises(WrongRole):
        remarked(given, "shortcoming", COORDINATOR)
    alone = Life(shipped(STA), "2026-03-16 10:00").begin()
    alone.do("close")
    assert remarked(alone, "note", EXECUTOR).entry.actor.authority == OWN


@pytest.mark.parametrize("name", ["note", "route"])
def test_an_open_case_is_its_workflows(name: str) -> None:
    """While the message is in work nothing is written beside it, whatever the command."""
    given = Life(shipped(STA), "2026-03-16 10:00").begin()
    with pytest.raises(WrongState, match="ещё в работе"):
        remarked(given, name)


def test_a_step_is_no_remark() -> None:
    """After the end the core refuses every step, in the record too."""
    given = life(PROCEDURES[0]).completed()
    with pytest.raises(WrongState, match="завершена"):
        remarked(given, "route")
