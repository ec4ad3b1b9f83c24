"""`otklik regulation new`: by a file of answers, and by a clerk at a terminal."""

import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from activities.regulation_source import read_regulation
from ops.commands.regulation import app
from tests.domain.regulation.samples import ROOT
from tests.ops.regulation_new.answering import EXAMPLE

MADE = EXAMPLE.with_name("ozerny-2026.toml")
"""The documented file that the documented answers make."""

_PATIENCE_SECONDS = 60
_QUIET_SECONDS = 3
_AT_A_TERMINAL = f"import fcntl, termios; fcntl.ioctl(0, {termios.TIOCSCTTY}, 0); import cli; cli.main()"


def new(path: Path, *options: str, typed: str = "") -> Result:
    """Call the command; ``typed`` is what is entered."""
    return CliRunner().invoke(app, ["new", str(path), *options], input=typed, catch_exceptions=False)


def test_a_file_of_answers_makes_a_regulation(tmp_path: Path) -> None:
    """Nothing is asked; the file is sound, and what nobody looked up is named."""
    path = tmp_path / "ozerny-2026.toml"
    result = new(path, "--answers", str(EXAMPLE))
    assert result.exit_code == 0, result.output
    assert "ozerny-2026, версия 2026-04-06 — годится" in result.stdout
    assert "Как посчитано: направление 30 мин + исполнителю 4 ч 30 мин" in " ".join(result.stdout.split())
    assert "Взято обычное, по акту не проверено: effective_from, no_answer, appeal." in result.stdout
    assert "Где смотреть" not in result.output
    assert path.read_text(encoding="utf-8") == MADE.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0


def test_the_same_is_plain_data(tmp_path: Path) -> None:
    """With --json the standard output is one document in the form of the check, with the usual answers."""
    result = new(tmp_path / "a.toml", "--answers", str(EXAMPLE), "--json")
    made: dict[str, Any] = json.loads(result.stdout)
    assert (made["sound"], made["regulation"], made["version"]) == (True, "ozerny-2026", "2026-04-06")
    assert made["usual"] == ["effective_from", "no_answer", "appeal"]
    assert made["findings"][0]["explanation"]["sum"].endswith("из 8 ч, остаётся 20 мин")


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    """Before the first question; with --force it is."""
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")
    refused = new(path)
    assert refused.exit_code == 1
    assert "уже есть" in refused.stderr
    assert "Где смотреть" not in refused.output
    assert path.read_text(encoding="utf-8") == "old"
    assert new(path, "--answers", str(EXAMPLE), "--force").exit_code == 0
    assert read_regulation(path).id == "ozerny-2026"


def test_incomplete_answers_write_nothing(tmp_path: Path) -> None:
    """Every missing answer is named; so is a file that is away or is no text."""
    answers, path = tmp_path / "answers.toml", tmp_path / "a.toml"
    answers.write_text('id = "a"\n', encoding="utf-8")
    result = new(path, "--answers", str(answers))
    assert result.exit_code == 1
    assert f"{answers}: issuer: нет ответа. Кто издал акт?" in result.stderr
    assert f"{answers}: overall: нет ответа." in result.stderr
    answers.write_bytes(b"\xff\xfe")
    assert "не в кодировке UTF-8" in new(path, "--answers", str(answers)).stderr
    assert "не открывается" in new(path, "--answers", str(tmp_path / "away")).stderr
    assert [item.name for item in tmp_path.iterdir()] == ["answers.toml"]


def test_answers_that_end_too_early_write_nothing(tmp_path: Path) -> None:
    """The end of what is typed breaks the asking off."""
    result = new(tmp_path / "a.toml", typed="\nОзёрный\n")
    assert result.exit_code == 1
    assert "прервано; файл не записан" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_questions_stay_out_of_json(tmp_path: Path) -> None:
    """They go to the error stream, so that a program can read the answer."""
    result = new(tmp_path / "a.toml", "--json", typed="\nОзёрный\nАдминистрация\n" + "\n" * 60)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["regulation"] == "a"
    assert "── Рабочее время ──" in result.stderr


def test_a_name_that_is_no_id_is_not_suggested(tmp_path: Path) -> None:
    """The clerk has to name the regulation then."""
    typed = "\nozerny\nОзёрный\nАдминистрация\n" + "\n" * 60
    result = new(tmp_path / "Озёрный.toml", typed=typed)
    assert "Не подходит: обычного ответа здесь нет, ответьте сами." in result.stdout
    assert read_regulation(tmp_path / "Озёрный.toml").id == "ozerny"


class Terminal:
    """A program that believes a person sits before it."""

    def __init__(self, keyboard: int, process: "subprocess.Popen[bytes]") -> None:
        self._keyboard = keyboard
        self.process = process
        self.shown = ""

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._keyboard, text.encode())

    def wait_for(self, text: str, times: int = 1, *, pressing: str = "") -> None:
        """Wait until a text was shown so often; ``pressing`` a key again whenever nothing happens for a while.

        Python hears Ctrl-C late where it comes between the prompt and the reading, which no person is quick enough for.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while self.shown.count(text) < times:
            assert time.monotonic() < until, self.shown
            ready, _, _ = select.select([self._keyboard], [], [], _QUIET_SECONDS)
            if ready:
                self.shown += self._read()
            else:
                self.type(pressing)

    def _read(self) -> str:
        try:
            return os.read(self._keyboard, 65536).decode(errors="replace")
        except OSError:  # Linux says so when the program has closed its side.
            raise AssertionError(self.shown) from None


@contextmanager
def terminal(*arguments: str, folder: Path) -> Iterator[Terminal]:
    """Start the program at a terminal of its own, and end it."""
    keyboard, screen = pty.openpty()
    # Room for a line of the longest question: what is narrower is wrapped by nobody.
    fcntl.ioctl(screen, termios.TIOCSWINSZ, b"\x28\x00\xc8\x00\x00\x00\x00\x00")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-c", _AT_A_TERMINAL, "regulation", "new", *arguments],
        stdin=screen,
        stdout=screen,
        stderr=screen,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    os.close(screen)
    try:
        yield Terminal(keyboard, process)
    finally:
        process.kill()
        process.wait()
        os.close(keyboard)


def test_a_clerk_at_a_terminal_is_asked(tmp_path: Path) -> None:
    """A wrong answer is asked again, the rest is usual, and the file is there at the end."""
    with terminal("ozerny.toml", folder=tmp_path) as clerk:
        for number, answer in enumerate(["", "Озёрный", "Администрация", "", "скоро", "06.04.2026"], start=1):
            clerk.wait_for("  > ", number)
            clerk.type(f"{answer}\n")
        clerk.wait_for("напишите дату так")
        clerk.wait_for("6. Акт действует?")
        clerk.type("\n" * 60)
        clerk.wait_for("Записано: ozerny.toml")
        assert clerk.process.wait(_PATIENCE_SECONDS) == 0
    regulation = read_regulation(tmp_path / "ozerny.toml")
    assert (regulation.id, regulation.version) == ("ozerny", "2026-04-06")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_a_clerk_who_breaks_off_leaves_nothing(tmp_path: Path, key: str) -> None:
    """Ctrl-C in the middle is no half of a file."""
    with terminal("ozerny.toml", folder=tmp_path) as clerk:
        clerk.wait_for("  > ")
        clerk.type("\n")
        clerk.wait_for("  > ", 2)
        clerk.type(key)
        clerk.wait_for("прервано; файл не записан", pressing=key)
        assert clerk.process.wait(_PATIENCE_SECONDS) == 1
    assert list(tmp_path.iterdir()) == []
