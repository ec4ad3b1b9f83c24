"""Whatever people write: it is stored as it was written, or refused by its field; never a mistake of ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.examples import COMMANDS
from domain.lifecycle import message_id
from domain.terms import CommandName, Network
from tests.api.client import INTAKE, MESSAGES, Person

REFUSED = {"нулевой символ": "а\x00б", "одиночный суррогат": "а\ud800б", "обратный порядок": "\udc00\ud800"}
KEPT = {
    "эмодзи": "Спасибо 👨‍👩‍👧‍👦🇷🇺",
    "справа налево": "\u202eтекст\u202c שלום",
    "SQL": "'; DROP TABLE message; --",
    "HTML": "<script>alert('1')</script>&amp;",
    "управляющие": "а\x01\x1b[31m\x7f\u0085б",
    "шаблон": "{{7*7}} ${jndi:ldap://x} %s %n",
    "разделители": "строка\u2028абзац\u2029\ufeff",
    "некрасивый JSON": '"}\\',
}

Path = tuple[str | int, ...]

FULL_INTAKE: dict[str, Any] = INTAKE | {
    "url": "https://vk.com/wall-1_1",
    "author": {"name": "Мария", "url": "https://vk.com/id1"},
    "theme": "ЖКХ",
    "theme_group": "Дороги",
    "location": "Провидения",
    "importance": "обычная",
    "repeat_of": message_id("providensky-2020", Network.VK, "external:wall-0"),
    "visibility": "public",
    "posted_at": "2026-03-16T09:00:00+12:00",
    "attachments": [{"url": "https://example.org/1.jpg", "id": "1", "title": "Фото"}],
}
ACTOR = {"role": "curator", "stage": "curator", "name": "Иванов"}


def texts_of(value: object, path: Path = ()) -> Iterator[Path]:
    """Where the texts of a payload are."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts_of(item, (*path, number))


def with_text(payload: dict[str, Any], path: Path, text: str) -> str:
    """The payload as JSON, with another text at one place."""
    changed = json.loads(json.dumps(payload))
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = text
    # ASCII, so that a lone surrogate travels as an escape.
    return json.dumps(changed, ensure_ascii=True)


def written(path: Path) -> str:
    """A field's path as problems write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


@pytest.mark.parametrize("path", list(texts_of(FULL_INTAKE)), ids=written)
async def test_every_field_of_an_intake(coordinator: Person, path: Path) -> None:
    """Each field of an intake either keeps a strange text letter by letter or refuses it by its name."""
    assert await coordinator.report(external_id="wall-0") == FULL_INTAKE["repeat_of"]
    for number, text in enumerate((*KEPT.values(), *REFUSED.values())):
        body = with_text(FULL_INTAKE | {"external_id": f"w-{number}"}, path, text)
        response = await coordinator.send(MESSAGES, body)
        if response.status_code == 422:
            assert [error["field"] for error in response.json()["errors"]] == [written(path)]
        else:
            assert (response.status_code, text in KEPT.values()) == (201, True)
            assert path[0] == "regulation" or _at(response.json()["message"], path) == text


def _at(value: Any, path: Path) -> object:  # noqa: ANN401 -- any JSON
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("name", list(CommandName))
async def test_every_field_of_a_command(admin: Person, name: CommandName) -> None:
    """Each field of a command refuses what cannot be stored by its name, and takes the rest without a mistake."""
    message_id = await admin.report()
    for example in COMMANDS[name].values():
        payload = {**example, "command_id": "c", "comment": "поздно", "actor": ACTOR, "occurred_at": "x"}
        for path in texts_of(payload):
            for text in REFUSED.values():
                response = await admin.send(f"{MESSAGES}/{message_id}/{name}", with_text(payload, path, text))
                assert response.status_code == 422
                assert written(path).partition("[")[0].partition(".")[0] in response.text
            for text in KEPT.values():
                response = await admin.send(f"{MESSAGES}/{message_id}/{name}", with_text(payload, path, text))
                assert response.status_code == 422  # occurred_at is no time


async def test_strange_note_is_kept_in_the_journal(coordinator: Person) -> None:
    """What is written in a note comes back letter by letter."""
    message_id = await coordinator.report()
    for text in KEPT.values():
        assert (await coordinator.command(message_id, "note", {"text": text})).status_code == 200

    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]

    assert [entry["details"]["text"] for entry in journal if entry["action"] == "note"] == list(KEPT.values())


async def test_strange_command_id_comes_back_readable(coordinator: Person) -> None:
    """An id that no header can hold is percent-encoded there and breaks nothing."""
    message_id = await coordinator.report()

    response = await coordinator.command(message_id, "note", {"text": "а", "command_id": "№ 5\r\nX: 1"})

    assert response.status_code == 200
    assert response.headers["command-id"] == "%E2%84%96%205%0D%0AX:%201"
