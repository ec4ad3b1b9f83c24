"""The Russian words for what the enums name."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from domain.terms import Action, ChangeKind, CommandName, Function, LimitState, Outcome, Role, State
from domain.words import ACTIONS, CHANGES, FUNCTIONS, LIMIT_STATES, OUTCOMES, ROLES, STATES


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (STATES, tuple(State)),
        (OUTCOMES, tuple(Outcome)),
        (LIMIT_STATES, tuple(LimitState)),
        (ROLES, tuple(Role)),
        (FUNCTIONS, tuple(Function)),
        (CHANGES, tuple(ChangeKind)),
        (ACTIONS, (*CommandName, *Action)),
    ],
    ids=["states", "outcomes", "limits", "roles", "functions", "changes", "actions"],
)
def test_everything_that_is_shown_has_a_word(words: Mapping[StrEnum, str], names: tuple[StrEnum, ...]) -> None:
    """Each name of an enum has one Russian word, and no word stands for two."""
    assert set(words) == set(names)
    assert all(word.strip() for word in words.values())
    assert len(set(words.values())) == len(words)
