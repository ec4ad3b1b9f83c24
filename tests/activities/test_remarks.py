"""Remarks after the end: the activity writes once, tells a refusal from a failure, and loses nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from temporalio.testing import ActivityEnvironment

from activities.names import RemarkActivities, RemarkOrder, RemarkOutcome
from activities.remarks import Remarks
from activities.snapshot import SnapshotReader
from db import projection
from db.queries import case_of, get_message, journal
from db.remarks import NotRecordedYetError
from db.session import session_factory
from domain.regulation import UnknownRegulationError
from domain.terms import CommandName, State
from settings import Settings
from tests.domain.lifecycle.builders import COORDINATOR, PAYLOADS, PRO, STA, VOL, Life, shipped
from tests.fixtures.database import Database

MONDAY = "2026-03-16 10:00"


@pytest.fixture
def engine(database: Database) -> Engine:
    """The engine of a migrated read model."""
    return database.engine


def answered(regulation: str) -> Life:
    """A message that was answered in the ordinary way."""
    return Life(shipped(regulation), MONDAY).completed()


def record(engine: Engine, found: Life) -> None:
    """Record a case as its workflow does."""
    with session_factory(engine)() as session:
        projection.write(session, as_of=found.now, case=found.view, entries=found.entries)
        session.commit()


def give(
    engine: Engine, command: str, now: datetime, *, folder: Path | None = None, **payload: object
) -> RemarkOutcome:
    """Run the activity as a worker does."""
    snapshots = SnapshotReader(folder or Settings().regulations_dir)
    activity: RemarkActivities = Remarks(session_factory(engine), snapshots)
    fields = {"command_id": "c", **PAYLOADS[CommandName(command)], **payload}
    order = RemarkOrder(message_id="case-1", command=CommandName(command), payload=fields, now=now)
    outcome: RemarkOutcome = ActivityEnvironment().run(activity.add_remark, order)
    return outcome


def actions(engine: Engine) -> list[str]:
    """What the journal of the message says."""
    with Session(engine) as session:
        return [entry.action for entry in journal(session, "case-1")]


def test_remark_is_written_once(engine: Engine) -> None:
    """A remark is in the journal and in the recorded case; Temporal may run the activity again."""
    found = answered(PRO)
    record(engine, found)
    before = actions(engine)

    outcomes = [give(engine, "significant", found.now) for _ in range(2)]

    assert outcomes == [RemarkOutcome(), RemarkOutcome()]
    assert actions(engine) == [*before, "significant"]
    with Session(engine) as session:
        row = get_message(session, "case-1")
        assert row is not None
        assert (row.state, case_of(row).significant) == (State.CLOSED, True)


def test_refusal_is_an_answer(engine: Engine) -> None:
    """What the core refuses is told as the outcome, with its clause, so that Temporal does not try again."""
    found = answered(STA)
    record(engine, found)
    before = actions(engine)

    by_coordinator = give(engine, "significant", found.now, principal=COORDINATOR.model_dump(mode="json"))
    unsigned = give(engine, "significant", found.now, signatory=None)

    assert by_coordinator.refusal is not None
    assert (by_coordinator.refusal["code"], by_coordinator.refusal["clause"]) == ("wrong_role", "24")
    assert unsigned.refusal is not None
    assert [error["field"] for error in unsigned.refusal["errors"]] == ["signatory"]
    assert actions(engine) == before


def test_id_of_another_remark_is_refused(engine: Engine) -> None:
    """The id of another remark, or of another person's, is a refusal."""
    found = answered(PRO)
    record(engine, found)
    give(engine, "note", found.now)

    other = give(engine, "note", found.now, text="Другая пометка")
    person_s = give(engine, "note", found.now, principal=COORDINATOR.model_dump(mode="json"))

    assert [outcome.refusal and outcome.refusal["code"] for outcome in (other, person_s)] == ["command_reused"] * 2


def test_remark_waits_for_the_database(engine: Engine, away: Callable[[], AbstractContextManager[None]]) -> None:
    """While the database is away the activity fails; repeated when it is back, it writes the remark once."""
    found = answered(PRO)
    record(engine, found)
    with away(), pytest.raises(OperationalError):
        give(engine, "note", found.now)

    give(engine, "note", found.now)

    assert actions(engine)[-1] == "note"


def test_remark_waits_for_the_end_to_be_recorded(engine: Engine) -> None:
    """A message that is recorded as open fails the activity, which is repeated until the end has arrived."""
    found = Life(shipped(PRO), MONDAY)
    record(engine, found)
    with pytest.raises(NotRecordedYetError):
        give(engine, "note", found.now)

    found.do("close", None, COORDINATOR)
    record(engine, found)

    assert give(engine, "note", found.now) == RemarkOutcome()
    assert actions(engine) == ["registered", "close", "note"]


def test_remark_waits_for_its_regulation(engine: Engine, tmp_path: Path) -> None:
    """A version that is not loaded fails the activity: nobody else says who may report what."""
    found = answered(PRO)
    record(engine, found)
    file = Settings().regulations_dir / f"{VOL}.toml"
    (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")

    with pytest.raises(UnknownRegulationError):
        give(engine, "note", found.now, folder=tmp_path)


def test_message_that_nobody_has_is_refused(engine: Engine) -> None:
    """A remark about a message that is not there is a refusal, not a wait without end."""
    outcome = give(engine, "note", answered(PRO).now)

    assert outcome.refusal is not None
    assert outcome.refusal["code"] == "not_visible"
