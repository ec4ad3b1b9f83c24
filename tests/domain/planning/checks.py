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
    """The steps and their latest moments, in the order in which they come; none where they are known with gaps."""
    known = [(step, step.latest) for step in made.steps if step.latest is not None]
    if any(step.latest is None for step in made.steps[: len(known)]):
        return []
    return sorted(known, key=lambda item: item[1])


def keeps_its_promise(case: Case, rules: Rules, now: datetime) -> bool:
    """Check the plan of a case; False where its moments are past, so that there is nothing to keep.

    A life that does every step exactly at its latest moment misses nothing. Nor does one that from some step on uses
    whole terms; but if that step comes a second of working time later, something is missed.
    """
    made = plan(case, rules, now)
    steps = in_time(made)
    if not steps or any(at < now for _, at in steps):
        return False
    trial = Trial(case, rules, now)
    for number, (step, latest) in enumerate(steps):
        assert not done_at(trial, steps[number:], latest), (number, made)
        assert done_at(trial, steps[number:], rules.clock(case).add(latest, SECOND)), (number, made)
        trial.give(step, latest)
        assert not trial.missed, (step, trial.missed, made)
    return True


def done_at(before: Trial, steps: list[tuple[PlanStep, datetime]], at: datetime) -> set[str]:
    """What is missed if the first of some steps is done then, and those after it use their whole terms."""
    trial = before.fork()
    trial.give(steps[0][0], at)
    for step, _ in steps[1:]:
        trial.give_whole(step)
    return trial.missed


def rounds_fit(case: Case, rules: Rules, now: datetime) -> bool:
    """Check that so many rounds of rework fit and no more; False where that is no question."""
    made = plan(case, rules, now)
    rounds, steps = made.rework_rounds_left, in_time(made)
    decided = any(_decides(step) for step, _ in steps)
    if rounds is None or not decided or any(at < now for _, at in steps):
        return False
    assert not after_rounds(case, rules, now, made, rounds), made
    if rounds < MOST_ROUNDS:
        assert after_rounds(case, rules, now, made, rounds + 1), made
    return True


def after_rounds(case: Case, rules: Rules, now: datetime, made: Plan, rounds: int) -> set[str]:
    """What is missed if the first draft that comes to a decision is sent back so often, every term used whole.

    Parts of joint work that come beside it are given at their own latest moments.
    """
    steps = in_time(made)
    main = [(step, at) for step, at in steps if not _beside(step)]
    review = next(number for number, (step, _) in enumerate(main) if _decides(step))
    trial = Trial(case, rules, now, beside=[(step, at) for step, at in steps if _beside(step)])
    for step, latest in main[:review]:
        trial.give(step, latest)
    # What began by then lies around the rounds; terms are those that begin in them.
    trial.mark()
    for _ in range(rounds):
        trial.give(RETURN, trial.running_term(RETURN))
        trial.give_whole(SUBMIT)
    # A later stage that sends back begins the chain anew: only what the steps are is asked of the plan here.
    rest = plan(trial.case, rules, trial.now).steps if rounds else made.steps
    following = [step for step in rest if not _beside(step)]
    for step in following if rounds else following[review:]:
        trial.give_whole(step)
    return trial.missed


def _beside(step: PlanStep) -> bool:
    """Whether it is a step of a part of joint work."""
    return step.command is CommandName.CONTRIBUTE or step.part is not None


def _decides(step: PlanStep) -> bool:
    """Whether it is a decision on a draft."""
    return step.command is CommandName.APPROVE and step.part is None
