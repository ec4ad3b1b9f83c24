"""Reads what another process of this program wrote; while versions change places, that may be a newer one."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from domain.errors import UnknownFormError

_Shape = TypeVar("_Shape", bound=BaseModel)


def read_form(shape: type[_Shape], value: Any) -> _Shape:  # noqa: ANN401 -- whatever the other one wrote
    """Read a value; raises UnknownFormError where it has another form than this version knows."""
    try:
        return shape.model_validate(value)
    except ValidationError:
        # Without its cause, which quotes values.
        raise UnknownFormError("Запись сделана другой версией программы; повторите запрос") from None
