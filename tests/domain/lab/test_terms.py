"""The vocabulary of the lab."""

from domain.lab.terms import STEPS, Place, Step, executor
from domain.lifecycle.case import Hands
from domain.terms import Role


def test_every_step_has_a_word() -> None:
    """Each step is called something, and no word stands for two."""
    assert set(STEPS) == set(Step)
    assert len(set(STEPS.values())) == len(STEPS)


def test_a_place_is_where_the_core_says_the_message_is() -> None:
    """A coordinator is one office at every stage, a reviewer's is the stage's, an executor's the body's."""
    assert Place.of(Hands(role=Role.COORDINATOR, stage="curator")).id == "coordinator"
    assert Place.of(Hands(role=Role.REVIEWER, stage="mcu")).id == "reviewer:mcu"
    assert Place.of(Hands(role=Role.EXECUTOR, authority="authority-1", person="x")) == executor("authority-1")
    assert Place.of(Hands(role=Role.HEAD)).id == "head"
