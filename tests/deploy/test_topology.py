"""What docker-compose.yml describes, run as plain processes: PostgreSQL, Temporal, two API processes, two workers."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from tests.deploy.compose import SERVICES
from tests.deploy.life import Client, readme
from tests.deploy.topology import WORKERS, Topology, until

pytestmark = pytest.mark.xdist_group("topology")


def files(folder: Path) -> set[Path]:
    """Every file below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


class Lived(NamedTuple):
    """What the API processes answered to each call of README's life, and the new files beside the program."""

    answers: list[dict[str, Any]]
    statuses: list[int]
    left_behind: set[Path]


@pytest.fixture(scope="module")
def life(town: Topology) -> Lived:
    """README's life through both API processes in turn, with a worker restarted before every call."""
    people, calls = readme()
    tokens = {name: town.token(*arguments) for name, arguments in people.items()}
    before, client, message = files(town.app), Client(town.apis), ""
    answers: list[dict[str, Any]] = []
    for number, call in enumerate(calls):
        town.restart_worker(number % WORKERS)
        answers.append(client.call(tokens[call.who], call.path.replace("$ID", message), call.body))
        message = message or answers[0]["id"]
    return Lived(answers, client.statuses, files(town.app) - before)


def test_readme_s_life_goes_on_while_workers_are_restarted(life: Lived) -> None:
    """Nothing of it is lost or refused, and the program's own folder stays as it was."""
    *_, case, journal, explanation = life.answers
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
    assert set(life.statuses) <= {200, 201, 503}
    assert life.left_behind == set()


def test_lists_come_from_postgresql(town: Topology, life: Lived) -> None:
    """What both API processes list is what the workers have recorded in the one database."""
    *_, case, _, _ = life.answers
    auditor = town.token("--person", "auditor", "--role", "auditor")
    client = Client(town.apis)

    def listed() -> list[list[str]]:
        answers = [client.call(auditor, "/messages?status=closed&theme=освещение") for _ in town.apis]
        return [[item["id"] for item in answer["items"]] for answer in answers]

    until(lambda: listed()[0] == [case["id"]])
    first, second = listed()
    assert first == second
    with town.cluster.connect("otklik") as connection:
        rows = connection.execute("SELECT id FROM message WHERE state = 'closed' AND theme = 'освещение'").fetchall()
    assert [row[0] for row in rows] == first


def test_workers_pass_their_health_check(town: Topology) -> None:
    """What docker-compose.yml asks a worker is answered well while one serves."""
    town.until_workers_serve()

    assert town.inside("worker", *SERVICES["worker"]["healthcheck"]["test"][1:])


def test_doctor_finds_nothing_broken(town: Topology) -> None:
    """What an administrator asks inside of a worker's container sees the database, Temporal and the workers."""
    town.until_workers_serve()

    found = json.loads(town.inside("worker", "otklik", "doctor", "--json"))

    ok = {item["name"] for item in found if item["status"] == "ok"}
    assert {"база данных", "Temporal", "worker", "регламенты"} <= ok


@pytest.mark.parametrize(("database", "opens"), [("otklik", True), ("temporal", False), ("temporal_visibility", False)])
def test_users_of_the_database_are_kept_apart(town: Topology, database: str, opens: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    """Otklik's password opens Otklik's database and none of Temporal's."""
    password = (town.deploy / "secrets" / "otklik_password").read_text("utf-8")

    with nullcontext() if opens else pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(
            host="127.0.0.1", port=town.cluster.port, user="otklik", password=password, dbname=database
        ).close()
