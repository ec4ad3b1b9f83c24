"""An office's queue: the nearest due first, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lab.draws import Draws
from domain.lab.life import Life
from domain.lab.office import Job, OpenOffice
from domain.lab.tasks import Task
from domain.lab.terms import COORDINATOR, Step
from domain.lifecycle import Case
from tests.domain.lab.builders import at
from tests.domain.lifecycle.builders import PRO, shipped
from tests.domain.lifecycle.builders import Life as LifeOfCase

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def case() -> Case:
    """Any case."""
    return LifeOfCase(shipped(PRO), "2026-03-16 10:00").case


def job(case: Case, number: int, minutes: int) -> Job:
    """A job of a message with that number, due so many minutes from now."""
    (arrival,) = at("2026-03-16 10:00")
    life = Life(arrival.__class__(number, arrival.at, arrival.letter), Draws(1, number), case)
    return Job(life, Task(Step.ROUTE, COORDINATOR), NOW, NOW + timedelta(minutes=minutes))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_the_nearest_due_is_taken_first(case: Case, minutes: list[int]) -> None:
    """Whatever the order of coming, the queue is that of the contract: by due moment, then by number."""
    office = OpenOffice(free=len(minutes))
    for number, due in enumerate(minutes):
        office.put(job(case, number, due))
    taken = []
    while (following := office.take(NOW)) is not None:
        taken.append((following.due, following.life.arrival.number))
    assert taken == sorted(taken)
    assert len(taken) == len(minutes)
    assert office.free == 0


def test_nobody_free_takes_nothing(case: Case) -> None:
    """A job waits until somebody has time, and is then begun at that moment."""
    office = OpenOffice(free=1)
    first, second = job(case, 1, 10), job(case, 2, 20)
    office.put(first)
    office.put(second)
    assert office.take(NOW) is first
    assert office.take(NOW) is None
    office.free += 1
    assert office.take(NOW + timedelta(minutes=5)) is second
    assert (first.begun, second.begun) == (NOW, NOW + timedelta(minutes=5))
