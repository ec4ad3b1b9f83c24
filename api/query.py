"""Query parameters as a model: a wrong or unknown one is a 422 that names it, never a silent default."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from domain.errors import InvalidInput
from domain.validation import field_errors

_Model = TypeVar("_Model", bound=BaseModel)


def query_of(model: type[_Model]) -> Callable[[Request], Awaitable[_Model]]:
    """Make a dependency that reads the query string; it raises InvalidInput."""

    # Not FastAPI's own query models: their errors are in English and repeat the input.
    async def read(request: Request) -> _Model:
        try:
            return model.model_validate(dict(request.query_params))
        except ValidationError as error:
            msg = "Параметры запроса не приняты"
            raise InvalidInput(msg, errors=field_errors(error)) from error

    return read
