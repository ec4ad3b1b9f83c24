"""docker-compose.yml: what must be true of it, since no Docker engine is here to try it."""

import re
import shutil
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import make_url

from ops.temporal_server import HOST
from settings import Settings
from tests.deploy.compose import COMPOSE, FILE, JOBS, LASTING, OURS, ROOT, SERVICES, environment, mounts, our_settings
from tests.fixtures import postgres
from tests.test_settings import documented

ALL = pytest.mark.parametrize("name", SERVICES)
PINNED = re.compile(r"[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?")
MEMORY_OF_A_SMALL_MACHINE = 8 * 1024
"""Megabytes."""

TEMPORAL_SERVICES = 4
"""Frontend, history, matching, worker: each has connections of its own to the database."""

CONNECTIONS_OF_A_PROCESS = 15
"""SQLAlchemy's pool: 5 and 10 more."""


def megabytes(written: str) -> int:
    """Read a size of memory."""
    return int(written[:-1]) * {"M": 1, "G": 1024}[written[-1]]


def seconds(written: str) -> int:
    """Read a duration."""
    return int(written[:-1]) * {"s": 1, "m": 60}[written[-1]]


@ALL
def test_image_is_pinned(name: str) -> None:
    """Every image names its version down to the last number that its makers give."""
    assert PINNED.fullmatch(SERVICES[name]["image"])


def test_temporal_is_of_one_version() -> None:
    """Server and tools are of one version, so that the schema fits the server."""
    images = [service["image"] for service in SERVICES.values()]
    versions = {
        image.partition(":")[2] for image in images if image.startswith(("temporalio/server", "temporalio/admin"))
    }

    assert len(versions) == 1


def test_our_image_has_our_version() -> None:
    """All of ours run from one image, named after the version in pyproject.toml."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert {service["image"] for service in OURS.values()} == {f"otklik:{version}"}


def test_only_api_and_ui_are_published_on_loopback() -> None:
    """Nothing is reached from another machine, and of this one only the API and Temporal's UI."""
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published.keys() == {"api", "temporal-ui"}
    for ports in published.values():
        assert [port.split(":")[0] for port in ports] == [HOST]
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == published.keys()
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_published_ports_are_those_of_the_embedded_mode() -> None:
    """An operator finds the API and the UI where `otklik up` has them."""
    api, ui = (SERVICES[name]["ports"][0].split(":") for name in ("api", "temporal-ui"))

    assert [int(api[1]), int(ui[1])] == [Settings.model_fields[name].default for name in ("api_port", "ui_port")]
    assert int(api[2]) == Settings.model_fields["api_port"].default


@ALL
def test_service_may_do_nothing_that_it_need_not(name: str) -> None:
    """Read-only root, no capabilities, no way to more privileges, bounded logs, memory and processors."""
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}


def test_it_fits_a_small_machine() -> None:
    """All limits of memory together are what a small municipality's machine has."""
    sizes = [
        megabytes(service["deploy"]["resources"]["limits"]["memory"]) * service["deploy"].get("replicas", 1)
        for service in LASTING.values()
    ]

    assert sum(sizes) <= MEMORY_OF_A_SMALL_MACHINE


def test_database_has_room_for_all_connections() -> None:
    """The pools of Temporal's services and of our processes together stay below the database's limit."""
    limit = int(dict(word.split("=") for word in SERVICES["postgres"]["command"] if "=" in word)["max_connections"])
    pools = environment("temporal")
    temporal = TEMPORAL_SERVICES * (int(pools["SQL_MAX_CONNS"]) + int(pools["SQL_VIS_MAX_CONNS"]))
    processes = sum(service["deploy"].get("replicas", 1) for service in OURS.values())

    assert temporal + processes * CONNECTIONS_OF_A_PROCESS < limit


def test_database_does_not_run_as_root() -> None:
    """PostgreSQL's image would begin as root; the other images name a user of their own."""
    assert SERVICES["postgres"]["user"] == "999:999"
    assert [name for name, service in SERVICES.items() if "user" in service] == ["postgres"]


def test_database_sorts_as_in_the_tests() -> None:
    """The tests' cluster is made with the same locale and encoding."""
    arguments = environment("postgres")["POSTGRES_INITDB_ARGS"].split()

    assert set(postgres._LOCALE) <= set(arguments)  # noqa: SLF001 -- the two must not drift apart


def test_secrets_are_files_and_nowhere_else() -> None:
    """No password is written down or has a default: each is a file that stops its service where it is missing."""
    text = FILE.read_text("utf-8")
    secrets = COMPOSE["secrets"]

    assert {name: set(secret) for name, secret in secrets.items()} == {name: {"file"} for name in secrets}
    assert "${" not in text
    for name in SERVICES:
        secret_looking = {
            variable: value
            for variable, value in environment(name).items()
            if re.search(r"PASS|PWD|SECRET|TOKEN|KEY", variable)
        }
        assert all(value.startswith("/run/secrets/") for value in secret_looking.values())
    assert all(make_url(our_settings(name)["OTKLIK_DATABASE_URL"]).password is None for name in OURS)


def test_secret_is_given_to_who_needs_it() -> None:
    """Temporal's password is unknown to Otklik and Otklik's to Temporal; only the database has all."""
    given = {name: set(service["secrets"]) for name, service in SERVICES.items() if "secrets" in service}

    assert given == {
        "postgres": set(COMPOSE["secrets"]),
        "temporal-schema": {"temporal_password"},
        "temporal": {"temporal_password"},
    } | {name: {"otklik_password"} for name in OURS}


@pytest.mark.parametrize("name", LASTING)
def test_lasting_service_is_watched_and_restarted(name: str) -> None:
    """What must run is restarted and has a health check, its own or that of its image."""
    service = SERVICES[name]

    assert service["restart"] == "unless-stopped"
    if name == "api":
        assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text("utf-8")
        assert "healthcheck" not in service
    else:
        assert service["healthcheck"]["test"][0] == "CMD"


def test_dependencies_are_waited_for() -> None:
    """Each job is waited for until it is done, each lasting service until it is healthy."""
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            expected = "service_completed_successfully" if name in JOBS else "service_healthy"
            assert how == {"condition": expected}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("temporal-schema", "postgres"),
        ("temporal", "temporal-schema"),
        ("temporal-namespace", "temporal"),
        ("temporal-ui", "temporal"),
        ("migrate", "postgres"),
        ("api", "migrate"),
        ("api", "temporal-namespace"),
        ("worker", "migrate"),
        ("worker", "temporal-namespace"),
    ],
)
def test_order_of_start(later: str, earlier: str) -> None:
    """Nothing starts before what it needs is there."""
    assert earlier in SERVICES[later]["depends_on"]


def test_two_workers() -> None:
    """One worker may go while the other goes on."""
    assert SERVICES["worker"]["deploy"]["replicas"] == 2


@pytest.mark.parametrize("name", ["api", "worker"])
def test_stop_waits_for_what_is_in_flight(name: str) -> None:
    """A container is killed later than the process in it gives up by itself."""
    assert seconds(SERVICES[name]["stop_grace_period"]) > Settings.model_fields["graceful_shutdown_seconds"].default


@pytest.mark.parametrize("name", OURS)
def test_our_variables_are_settings(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every variable of ours is a documented setting, and together they can be read."""
    (tmp_path / "password").write_text("b67a", "utf-8")
    monkeypatch.chdir(tmp_path)
    variables = our_settings(name) | {"OTKLIK_DATABASE_PASSWORD_FILE": str(tmp_path / "password")}
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)

    read = Settings()

    assert variables.keys() <= documented().keys()
    assert read.database_url == "postgresql+psycopg://otklik:b67a@postgres:5432/otklik"
    assert read.temporal_address == "temporal:7233"
    assert read.data_dir == Settings.model_fields["data_dir"].default


@pytest.mark.parametrize("name", OURS)
def test_our_command_exists(name: str) -> None:
    """What a container is told to run is a module or a command of this repository."""
    program, *arguments = SERVICES[name]["command"]

    if program == "python":
        assert arguments[0] == "-m"
        assert find_spec(arguments[1]) is not None
    else:
        assert shutil.which(program, path=str(Path(sys.executable).parent))


@ALL
def test_mounted_file_exists(name: str) -> None:
    """What a container sees of this repository is there, it cannot be written to, and the scripts it runs are in it."""
    for volume in SERVICES[name].get("volumes", []):
        assert not volume.startswith("./") or volume.endswith(":ro")
    seen = mounts(name)
    assert all((ROOT / here).exists() for here in seen.values())
    for word in SERVICES[name].get("command", []):
        folder, _, file = word.rpartition("/")
        if folder in seen:
            assert (ROOT / seen[folder] / file).is_file()
    configured = environment(name).get("DYNAMIC_CONFIG_FILE_PATH")
    if configured is not None:
        folder, _, file = configured.rpartition("/")
        assert (ROOT / seen[folder] / file).is_file()


def test_parts_agree_on_names() -> None:
    """Namespace, users and databases are called alike by who makes them and who uses them."""
    url = make_url(our_settings("api")["OTKLIK_DATABASE_URL"])
    script = (ROOT / "deploy" / "postgres" / "databases.sh").read_text("utf-8")
    namespaces = {
        our_settings("worker")["OTKLIK_TEMPORAL_NAMESPACE"],
        environment("temporal-namespace")["TEMPORAL_NAMESPACE"],
        environment("temporal-ui")["TEMPORAL_DEFAULT_NAMESPACE"],
    }

    assert f"{url.database}:{url.username}" in script
    assert f"{environment('temporal')['DBNAME']}:{environment('temporal')['POSTGRES_USER']}" in script
    assert f"{environment('temporal')['VISIBILITY_DBNAME']}:{environment('temporal-schema')['SQL_USER']}" in script
    assert len(namespaces) == 1
    assert {our_settings(name)["OTKLIK_TEMPORAL_ADDRESS"] for name in OURS} == {
        environment("temporal-namespace")["TEMPORAL_ADDRESS"]
    }
