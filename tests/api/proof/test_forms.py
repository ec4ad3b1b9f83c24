"""The forms of «расчёт срока» and how one is asked for."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.requests import Request

from api.proof.negotiation import Form, FormQuery, wanted_form
from ops.verify import verify
from tests.api.client import MESSAGES, ROUTE, Person, assert_problem


def _request(*accept: str) -> Request:
    headers = [(b"accept", item.encode()) for item in accept]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ((), Form.JSON),
        (("*/*",), Form.JSON),
        (("application/json",), Form.JSON),
        (("application/*",), Form.JSON),
        (("text/plain",), Form.TEXT),
        (("text/*",), Form.TEXT),
        (("TEXT/HTML; charset=utf-8",), Form.PAGE),
        (("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",), Form.PAGE),
        (("text/plain;q=0.5", "text/html"), Form.PAGE),
        (("text/html;q=0, text/plain;q=0.1",), Form.TEXT),
        (("image/png",), Form.JSON),
        (("image/png, */*;q=0.1",), Form.JSON),
        (("text/html;q=much",), Form.PAGE),
        ((";;,",), Form.JSON),
    ],
)
def test_header_says_which_form(accept: tuple[str, ...], form: Form) -> None:
    """The range with the greatest weight that fits wins; what fits nothing is answered in JSON."""
    assert wanted_form(_request(*accept), FormQuery()) is form


@pytest.mark.parametrize("form", list(Form))
def test_parameter_wins_over_the_header(form: Form) -> None:
    """A link may lead to any form, whatever the browser would rather have."""
    assert wanted_form(_request("text/html"), FormQuery.model_validate({"format": form})) is form


async def test_every_form_is_answered(coordinator: Person) -> None:
    """JSON by default, the text and the page on demand, each with its type; caches are told what it depends on."""
    address = f"{MESSAGES}/{await coordinator.report()}/deadlines/overall/explain"

    as_json = await coordinator.get(address)
    text = await coordinator.get(address, format="text")
    page = await coordinator.get(address, format="page")

    types = [answer.headers["content-type"] for answer in (as_json, text, page)]
    assert types == ["application/json", "text/plain; charset=utf-8", "text/html; charset=utf-8"]
    assert {answer.headers["vary"] for answer in (as_json, text, page)} == {"Accept"}
    assert text.text.startswith("Расчёт срока: ")
    assert page.text.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    coordinator.headers["Accept"] = "text/html"
    assert (await coordinator.get(address)).text == page.text


async def test_every_address_of_the_page_answers(coordinator: Person) -> None:
    """What docs/deadline-proof.md shows can be asked as it stands there."""
    message_id = await coordinator.report()
    written = (Path(__file__).parents[3] / "docs" / "deadline-proof.md").read_text(encoding="utf-8")
    addresses = re.findall(r"^GET (\S+)$", written, flags=re.MULTILINE)

    assert len(addresses) == len(Form) + 1
    for address in addresses:
        assert (await coordinator.get(address.format(id=message_id))).status_code == 200


async def test_unknown_form_is_refused_by_name(coordinator: Person) -> None:
    """A form that there is not, and a parameter that there is not, are named."""
    address = f"{MESSAGES}/{await coordinator.report()}/deadlines/overall/explain"

    assert_problem(await coordinator.get(address, format="pdf"), 422, "format")
    assert_problem(await coordinator.get(address, form="text"), 422, "form")


@pytest.mark.parametrize("closed", [False, True])
async def test_answer_of_the_api_is_recomputed(coordinator: Person, *, closed: bool) -> None:
    """Every limit that has begun agrees with the walker, while the message is open and after."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    if closed:
        await coordinator.command(message_id, "close", {"reason": "Проверка"})
    case = (await coordinator.get(f"{MESSAGES}/{message_id}")).json()
    names = [item["name"] for item in case["deadlines"] if item["state"] != "pending"]

    assert {"overall", "draft"} <= set(names)
    for name in names:
        answer = await coordinator.get(f"{MESSAGES}/{message_id}/deadlines/{name}/explain")
        assert verify(json.loads(answer.text)) == ()


class _Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and the names of its attributes."""
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


async def test_page_runs_and_fetches_nothing(coordinator: Person) -> None:
    """No script, no link, no picture from elsewhere, no handler: it can be kept as evidence and printed offline."""
    address = f"{MESSAGES}/{await coordinator.report()}/deadlines/overall/explain"
    page = _Tags()
    page.feed((await coordinator.get(address, format="page")).text)

    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name in {"src", "href", "style"}]
