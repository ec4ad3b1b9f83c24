"""`otklik verify`: a «расчёт срока» recomputed by an independent walker."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ops import proof_files
from ops.commands.output import FAILURE, USAGE, Json, failures, print_json
from ops.options import read_settings
from ops.verify import Difference

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Файлы JSON с адреса …/deadlines/{name}/explain; «-» — стандартный ввод."),
]
Calendar = Annotated[
    bool,
    typer.Option(
        "--calendar",
        help="Сверить и часы каждого дня с календарём регламента, который известен здесь; на код выхода не влияет.",
    ),
]


def run(
    files: Files,
    calendar: Calendar = False,  # noqa: FBT002 -- a flag of the command line
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Пересчитать сроки из файлов заново, минута за минутой. Код 0 — всё сходится, 1 — нет, 2 — файл неверен."""
    with failures(as_json=as_json):
        regulations = read_settings().regulations_dir if calendar else None
        verdicts = [proof_files.check(file, regulations) for file in files]
    if as_json:
        print_json([verdict.as_json() for verdict in verdicts])
    else:
        for verdict in verdicts:
            for line in _lines(verdict):
                typer.echo(line, err=verdict.error is not None)
    if any(verdict.error for verdict in verdicts):
        raise typer.Exit(USAGE)
    if not all(verdict.agrees for verdict in verdicts):
        raise typer.Exit(FAILURE)


def _lines(verdict: proof_files.FileVerdict) -> Iterator[str]:
    if verdict.error is not None:
        yield f"{verdict.file}: расчёт не читается: {verdict.error.field}: {verdict.error.message}"
        return
    named = f"{verdict.file}: срок {verdict.name}" + (f" сообщения {verdict.message_id}" if verdict.message_id else "")
    yield f"{named}: {'сходится' if verdict.agrees else 'НЕ СХОДИТСЯ'}"
    yield from _differing(verdict.differences, "в файле", "пересчитано")
    if verdict.calendar is not None:
        yield from _calendar(verdict.calendar)


def _calendar(check: proof_files.CalendarCheck) -> Iterator[str]:
    if not check.known:
        yield "  календарь: такой версии регламента здесь нет, сверить не с чем"
        return
    same = "версия та же" if check.same_version else "версия другая"
    yield f"  календарь: {same}, часы дней {'расходятся' if check.differences else 'совпадают'}"
    yield from _differing(check.differences, "в файле", "здесь")


def _differing(differences: tuple[Difference, ...], one: str, other: str) -> Iterator[str]:
    for item in differences:
        yield f"  {item.field}: {one} {item.stated or 'ничего'}, {other} {item.computed or 'ничего'}"
