"""Files as exports write them, sent to the API by a person."""

from typing import Any

import httpx

from tests.api.client import MESSAGES, Person
from tests.domain.importing.samples import ROUTED

IMPORT = f"{MESSAGES}:import"
HEADER = ("Тема", "Группа тем", "Локация", "Категория важности", "Соцсеть", "Ссылка", "Автор", "Текст", "Дата")
PRO = {"regulation": "providensky-2020"}
ROADS = ROUTED.replace('"roads"', '"authority-1"').replace('"housing"', '"authority-2"')
OWN_HEADER = ("Текст", "Соцсеть", "Тема", "Локация", "Дата", "Номер", "Исполнитель", "Получено")


def line(number: int, **cells: object) -> list[object]:
    """A row of the usual export."""
    given: dict[str, object] = {
        "Тема": "Освещение",
        "Группа тем": "ЖКХ",
        "Локация": "центр",
        "Категория важности": "обычная",
        "Соцсеть": "ВКонтакте",
        "Ссылка": f"https://vk.com/wall-1_{number}",
        "Автор": f"Автор {number}",
        "Текст": f"Не горит фонарь {number}",
        "Дата": "16.03.2026 09:40",
    }
    return [(given | cells)[heading] for heading in HEADER]


def own(number: int, authority: str = "", **cells: object) -> list[object]:
    """A row of an export that names the body."""
    given: dict[str, object] = {
        "Текст": f"Яма {number}",
        "Соцсеть": "ВКонтакте",
        "Тема": "Дороги",
        "Номер": number,
        "Исполнитель": authority,
    }
    return [(given | cells).get(heading) for heading in OWN_HEADER]


async def sent(person: Person, data: bytes, query: dict[str, str] | None = None) -> httpx.Response:
    """Send a file."""
    headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "text/csv"}
    return await person.http.post(IMPORT, params=PRO | (query or {}), content=data, headers=headers)


async def rows_of(person: Person, data: bytes, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """The results of a file that is taken."""
    response = await sent(person, data, query)
    assert response.status_code == 200, response.text
    rows: list[dict[str, Any]] = response.json()["rows"]
    return rows
