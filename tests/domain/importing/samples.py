"""A mapping and a destination that the tests of imports share."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.importing import Cell, ColumnMapping, Columns, Destination, Mapped, Row, RowMapper, parse_mapping

MOSCOW = ZoneInfo("Europe/Moscow")

SAMPLE = """\
format = 1
title = "Пробная выгрузка"
optional = ["author", "author_url", "external_id", "detected_at", "received_at", "visibility", "network", "url"]

[columns]
text = ["Текст", "Сообщение"]
network = "Соцсеть"
url = "Ссылка"
author = "Автор"
author_url = "Профиль"
theme = "Тема"
location = "Локация"
posted_at = "Дата"
detected_at = "Выявлено"
received_at = "Получено"
external_id = "Номер"
visibility = "Видимость"

[defaults]
location = "не указана"

[networks]
"ВКонтакте" = "vk"
"Одноклассники" = "ok"

[dates]
formats = ["ДД.ММ.ГГГГ чч:мм", "ДД.ММ.ГГГГ"]
"""

ROUTED = SAMPLE.replace('title = "', 'route = true\ntitle = "').replace(
    "[defaults]",
    """authority = "Исполнитель"

[authorities]
"Дорожный отдел" = "roads"
"Ёлочный отдел" = "housing"

[defaults]""",
)

TOWN = Destination("luga-2020", None, MOSCOW, frozenset({"roads", "housing"}))

HEADER = ("Текст", "Соцсеть", "Ссылка", "Автор", "Профиль", "Тема", "Локация", "Дата", "Номер", "Исполнитель")


def mapping(text: str = SAMPLE) -> ColumnMapping:
    """A mapping that can be used."""
    return parse_mapping(text, "sample.toml")


def mapper(text: str = SAMPLE, header: Sequence[Cell] = HEADER, destination: Destination = TOWN) -> RowMapper:
    """A reader of rows under that header."""
    used = mapping(text)
    return RowMapper(used, Columns.find(used, header), destination)


def read(text: str = SAMPLE, /, **cells: Cell) -> Mapped:
    """What a row of these cells says; each is named by its heading."""
    return mapper(text).read(Row(7, [cells.get(heading) for heading in HEADER]))


def complaints(mapped: Mapped) -> list[tuple[str | None, str]]:
    """What is wrong with a row: column and message."""
    return [(item.column, item.message) for item in mapped.errors]
