"""A page of the list with 100,000 messages in the read model, against 1,000; on SQLite and on PostgreSQL."""

import asyncio
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session

from bench.benchmark import Asked, Benchmark
from bench.many_rows import BODIES, CHUNK, RARE, THEMES, fill
from bench.progress import Done
from bench.regulations import write_regulations
from bench.result import Figure, Result
from bench.samples import median
from db.queries import EVERYTHING, ListFilter, list_messages
from db.session import engine_from, migrate
from domain.regulation import Library
from domain.terms import Role, State
from settings import Settings
from tests.fixtures import postgres

SERVER = "OTKLIK_BENCH_POSTGRES"
"""The variable that names a PostgreSQL server, as the URL of somebody who may create databases there."""

REACH = 2.0
_CALLS = 40
_WARM_UP = 3


EVERY = ListFilter()


@dataclass(frozen=True)
class Page:
    """One kind of page; ``turned`` pages before it are turned first."""

    name: str
    wanted: ListFilter = EVERY
    turned: int = 0
    at_most: float | None = REACH

    def on(self, engine: Engine) -> ListFilter:
        """What to ask a read model for."""
        wanted = self.wanted
        with Session(engine) as session:
            for _ in range(self.turned):
                cursor = list_messages(session, wanted, EVERYTHING).next_cursor
                wanted = wanted.model_copy(update={"cursor": cursor})
        return wanted


PAGES = (
    Page("the first"),
    Page("the tenth", turned=9),
    Page("of one body", ListFilter(authority=BODIES[3])),
    Page("in one state", ListFilter(status=State.DRAFTING)),
    Page("overdue", ListFilter(overdue=True)),
    Page("in an executor's hands", ListFilter(hands=Role.EXECUTOR)),
    Page("of one theme", ListFilter(theme=THEMES[3])),
    Page("of one regulation", ListFilter(regulation="luga-2020")),
    Page("with a frequent word", ListFilter(q="фонарь")),
    # Every row has to be read for it, so it grows with them: shown, not demanded.
    Page("with a rare word", ListFilter(q=RARE), at_most=None),
)


async def run(asked: Asked) -> Result:
    """Measure on each database that there is."""
    figures: list[Figure] = []
    skipped: list[str] = []
    with TemporaryDirectory(prefix="otklik-bench-") as name:
        folder = Path(name)
        library = write_regulations(folder / "regulations")
        settings = Settings(_env_file=None, data_dir=folder, regulations_dir=folder / "regulations")
        measuring = _Measuring(settings, library, asked)
        figures += await measuring.on("SQLite", [f"sqlite:///{folder}/{size}.sqlite" for size in ("few", "many")])
        try:
            with _databases() as urls:
                figures += await measuring.on("PostgreSQL", urls)
        except (psycopg.OperationalError, pytest.skip.Exception, pytest.fail.Exception) as error:
            skipped.append(f"PostgreSQL ({SERVER} may name a server): {error}")
    return Result(figures=tuple(figures), skipped=tuple(skipped))


@dataclass(frozen=True)
class _Measuring:
    settings: Settings
    library: Library
    asked: Asked

    async def on(self, database: str, urls: Sequence[str]) -> list[Figure]:
        """Fill a small and a large read model, and ask both for each page in turns."""
        sizes = (1000, self.asked.size(100_000, 3000))
        engines: list[Engine] = []
        try:
            for url, size in zip(urls, sizes, strict=True):
                with self.asked.steps.counting(f"thousands of messages, {database}", size // CHUNK) as done:
                    engines.append(await asyncio.to_thread(self._filled, url, size, done))
            with self.asked.steps.counting(f"pages, {database}", len(PAGES) + 1) as done:
                return await asyncio.to_thread(_compared, database, sizes, engines, done)
        finally:
            for engine in engines:
                engine.dispose()

    def _filled(self, url: str, size: int, done: Done) -> Engine:
        migrate(url)
        engine = engine_from(url)
        fill(engine, self.settings, self.library, size, done)
        if engine.dialect.name == "postgresql":
            # Its own housekeeping would do it within minutes.
            with engine.begin() as connection:
                connection.execute(text("ANALYZE"))
        return engine


def _compared(database: str, sizes: Sequence[int], engines: Sequence[Engine], done: Done) -> list[Figure]:
    few, many = sizes
    figures: list[Figure] = []
    for page in PAGES:
        theirs, ours = _milliseconds(engines, page)
        figures.append(
            Figure(
                name=f"list page, {many:,} messages, {database}: {page.name}",
                against=f"{few:,} messages",
                unit="ms",
                ours=ours,
                theirs=theirs,
                at_most=page.at_most,
            )
        )
        done()
    return figures


def _milliseconds(engines: Sequence[Engine], page: Page) -> list[float]:
    """The usual time of a page on each engine, asked in turns; the first answers of all are not counted."""
    wanted = [page.on(engine) for engine in engines]
    times: list[list[float]] = [[] for _ in engines]
    for _ in range(_CALLS + _WARM_UP):
        for engine, asking, taken in zip(engines, wanted, times, strict=True):
            with Session(engine) as session:
                began = time.perf_counter()
                list_messages(session, asking, EVERYTHING)
                taken.append((time.perf_counter() - began) * 1000)
    return [median(taken[_WARM_UP:]) for taken in times]


@contextmanager
def _databases() -> Iterator[list[str]]:
    """Two empty databases, on the server that is named or on one of our own; they are gone afterwards.

    Raises:
        psycopg.OperationalError: the server that is named does not answer.
        pytest.skip.Exception: none is named and none is installed.

    """
    with ExitStack() as stack:
        given = os.environ.get(SERVER)
        server = given or stack.enter_context(postgres.started()).url(postgres.SUPERUSER)
        yield [stack.enter_context(_database(server)) for _ in range(2)]


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"otklik_bench_{secrets.token_hex(4)}"
    url = make_url(server)
    identifier = psycopg.sql.Identifier(name)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            yield url.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


BENCHMARK = Benchmark("pages", "A page of the list", run)
