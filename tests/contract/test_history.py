"""Fifty clients race on one case of a real installation; what they leave is one true history.

The clients know nothing of each other: whoever comes too late hears 409. None of them hears anything else, except that
something is away for a moment, and then the same command_id makes another attempt safe.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest

from tests.e2e.installation import PATIENCE_SECONDS, eventually, installed

pytestmark = pytest.mark.xdist_group("installation")

CLIENTS = 50
PLANS = (
    ("return", "return", "return"),
    ("submit_draft", "submit_draft", "submit_draft"),
    ("return", "submit_draft", "approve"),
    ("submit_draft", "return", "publish"),
)
"""What the clients try, each plan by every fourth of them; an approval and a publication come late."""

LASTING = ("state", "outcome", "hands", "journal_seq")
BODIES: dict[str, dict[str, Any]] = {
    "route": {"assignments": [{"authority": "authority-1"}]},
    "submit_draft": {"kind": "final", "text": "Починят в среду."},
    "approve": {},
    "return": {"remarks": "Когда именно?"},
    "publish": {"url": "https://vk.com/wall-1_1?reply=2"},
}
MOVES = {
    ("awaiting_routing", "route"): "drafting",
    ("drafting", "submit_draft"): "in_review",
    ("rework", "submit_draft"): "in_review",
    ("in_review", "return"): "rework",
    ("in_review", "approve"): "approved",
    ("approved", "publish"): "closed",
}
"""Which act is permitted in which state, and the state after it."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heard:
    """What a client heard of one command in the end."""

    act: str
    status: int
    refused: int = 0
    """How often it was 503 before."""


@dataclass(frozen=True)
class Race:
    """The case, the two people at it, and how they send."""

    http: httpx.Client
    message_id: str
    coordinator: str
    executor: str

    def give(self, act: str, command_id: str) -> Heard:
        """Give a command; where something is away, the same one again."""
        who = self.executor if act in {"submit_draft", "publish"} else self.coordinator
        body = BODIES[act] | {"command_id": command_id}
        deadline, refused = time.monotonic() + PATIENCE_SECONDS, 0
        while True:
            answer = self.http.post(f"/{self.message_id}/{act}", json=body, headers=_by(who))
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return Heard(act, answer.status_code, refused)
            assert answer.json()["command_id"] == command_id
            assert time.monotonic() < deadline, answer.text
            refused += 1
            time.sleep(int(answer.headers["Retry-After"]))

    def get(self, path: str = "") -> dict[str, Any]:
        """Read the case, or its journal."""
        answer = self.http.get(f"/{self.message_id}{path}", headers=_by(self.coordinator))
        assert answer.status_code == httpx.codes.OK, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def client(self, number: int, start: Barrier) -> list[Heard]:
        """Be one of the clients: begin together with all others, and never look at what they do."""
        plan = PLANS[number % len(PLANS)]
        start.wait(PATIENCE_SECONDS)
        return [self.give(act, f"{number}-{attempt}") for attempt, act in enumerate(plan)]


def _by(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def race(tmp_path: Path) -> Iterator[Race]:
    """A new message on an installation of its own."""
    with installed(tmp_path) as town:
        town.start("--no-samples")
        coordinator = town.token("coordinator-1", "coordinator")
        report = {
            "regulation": "providensky-2020",
            "network": "vk",
            "external_id": "wall-1",
            "text": "Не горит фонарь.",
        }
        taken = town.call(coordinator, "POST", "/messages", report)
        assert taken.status_code == httpx.codes.CREATED, taken.text
        limits = httpx.Limits(max_connections=CLIENTS)
        url = f"{town.api}/api/v1/messages"
        with httpx.Client(base_url=url, limits=limits, timeout=PATIENCE_SECONDS, trust_env=False) as http:
            yield Race(http, taken.json()["id"], coordinator, town.executor)


def test_fifty_clients_leave_one_history(race: Race) -> None:
    """The journal has no gaps, each act was permitted after the one before, and every success is in it once."""
    before = [race.give(act, act) for act in ("route", "submit_draft")]
    start = Barrier(CLIENTS)
    with ThreadPoolExecutor(CLIENTS) as clients:
        told = list(clients.map(lambda number: race.client(number, start), range(CLIENTS)))
    heard = [*before, *(item for answers in told for item in answers)]
    _LOG.info("%d commands heard 503 %d times", len(heard), sum(item.refused for item in heard))

    assert {item.status for item in heard} <= {httpx.codes.OK, httpx.codes.CONFLICT}
    case = race.get()
    eventually(lambda: len(race.get("/journal")["items"]) == case["journal_seq"])
    journal = race.get("/journal")["items"]
    assert [entry["seq"] for entry in journal] == list(range(1, len(journal) + 1))
    acts = [entry["action"] for entry in journal]
    assert acts[0] == "registered"
    assert _walked(acts[1:]) == case["state"]
    # Each success is one entry, and each entry somebody's success.
    done = Counter(item.act for item in heard if item.status == httpx.codes.OK)
    assert done == Counter(acts[1:])
    # Nothing came after it; the times that are left go on.
    later = race.get()
    assert {name: later[name] for name in LASTING} == {name: case[name] for name in LASTING}


def _walked(acts: list[str]) -> str:
    """The state in which these acts end; fails at the first that was not permitted."""
    state = "awaiting_routing"
    for act in acts:
        state = MOVES[state, act]
    return state
