"""docs/people.md: its payloads are taken, its answers are given, its files and commands work."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from activities.contacts import read_contacts
from domain.people import Absence, Office
from domain.terms import Function
from tests.api.client import Person
from tests.api.people import PEOPLE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "people.md").read_text(encoding="utf-8")
TO_EXECUTOR = {"assignments": [{"authority": "authority-1", "executor": "executor-1"}]}


def shown(name: str) -> Any:  # noqa: ANN401 -- any JSON
    """The JSON that stands under a mark of the page."""
    (text,) = re.findall(rf"<!-- people:{name} -->\n```json\n(.*?)```", PAGE, flags=re.DOTALL)
    return json.loads(text)


async def test_the_worked_example_is_true(admin: Person) -> None:
    """The roster is taken, and who acts and what is warned of is what the page says."""
    sent = shown("put")
    answer = await admin.http.put(PEOPLE, json=sent, headers={"Authorization": f"Bearer {admin.token}"})
    message_id = await admin.report()
    case = await admin.command(message_id, "route", TO_EXECUTOR)

    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == 1
    assert answer.json()["acting"][0] == shown("acting")
    assert case.json()["warnings"] == shown("warning")


def test_contacts_of_the_page_load(tmp_path: Path) -> None:
    """The file of contacts that is shown can be used."""
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    file = tmp_path / "contacts.toml"
    file.write_text(text, "utf-8")

    assert read_contacts(file).keys() == {"executor-1", "coordinator-1"}


def test_commands_of_the_page_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that is shown succeeds, one after the other."""
    monkeypatch.chdir(ROOT)
    (text,) = re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
    for line in text.splitlines():
        program, *arguments = shlex.split(line)
        result = CliRunner().invoke(cli.app, [*arguments, "--data-dir", str(tmp_path)], catch_exceptions=False)
        assert (program, result.exit_code) == ("otklik", 0), result.stderr
        assert "volchikha-2020, версия 1" in result.stdout


def test_every_key_is_explained() -> None:
    """Whatever key a roster may have, and whatever function, the page names it."""
    explained = set(re.findall(r"`([a-z_]+)`", PAGE))
    keys = {"from" if name == "since" else name for model in (Office, Absence) for name in model.model_fields}

    assert keys | set(Function) <= explained
