"""Numbers and changes as people read them."""

from decimal import Decimal

import pytest

from domain.lab import Change
from domain.lab.figures import Share
from domain.worktime import Amount, Unit
from ops.simulation_words import bounded, change_words, number, percent, place_words, points
from tests.ops.simulations import compared

FIVE_HOURS = Amount(amount=Decimal(5), unit=Unit.WORKING_HOURS)


def test_numbers_are_written_as_in_russian() -> None:
    """A decimal comma, thousands apart, a dash for nothing."""
    assert [percent(0.9324), percent(1), percent(None)] == ["93,2 %", "100,0 %", "—"]
    assert [number(12_345.67), number(12_345, 0), number(None)] == ["12 345,7", "12 345", "—"]
    assert [points(0.9, 0.85), points(0.85, 0.9), points(0.9, 0.9), points(None, 0.9), points(0.9, None)] == [
        "+5,0",
        "−5,0",
        "0",
        "—",
        "—",
    ]
    assert [bounded(Share.of_counts(45, 50)), bounded(Share.of_counts(0, 0))] == ["90,0 % (78,6–95,7)", "—"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change(limit="overall", amount=FIVE_HOURS),
            "срок overall (пункт 11): 5 раб. ч",
        ),
        (Change(office="coordinator", people=3), "+1 человек: координатор (будет 3)"),
        (Change(office="executor", people=5), "+1 человек: исполнитель, в каждом органе (будет 5)"),
        (Change(office="executor:authority-2", people=2), "+1 человек: исполнитель, Орган 2 (будет 2)"),
        (Change(office="reviewer", people=2), "+1 человек: согласующий (будет 2)"),
        (
            Change(office="reviewer:cur", people=2),
            "+1 человек: согласующий: Согласование центром управления регионом (будет 2)",
        ),
        (Change(office="reviewer:other", people=2), "+1 человек: согласующий other (будет 2)"),
    ],
)
def test_a_change_is_said(change: Change, words: str) -> None:
    """Who gets a colleague, and which limit becomes what."""
    assert change_words(compared().sides[1], change) == words


def test_a_place_is_named() -> None:
    """By its title; where facts are awaited, by nobody."""
    side = compared().sides[1]
    assert place_words(side, "coordinator") == "координатор"
    assert place_words(side, None) == "никто: ждут сведений"
