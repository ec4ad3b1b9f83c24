"""Bodies: bounded, UTF-8, JSON, objects; everything else is refused, nothing is a mistake of ours."""

import json
from collections.abc import AsyncIterator

import pytest

from api.body import MAX_BODY_BYTES
from tests.api.client import INTAKE, MESSAGES, Person, assert_problem


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"text=1",
        b'{"text": "\xff\xfe"}',
        json.dumps(INTAKE).encode("utf-16"),
        b'{"text": NaN}',
        b'{"text": -Infinity}',
        b'{"text": 1e999}',
        b'{"text": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"text": "a\nb"}',
    ],
    ids=["empty", "cut", "form", "bytes", "utf-16", "NaN", "Infinity", "1e999", "digits", "brackets", "raw newline"],
)
async def test_what_is_no_json_is_unreadable(coordinator: Person, body: bytes) -> None:
    """A body that is not JSON in UTF-8 is a 400."""
    assert_problem(await coordinator.send(MESSAGES, body), 400)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"1", b"true"])
async def test_what_is_no_object_is_refused(coordinator: Person, body: bytes) -> None:
    """JSON that is no object is a 422."""
    assert_problem(await coordinator.send(MESSAGES, body), 422, "body")


async def test_announced_length_over_the_limit(coordinator: Person) -> None:
    """A body announced as longer than 1 MB is a 413 before it is read."""
    body = json.dumps(INTAKE | {"text": "x" * MAX_BODY_BYTES})

    assert_problem(await coordinator.send(MESSAGES, body), 413)


async def test_sent_length_over_the_limit(coordinator: Person) -> None:
    """A body without an announced length is a 413 as soon as it is too long."""

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536

    response = await coordinator.http.post(
        MESSAGES, content=endless(), headers={"Authorization": f"Bearer {coordinator.token}"}
    )

    assert_problem(response, 413)


async def test_body_at_the_limit_is_read(coordinator: Person) -> None:
    """Exactly 1 MB is not too large."""
    body = json.dumps(INTAKE).encode()

    assert (await coordinator.send(MESSAGES, body.ljust(MAX_BODY_BYTES))).status_code == 201


async def test_repeated_key_counts_once(coordinator: Person) -> None:
    """Of a key that stands twice the last value counts."""
    body = json.dumps(INTAKE)[:-1] + ', "text": "Второй"}'

    assert (await coordinator.send(MESSAGES, body)).json()["message"]["text"] == "Второй"


async def test_byte_order_mark_is_read(coordinator: Person) -> None:
    """A byte order mark, which office programs write, is no mistake."""
    assert (await coordinator.send(MESSAGES, b"\xef\xbb\xbf" + json.dumps(INTAKE).encode())).status_code == 201
