"""Form and length for the network."""

import pytest

from domain.checklist import form
from domain.checklist.lengths import LONGEST
from domain.terms import Advised, Network
from tests.domain.checklist.drafts import answer, told


@pytest.mark.parametrize("network", LONGEST)
def test_length_is_judged_by_the_network(network: Network) -> None:
    """As many characters as the network takes are right; one more is told, with the place where it would be cut."""
    longest = LONGEST[network]
    assert form.check(answer("я" * longest, network=network)).advised is Advised.OK
    advice = form.check(answer("я" * (longest + 1), network=network))
    assert advice.advised is Advised.DOUBT
    assert (advice.seen[0].start, advice.seen[0].end) == (longest, longest + 1)
    assert str(longest) in advice.explanation


def test_a_regulation_may_ask_for_less() -> None:
    """The act's own number counts where it is the smaller one, also where nothing is known of the network."""
    assert form.check(answer("я" * 101, longest=100)).advised is Advised.DOUBT
    assert form.check(answer("я" * 281, network=Network.TWITTER, longest=1000)).advised is Advised.DOUBT
    assert form.check(answer("я" * 101, network=Network.OK, longest=100)).advised is Advised.DOUBT


def test_nothing_is_said_of_a_network_that_is_not_known() -> None:
    """Where no length is known any length passes, and that is said."""
    advice = form.check(answer("я" * 40_000, network=Network.FORUM))
    assert advice.advised is Advised.OK
    assert "не задан" in advice.explanation


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>Фонарь заменили.</p>", ["<p>", "</p>"]),
        ("Исх. № 15 от 20.11.2026. Фонарь заменили.", ["Исх. №"]),
        ("ФОНАРЬ ЗАМЕНИЛИ ВЧЕРА ВЕЧЕРОМ!", []),
    ],
)
def test_what_does_not_suit_a_network(text: str, seen: list[str]) -> None:
    """Markup, letterhead and shouting are doubted."""
    assert told(form.check(answer(text))) == (Advised.DOUBT, seen)


@pytest.mark.parametrize("text", ["МУП «Горсвет»: 5 < 6, а 7 > 3", "МБУ, МКУ", "Фонарь заменили."])
def test_what_suits_a_network(text: str) -> None:
    """Abbreviations and signs of comparison are neither."""
    assert form.check(answer(text)).advised is Advised.OK
