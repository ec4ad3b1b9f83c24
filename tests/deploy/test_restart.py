"""A rolling restart of every worker and every API process while people work: an upgrade that nobody notices."""

import asyncio
import logging
import time
from typing import NamedTuple

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client as Temporal

from tests.deploy.life import Client
from tests.deploy.load import LIFE, THEME, Heard, people_at_work
from tests.deploy.topology import APIS, WORKERS, Topology, until
from workflows.contract import workflow_id

pytestmark = pytest.mark.xdist_group("topology")

PEOPLE = 6
BEGUN_AGAIN = (
    EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
)

_LOG = logging.getLogger(__name__)


class Restart(NamedTuple):
    """What people heard while everything was replaced, and a token that reads all."""

    heard: Heard
    auditor: str


@pytest.fixture(scope="module")
def restart(town: Topology) -> Restart:
    """Each worker and each API process ends and comes back, one after the other, under load."""
    tokens = {
        "coordinator": town.token("--person", "curator-load", "--role", "coordinator", "--role", "monitoring"),
        "executor": town.token("--person", "executor-load", "--role", "executor", "--authority", "authority-1"),
    }
    auditor = town.token("--person", "auditor-load", "--role", "auditor")
    with people_at_work(town.apis, tokens, PEOPLE) as heard:
        began = time.monotonic()
        for number in range(max(WORKERS, APIS)):
            if number < WORKERS:
                town.restart_worker(number)
            if number < APIS:
                town.restart_api(number)
        town.until_workers_serve()
        _LOG.info("all was replaced in %.1f s", time.monotonic() - began)
    return Restart(heard, auditor)


def test_nobody_hears_a_mistake(restart: Restart) -> None:
    """Every answer is a success, or 503 with the time to come back at."""
    _LOG.info("%s", restart.heard)
    assert set(restart.heard.statuses) <= {200, 201, 503}
    assert len(restart.heard.lives) >= PEOPLE


def test_everything_is_there_once(restart: Restart, town: Topology) -> None:
    """Every message that was posted has ended, and its journal and the list have each command exactly once."""
    client, lives = Client(town.apis), restart.heard.lives
    wanted = ["registered", *[command for _, command, _ in LIFE]]

    def recorded() -> dict[str, list[str]]:
        with town.cluster.connect("otklik") as connection:
            rows = connection.execute(
                "SELECT message.id, action FROM message JOIN journal_entry ON message_id = message.id"
                " WHERE theme = %s AND state = 'closed' ORDER BY seq",
                [THEME],
            ).fetchall()
        found: dict[str, list[str]] = {}
        for message, action in rows:
            found.setdefault(message, []).append(action)
        return found

    until(lambda: len(recorded()) == len(lives))
    assert recorded() == dict.fromkeys(lives, wanted)
    for message in lives[:: max(1, len(lives) // 5)]:
        journal = client.call(restart.auditor, f"/messages/{message}/journal")["items"]
        assert [entry["action"] for entry in journal] == wanted
        assert client.call(restart.auditor, f"/messages/{message}")["outcome"] == "answered"


async def test_nothing_was_begun_twice(restart: Restart, town: Topology) -> None:
    """No task failed in any history, and no activity needed a second attempt: who was stopped finished what it had."""
    temporal = await Temporal.connect(town.temporal_address, namespace="otklik")
    handles = [temporal.get_workflow_handle(workflow_id(message)) for message in restart.heard.lives]
    for history in await asyncio.gather(*(handle.fetch_history() for handle in handles)):
        kinds = {event.event_type for event in history.events}
        assert kinds.isdisjoint(BEGUN_AGAIN), [EventType.Name(kind) for kind in kinds & set(BEGUN_AGAIN)]
        attempts = [event.activity_task_started_event_attributes.attempt for event in history.events]
        assert max(attempts) <= 1
