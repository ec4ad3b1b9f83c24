"""The words of the sums."""

from datetime import timedelta

import pytest

from domain.regulation.fit.amounts import Scale, Step, rest_words, span_words, total
from tests.domain.regulation.small import limit, small_flow

ROUTE = small_flow(limit("route", "detected > routed", "30 working_minutes")).limit("route")


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def step(word: str, number: float) -> Step:
    """A step that takes so many minutes."""
    return Step(word, ROUTE, minutes(number))


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
