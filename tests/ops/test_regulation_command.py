"""`otklik regulation` in words and in JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ops.commands.regulation import app
from tests.domain.regulation.samples import ROOT, changed

GULKEVICHI = str(ROOT / "regulations" / "gulkevichi-draft.toml")


def run(*arguments: str, exit_code: int = 0) -> str:
    """What a call prints; it must end with that code."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == exit_code, result.stderr
    return result.stdout


def answered(*arguments: str, exit_code: int = 0) -> list[dict[str, Any]]:
    """The JSON that a call prints."""
    items: list[dict[str, Any]] = json.loads(run(*arguments, "--json", exit_code=exit_code))
    return items


def test_what_does_not_fit_is_no_error() -> None:
    """An act that can't be kept is said to be one, and the file is sound all the same."""
    assert "Не помещается (incident)." in run("check", GULKEVICHI)
    (checked,) = answered("check", GULKEVICHI)
    assert (checked["sound"], checked["errors"]) == (True, [])
    assert [(item["flow"], item["level"]) for item in checked["findings"]] == [
        ("pages", "fits"),
        ("incident", "impossible"),
    ]
    assert checked["findings"][1]["minutes_left"] == -60
    assert [item["clause"] for item in checked["contradictions"]] == ["3.1.2", "3.2.6", "3.2.5", "1.6"]


def test_a_wrong_file_has_nothing_but_errors(tmp_path: Path) -> None:
    """What was not understood can't be summed, and the exit code says so."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(changed(("format = 1", "format = 2")), encoding="utf-8")
    (checked,) = answered("check", str(wrong), exit_code=1)
    assert [error["field"] for error in checked["errors"]] == ["format"]
    assert (checked["warnings"], checked["findings"], checked["contradictions"]) == ([], [], [])


@pytest.mark.parametrize(
    "part", ["Укладываются ли шаги в сроки", "Основания", "Противоречия акта", "Уточнение у автора"]
)
def test_a_regulation_is_shown_with_everything(part: str) -> None:
    """The new sections and steps are there."""
    assert part in run("show", GULKEVICHI)


def test_a_regulation_is_shown_as_data() -> None:
    """The same shape as the API's, the fit of the numbers included."""
    (shown,) = answered("show", GULKEVICHI)
    assert {"findings", "contradictions", "periodic", "repeats", "significant", "shortcomings"} <= shown.keys()
