"""`otklik import`: a file of messages into a running API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from domain.importing import RowResult
from importing.mappings import USUAL
from ops import import_file, import_report
from ops.commands.output import FAILURE, Json, console, failures, print_json
from ops.options import read_settings
from ops.ports import reachable
from settings import Settings

TOKEN_VARIABLE = "OTKLIK_TOKEN"  # noqa: S105 -- the variable's name, not a token

File = Annotated[Path, typer.Argument(metavar="FILE", help="Файл CSV или XLSX.")]
Regulation = Annotated[str, typer.Option(help="Регламент, по которому работают с сообщениями.")]
Flow = Annotated[str | None, typer.Option(help="Порядок регламента (по умолчанию первый).")]
Mapping = Annotated[str, typer.Option(help="Соответствие столбцов: имя из папки imports/ или путь к файлу .toml.")]
ResultPath = Annotated[
    Path | None,
    typer.Option("--result", help="Куда записать результат по строкам (по умолчанию FILE.result.csv здесь)."),
]
Url = Annotated[str | None, typer.Option(help="Адрес API (по умолчанию API этой машины).")]
Token = Annotated[str, typer.Option(envvar=TOKEN_VARIABLE, help="Токен с ролью monitoring или coordinator.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Только проверить файл: ничего не отправлять, API не нужен.")]

_AT_WORK = "загрузка"


def run_import(  # noqa: PLR0913, PLR0917 -- one argument an option
    file: File,
    regulation: Regulation,
    flow: Flow = None,
    mapping: Mapping = USUAL,
    result: ResultPath = None,
    url: Url = None,
    token: Token = "",
    dry_run: DryRun = False,  # noqa: FBT002 -- a flag of the command line
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Загрузить файл сообщений. Код 0 — приняты все строки, 1 — не все, 2 — файл не читается.

    Прерванную загрузку запускают ещё раз: принятое не повторится.
    """
    if not (token or dry_run):
        raise typer.BadParameter(f"укажите --token или переменную {TOKEN_VARIABLE}", param_hint="--token")
    order = import_file.Order(file, regulation, flow, mapping, result or Path(f"{file.name}.result.csv"))
    shown = _Shown(as_json=as_json)
    with failures(as_json=as_json):
        settings = read_settings()
        with shown.bar():
            if dry_run:
                summary = import_file.check(order, settings.regulations_dir, datetime.now(UTC), shown.watcher)
            else:
                summary = import_file.send(order, url or _own_address(settings), token, shown.watcher)
    if as_json:
        rows = [item.model_dump(mode="json") for item in shown.results]
        print_json({"rows": rows, "summary": summary.model_dump(), "result_file": str(order.result_file)})
    else:
        console().print(import_report.show(summary, shown.results, order.result_file))
    if not summary.all_taken:
        raise typer.Exit(FAILURE)


class _Shown:
    """The bar while it runs; and what is shown at the end: every row as JSON, else the first that need a person."""

    def __init__(self, *, as_json: bool) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=as_json,
        )
        self.results: list[RowResult] = []
        self._as_json = as_json
        self._task = self.progress.add_task(_AT_WORK, total=None)

    @contextmanager
    def bar(self) -> Iterator[None]:
        """Show the bar; one of an import that never began is taken away, for its error says it all."""
        with self.progress:
            try:
                yield
            except BaseException:
                self.progress.update(self._task, visible=self.progress.tasks[self._task].total is not None)
                raise

    @property
    def watcher(self) -> import_file.Watcher:
        """What the import tells of its progress."""
        return import_file.Watcher(self._begin, self._done, self._waits)

    def _begin(self, count: int) -> None:
        self.progress.update(self._task, total=count, description=_AT_WORK)

    def _waits(self, reason: str) -> None:
        # Two minutes of a bar that stands still look like a program that hangs.
        self.progress.update(self._task, description=f"{reason}; повторяю")

    def _done(self, result: RowResult) -> None:
        self.progress.update(self._task, advance=1, description=_AT_WORK)
        if self._as_json or (import_report.troubled(result) and len(self.results) < import_report.SHOWN):
            self.results.append(result)


def _own_address(settings: Settings) -> str:
    return str(httpx.URL(scheme="http", host=reachable(settings.api_host), port=settings.api_port))
