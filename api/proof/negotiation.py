"""In which form a «расчёт срока» is wanted: by the query's ``format``, else by the header ``Accept``, else JSON."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

JSON = "application/json"
TEXT = "text/plain"
PAGE = "text/html"


class Form(StrEnum):
    """The forms that an explanation has."""

    JSON = "json"
    TEXT = "text"
    PAGE = "page"


class FormQuery(BaseModel):
    """``format`` decides against the header, so that a link in a browser may lead to any form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Form | None = Field(default=None, alias="format")


_FORMS = {JSON: Form.JSON, TEXT: Form.TEXT, PAGE: Form.PAGE, "application/*": Form.JSON, "text/*": Form.TEXT}


def wanted_form(request: Request, query: FormQuery) -> Form:
    """The form that fits best; what nothing here fits is answered in JSON, as everything else is."""
    if query.form is not None:
        return query.form
    ranges = [_range(item) for item in ",".join(request.headers.getlist("accept")).split(",")]
    # sorted() keeps the order of the header among equals.
    for name, _ in sorted(ranges, key=lambda item: -item[1]):
        if name == "*/*":
            return Form.JSON
        if name in _FORMS:
            return _FORMS[name]
    return Form.JSON


def _range(text: str) -> tuple[str, float]:
    """A media range and its weight (RFC 9110, 12.5.1); a weight of nothing means «not that», one unread counts full."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        quality = float(weight)
    except ValueError:
        quality = 1.0
    return (name, quality) if quality > 0 else ("", 0.0)
