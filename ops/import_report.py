"""What an import tells: a file with the result of every row, and a summary on the screen."""

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from domain.importing import Result, RowResult, Summary
from domain.os_words import reason
from ops.errors import OpsError

HEADER = ("row", "result", "id", "routed_to", "error")
SHOWN = 20
"""How many rows that need a person are named on the screen; the file names all."""

_FIGURES = (
    ("rows", "строк"),
    ("new", "новых"),
    ("known", "уже известных"),
    ("checked", "прошло проверку"),
    ("routed", "направлено в орган"),
    ("not_routed", "не направлено в орган"),
    ("refused", "отклонено"),
    ("unavailable", "без ответа"),
)


class ResultFile:
    """A CSV that spreadsheets open with a double click; each row is on the disk before the next one is written."""

    def __init__(self, path: Path) -> None:
        """Begin the file anew; raises OpsError where it cannot be written."""
        try:
            # The byte order mark and the semicolon are what a Russian spreadsheet expects.
            self._file = path.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise OpsError(f"файл результатов {path} не создаётся: {reason(error)}") from error
        self._writer = csv.writer(self._file, delimiter=";")
        self._writer.writerow(HEADER)

    def write(self, result: RowResult) -> None:
        """Add a row."""
        line = (result.row, result.result.value, result.id or "", result.routed_to or "", result.said)
        self._writer.writerow(line)
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


def show(summary: Summary, troubled: Sequence[RowResult], result_file: Path) -> RenderableType:
    """Say in words how it went; ``troubled`` are the first rows that need a person."""
    table = Table(show_header=False, box=None)
    table.add_column(justify="right")
    table.add_column()
    for name, words in _FIGURES:
        figure = getattr(summary, name)
        if figure or name == "rows":
            table.add_row(str(figure), words)
    named = [Text(item.said) for item in troubled[:SHOWN]]
    left = summary.refused + summary.unavailable + summary.not_routed - len(named)
    more = [Text(f"… и ещё {left}")] if left > 0 else []
    return Group(table, *named, *more, Text(f"Результат по строкам: {result_file}"))


def troubled(result: RowResult) -> bool:
    """Whether a row needs a person."""
    return bool(result.errors) or result.result in {Result.REFUSED, Result.UNAVAILABLE}
