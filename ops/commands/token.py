"""`otklik token`: issue, revoke, list."""

from typing import Annotated

import typer

from domain.terms import Role
from ops import tokens
from ops.commands.output import DataDir, Json, console, failures, print_json
from ops.database import missing_file
from ops.options import read_settings

app = typer.Typer(help="Токены людей и программ: выдать, отозвать, перечислить.", no_args_is_help=True)


@app.command()
def issue(  # noqa: PLR0913, PLR0917 -- one argument an option
    person: Annotated[str, typer.Option(help="Кому: имя учётной записи человека или программы.")],
    role: Annotated[list[Role], typer.Option(help="Роль; можно несколько раз.")],
    authority: Annotated[str | None, typer.Option(help="Орган исполнителя.")] = None,
    stage: Annotated[list[str] | None, typer.Option(help="Этап согласующего; можно несколько раз.")] = None,
    regulation: Annotated[str | None, typer.Option(help="Только для этого регламента.")] = None,
    data_dir: DataDir = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Выдать токен: он показывается один раз, хранится только его хеш."""
    with failures(as_json=as_json):
        settings = read_settings(data_dir=data_dir)
        new = missing_file(settings)
        text = tokens.issue(
            settings,
            person=person,
            roles=role,
            authority=authority,
            stages=stage or (),
            regulation=regulation,
        )
    if new is not None:
        # A slip in --data-dir, or another folder to start from, would make a token that opens nothing.
        typer.echo(f"Базы данных не было, создана новая: {new}. Токен откроет только API, который её читает.", err=True)
    if as_json:
        print_json({"token": text}, indent=None)
    else:
        # Nothing else, so that a shell can take it: TOKEN=$(otklik token issue …)
        typer.echo(text)


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Номер токена; или лицо, тогда все его токены.")],
    data_dir: DataDir = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Отозвать токен: API перестанет его принимать в пределах OTKLIK_TOKEN_CACHE_MINUTES минут."""
    with failures(as_json=as_json):
        ended = tokens.revoke(read_settings(data_dir=data_dir), token)
    if as_json:
        print_json({"revoked": list(ended)})
    else:
        console().print(tokens.table(ended))


@app.command("list")
def list_all(
    data_dir: DataDir = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Перечислить выданные токены, без их текста."""
    with failures(as_json=as_json):
        rows = tokens.listed(read_settings(data_dir=data_dir))
    if as_json:
        print_json({"tokens": list(rows)})
    else:
        console().print(tokens.table(rows))
