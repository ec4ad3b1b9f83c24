"""An API whose messages run in memory, its real read model, and people with real tokens."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.rulebook import Rulebook
from db import tokens
from db.session import engine_from, migrate, session_factory
from domain.terms import Role
from settings import Settings
from tests.api.client import Clock, Person
from tests.api.memory import InMemoryGateway
from tests.fixtures.database import Database
from tests.fixtures.patience import patience

__all__ = ["patience"]

NOW = datetime(2026, 3, 15, 22, 30, tzinfo=UTC)
"""A Monday, 10:30 on the clocks of Провидения."""

Issue = Callable[..., Person]


@pytest.fixture
def clock() -> Clock:
    """The API's clock."""
    return Clock(NOW)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A read model made by the real migrations, once; every test gets a copy."""
    file = tmp_path_factory.mktemp("empty") / "otklik.sqlite"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    """An empty read model."""
    file = tmp_path / "otklik.sqlite"
    shutil.copyfile(empty_database, file)
    url = f"sqlite:///{file}"
    engine = engine_from(url)
    yield Database(url, engine, session_factory(engine))
    engine.dispose()


@pytest.fixture
def lose_database(database: Database, gateway: InMemoryGateway) -> Callable[[], None]:
    """Take the database away, from the API and from what records into it."""

    def lose() -> None:
        gateway.recording = False
        with database.engine.begin() as connection:
            for table in ("journal_entry", "message", "token"):
                connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_away")

    return lose


@pytest.fixture
def database_of_rosters_away(database: Database) -> Callable[[], None]:
    """Take the rosters away, and leave the rest of the database."""

    def lose() -> None:
        with database.engine.begin() as connection:
            for table in ("roster", "roster_change"):
                connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_away")

    return lose


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    """Settings of the tests' own; nothing listens at the address of Temporal."""
    return Settings(data_dir=tmp_path, database_url=database.url, temporal_address="127.0.0.1:1")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The shipped regulations."""
    return Rulebook.read(Settings().regulations_dir)


@pytest.fixture
def gateway(rulebook: Rulebook, clock: Clock, database: Database) -> InMemoryGateway:
    """Messages that run in memory."""
    return InMemoryGateway(rulebook, clock, database.sessions)


@pytest.fixture
async def app(settings: Settings, clock: Clock, gateway: InMemoryGateway) -> AsyncIterator[FastAPI]:
    """The whole API over them."""
    made = create_app(settings, clock=clock, gateway=gateway)
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of that API; a mistake inside is an answer 500, as on a real server."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://otklik") as client:
        yield client


@pytest.fixture
def issue(http: httpx.AsyncClient, database: Database) -> Issue:
    """Issue a token and return the person who holds it."""

    def issued(*roles: Role, person: str | None = None, **bound: object) -> Person:
        with database.sessions() as session:
            _, text = tokens.issue(session, person=person or "-".join(roles), roles=roles, **bound)  # type: ignore[arg-type]
            session.commit()
        return Person(http, text, roles)

    return issued


@pytest.fixture
def stranger(http: httpx.AsyncClient) -> Person:
    """Somebody without a token."""
    return Person(http)


@pytest.fixture
def admin(issue: Issue) -> Person:
    """Who may do all."""
    return issue(Role.ADMIN)


@pytest.fixture
def monitoring(issue: Issue) -> Person:
    """A monitoring system."""
    return issue(Role.MONITORING)


@pytest.fixture
def coordinator(issue: Issue) -> Person:
    """The coordinator of every regulation."""
    return issue(Role.COORDINATOR)


@pytest.fixture
def auditor(issue: Issue) -> Person:
    """Who reads all and changes nothing."""
    return issue(Role.AUDITOR)


@pytest.fixture
def executor(issue: Issue) -> Person:
    """An executor of the body that ``ROUTE`` names."""
    return issue(Role.EXECUTOR, authority="authority-1")


@pytest.fixture
def other_executor(issue: Issue) -> Person:
    """An executor of another body."""
    return issue(Role.EXECUTOR, person="other", authority="authority-2")
