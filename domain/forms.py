"""Reads what another process of this program wrote; while versions change places, that may be a newer one."""

from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from domain.errors import UnknownFormError

_Shape = TypeVar("_Shape", bound=BaseModel)
_Word = TypeVar("_Word", bound=StrEnum)


def read_form(shape: type[_Shape], value: Any) -> _Shape:  # noqa: ANN401 -- whatever the other one wrote
    """Read a value; raises UnknownFormError where it has another form than this version knows."""
    try:
        return shape.model_validate(value)
    except ValidationError:
        # Without its cause, which quotes values.
        raise _unknown() from None


def read_word(words: type[_Word], value: str) -> _Word:
    """Read one word of a list; raises UnknownFormError where this version does not know it."""
    try:
        return words(value)
    except ValueError:
        raise _unknown() from None


def _unknown() -> UnknownFormError:
    return UnknownFormError("Запись сделана другой версией программы; повторите запрос")
