"""The read model as the commands of an operator use it: brought up to date first, its errors said in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session

from db import session as database
from ops.errors import DatabaseError
from settings import Settings


def migrate(settings: Settings) -> None:
    """Make the database where it is absent and bring it to the newest revision. Raises DatabaseError."""
    with _in_one_line():
        database.migrate(settings.database_url)


def missing_file(settings: Settings) -> Path | None:
    """The file of a database that is not there yet, where it is a file at all."""
    url = make_url(settings.database_url)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    return None if file is None or file.exists() else file


def check(settings: Settings) -> None:
    """Make sure that the database is there and has its tables; changes nothing. Raises DatabaseError."""
    with _in_one_line():
        engine = database.engine_from(settings.database_url)
        try:
            database.check(engine)
        finally:
            engine.dispose()


@contextmanager
def transaction(settings: Settings) -> Iterator[Session]:
    """Open one transaction on a schema that is up to date; it is committed at the end. Raises DatabaseError."""
    migrate(settings)
    with _session(database.writing_engine_from(settings.database_url)) as session:
        yield session
        session.commit()


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """Open a session on the schema as it is; what is not committed in it is lost. Raises DatabaseError."""
    with _session(database.engine_from(settings.database_url)) as session:
        yield session


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    with _in_one_line():
        try:
            with database.session_factory(engine)() as session:
                yield session
        finally:
            engine.dispose()


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        # What the database itself said; SQLAlchemy adds the statement and a link for programmers.
        raise DatabaseError(str(error.orig)) from error
    except (SQLAlchemyError, CommandError, OSError) as error:
        raise DatabaseError(str(error)) from error
