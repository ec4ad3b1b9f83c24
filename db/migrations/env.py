"""What Alembic runs: in the caller's transaction, or from the command line in one of its own."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from db.session import exclusive
from db.tables import Table
from settings import Settings


def render_type(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write a type of ours as the plain one beneath it, so that an old migration never depends on today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Run what was asked for on this connection."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=render_type,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise CommandError("Migrations need the database: run them without --sql")

given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with exclusive(Settings().database_url) as opened:
        run(opened)
