"""Promises: the activity writes once, waits for what is not recorded yet, and loses nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from temporalio.testing import ActivityEnvironment

from activities.follow_ups import FollowUps
from activities.names import FollowUpActivities, FollowUpOrder
from activities.snapshot import SnapshotReader
from db import follow_ups, projection
from db.queries import journal
from db.session import session_factory
from domain.lifecycle import News
from domain.terms import FollowUpState
from settings import Settings
from tests.domain.lifecycle.builders import PRO, Life, shipped
from tests.fixtures.database import Database

PROMISE = {"what": "Заменить фонарь", "on": "2026-03-20"}


@pytest.fixture
def engine(database: Database) -> Engine:
    """The engine of a migrated read model."""
    return database.engine


def answered(engine: Engine) -> Life:
    """A message that was answered with a promise, as its workflow has recorded it."""
    life = Life(shipped(PRO), "2026-03-16 10:00").approved()
    life.do("publish", follow_ups=[PROMISE])
    with session_factory(engine)() as session:
        projection.write(session, as_of=life.now, case=life.view, entries=life.entries)
        session.commit()
    return life


def give(engine: Engine, life: Life, *, came: bool, ended: bool = True) -> None:
    """Run the activity as a worker does: the promise is new, or its day has come."""
    activity: FollowUpActivities = FollowUps(session_factory(engine), SnapshotReader(Settings().regulations_dir))
    (watched,) = life.case.follow_ups
    news = News(number=1, what=watched.what, on=watched.on, at=watched.due_at) if came else None
    order = FollowUpOrder(
        message_id="case-1",
        watched=watched.model_copy(update={"state": FollowUpState.DUE}) if came else watched,
        now=watched.due_at,
        news=news,
        ended=ended,
    )
    ActivityEnvironment().run(activity.write_follow_up, order)


def found(engine: Engine) -> tuple[str | None, list[str]]:
    """How the promise stands, and what the journal says after the answer."""
    with Session(engine) as session:
        row = follow_ups.find(session, "case-1", 1)
        actions = [entry.action for entry in journal(session, "case-1")]
    return None if row is None else row.state.value, actions[actions.index("publish") + 1 :]


def test_a_day_is_journalled_once(engine: Engine) -> None:
    """Temporal may run the activity again: one entry, one row."""
    life = answered(engine)
    give(engine, life, came=False)
    assert found(engine) == ("open", [])

    give(engine, life, came=True)
    give(engine, life, came=True)

    assert found(engine) == ("due", ["follow_up_due"])


def test_what_the_message_journals_itself_is_only_listed(engine: Engine) -> None:
    """Where the message's own workflow has taken the news, nobody else numbers its entries."""
    life = answered(engine)

    give(engine, life, came=True, ended=False)

    assert found(engine) == ("due", [])


def test_a_database_that_is_away_is_waited_for(
    engine: Engine, away: Callable[[], AbstractContextManager[None]]
) -> None:
    """While it is away the activity fails; repeated when it is back, it writes all of it."""
    life = answered(engine)
    with away(), pytest.raises(OperationalError):
        give(engine, life, came=True)

    give(engine, life, came=True)

    assert found(engine) == ("due", ["follow_up_due"])
