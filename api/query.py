"""Query parameters as a model: a wrong, unknown or repeated one is a 422 that names it, never a silent default."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ValidationError

from domain.errors import InvalidInput
from domain.text import AT_THE_DOOR
from domain.validation import FieldError, field_errors

_REFUSED = "Параметры запроса не приняты"

_Model = TypeVar("_Model", bound=BaseModel)


def query_of(model: type[_Model]) -> Callable[[Request], Awaitable[_Model]]:
    """Make a dependency that reads the query string; it raises InvalidInput."""

    # Not FastAPI's own query models: their errors are in English and repeat the input.
    async def read(request: Request) -> _Model:
        given = _given(request)
        wrong = tuple(_wrong(given))
        if wrong:
            raise InvalidInput(_REFUSED, errors=wrong)
        try:
            return model.model_validate(dict(given), context=AT_THE_DOOR)
        except ValidationError as error:
            raise InvalidInput(_REFUSED, errors=field_errors(error)) from error

    return read


def _given(request: Request) -> Sequence[tuple[str, str]]:
    """The parameters; what is not UTF-8 stays visible, where the framework puts U+FFFD and would find nothing."""
    text = request.scope["query_string"].decode("latin-1")
    return parse_qsl(text, keep_blank_values=True, errors="surrogateescape")


def _wrong(given: Sequence[tuple[str, str]]) -> Iterator[FieldError]:
    for name, count in Counter(name for name, _ in given).items():
        if count > 1:
            yield FieldError(name, "указан несколько раз")
    for name, value in given:
        if any("\ud800" <= letter <= "\udfff" for letter in name + value):
            yield FieldError(name, "ожидается текст в кодировке UTF-8")
