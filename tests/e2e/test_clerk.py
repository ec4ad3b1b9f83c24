"""A clerk's path as docs/regulation-format.md describes it: a regulation of one's own, checked, loaded, lived through.

The regulation is the invented one of docs/examples/zarechny, which no code knows.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from tests.e2e.installation import ROOT, Installation, installed

pytestmark = pytest.mark.xdist_group("installation")

PAGE = (ROOT / "docs" / "regulation-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- clerk:begin -->\s*```bash\n(.*?)```\s*<!-- clerk:end -->", PAGE, re.DOTALL)
START = re.search(r"<!-- up:begin -->\s*```bash\n(.*?)```", PAGE, re.DOTALL)
LIVED = next(number for number, block in enumerate(BLOCKS) if "curl" in block)
"""The commands before this one need no running server."""


class Clerk(NamedTuple):
    """Somebody with a folder of regulations, a running installation over it, and what the page's life has printed."""

    town: Installation
    folder: Path
    printed: str

    def token(self, person: str, role: str, *options: str) -> str:
        """Issue a token for this regulation."""
        return self.town.token(person, role, "--regulation", "zarechny", *options)


def run(folder: Path, block: str, environment: dict[str, str]) -> str:
    """Run some of the page's commands as they are written."""
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", block],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """The page's commands, in the order of the page, in a folder that has the program and the documents."""
    folder = tmp_path_factory.mktemp("clerk")
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "docs").symlink_to(ROOT / "docs")
    with installed(folder, Path("moi-reglamenty")) as town:
        for block in BLOCKS[:LIVED]:
            run(folder, block, town.environment)
        assert START is not None
        assert START[1] == "OTKLIK_REGULATIONS_DIR=moi-reglamenty .venv/bin/otklik up --no-samples\n"
        town.start("--no-samples")
        yield Clerk(town, folder, run(folder, BLOCKS[LIVED], town.environment))


def documents(text: str) -> list[dict[str, Any]]:
    """The JSON documents that stand on lines of their own."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def entered(clerk: Clerk, token: str, message: str, command: str, when: str, **payload: object) -> Any:  # noqa: ANN401
    """Enter an act of the past; answers the response."""
    body = payload | {"occurred_at": f"{when}+05:00", "comment": "Внесено по бумаге."}
    return clerk.town.call(token, "POST", f"/messages/{message}/{command}", body)


def came(clerk: Clerk, token: str, detected: str, importance: str = "обычное") -> dict[str, Any]:
    """A message that was detected at that local time, entered afterwards."""
    message = {
        "regulation": "zarechny",
        "network": "vk",
        "external_id": str(uuid4()),
        "text": "Нет тепла.",
        "importance": importance,
        "detected_at": f"{detected}+05:00",
    }
    answer = clerk.town.call(token, "POST", "/messages", message)
    assert answer.status_code == 201, answer.text
    case: dict[str, Any] = answer.json()
    return case


def due(case: dict[str, Any], name: str) -> str:
    """When a limit is due, as local time."""
    limit = next(item for item in case["deadlines"] if item["name"] == name)
    return f"{datetime.fromisoformat(limit['due_at']):%Y-%m-%d %H:%M}"


@pytest.fixture(scope="module")
def duty(clerk: Clerk) -> str:
    """The token of whoever is on duty."""
    return clerk.token("dezhurny-2", "coordinator", "--role", "monitoring")


@pytest.fixture(scope="module")
def housing(clerk: Clerk) -> str:
    """The token of an executor of the body that answers."""
    return clerk.token("zhkh-2", "executor", "--authority", "housing")


def test_the_pages_life_runs_as_written(clerk: Clerk) -> None:
    """First reaction, facts from another body, an answer without approval: each step cites its clause."""
    journal, explanation, breaches = documents(clerk.printed)[-3:]
    assert [(item["action"], item["clause"]) for item in journal["items"] if item["actor"]["role"] != "system"] == [
        ("route", "5"),
        ("route", "8"),
        ("interim_answer", "7"),
        ("publish", "7"),
        ("contribute", "8"),
        ("submit_draft", "9"),
        ("publish", "7"),
    ]
    assert [item["actor"].get("authority") for item in journal["items"] if item["action"] == "route"] == [
        None,
        "housing",
    ]
    assert (explanation["name"], explanation["clause"]) == ("first", "9")
    assert (breaches["clause"], breaches["more_than"], breaches["items"]) == ("14", 3, [])


@pytest.mark.parametrize(
    ("detected", "importance", "ends"),
    [
        ("2026-03-16 10:00", "обычное", ("2026-03-16 12:00", "2026-03-19 10:00")),
        ("2026-03-16 10:00", "срочное", ("2026-03-16 11:00", "2026-03-16 14:48")),
        ("2026-03-22 02:15", "аварийное", ("2026-03-22 02:45", "2026-03-22 04:15")),
        ("2026-03-21 09:00", "срочное", ("2026-03-21 11:00", "2026-03-21 14:00")),
        ("2026-03-21 09:00", "обычное", ("2026-03-23 10:30", "2026-03-24 09:00")),
    ],
)
def test_each_class_has_its_own_clock(
    clerk: Clerk, duty: str, detected: str, importance: str, ends: tuple[str, str]
) -> None:
    """Days and nights, working hours, clock hours on a Sunday night, and a Saturday on duty for what is urgent."""
    case = came(clerk, duty, detected, importance)
    assert (due(case, "first"), due(case, "answer")) == ends


def test_an_author_who_is_silent(clerk: Clerk, duty: str, housing: str) -> None:
    """After three days and nights the ground is accepted, and not before."""
    message = came(clerk, duty, "2026-03-16 10:00")["id"]
    entered(clerk, duty, message, "route", "2026-03-16 10:05", assignments=[{"authority": "housing"}])
    question = {"kind": "clarification", "text": "Какой дом?"}
    entered(clerk, housing, message, "submit_draft", "2026-03-16 10:20", **question)
    asked = entered(clerk, housing, message, "publish", "2026-03-16 10:30", url="https://example.org/1").json()
    assert (asked["state"], due(asked, "reply")) == ("awaiting_author", "2026-03-19 10:30")
    silent = {"ground": "author-silent"}
    early = entered(clerk, duty, message, "exclude", "2026-03-19 10:30", **silent)
    assert (early.status_code, early.json()["clause"]) == (409, "10")
    ended = entered(clerk, duty, message, "exclude", "2026-03-19 10:31", **silent).json()
    assert (ended["state"], ended["outcome"]) == ("closed", "author_silent")


def test_an_amended_version_is_for_later_messages(clerk: Clerk, duty: str, housing: str) -> None:
    """A message under way keeps the version it began with; what is detected from that day on gets the new one."""
    before = came(clerk, duty, "2026-06-30 17:00", "аварийное")
    for block in BLOCKS[LIVED + 1 :]:
        run(clerk.folder, block, clerk.town.environment)
    clerk.town.stop()
    clerk.town.start("--no-samples")
    last, first = came(clerk, duty, "2026-06-30 23:59"), came(clerk, duty, "2026-07-01 00:00", "аварийное")
    assert [item["regulation_version"] for item in (before, last, first)] == ["2025-02-20", "2025-02-20", "2026-06-10"]
    assert (due(before, "answer"), due(first, "answer")) == ("2026-06-30 19:00", "2026-07-01 01:30")
    routed = entered(
        clerk, duty, before["id"], "route", "2026-06-30 17:10", assignments=[{"authority": "housing"}]
    ).json()
    assert (routed["regulation_version"], due(routed, "answer")) == ("2025-02-20", "2026-06-30 19:00")
    entered(clerk, housing, before["id"], "submit_draft", "2026-06-30 17:20", kind="final", text="Починили.")
    ended = entered(clerk, housing, before["id"], "publish", "2026-06-30 17:25", url="https://example.org/1").json()
    assert {item["state"] for item in ended["deadlines"]} == {"met"}


def test_every_command_of_the_page_is_run() -> None:
    """No block of commands in the clerk's part stands outside the marks."""
    part = PAGE[: PAGE.index("# Описание формата")]
    assert part.count("```bash") == len(BLOCKS) + 1


def test_a_message_lives_through_the_file_that_answers_made(clerk: Clerk) -> None:
    """What `regulation new` has written is loaded like any other: routed, drafted, decided by two, placed."""
    sector = clerk.town.token("sektor", "coordinator", "--role", "monitoring", "--regulation", "ozerny-2026")
    head = clerk.town.token("glava", "head", "--regulation", "ozerny-2026")
    roads = clerk.town.token("dorogi", "executor", "--authority", "roads", "--regulation", "ozerny-2026")
    message = {"regulation": "ozerny-2026", "network": "vk", "external_id": str(uuid4()), "text": "Яма у школы."}
    case = clerk.town.call(sector, "POST", "/messages", message).json()
    steps: tuple[tuple[str, str, dict[str, object]], ...] = (
        (sector, "route", {"assignments": [{"authority": "roads"}]}),
        (roads, "submit_draft", {"kind": "final", "text": "Яму заделают до пятницы."}),
        (sector, "approve", {}),
        (head, "approve", {}),
        (sector, "publish", {"url": "https://example.org/wall-1?reply=9"}),
    )
    for token, command, payload in steps:
        answer = clerk.town.call(token, "POST", f"/messages/{case['id']}/{command}", payload)
        assert answer.status_code == 200, answer.text
    journal = clerk.town.call(sector, "GET", f"/messages/{case['id']}/journal").json()
    assert answer.json()["outcome"] == "answered"
    assert [(item["action"], item["clause"]) for item in journal["items"] if item["actor"]["role"] != "system"] == [
        ("route", "4"),
        ("submit_draft", "7"),
        ("approve", "8"),
        ("approve", "8"),
        ("publish", "10"),
    ]
