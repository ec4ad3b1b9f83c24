"""One real Temporal server in virtual time, one worker and one read model for all tests of the workflow."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.regulations_for_tests import tomorrow_at, zone_of
from tests.workflows.scripts.playing import play
from tests.workflows.scripts.script import Script
from tests.workflows.told import Told, tell
from tests.workflows.towns import write_towns
from worker import build_worker

Begin = Callable[..., Awaitable[VirtualLife]]
Live = Callable[[Script], Awaitable[Told]]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with folders of the tests' own."""
    folder = tmp_path_factory.mktemp("otklik")
    regulations = tmp_path_factory.mktemp("regulations")
    return Settings(data_dir=folder, regulations_dir=regulations)


@pytest.fixture(scope="session")
def library(settings: Settings) -> Library:
    """The shipped regulations under a calendar without days off, and some towns of the tests' own."""
    return write_towns(settings.regulations_dir)


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Iterator[Engine]:
    """The read model, made by the real migrations."""
    migrate(settings.database_url)
    engine = engine_from(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """A real Temporal server in virtual time."""
    async with virtual_server() as running:
        yield running


@pytest.fixture(scope="session")
async def worker(
    environment: WorkflowEnvironment, settings: Settings, engine: Engine, library: Library
) -> AsyncIterator[WorkflowEnvironment]:
    """The server with a worker of the real wiring."""
    assert library.ids
    with ThreadPoolExecutor(max_workers=4) as threads:
        async with build_worker(environment.client, settings, engine, threads):
            yield environment


@pytest.fixture
def begin(worker: WorkflowEnvironment, library: Library) -> Begin:
    """Begin the life of a message detected tomorrow at ten, municipality's time, with an empty journal."""

    async def start(regulation: str, *, hour: int = 10, minute: int = 0, **fields: object) -> VirtualLife:
        at = tomorrow_at(zone_of(library, regulation), hour, minute)
        network = library.versions(regulation)[-1].scope.networks[0]
        message_id = str(uuid4())
        payload = {
            "regulation": regulation,
            "network": network,
            "external_id": message_id,
            "text": "Во дворе не работает освещение.",
            "theme": "освещение",
            "detected_at": at.isoformat(),
            **fields,
        }
        return await VirtualLife.begin(worker, message_id, admit(parse_intake(payload), library, at), at)

    return start


@pytest.fixture
def live(worker: WorkflowEnvironment, library: Library, settings: Settings, engine: Engine) -> Live:
    """Play a script to its end, and read back what it left."""

    async def run(script: Script) -> Told:
        return tell(await play(worker, library, settings.regulations_dir, script), engine)

    return run


@pytest.fixture(scope="session")
def folder_of_histories() -> Path:
    """Where recorded histories are kept."""
    return Path(__file__).parent.parent / "histories"
