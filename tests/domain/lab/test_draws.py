"""Chance: reproducible, even, and independent of the order of asking."""

from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from domain.lab.draws import Draws, chosen

seeds = st.integers(min_value=-(2**63), max_value=2**63)


@given(seeds, st.integers(min_value=0), st.text(), st.integers())
def test_a_draw_depends_on_nothing_but_its_name(seed: int, message: int, what: str, number: int) -> None:
    """The same seed, message and purpose give the same number, strictly between 0 and 1."""
    drawn = Draws(seed, message).at(what, number)
    assert 0 < drawn < 1
    assert Draws(seed, message).at(what, number) == drawn


def test_draws_differ_by_seed_message_and_purpose() -> None:
    """No two purposes share their luck."""
    drawn = {Draws(seed, message).at(what) for seed in (1, 2) for message in (1, 2) for what in ("day", "hour")}
    assert len(drawn) == 8


def test_draws_are_even() -> None:
    """Of many draws each tenth of the line gets its tenth, within what chance allows."""
    drawn = [Draws(7, message).at("day") for message in range(20_000)]
    assert abs(mean(drawn) - 0.5) < 0.01
    tenths = [sum(int(number * 10) == tenth for number in drawn) for tenth in range(10)]
    assert all(1_800 < count < 2_200 for count in tenths)


@given(st.dictionaries(st.text(), st.floats(0, 1e6), min_size=1).filter(lambda weights: any(weights.values())), seeds)
def test_nothing_without_weight_is_chosen(weights: dict[str, float], seed: int) -> None:
    """Whatever is drawn, it is a name with some weight."""
    assert weights[chosen(weights, Draws(seed, 0).at("body"))] > 0


def test_each_name_has_its_room() -> None:
    """A name is chosen as often as its weight says, the borders belong to the next, the end to the last."""
    weights = {"a": 1.0, "none": 0.0, "b": 3.0}
    assert [chosen(weights, share) for share in (0.0, 0.24, 0.25, 0.99, 1.0)] == ["a", "a", "b", "b", "b"]
