"""docs/lab.md: its commands do what it says, its output is theirs, and it names every key of the file."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from domain.lab.arrivals import Pattern
from domain.lab.durations import Duration
from domain.lab.staff import Bodies, Chances, Office, Staff
from domain.lab.terms import Step

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "lab.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"<!-- lab:begin -->\n```bash\n(.*?)```\n<!-- lab:end -->", PAGE, flags=re.DOTALL)
COMPARED, VARIED, DRAWN = COMMANDS


def run(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command of the page prints, run beside the project's own files."""
    for name in ("samples", "docs", "regulations"):
        (folder / name).symlink_to(ROOT / name)
    monkeypatch.chdir(folder)
    program, *arguments = shlex.split(command.replace("\\\n", " "))
    assert program == "otklik"
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_output_of_the_page_is_that_of_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last digit: a seed is a result."""
    (shown,) = re.findall(r"<!-- output:begin -->\n```text\n(.*?)```\n<!-- output:end -->", PAGE, flags=re.DOTALL)
    printed = run(COMPARED, tmp_path, monkeypatch)
    assert [line.rstrip() for line in printed.splitlines()] == shown.splitlines()


def test_the_variants_of_the_page_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits that are asked for, those of the lab's own, and one more person everywhere."""
    printed = run(VARIED, tmp_path, monkeypatch)
    for words in ("срок overall (пункт 11): 6 раб. ч", "срок rework (пункт 16): 30 раб. мин", "5 раб. ч", "+1 человек"):
        assert words in printed


def test_the_chart_of_the_page_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a document of the keys that the page names."""
    data = json.loads(run(DRAWN, tmp_path, monkeypatch))
    assert (tmp_path / "march.png").exists()
    assert [side["flow"] for side in data["sides"]] == ["pages", "incident"]
    assert {"assumptions", "figures", "what_if"} <= set(data["sides"][0])
    assert {"limits", "steps", "offices", "bottleneck"} <= set(data["sides"][0]["figures"])


def test_the_page_names_every_key_of_the_file() -> None:
    """Whoever writes a staff file finds each key and each step."""
    named = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"[a-z_0-9]+", code)}
    keys = {key for model in (Office, Chances, Bodies, Pattern, Duration) for key in model.model_fields}
    assert keys | set(Step) | (set(Staff.model_fields) - {"format", "title"}) <= named
