"""What other versions of the program wrote."""

import pytest
from pydantic import BaseModel, ConfigDict

from domain.errors import UnknownFormError
from domain.forms import read_form, read_word
from domain.terms import State


class _Known(BaseModel):
    """What this version knows."""

    model_config = ConfigDict(extra="forbid")

    name: str


def test_known_form_is_read() -> None:
    """What has the form that is known becomes a value of it."""
    assert read_form(_Known, {"name": "а"}) == _Known(name="а")


@pytest.mark.parametrize("value", [{"name": "а", "newer": 1}, {}, None])
def test_unknown_form_is_said_without_a_value(value: object) -> None:
    """A field that is not known, and one that is missing, is another version's; the error quotes nothing."""
    with pytest.raises(UnknownFormError) as error:
        read_form(_Known, value)

    assert error.value.__cause__ is None
    assert str(error.value) == "Запись сделана другой версией программы; повторите запрос"


def test_unknown_word_is_said_without_the_word() -> None:
    """A word of the list is read; another one is another version's, and the error quotes nothing."""
    assert read_word(State, "drafting") is State.DRAFTING
    with pytest.raises(UnknownFormError) as error:
        read_word(State, "pondering")

    assert error.value.__cause__ is None
    assert str(error.value) == "Запись сделана другой версией программы; повторите запрос"
