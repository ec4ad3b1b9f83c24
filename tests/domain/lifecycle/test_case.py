"""The state that travels with a workflow."""

import pytest

from domain.lifecycle import Case
from tests.domain.lifecycle.builders import PROCEDURES, Procedure, life


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_case_survives_json(procedure: Procedure) -> None:
    """What a workflow carries over is the same case with the same limits."""
    given = life(procedure, author={"name": "😀"}).draft("2026-03-16 11:00")
    given.do("return", "2026-03-16 11:20", command_id="c-1")
    again = Case.model_validate_json(given.case.model_dump_json())
    assert again == given.case
    assert given.rules.limits(again) == given.rules.limits(given.case)


def test_the_step_begins_with_the_latest_event() -> None:
    """Detection, then each act."""
    given = life(PROCEDURES[0], received_at="2026-03-16 10:20", known="2026-03-16 10:30")
    assert given.case.step_began_at == given.moment("2026-03-16 10:20")
    given.do("route", "2026-03-16 10:40")
    assert given.case.step_began_at == given.moment("2026-03-16 10:40")


def test_only_an_ended_life_is_closed() -> None:
    """Every state but the last is open."""
    given = life(PROCEDURES[0]).approved()
    assert not given.case.closed
    given.do("publish")
    assert given.case.closed
