"""The scripts that containers and operators run, each as it is."""

import os
import stat
import subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest

from ops import temporal_namespace, temporal_server
from ops.processes import Child
from settings import Settings
from tests.deploy.compose import COMPOSE, ROOT, SERVICES
from tests.deploy.topology import PROGRAMS
from tests.fixtures.ports import free_port
from workflows import search_attributes

DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(DEPLOY.rglob("*.sh"))
NAMESPACE = "town"
TOOL = """#!/bin/sh
echo "$SQL_PASSWORD $*" >> "$CALLS"
[ "$*" != "$FAILS" ]
"""
"""Stands for `temporal-sql-tool`, which no package here brings: it writes down how it is called."""


def run(script: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a script with this environment's programs."""
    own = {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["/bin/sh", script, *arguments], env={**own, **variables}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_is_one(script: Path) -> None:
    """Every script is plain shell, may be executed, reads without error and stops at the first failure."""
    text = script.read_text("utf-8")

    assert text.startswith("#!/bin/sh\n")
    assert "\nset -eu\n" in text
    assert script.stat().st_mode & stat.S_IXUSR
    assert subprocess.run(["/bin/sh", "-n", script], check=False).returncode == 0


def test_secrets_are_made_once(tmp_path: Path) -> None:
    """Each secret of docker-compose.yml is made, strong and closed to others, and a second run changes none."""
    script = tmp_path / "make-secrets.sh"
    script.write_bytes((DEPLOY / script.name).read_bytes())
    folder = tmp_path / "secrets"

    assert run(script).returncode == 0
    first = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    (folder / "otklik_password").unlink()
    assert run(script).returncode == 0
    second = {file.name: file.read_text("utf-8") for file in folder.iterdir()}

    assert {f"./deploy/secrets/{name}" for name in first} == {secret["file"] for secret in COMPOSE["secrets"].values()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(len(text) == 64 and int(text, 16) for text in first.values())
    assert len(set(first.values())) == len(first)
    assert {name for name in first if first[name] != second[name]} == {"otklik_password"}


def test_secrets_and_copies_stay_out_of_git() -> None:
    """What is made on a machine is not taken into the repository by mistake."""
    assert {"secrets/", "backups/"} <= set((DEPLOY / ".gitignore").read_text("utf-8").splitlines())


UPGRADE = """#!/bin/sh
echo "$*" >>"$CALLS"
[ "$*" != "$FAILS" ] || exit 1
case "$*" in
    *"ps --all --quiet worker") printf '%s' "$WORKERS" ;;
    "inspect "*old-*) echo running healthy ;;
    "inspect "*failed-*) echo restarting unhealthy ;;
esac
"""
"""Stands for Docker: it writes down how it is called, names the workers that there are, and says how each is."""


def upgrade(tmp_path: Path, *workers: str, fails: str = "") -> tuple[int, list[str]]:
    """Run the upgrade where there are these workers; returns its exit code and how Docker was called."""
    docker, calls = tmp_path / "docker", tmp_path / "calls"
    docker.write_text(UPGRADE, "utf-8")
    docker.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run(DEPLOY / "upgrade.sh", PATH=path, CALLS=str(calls), FAILS=fails, WORKERS="\n".join(workers))
    return done.returncode, calls.read_text("utf-8").splitlines()


@pytest.mark.parametrize("old", [(), ("old-1", "old-2")])
@pytest.mark.parametrize("failed", [(), ("failed-3", "failed-4")])
def test_upgrade_keeps_a_worker_at_every_moment(tmp_path: Path, old: tuple[str, ...], failed: tuple[str, ...]) -> None:
    """Schemas, then workers, then the API; a worker that serves goes when as many as are needed stand beside it.

    What an upgrade that failed has left behind goes before them, and keeps nobody from serving.
    """
    code, calls = upgrade(tmp_path, *old, *failed)

    assert code == 0
    grace = SERVICES["worker"]["stop_grace_period"].removesuffix("s")
    number = len(old) + SERVICES["worker"]["deploy"]["replicas"]
    order = [
        "compose build",
        "compose run --rm temporal-namespace",
        "compose run --rm migrate",
        *_gone(failed, grace),
        f"compose up --detach --wait --no-deps --no-recreate --scale worker={number} worker",
        *_gone(old, grace),
        "compose up --detach --wait --no-deps api temporal-ui",
    ]
    assert [call for call in calls if call in order] == order
    assert [call for call in calls if call.startswith(("stop", "rm"))] == _gone((*failed, *old), grace)


def _gone(names: tuple[str, ...], grace: str) -> list[str]:
    return [call for name in names for call in (f"stop -t {grace} {name}", f"rm {name}")]


def test_upgrade_stops_where_the_schema_cannot_be_changed(tmp_path: Path) -> None:
    """After a failed migration the old version goes on."""
    code, calls = upgrade(tmp_path, "old-1", fails="compose run --rm migrate")

    assert code != 0
    assert calls[-1] == "compose run --rm migrate"


def schema(tmp_path: Path, fails: str) -> tuple[int, list[str]]:
    """Run the schema's job; returns its exit code and how the tool was called."""
    tool, calls = tmp_path / "temporal-sql-tool", tmp_path / "calls"
    tool.write_text(TOOL, "utf-8")
    tool.chmod(0o755)
    (tmp_path / "temporal_password").write_text("b67a", "utf-8")
    done = run(
        DEPLOY / "temporal" / "schema.sh",
        PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        SECRETS_DIR=str(tmp_path),
        CALLS=str(calls),
        FAILS=fails,
    )
    return done.returncode, calls.read_text("utf-8").splitlines()


def test_schema_of_both_databases_is_made(tmp_path: Path) -> None:
    """Each of Temporal's databases is set up and then brought to its newest version."""
    code, calls = schema(tmp_path, fails="")

    assert code == 0
    versioned = "update-schema --schema-dir /etc/temporal/schema/postgresql/v12"
    assert calls == [
        "b67a --database temporal setup-schema --version 0.0",
        f"b67a --database temporal {versioned}/temporal/versioned",
        "b67a --database temporal_visibility setup-schema --version 0.0",
        f"b67a --database temporal_visibility {versioned}/visibility/versioned",
    ]


def test_schema_stops_at_a_failure(tmp_path: Path) -> None:
    """Where the tool fails the job fails, and the server does not start."""
    code, calls = schema(tmp_path, fails="--database temporal setup-schema --version 0.0")

    assert code != 0
    assert len(calls) == 1


@pytest.mark.parametrize("name", ["schema.sh", "server.sh"])
def test_missing_secret_stops(tmp_path: Path, name: str) -> None:
    """Without its password nothing is started."""
    done = run(DEPLOY / "temporal" / name, SECRETS_DIR=str(tmp_path))

    assert done.returncode != 0
    assert "temporal_password" in done.stderr


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Settings]:
    """A Temporal server without the namespace of the script."""
    settings = Settings(
        data_dir=tmp_path,
        temporal_port=(port := free_port()),
        ui_port=free_port(),
        temporal_address=f"{temporal_server.HOST}:{port}",
        temporal_namespace="default",
    )
    child = Child(temporal_server.server_program(settings))
    try:
        yield settings.model_copy(update={"temporal_namespace": NAMESPACE})
    finally:
        await child.stop()


async def test_namespace_is_as_the_program_needs_it(server: Settings) -> None:
    """The script waits for the server, makes what `otklik up` would make, and may run again."""
    for _ in range(2):
        done = run(
            DEPLOY / "temporal" / "namespace.sh",
            TEMPORAL_ADDRESS=server.temporal_address,
            TEMPORAL_NAMESPACE=NAMESPACE,
        )
        assert done.returncode == 0, done.stderr

    client = await temporal_namespace.connect(server)
    assert client is not None
    request = ListSearchAttributesRequest(namespace=NAMESPACE)
    known = (await client.operator_service.list_search_attributes(request)).custom_attributes
    ours = {name: kind for name, kind in known.items() if name.startswith("Otklik")}
    assert ours == {key.name: key.indexed_value_type.value for key in search_attributes.ALL}
    assert await temporal_namespace.retention(client) == temporal_namespace.RETENTION == timedelta(days=30)


def test_namespace_needs_its_variables() -> None:
    """Without an address or a name the script does nothing."""
    assert run(DEPLOY / "temporal" / "namespace.sh", TEMPORAL_ADDRESS="127.0.0.1:1").returncode != 0
