"""What the check of the numbers says of one sum."""

from datetime import timedelta

import pytest

from domain.regulation.fit import Explanation, Level
from domain.regulation.fit.amounts import Step
from domain.regulation.fit.finding import finding, level_of
from domain.regulation.fit.lengths import Lengths
from tests.domain.regulation.small import limit, small_flow

FLOW = small_flow(
    limit("overall", "detected > published", "9 working_hours", clause="9"),
    limit("route", "detected > routed", "30 working_minutes", clause="7"),
    limit("other", "detected > closed", "30 working_minutes", clause="7"),
)
WHY = Explanation(sum="1 ч = 1 ч", meaning="Так.", changes=())


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def step(word: str, number: float) -> Step:
    """A step that takes so many minutes."""
    return Step(word, FLOW.limit("route"), minutes(number))


@pytest.mark.parametrize(
    ("left", "only_round", "level"),
    [
        (-1, False, Level.IMPOSSIBLE),
        (0, False, Level.TIGHT),
        (9, True, Level.TIGHT),
        (9, False, Level.FITS),
        (10, True, Level.FITS),
    ],
)
def test_the_level_is_judged_by_what_is_left(left: int, *, only_round: bool, level: Level) -> None:
    """Tight is what comes out to the minute, or leaves less than the shortest step of the only round."""
    assert level_of(minutes(left), [step("возврат", 10), step("доработка", 60)], only_round=only_round) is level


def test_a_finding_names_its_limits_and_clauses_once() -> None:
    """A limit that is used twice, and a clause of two limits, stand there once; minutes are rounded down."""
    rules = [FLOW.limit(name) for name in ("overall", "route", "other", "route")]
    found = finding(Lengths(FLOW, None), rules, Level.IMPOSSIBLE, minutes(-0.5), "Сумма.", WHY)
    assert (found.limits, found.clauses) == (("overall", "route", "other"), ("9", "7"))
    assert (found.flow, found.minutes_left, found.text, found.explanation) == ("main", -1, "Сумма.", WHY)


def test_a_finding_of_a_class_names_it() -> None:
    """The text of a class of importance says which."""
    found = finding(Lengths(FLOW, None, "срочное"), FLOW.limits, Level.FITS, minutes(5), "Сумма.", WHY)
    assert found.text == "Важность «срочное». Сумма."
