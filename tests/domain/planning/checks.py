"""What must hold of a plan: the definition of ``latest``, tried out on lives of the real core."""

from datetime import datetime

from domain.lifecycle import Case, Rules
from domain.planning import Plan, PlanStep, plan
from domain.planning.prospect import MOST_ROUNDS
from domain.terms import CommandName
from tests.domain.planning.trial import SECOND, Trial

RETURN = PlanStep(command=CommandName.RETURN, roles=(), reading="")
SUBMIT = PlanStep(command=CommandName.SUBMIT_DRAFT, roles=(), reading="")


def in_time(made: Plan) -> list[tuple[PlanStep, datetime]]:
    """The steps and their latest moments, in the order in which they come, as far as every moment is known."""
    known: list[tuple[PlanStep, datetime]] = []
    for step in made.steps:
        if step.latest is None:
            break
        known.append((step, step.latest))
    return sorted(known, key=lambda item: item[1])


def keeps_its_promise(case: Case, rules: Rules, now: datetime) -> bool:
    """Check the plan of a case; False where its moments are past, so that there is nothing to keep."""
    made = plan(case, rules, now)
    steps = in_time(made)
    if not steps or any(at < now for _, at in steps):
        return False
    nothing_is_missed_at_the_latest(case, rules, now, steps)
    for number in range(len(steps)):
        assert not done_at(case, rules, now, steps, number, steps[number][1]), (number, made)
        later = rules.clock(case).add(steps[number][1], SECOND)
        assert done_at(case, rules, now, steps, number, later), (number, made)
    return True


def nothing_is_missed_at_the_latest(
    case: Case, rules: Rules, now: datetime, steps: list[tuple[PlanStep, datetime]]
) -> None:
    """A life that does every step exactly at its latest moment."""
    trial = Trial(case, rules, now)
    for step, at in steps:
        trial.give(step, at)
        assert not trial.missed, (step, trial.missed, steps)


def done_at(  # noqa: PLR0913, PLR0917 -- a life, one of its steps, and a moment for it
    case: Case, rules: Rules, now: datetime, steps: list[tuple[PlanStep, datetime]], number: int, at: datetime
) -> set[str]:
    """What is missed if one step is done then, the ones before it at their latest, those after use their whole term."""
    trial = Trial(case, rules, now)
    for step, latest in steps[:number]:
        trial.give(step, latest)
    trial.mark()
    trial.give(steps[number][0], at)
    for step, _ in steps[number + 1 :]:
        trial.give_whole(step)
    return trial.missed


def rounds_fit(case: Case, rules: Rules, now: datetime) -> bool:
    """Check that so many rounds of rework fit and no more; False where that is no question."""
    made = plan(case, rules, now)
    rounds, steps = made.rework_rounds_left, in_time(made)
    decisions = [step for step in made.steps if step.command is CommandName.APPROVE and step.part is None]
    if rounds is None or not decisions or any(at < now for _, at in steps) or len(steps) < len(made.steps):
        return False
    assert not after_rounds(case, rules, now, made, rounds), made
    if rounds < MOST_ROUNDS:
        assert after_rounds(case, rules, now, made, rounds + 1), made
    return True


def after_rounds(case: Case, rules: Rules, now: datetime, made: Plan, rounds: int) -> set[str]:
    """What is missed if the first draft that comes to a decision is sent back so often, every term used whole."""
    trial = Trial(case, rules, now)
    steps = in_time(made)
    review = next(n for n, (step, _) in enumerate(steps) if step.command is CommandName.APPROVE and step.part is None)
    for step, latest in steps[:review]:
        trial.give(step, latest)
    for _ in range(rounds):
        trial.give(RETURN, trial.running_term(RETURN))
        trial.give_whole(SUBMIT)
    # A later stage that sends back begins the chain anew: only what the steps are is asked of the plan here.
    rest = plan(trial.case, rules, trial.now).steps if rounds else made.steps[review:]
    for step in rest:
        trial.give_whole(step)
    return trial.missed
