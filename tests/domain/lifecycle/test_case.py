"""The state that travels with a workflow."""

import pytest

from domain.lifecycle import Case
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    Life,
    Procedure,
    assigned,
    life,
    shipped,
)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_case_survives_json(procedure: Procedure) -> None:
    """What a workflow carries over is the same case with the same limits."""
    given = life(procedure, author={"name": "😀"}).draft("2026-03-16 11:00")
    given.do("return", "2026-03-16 11:20", command_id="c-1")
    again = Case.model_validate_json(given.case.model_dump_json())
    assert again == given.case
    assert given.rules.limits(again) == given.rules.limits(given.case)


def test_a_case_of_joint_work_survives_json() -> None:
    """Parts, terms of one message, publications and who held it travel as they are."""
    given = Life(shipped(STA), "2026-03-16 10:00", importance="высокая")
    given.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    given.do("contribute", "2026-03-16 10:30", STRANGER, attachments=[{"id": "f-1"}])
    given.do("interim_answer", "2026-03-16 10:40", EXECUTOR)
    for stage in ("department", "mcu", "cur"):
        given.do("approve", "2026-03-16 10:50", stage=stage)
    given.do("publish", "2026-03-16 11:00", evidence={"note": "Снимок"})
    again = Case.model_validate_json(given.case.model_dump_json())
    assert again == given.case
    assert again.publications[0].evidence is not None
    assert len(again.holdings) == 7


def test_terms_of_one_message_survive_json() -> None:
    """A shortened term and answering on days off move the limits of the same case in the same way."""
    short, off = Life(shipped(PRO), "2026-03-16 10:00"), life(Procedure(GUL, "pages"))
    short.do("route", answer_within={"amount": 8, "unit": "working_hours"}, reason="Авария")
    off.do("resolve")
    off.do("route", days_off=True)
    for given in (short, off):
        again = Case.model_validate_json(given.case.model_dump_json())
        assert again == given.case
        assert given.rules.limits(again) == given.rules.limits(given.case)


def test_the_bodies_that_have_the_message_are_those_whose_turn_has_come() -> None:
    """One after another: the next body has it when the first one's part was passed on, and both keep it."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    seen = [list(given.case.authorities)]
    given.do("route", assignments=assigned(OWN, OTHER))
    seen.append(list(given.case.authorities))
    given.do("contribute", by=EXECUTOR)
    seen.append(list(given.case.authorities))
    given.do("approve", by=COORDINATOR)
    seen.append(list(given.case.authorities))
    given.do("decline", by=STRANGER)
    seen.append(list(given.case.authorities))
    assert seen == [[], [OWN], [OWN], [OTHER, OWN], [OWN]]


def test_only_an_ended_life_is_closed() -> None:
    """Every state but the last is open."""
    given = life(PROCEDURES[0]).approved()
    assert not given.case.closed
    given.do("publish")
    assert given.case.closed
