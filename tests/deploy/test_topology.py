"""What docker-compose.yml describes, run as plain processes: PostgreSQL, Temporal, two API processes, two workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.life import Client, readme
from tests.deploy.topology import WORKERS, Topology, running, until
from tests.fixtures.postgres import Cluster

pytestmark = pytest.mark.xdist_group("topology")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, postgres: Cluster) -> Iterator[Topology]:
    """An installation that runs."""
    with running(tmp_path_factory.mktemp("town"), postgres) as topology:
        yield topology


def files(folder: Path) -> set[Path]:
    """Every file below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


def test_readme_s_life_goes_on_while_workers_are_restarted(town: Topology) -> None:
    """Through both API processes in turn, with a worker restarted before every call, nothing is lost or refused."""
    people, calls = readme()
    tokens = {name: town.otklik("token", "issue", *arguments).strip() for name, arguments in people.items()}
    before, client, message = files(town.app), Client(town.apis), ""
    answers = []
    for number, call in enumerate(calls):
        town.restart_worker(number % WORKERS)
        answers.append(client.call(tokens[call.who], call.path.replace("$ID", message), call.body))
        message = message or answers[0]["id"]

    *_, case, journal, explanation = answers
    assert case["outcome"] == "answered"
    assert [(entry["action"], entry["clause"]) for entry in journal["items"]] == [
        ("registered", "7"),
        ("route", "7"),
        ("submit_draft", "10"),
        ("return", "11"),
        ("submit_draft", "12"),
        ("approve", "11"),
        ("publish", "13"),
    ]
    assert explanation["intervals"]
    assert set(client.statuses) <= {200, 201, 503}
    assert files(town.app) == before


def test_lists_come_from_postgresql(town: Topology) -> None:
    """What both API processes list is what the workers have recorded in the one database."""
    auditor = town.otklik("token", "issue", "--person", "auditor", "--role", "auditor").strip()
    client = Client(town.apis)

    def listed() -> list[list[str]]:
        answers = [client.call(auditor, "/messages?status=closed") for _ in town.apis]
        return [[item["id"] for item in answer["items"]] for answer in answers]

    until(lambda: listed()[0] != [])
    first, second = listed()
    assert first == second
    with town.cluster.connect("otklik") as connection:
        rows = connection.execute("SELECT id FROM message WHERE state = 'closed'").fetchall()
    assert [row[0] for row in rows] == first


def test_users_of_the_database_are_kept_apart(town: Topology) -> None:
    """Otklik's password opens Otklik's database and none of Temporal's."""
    password = (town.deploy / "secrets" / "otklik_password").read_text("utf-8")
    as_otklik = town.cluster.environment | {"PGUSER": "otklik", "PGPASSWORD": password}

    def opens(database: str) -> bool:
        command = ["/bin/sh", "-c", f"psql --no-psqlrc --command 'SELECT 1' {database} && echo yes || echo no"]
        return town._finish(command, as_otklik).endswith("yes\n")  # noqa: SLF001 -- one more program of the town's

    assert {name: opens(name) for name in ("otklik", "temporal", "temporal_visibility", "postgres")} == {
        "otklik": True,
        "temporal": False,
        "temporal_visibility": False,
        "postgres": True,
    }
