"""`otklik people`: load, show."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.words import CHANGES
from ops import people
from ops.commands.output import DataDir, Json, console, failures, print_json
from ops.options import read_settings

app = typer.Typer(help="Люди регламента: должности, отсутствия, замещающие.", no_args_is_help=True)


@app.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Файл TOML; образцы — в docs/examples/people/.")],
    by: Annotated[str, typer.Option(help="Кто меняет список: для журнала.")] = people.OPERATOR,
    data_dir: DataDir = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Заменить список людей регламента списком из файла: целиком, с записью в журнал."""
    with failures(as_json=as_json):
        loaded = people.load(read_settings(data_dir=data_dir), file, by, datetime.now(UTC))
    if as_json:
        print_json(_json(loaded) | {"changes": [change.model_dump(mode="json") for change in loaded.changed]})
        return
    for change in loaded.changed:
        typer.echo(f"{CHANGES[change.change]}: {change.person}")
    console().print(people.table(loaded))


@app.command()
def show(
    regulation: Annotated[
        str | None, typer.Argument(metavar="REGULATION", help="Один регламент; без него все.")
    ] = None,
    data_dir: DataDir = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Показать людей и кто сегодня работает на каждой должности."""
    with failures(as_json=as_json):
        rosters = people.show(read_settings(data_dir=data_dir), regulation, datetime.now(UTC))
    if as_json:
        print_json([_json(item) for item in rosters])
        return
    for item in rosters:
        console().print(people.table(item))


def _json(item: people.Loaded) -> dict[str, Any]:
    return item.roster.model_dump(mode="json") | {"acting": [office.model_dump(mode="json") for office in item.acting]}
