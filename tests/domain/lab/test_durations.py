"""How long a step takes."""

from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.lab.durations import LONGEST_MINUTES, Duration
from domain.validation import field_errors

minutes = st.floats(min_value=0.001, max_value=LONGEST_MINUTES)
shares = st.floats(min_value=0, max_value=1, exclude_min=True, exclude_max=True)
durations = st.one_of(
    minutes.map(lambda always: Duration(always=always)),
    st.lists(minutes, min_size=2, max_size=2).map(sorted).map(lambda pair: Duration(median=pair[0], p90=pair[1])),
    st.lists(minutes, min_size=3, max_size=3)
    .map(sorted)
    .map(lambda three: Duration(least=three[0], likely=three[1], most=three[2])),
)


@given(durations, shares, shares)
def test_a_larger_share_takes_no_less(duration: Duration, one: float, other: float) -> None:
    """The time grows with the share, is whole seconds, and stays within what a calendar can count."""
    shorter, longer = duration.at(min(one, other)), duration.at(max(one, other))
    assert timedelta(seconds=1) <= shorter <= longer <= timedelta(minutes=10 * LONGEST_MINUTES)
    assert not longer.microseconds


@pytest.mark.parametrize(
    ("duration", "share", "expected"),
    [
        (Duration(always=5), 0.99, 5),
        (Duration(median=60, p90=150), 0.5, 60),
        (Duration(median=60, p90=150), 0.9, 150),
        (Duration(median=60, p90=60), 0.999, 60),
        (Duration(least=5, likely=10, most=30), 1e-12, 5),
        (Duration(least=5, likely=10, most=30), 0.2, 10),
        (Duration(least=5, likely=10, most=30), 1 - 1e-12, 30),
        (Duration(least=7, likely=7, most=7), 0.5, 7),
        (Duration(least=10, likely=10, most=20), 0.75, 15),
    ],
)
def test_a_distribution_goes_through_what_it_states(duration: Duration, share: float, expected: float) -> None:
    """Median, ninth tenth and bounds are where the file says."""
    assert duration.at(share) == timedelta(minutes=expected)


def test_a_triangle_has_its_middle_where_it_must() -> None:
    """Half of an even triangle lies on either side."""
    even = Duration(least=0.5, likely=5.25, most=10)
    assert median(even.at((number + 0.5) / 1001).total_seconds() for number in range(1001)) == 315


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({}, "укажите одно из трёх"),
        ({"always": 5, "median": 5, "p90": 6}, "укажите одно из трёх"),
        ({"median": 5}, "укажите одно из трёх"),
        ({"least": 5, "most": 6}, "укажите одно из трёх"),
        ({"median": 6, "p90": 5}, "p90 не меньше median"),
        ({"least": 5, "likely": 4, "most": 6}, "least ≤ likely ≤ most"),
        ({"always": 0}, "должно быть больше 0"),
        ({"always": 10_001}, "не больше 10000"),
        ({"always": "5"}, "ожидается число"),
        ({"always": float("nan")}, "ожидается конечное число"),
        ({"usual": 5}, "неизвестное поле"),
    ],
)
def test_a_distribution_is_stated_in_one_way(keys: dict[str, object], message: str) -> None:
    """A wrong statement is refused in words."""
    with pytest.raises(ValidationError) as refused:
        Duration.model_validate(keys)
    assert message in "; ".join(error.message for error in field_errors(refused.value))


def test_a_distribution_is_said_in_words() -> None:
    """The assumptions read as people speak."""
    assert str(Duration(always=5)) == "5 мин"
    assert str(Duration(median=60, p90=150)) == "медиана 60 мин, 9 из 10 до 150 мин"
    assert str(Duration(least=5, likely=10, most=30)) == "от 5 до 30 мин, чаще 10"
