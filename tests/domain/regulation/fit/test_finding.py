"""The words of the check of the numbers."""

from datetime import timedelta

import pytest

from domain.regulation.fit import Level
from domain.regulation.fit.finding import Scale, Step, finding, level_of, rest_words, span_words, total
from domain.regulation.fit.lengths import Lengths
from tests.domain.regulation.small import limit, small_flow

FLOW = small_flow(
    limit("overall", "detected > published", "9 working_hours", clause="9"),
    limit("route", "detected > routed", "30 working_minutes", clause="7"),
    limit("other", "detected > closed", "30 working_minutes", clause="7"),
)


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def step(word: str, number: float) -> Step:
    """A step that takes so many minutes."""
    return Step(word, FLOW.limit("route"), minutes(number))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (minutes(0), "0 мин"),
        (minutes(45), "45 мин"),
        (minutes(240), "4 ч"),
        (minutes(270), "4 ч 30 мин"),
        (minutes(6000), "100 ч"),
        (minutes(7.5), "7,5 мин"),
        (minutes(1) / 3, "0,33 мин"),
    ],
)
def test_a_length_is_written_in_hours_and_minutes(time: timedelta, words: str) -> None:
    """Whole hours have no minutes, and what is under an hour has no hours."""
    assert span_words(time) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [(minutes(30), "остаётся 30 мин"), (minutes(0), "запаса нет"), (minutes(-90), "не хватает 1 ч 30 мин")],
)
def test_what_is_left_is_said(time: timedelta, words: str) -> None:
    """A rest, none, or so much missing."""
    assert rest_words(time) == words


def test_a_sum_is_in_hours_where_all_of_it_is_in_half_hours() -> None:
    """One length of ten minutes makes the whole sum one of minutes."""
    half_hours, tens = [step("возврат", 30), step("доработка", 60)], [step("возврат", 10), step("доработка", 60)]
    assert Scale.of(item.time for item in half_hours).sum(half_hours) == "возврат 0,5 + доработка 1"
    assert Scale.of(item.time for item in tens).sum(tens) == "возврат 10 + доработка 60"
    assert Scale.of([minutes(30)]).amount(total(half_hours)) == "1,5 ч"
    assert Scale.of([minutes(10)]).amount(total(tens)) == "70 мин"


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
    found = finding(Lengths(FLOW, None), rules, Level.IMPOSSIBLE, minutes(-0.5), "Сумма.")
    assert (found.limits, found.clauses) == (("overall", "route", "other"), ("9", "7"))
    assert (found.flow, found.minutes_left, found.text) == ("main", -1, "Сумма.")


def test_a_finding_of_a_class_names_it() -> None:
    """The text of a class of importance says which."""
    found = finding(Lengths(FLOW, None, "срочное"), FLOW.limits, Level.FITS, minutes(5), "Сумма.")
    assert found.text == "Важность «срочное». Сумма."
