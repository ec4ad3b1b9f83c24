"""What a deployment calls: `otklik migrate` before an upgrade, `otklik health` inside a worker's container."""

import asyncio

import typer

from ops import database, health
from ops.commands.output import Json, failures, print_json
from ops.options import read_settings


def migrate(
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Создать базу данных или привести её к этой версии; повторный вызов ничего не меняет."""
    with failures(as_json=as_json):
        database.migrate(read_settings())
    _say("База данных соответствует этой версии.", as_json=as_json, migrated=True)


def worker_health(
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Проверить, обслуживает ли очередь worker этой машины (для проверки состояния контейнера)."""
    with failures(as_json=as_json):
        asyncio.run(health.check_worker(read_settings()))
    _say("Worker обслуживает очередь.", as_json=as_json, healthy=True)


def _say(text: str, *, as_json: bool, **document: bool) -> None:
    if as_json:
        print_json(document)
    else:
        typer.echo(text)
