"""`otklik up` from the outside: a first start, the README's life, kills of every part, a second start."""

import json
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.installation import PROGRAM, ROOT, Installation, eventually, installed

pytestmark = pytest.mark.xdist_group("installation")

LIFE = re.compile(r"<!-- life:begin -->\s*```bash\n(.*?)```", re.DOTALL)


def _new_message(installation: Installation, token: str, name: str) -> str:
    message = {"regulation": "providensky-2020", "network": "vk", "external_id": name, "text": "Не горит фонарь."}
    answer = installation.call(token, "POST", "/messages", message)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _actions(installation: Installation, token: str, message_id: str) -> list[str]:
    journal = installation.call(token, "GET", f"/messages/{message_id}/journal").json()
    return [entry["action"] for entry in journal["items"]]


def _last_json_documents(text: str, count: int) -> list[Any]:
    lines = [line for line in text.splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines[-count:]]


def test_a_first_start_has_samples_and_a_token(town: Installation) -> None:
    """The first start loads the sample messages of all five regulations and gives an administrator's token."""
    assert town.ready is not None
    token = town.ready["admin_token"]
    items = town.call(token, "GET", "/messages?limit=200").json()["items"]
    assert len(items) >= 40
    assert len({item["regulation"] for item in items}) == 5


def test_the_readme_runs_as_written(town: Installation) -> None:
    """The life by curl in README.md works word for word and ends with a journal that cites clauses."""
    found = LIFE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", found[1]],
        cwd=ROOT,
        env=town.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    journal, explanation = _last_json_documents(done.stdout, 2)
    acts = [(entry["action"], entry["clause"]) for entry in journal["items"]]
    assert acts == [
        ("registered", "7"),
        ("route", "7"),
        ("submit_draft", "10"),
        ("return", "11"),
        ("submit_draft", "12"),
        ("approve", "11"),
        ("publish", "13"),
    ]
    assert explanation["clause"] == "9"
    assert explanation["intervals"]


def test_doctor_finds_all_well(town: Installation) -> None:
    """The doctor sees a running installation without a fault; that no later calendar is published yet is none of it."""
    ports = ("--temporal-port", str(town.ports[1]), "--api-port", str(town.ports[0]))
    done = subprocess.run(
        [PROGRAM, "doctor", *ports, "--json"],
        cwd=town.data_dir.parent,
        env=town.environment,
        capture_output=True,
        check=False,
    )
    findings = json.loads(done.stdout)
    faults = {item["name"] for item in findings if item["status"] == "error"}

    assert {item["name"] for item in findings} >= {"календарь", "Temporal", "база данных"}
    assert faults <= {"календарь"}
    assert done.returncode == (1 if faults else 0)


def test_a_taken_port_is_a_clear_error(town: Installation, tmp_path: Path) -> None:
    """A second installation on the same ports says which port is taken and by which option another is chosen."""
    second = Installation(tmp_path / "data", town.ports)
    done = subprocess.run(
        [PROGRAM, "up", "--data-dir", second.data_dir, "--api-port", str(town.ports[0])],
        cwd=tmp_path,
        env=second.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert str(town.ports[0]) in done.stderr
    assert "--api-port" in done.stderr


def test_nothing_is_lost_when_any_part_is_killed(tmp_path: Path) -> None:
    """A kill -9 of worker, API, Temporal and the supervisor, in the middle of a life, loses nothing."""
    with installed(tmp_path) as town:
        token = town.start("--no-samples")["admin_token"]
        executor = town.token("executor-1", "executor", "--authority", "authority-1")
        message = _new_message(town, token, "wall-1")
        steps: list[tuple[str, str, dict[str, Any], str]] = [
            (token, "route", {"assignments": [{"authority": "authority-1"}]}, "worker"),
            (executor, "submit_draft", {"kind": "final", "text": "Починят."}, "api"),
            (token, "return", {"remarks": "Когда?"}, "temporal"),
            (executor, "submit_draft", {"kind": "final", "text": "Починят в среду."}, "worker"),
            (token, "approve", {}, "temporal"),
        ]
        for number, (who, command, payload, victim) in enumerate(steps):
            body = {**payload, "command_id": f"step-{number}"}
            answer = town.call(who, "POST", f"/messages/{message}/{command}", body)
            assert answer.status_code == 200, answer.text
            town.kill(victim)
        case = town.call(token, "GET", f"/messages/{message}").json()
        assert case["state"] == "approved"

        town.stop(signal.SIGKILL)
        second = town.start("--no-samples")
        assert second["admin_token"] is None
        after = town.call(token, "GET", f"/messages/{message}").json()
        assert {item["name"]: item["due_at"] for item in after["deadlines"]} == {
            item["name"]: item["due_at"] for item in case["deadlines"]
        }
        published = town.call(executor, "POST", f"/messages/{message}/publish", {"url": "https://example.org/1"})
        assert published.json()["outcome"] == "answered"
        expected = ["registered", "route", "submit_draft", "return", "submit_draft", "approve", "publish"]
        eventually(lambda: _actions(town, token, message) == expected)
        assert town.stop(signal.SIGINT) == 0

        town.start("--no-samples")
        assert _actions(town, token, message) == expected
