"""What a route says about itself in OpenAPI where FastAPI cannot see it: what is read by hand, and problems."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.openapi.docs import get_swagger_ui_html
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.problems import MEDIA_TYPE, Problem
from domain.lifecycle import STAMPED_FIELDS, Command

_SUFFIX = "Request"
_REF = "#/components/schemas/{model}" + _SUFFIX

_PLACE = '<div id="swagger-ui">'
_WITHOUT_SCRIPTS = (
    "<p>Страница загружает скрипты из интернета. Если она такой и остаётся, сеть их не пропускает: описание API — "
    '<a href="{url}">{url}</a>, его открывает любая программа для OpenAPI.</p>'
)

_DESCRIPTIONS: Mapping[int, str] = {
    400: "Тело запроса не читается: не UTF-8 или не JSON",
    401: "Нет токена, или он неизвестен",
    403: "Роль этого не позволяет",
    404: "Не найдено, или принадлежит другому органу",
    409: "Состояние дела или регламент этого не допускает",
    413: "Тело запроса больше 1 МБ",
    422: "Значение поля неверно; errors называет каждое",
    503: "Временно недоступно; повторите через Retry-After секунд",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problem answers of a route."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": _DESCRIPTIONS[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def body_of(
    model: type[BaseModel], examples: Mapping[str, Mapping[str, Any]], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Describe a JSON body that the handler reads itself, and the request headers that it looks at."""
    described = {name: {"summary": name, "value": dict(example)} for name, example in examples.items()}
    content = {"schema": {"$ref": _REF.format(model=model.__name__)}, "examples": described}
    return {
        "requestBody": {"required": True, "content": {"application/json": content}},
        "parameters": [
            {"name": name, "in": "header", "required": False, "description": text, "schema": {"type": "string"}}
            for name, text in (headers or {}).items()
        ],
    }


def query_parameters(model: type[BaseModel]) -> dict[str, Any]:
    """Describe the query string that ``api.query`` reads as a model."""
    schema = model.model_json_schema(ref_template=_REF)
    return {
        "parameters": [
            {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": field}
            for name, field in schema["properties"].items()
        ]
    }


def components(models: Sequence[type[BaseModel]]) -> dict[str, Any]:
    """The schemas that ``body_of`` and ``query_parameters`` refer to, and that of a problem."""
    _, schema = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    found: dict[str, Any] = {f"{name}{_SUFFIX}": definition for name, definition in schema["$defs"].items()}
    for model in models:
        if issubclass(model, Command):
            for field in STAMPED_FIELDS:
                del found[f"{model.__name__}{_SUFFIX}"]["properties"][field]
    # Only the stamped fields refer to it.
    found.pop(f"Principal{_SUFFIX}", None)
    return found | {Problem.__name__: _problem_schema()}


def strip_framework_errors(operation: dict[str, Any]) -> None:
    """Take out the validation error that FastAPI documents by itself; no route answers it."""
    answers = operation["responses"]
    unprocessable = answers.get(str(HTTPStatus.UNPROCESSABLE_ENTITY.value), {})
    if MEDIA_TYPE not in unprocessable.get("content", {MEDIA_TYPE: None}):
        del answers[str(HTTPStatus.UNPROCESSABLE_ENTITY.value)]


def _problem_schema() -> dict[str, Any]:
    # The one model inside is written in place, so that nothing else has to be a component.
    schema = Problem.model_json_schema()
    field = schema.pop("$defs")["FieldProblem"]
    schema["properties"]["errors"] = {"type": "array", "items": field, "title": "Errors"}
    return schema


async def page(request: Request) -> HTMLResponse:
    """Show the description to people; in a network without internet the page says where it is."""
    url = request.app.openapi_url
    shown = get_swagger_ui_html(openapi_url=url, title=f"{request.app.title}: API")
    # The scripts put the description in the place of these words.
    text = bytes(shown.body).decode().replace(_PLACE, _PLACE + _WITHOUT_SCRIPTS.format(url=url))
    return HTMLResponse(text)
