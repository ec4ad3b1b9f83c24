"""The plan keeps its promise in lives of every kind: the latest moment is in time, and a second later is not."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import rule, run_state_machine_as_test

from domain.planning import plan
from domain.terms import CommandName
from tests.domain.lifecycle.builders import (
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    Life,
    Procedure,
    assigned,
    executor_of,
    life,
)
from tests.domain.lifecycle.mistakes import StoryOfErrors
from tests.domain.planning.checks import done_at, in_time, keeps_its_promise, rounds_fit
from tests.domain.planning.trial import Trial

# Not shrunk: each check leads some hundred lives, and the story of a failure tells enough.
SETTINGS = settings(
    max_examples=3,
    stateful_step_count=20,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


class PlannedStory(StoryOfErrors):
    """A life of which somebody asks now and then what is left to do."""

    @rule()
    def somebody_plans(self) -> None:
        """Every moment of the plan is what it says it is, and so many rounds of rework fit."""
        case, rules, now = self.life.case, self.life.rules, self.life.now
        assert bool(plan(case, rules, now).steps) != case.closed
        keeps_its_promise(case, rules, now)
        rounds_fit(case, rules, now)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_plan_keeps_its_promise_whatever_happened(procedure: Procedure) -> None:
    """Whatever came before, under every procedure."""
    story = type("Life", (PlannedStory,), {"procedure": procedure})
    run_state_machine_as_test(story, settings=SETTINGS)


BEGINNINGS = ("2026-03-06 17:50", "2026-03-21 03:00", "2026-03-16 12:40")
"""The Friday before a long weekend, a night of a day off, and before the break."""


@pytest.mark.parametrize("detected", BEGINNINGS)
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_plan_keeps_its_promise_at_every_step(procedure: Procedure, detected: str) -> None:
    """From detection to the last step of an ordinary life, and in rework; some moments are known at every stage."""
    given = life(procedure, detected)
    kept = []
    ways = ("resolve", "route", "submit_draft", "return", "submit_draft", *["approve"] * 3)
    for name in ways:
        kept.append(keeps_its_promise(given.case, given.rules, given.now))
        rounds_fit(given.case, given.rules, given.now)
        if name in {offer.command for offer in given.view.next}:
            given.do(name)
            given.now += timedelta(minutes=7)
    assert sum(kept) >= len(kept) - 2


@pytest.mark.parametrize("detected", BEGINNINGS)
def test_joint_work_keeps_its_promise(detected: str) -> None:
    """One after another and side by side."""
    for regulation, lead in ((PRO, None), (STA, OWN)):
        given = life(Procedure(regulation, "main"), detected)
        given.do("route", assignments=assigned(OWN, OTHER), lead=lead)
        assert keeps_its_promise(given.case, given.rules, given.now)
        body = OWN if regulation == PRO else OTHER
        given.do("contribute", actor={"role": "executor", "authority": body})
        assert keeps_its_promise(given.case, given.rules, given.now)
        given.do("approve", part=body)
        assert keeps_its_promise(given.case, given.rules, given.now)


ROUNDS_BESIDE = {
    (PRO, "interim_answer"): {130: 4, 190: 3, 310: 2},
    (STA, "interim_answer"): {15: 5, 165: 3, 195: 1},
    (STA, "submit_draft"): {15: 5, 165: 3, 195: 1},
}
"""So many minutes after the bodies got the message its main one submits, and so many rounds of rework then fit."""


@pytest.mark.parametrize(("regulation", "command"), ROUNDS_BESIDE)
def test_rounds_fit_beside_open_parts(regulation: str, command: str) -> None:
    """A part that is still to come runs beside the decision: it neither takes time from the rounds nor loses any."""
    for minutes, rounds in ROUNDS_BESIDE[regulation, command].items():
        given = life(Procedure(regulation, "main"), "2026-03-16 12:40")
        given.now += timedelta(minutes=20)
        given.do("route", assignments=assigned(OWN, OTHER), lead=OWN if regulation == STA else None)
        given.now += timedelta(minutes=minutes)
        given.do(command, by=executor_of(given.case.authority))
        made = plan(given.case, given.rules, given.now)
        assert any(step.command is CommandName.CONTRIBUTE for step in made.steps)
        assert (made.rework_rounds_left, rounds_fit(given.case, given.rules, given.now)) == (rounds, True)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_slow_search_finds_the_same_moment(procedure: Procedure) -> None:
    """Quarter of an hour by quarter: the last one at which the first step breaks nothing is the plan's."""
    given: Life = life(procedure)
    if procedure.flow == "pages":
        given.do("resolve")
    case, rules, now = given.case, given.rules, given.now
    steps = in_time(plan(case, rules, now))
    tried = [now + number * timedelta(minutes=15) for number in range(4 * 60)]
    working = [moment for moment in tried if rules.time.next_open(moment) == moment]
    fitting = [moment for moment in working if not done_at(Trial(case, rules, now), steps, moment)]
    assert fitting[-1] == steps[0][1]
    assert fitting == working[: len(fitting)]
