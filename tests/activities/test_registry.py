"""The registry: one transaction a recording, and a database that is away loses nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from temporalio.runtime import MetricBuffer, Runtime, TelemetryConfig
from temporalio.testing import ActivityEnvironment

from activities.names import Recording, RegistryActivities
from activities.registry import Registry
from db.queries import explanations_of, get_message, journal
from db.session import engine_from, migrate, session_factory
from domain.terms import Outcome, State
from tests.fixtures.cases import NOON, case_view, entry, explanation, message_id
from tests.fixtures.database import Database, opened


@pytest.fixture
def engine(database: Database) -> Engine:
    """The engine of a migrated read model, not connected yet."""
    return database.engine


def recording(seq: int, *entries: int) -> Recording:
    """What a workflow records at its entry ``seq``."""
    case = case_view(journal_seq=seq, returns=seq)
    return Recording(as_of=NOON + timedelta(minutes=seq), case=case, entries=tuple(entry(each) for each in entries))


def record(engine: Engine, *recordings: Recording) -> None:
    """Run the activity as a worker does."""
    registry: RegistryActivities = Registry(session_factory(engine))
    for each in recordings:
        ActivityEnvironment().run(registry.record, each)


def stored(engine: Engine) -> tuple[int, list[int]]:
    """The number that the message's row stands at, and the numbers of its entries."""
    with session_factory(engine)() as session:
        row = get_message(session, message_id(1))
        assert row is not None
        return row.journal_seq, [found.seq for found in journal(session, row.id)]


def test_recording_waits_for_the_database(engine: Engine, away: Callable[[], AbstractContextManager[None]]) -> None:
    """While the database is away the activity fails; repeated when it is back, it records all."""
    record(engine, recording(1, 1))
    with away():
        for _ in range(2):
            with pytest.raises(OperationalError):
                record(engine, recording(3, 2, 3))

    record(engine, recording(3, 2, 3))

    assert stored(engine) == (3, [1, 2, 3])


def test_recording_waits_for_the_folder(tmp_path: Path) -> None:
    """A SQLite file whose whole folder is away, as a disk that is not mounted, is waited for too."""
    folder, aside = tmp_path / "data", tmp_path / "aside"
    url = f"sqlite:///{folder}/otklik.sqlite"
    migrate(url)
    with opened(url) as database:
        folder.rename(aside)
        with pytest.raises(OperationalError):
            record(database.engine, recording(2, 1, 2))

        aside.rename(folder)
        record(database.engine, recording(2, 1, 2))

        assert stored(database.engine) == (2, [1, 2])


def test_same_recording_twice_is_one_effect(engine: Engine) -> None:
    """Temporal may run an activity that had succeeded once more."""
    record(engine, recording(2, 1, 2), recording(2, 1, 2))

    assert stored(engine) == (2, [1, 2])


def test_late_recording_adds_its_entries_only(engine: Engine) -> None:
    """A recording that is overtaken keeps the newer row and loses no entry."""
    record(engine, recording(4, 3, 4), recording(2, 1, 2))

    assert stored(engine) == (4, [1, 2, 3, 4])


def test_recording_is_all_or_nothing(engine: Engine) -> None:
    """A recording that fails half-way leaves nothing behind."""
    broken = entry(1).model_copy(update={"at": NOON.replace(tzinfo=None)})
    half = recording(1).model_copy(update={"entries": (broken,)})
    with pytest.raises(Exception, match="naive"):
        record(engine, half)

    record(engine, recording(1, 1))

    assert stored(engine) == (1, [1])


def test_closed_case_brings_its_explanations(engine: Engine) -> None:
    """What a closed case was judged by is in the read model."""
    closed = case_view(state=State.CLOSED, outcome=Outcome.ANSWERED, hands=None, due_at=None)
    record(engine, Recording(as_of=NOON, case=closed, entries=(), explanations=(explanation(),)))

    with session_factory(engine)() as session:
        row = get_message(session, message_id(1))
        assert row is not None
        assert explanations_of(row) == (explanation(),)


def ages(*made: tuple[Engine, Recording]) -> list[tuple[str, float]]:
    """What is measured when recordings are written: what came of it, and the age of the oldest entry in seconds."""
    buffer = MetricBuffer(1000)
    runtime = Runtime(telemetry=TelemetryConfig(metrics=buffer))
    for engine, each in made:
        environment = ActivityEnvironment()
        environment.metric_meter = runtime.metric_meter
        with suppress(OperationalError):
            environment.run(Registry(session_factory(engine)).record, each)
    return [(str(update.attributes["result"]), update.value) for update in buffer.retrieve_updates()]


def test_age_of_what_waited_is_measured(engine: Engine, tmp_path: Path) -> None:
    """Each attempt measures how old the oldest entry is, a failed one too; without entries there is nothing to say."""
    now = datetime.now(UTC)
    waited = tuple(entry(seq, recorded_at=now - timedelta(minutes=10 - seq)) for seq in (1, 2))
    recorded = Recording(as_of=NOON, case=case_view(journal_seq=2), entries=waited)
    ahead = recorded.model_copy(update={"entries": (entry(3, recorded_at=now + timedelta(hours=1)),)})
    nowhere = engine_from(f"sqlite:///{tmp_path}/absent.sqlite")

    measured = ages((nowhere, recorded), (engine, recorded), (engine, ahead), (engine, recording(1)))

    assert [result for result, _ in measured] == ["failed", "written", "written"]
    # In minutes: the machine may be busy between the test's clock and the measuring.
    assert [age // 60 for _, age in measured] == [9, 9, 0]
    nowhere.dispose()
