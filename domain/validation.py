"""Turns a validation failure into errors that name the field, in Russian, without echoing the input."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.text import storable_excerpt

MOST_ERRORS = 100
"""How many errors of one payload are listed: a stranger's thousands of unknown fields help nobody."""

WHOLE = "payload"
"""The field's name where the value as a whole is wrong."""

_NAME_LETTERS = 100

_MESSAGES: Mapping[str, str] = {
    "missing": "обязательное поле отсутствует",
    "extra_forbidden": "неизвестное поле",
    "string_type": "ожидается строка",
    "string_too_long": "не длиннее {max_length} символов",
    "string_too_short": "не короче {min_length} символов",
    "string_unicode": "недопустимые символы Юникода",
    "string_pattern_mismatch": "значение не соответствует ожидаемому виду",
    "enum": "допустимо: {expected}",
    "literal_error": "допустимо: {expected}",
    "bool_type": "ожидается true или false",
    "bool_parsing": "ожидается true или false",
    "int_type": "ожидается целое число",
    "int_parsing": "ожидается целое число",
    "list_type": "ожидается список",
    "tuple_type": "ожидается список",
    "dict_type": "ожидается объект",
    "model_type": "ожидается объект",
    "model_attributes_type": "ожидается объект",
    "too_long": "не более {max_length} элементов",
    "too_short": "не менее {min_length} элементов",
    "timezone_aware": "укажите часовой пояс, например 2026-03-16T10:00:00+03:00",
    "datetime_type": "ожидаются дата и время по ISO 8601 с часовым поясом",
    "datetime_parsing": "ожидаются дата и время по ISO 8601 с часовым поясом",
    "datetime_from_date_parsing": "ожидаются дата и время по ISO 8601 с часовым поясом",
    "datetime_object_invalid": "ожидаются дата и время по ISO 8601 с часовым поясом",
    "date_type": "ожидается дата ГГГГ-ММ-ДД",
    "date_parsing": "ожидается дата ГГГГ-ММ-ДД",
    "date_from_datetime_parsing": "ожидается дата ГГГГ-ММ-ДД",
    "float_type": "ожидается число",
    "decimal_type": "ожидается число",
    "decimal_parsing": "ожидается число",
    "finite_number": "ожидается конечное число",
    "greater_than": "должно быть больше {gt}",
    "greater_than_equal": "должно быть не меньше {ge}",
    "less_than": "должно быть меньше {lt}",
    "less_than_equal": "должно быть не больше {le}",
    "json_invalid": "тело запроса не читается как JSON",
}


class FieldError(NamedTuple):
    """One value that is wrong: the path of its field and what is expected there."""

    field: str
    message: str


def field_path(location: Iterable[str | int]) -> str:
    """Write a location as people read it: ``flows[0].limits[2].unit``; a stranger's name is cut and made storable."""
    path = ""
    for part in location:
        name = f"[{part}]" if isinstance(part, int) else storable_excerpt(part, _NAME_LETTERS)
        path += f".{name}" if path and not isinstance(part, int) else name
    return path or WHOLE


def _message(error: ErrorDetails) -> str:
    context: dict[str, Any] = dict(error.get("ctx") or {})
    if error["type"] == "value_error":
        return str(context.get("error", "недопустимое значение"))
    if "expected" in context:
        listed = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        context["expected"] = re.sub(r"<\w+\.\w+: ([^>]*)>", r"\1", listed)
    template = _MESSAGES.get(error["type"], "недопустимое значение")
    return template.format(**context)


def field_errors(error: ValidationError, *, within: Sequence[str | int] = ()) -> tuple[FieldError, ...]:
    """List what is wrong, field by field; ``within`` is the path of the validated value itself."""
    details = error.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    return tuple(FieldError(field_path((*within, *detail["loc"])), _message(detail)) for detail in details)
