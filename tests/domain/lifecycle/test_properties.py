"""Whatever happens to a message, in whatever order: what must hold at every step of its life."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.domain.lifecycle.builders import PROCEDURES, Procedure
from tests.domain.lifecycle.watch import WatchedStory

# 80 lives of up to 50 steps under each of six procedures: 24,000 steps, of which Hypothesis ends about a sixth early;
# some 20,000 are carried out, in about three milliseconds of one core each.
SETTINGS = settings(
    max_examples=80, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_life_keeps_its_rules_whatever_happens(procedure: Procedure) -> None:
    """No order of commands, mistakes, late entries, waits and outages breaks an invariant, under any procedure."""
    story = type("Life", (WatchedStory,), {"procedure": procedure})
    run_state_machine_as_test(story, settings=SETTINGS)
