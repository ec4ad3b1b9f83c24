"""What the operator reads once everything runs."""

import sys
from pathlib import Path

import pytest
from rich.console import Console

from ops import greeting
from ops.options import read_settings
from ops.up import Ready
from settings import Settings

READY = Ready(
    api="http://127.0.0.1:8080",
    docs="http://127.0.0.1:8080/docs",
    temporal="127.0.0.1:7233",
    temporal_ui="http://127.0.0.1:8233",
    admin_token="otk_0123456789ab_" + "x" * 43,
)
LATER = Ready(**{**vars(READY), "admin_token": None})


def shown(ready: Ready, settings: Settings) -> str:
    """The greeting on a narrow terminal."""
    console = Console(width=40)
    with console.capture() as captured:
        greeting.show(ready, settings, console)
    return captured.get()


@pytest.fixture(autouse=True)
def _called_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`otklik` was called as the program of a virtual environment in this folder."""
    monkeypatch.setattr(sys, "argv", [".venv/bin/otklik", "up"])
    monkeypatch.setenv("PATH", str(tmp_path))


def test_first_start_shows_the_token() -> None:
    """The token is shown whole, and the call that uses it stands on one line, however narrow the terminal is."""
    lines = shown(READY, read_settings()).splitlines()

    assert f"  {READY.admin_token}" in lines
    assert (
        f'  curl -sS -H "Authorization: Bearer {READY.admin_token}" "http://127.0.0.1:8080/api/v1/messages?limit=3"'
        in lines
    )


def test_later_start_says_how_to_get_one() -> None:
    """Without a token to show, the greeting says how to issue one, under the name that the call then uses."""
    text = shown(LATER, read_settings())

    assert "TOKEN=$(.venv/bin/otklik token issue --person admin --role admin)" in text
    assert 'Bearer $TOKEN"' in text


def test_two_people_get_tokens() -> None:
    """A coordinator's and an executor's tokens are two commands to copy."""
    text = shown(READY, read_settings())

    assert "COORDINATOR=$(.venv/bin/otklik token issue --person coordinator-1 --role coordinator" in text
    assert "--role executor --authority authority-1 --regulation providensky-2020)" in text


def test_other_data_folder_is_part_of_the_commands(tmp_path: Path) -> None:
    """With a data folder of its own the commands name it, quoted for the shell."""
    text = shown(READY, read_settings(data_dir=tmp_path / "my data"))

    assert f"token issue --data-dir '{tmp_path}/my data' --person" in text


def test_program_on_the_path_goes_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell finds the program, its name is enough."""
    (tmp_path / "otklik").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "otklik").chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "otklik"), "up"])

    assert greeting.own_command() == "otklik"


def test_module_is_called_as_a_module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without an installation the module is named with its interpreter."""
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "cli.py"), "up"])

    assert greeting.own_command() == f"{sys.executable} -m cli"


def test_program_elsewhere_has_its_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program outside this folder is named by its absolute path."""
    monkeypatch.setattr(sys, "argv", [str(tmp_path.parent / "bin" / "otklik"), "up"])

    assert greeting.own_command() == str(tmp_path.parent / "bin" / "otklik")
