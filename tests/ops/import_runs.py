"""A run of `otklik import` as the tests make it: a file, its mapping, and what came of it."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from domain.importing import RowResult, Summary
from ops import import_file
from ops.import_file import Order, Watcher
from settings import Settings
from tests.domain.importing.samples import ROUTED
from tests.importing.files import csv_bytes
from tests.ops.import_api import TOKEN

HEADER = ("Текст", "Соцсеть", "Тема", "Локация", "Дата", "Номер", "Исполнитель")
NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)


def line(number: int, authority: str = "", text: str | None = None, date: str = "16.03.2026 09:40") -> list[object]:
    """A row of an export."""
    return [f"Яма {number}" if text is None else text, "ВКонтакте", "Дороги", "центр", date, number, authority]


class Import:
    """A file, its mapping, and what came of it."""

    def __init__(self, folder: Path, *lines: list[object], regulation: str = "luga-2020") -> None:
        """Write the files."""
        self.file = folder / "march.csv"
        self.file.write_bytes(csv_bytes([HEADER, *lines], ";", "cp1251"))
        own = folder / "own.toml"
        own.write_text(ROUTED.replace('"roads"', '"authority-1"').replace('"housing"', '"authority-2"'), "utf-8")
        self.order = Order(self.file, regulation, None, str(own), folder / "march.result.csv")
        self.counted: list[int] = []
        self.results: list[RowResult] = []
        self.waited: list[str] = []

    @property
    def watcher(self) -> Watcher:
        """Notes what it is told."""
        return Watcher(self.counted.append, self.results.append, self.waited.append)

    def send(self, url: str, token: str = TOKEN) -> Summary:
        """Hand the rows in."""
        return import_file.send(self.order, url, token, self.watcher)

    def check(self) -> Summary:
        """Judge the rows without an API."""
        return import_file.check(self.order, Settings().regulations_dir, NOW, self.watcher)

    def written(self) -> list[dict[str, str]]:
        """The result file as a spreadsheet reads it."""
        with self.order.result_file.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))
