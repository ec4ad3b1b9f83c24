"""Backup and restore: dump, wipe, restore on another machine, and running cases go on with the same deadlines."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.life import Client
from tests.deploy.topology import Topology, laid_out, until
from tests.e2e.installation import installed

pytestmark = pytest.mark.xdist_group("topology")

MESSAGE = {"regulation": "providensky-2020", "network": "vk", "external_id": "wall-1", "text": "Не горит фонарь."}
ROUTE = {"assignments": [{"authority": "authority-1"}]}
DRAFT = {"kind": "final", "text": "Починят в среду."}
DOCKER = """#!/bin/sh
set -eu
echo "$*" >>"$CALLS"
[ "$1" = compose ]
if [ "$2" = exec ]; then
    [ "$3 $4" = "-T postgres" ]
    shift 4
    exec "$@"
fi
"""
"""Stands for Docker: what it would run inside the database's container is run here, all else is written down."""

DATABASES = ("temporal", "temporal_visibility", "otklik")

Call = Callable[[str, dict[str, Any] | None], dict[str, Any]]


def deadlines(case: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """When each limit of a case began, ends and was met."""
    return {item["name"]: (item["started_at"], item["due_at"], item["done_at"]) for item in case["deadlines"]}


def begin(administrator: Call) -> dict[str, Any]:
    """Bring a message to the middle of its life."""
    message = administrator("/messages", MESSAGE)
    return administrator(f"/messages/{message['id']}/route", ROUTE)


def finish(administrator: Call, executor: Call, message: str) -> list[str]:
    """Bring it to its end; returns what the journal then holds."""
    executor(f"/messages/{message}/submit_draft", DRAFT)
    administrator(f"/messages/{message}/approve", {})
    executor(f"/messages/{message}/publish", {"url": "https://example.org/1"})
    return [entry["action"] for entry in administrator(f"/messages/{message}/journal", None)["items"]]


WHOLE_LIFE = ["registered", "route", "submit_draft", "approve", "publish"]


def docker(town: Topology, script: str, copy: Path) -> list[str]:
    """Run a script of the town with a Docker that works on its database; returns how Docker was called."""
    folder = town.folder / "docker"
    folder.mkdir(exist_ok=True)
    program, calls = folder / "docker", folder / "calls"
    program.write_text(DOCKER, "utf-8")
    program.chmod(0o755)
    calls.write_text("", "utf-8")
    variables = town.cluster.environment
    town.script(script, str(copy), **variables | {"PATH": f"{folder}:{variables['PATH']}", "CALLS": str(calls)})
    return calls.read_text("utf-8").splitlines()


def callers(town: Topology, tokens: dict[str, str]) -> tuple[Call, Call]:
    """An administrator and an executor who call the town's API processes."""
    client = Client(town.apis)

    def of(token: str) -> Call:
        return lambda path, body: client.call(token, path, body)

    return of(tokens["administrator"]), of(tokens["executor"])


def test_running_cases_go_on_after_a_restore(tmp_path: Path) -> None:
    """A message in the middle of its life is dumped, restored on an empty machine, and goes on with its deadlines."""
    copy = tmp_path / "copy"
    with laid_out(tmp_path / "first") as town:
        town.install()
        town.start()
        tokens = {
            "administrator": town.token("--person", "a", "--role", "admin"),
            "executor": town.token("--person", "e", "--role", "executor", "--authority", "authority-1"),
        }
        administrator, _ = callers(town, tokens)
        case = begin(administrator)
        until(lambda: administrator("/messages", None)["items"] != [])
        town.stop()
        calls = docker(town, "backup.sh", copy)
        shutil.copytree(town.temporal_file.parent, copy / "temporal-server")
        shutil.copytree(town.deploy / "secrets", copy / "secrets")
    assert calls[0] == "compose stop api worker temporal"
    assert [call.split()[-1] for call in calls[1:-1]] == list(DATABASES)
    assert calls[-1] == "compose up --detach --no-recreate"

    # Nothing of the first machine is used from here on but the copy.
    with laid_out(tmp_path / "second") as town:
        shutil.copytree(copy / "secrets", town.deploy / "secrets")
        town.make_databases()
        assert docker(town, "restore.sh", copy)[:2] == [
            "compose stop api worker temporal",
            "compose up --detach --wait postgres",
        ]
        shutil.copytree(copy / "temporal-server", town.temporal_file.parent, dirs_exist_ok=True)
        town.start()
        administrator, executor = callers(town, tokens)
        restored = administrator(f"/messages/{case['id']}", None)
        assert restored["state"] == "drafting"
        assert deadlines(restored) == deadlines(case)
        assert administrator("/messages", MESSAGE)["id"] == case["id"]
        assert finish(administrator, executor, case["id"]) == WHOLE_LIFE


def test_incomplete_copy_changes_nothing(tmp_path: Path) -> None:
    """A folder that lacks a database is refused before anything is stopped."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "temporal.dump").write_text("-", "utf-8")

    with laid_out(tmp_path / "town") as town, pytest.raises(AssertionError, match=r"visibility\.dump is missing"):
        docker(town, "restore.sh", copy)

    assert (tmp_path / "town" / "docker" / "calls").read_text("utf-8") == ""


def test_failed_dump_leaves_no_copy(tmp_path: Path) -> None:
    """Where a dump fails no file has the name of a copy, and what was stopped is started again."""
    with laid_out(tmp_path / "town") as town, pytest.raises(AssertionError, match="does not exist"):
        docker(town, "backup.sh", tmp_path / "copy")

    calls = (tmp_path / "town" / "docker" / "calls").read_text("utf-8")
    assert list((tmp_path / "copy").glob("*.dump")) == []
    assert calls.endswith("compose up --detach --no-recreate\n")


def test_embedded_mode_is_its_data_folder(tmp_path: Path) -> None:
    """A copy of the data folder, taken while `otklik up` is stopped, is all there is to restore."""
    with installed(tmp_path) as town:
        token = town.start("--no-samples")["admin_token"]

        def administrator(path: str, body: dict[str, Any] | None) -> dict[str, Any]:
            answer: dict[str, Any] = town.call(token, "GET" if body is None else "POST", path, body).json()
            return answer

        def executor(path: str, body: dict[str, Any] | None) -> dict[str, Any]:
            answer: dict[str, Any] = town.call(town.executor, "POST", path, body).json()
            return answer

        case = begin(administrator)
        assert town.stop() == 0
        shutil.copytree(town.data_dir, tmp_path / "copy")
        shutil.rmtree(town.data_dir)
        shutil.copytree(tmp_path / "copy", town.data_dir)
        town.start("--no-samples")
        assert deadlines(administrator(f"/messages/{case['id']}", None)) == deadlines(case)
        assert finish(administrator, executor, case["id"]) == WHOLE_LIFE
