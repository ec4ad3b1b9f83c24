"""HEAD and Allow: what every address answers beside its own methods."""

from http import HTTPMethod, HTTPStatus

import pytest
from fastapi import FastAPI

from api.methods import methods_of
from tests.api.client import MESSAGES, Person, absent_id, assert_problem


@pytest.mark.parametrize("path", ["/healthz", "/readyz", MESSAGES, "/api/v1/regulations", "/api/v1/openapi.json"])
async def test_head_is_get_without_its_content(coordinator: Person, path: str) -> None:
    """Status and headers are those of GET, and nothing follows."""
    asked = await coordinator.get(path)
    head = await coordinator.ask(HTTPMethod.HEAD, path)

    assert (head.status_code, head.content) == (HTTPStatus.OK, b"")
    assert head.headers == asked.headers


async def test_head_is_refused_as_get_is(stranger: Person, coordinator: Person) -> None:
    """Without a token, and for a message that does not exist, HEAD is told what GET is told."""
    assert (await stranger.ask(HTTPMethod.HEAD, MESSAGES)).status_code == HTTPStatus.UNAUTHORIZED
    assert (await coordinator.ask(HTTPMethod.HEAD, f"{MESSAGES}/{absent_id()}")).status_code == HTTPStatus.NOT_FOUND


async def test_head_is_counted_by_its_route(stranger: Person) -> None:
    """The metrics show HEAD with the template of the route that answered."""
    await stranger.ask(HTTPMethod.HEAD, "/healthz")

    shown = (await stranger.get("/metrics")).text
    assert 'otklik_http_request_seconds_count{method="HEAD",route="/healthz",status="200"} 1.0' in shown


async def test_allow_names_every_method_of_an_address(app: FastAPI, coordinator: Person) -> None:
    """Each address of the description answers a method that it has not with all that it has."""
    for template, operations in app.openapi()["paths"].items():
        path = template.format(
            message_id=absent_id(), name="overall", number=1, regulation_id="luga-2020", command="note"
        )
        has = {method.upper() for method in operations}

        response = await coordinator.ask(HTTPMethod.DELETE, path)

        assert_problem(response, HTTPStatus.METHOD_NOT_ALLOWED)
        assert set(response.headers["allow"].split(", ")) == has | ({"HEAD"} if "GET" in has else set()), template


async def test_undescribed_address_keeps_its_own_methods(app: FastAPI, stranger: Person) -> None:
    """The page with the documentation is in no description, and says what it has all the same."""
    assert methods_of(app, "/docs") == ()
    assert set((await stranger.post("/docs")).headers["allow"].split(", ")) == {"GET", "HEAD"}
