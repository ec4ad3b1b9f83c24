"""`otklik simulate` as people call it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from ops.samples import FILE as SAMPLES
from tests.domain.lab.builders import EXAMPLE

USUAL = ("--messages", str(SAMPLES), "--staff", str(EXAMPLE), "--count", "12", "--no-what-if")


def run(*arguments: str, exit_code: int = 0) -> str:
    """What a call prints; it must end with that code."""
    result = CliRunner().invoke(app, ["simulate", *arguments], catch_exceptions=False)
    assert result.exit_code == exit_code, result.stderr
    return result.stdout if exit_code == 0 else result.stderr


def test_two_regulations_are_compared() -> None:
    """Tables of both, and the assumptions with them."""
    text = run("--regulation", "providensky-2020", "--against", "stavropol-2023", *USUAL)
    assert "providensky-2020" in text
    assert "stavropol-2023" in text
    assert "На чём держится этот расчёт" in text


def test_the_answer_may_be_data(tmp_path: Path) -> None:
    """JSON alone on the standard output, and the chart beside it."""
    chart = tmp_path / "chart.png"
    data = json.loads(run("--regulation", "luga-2020", *USUAL, "--chart", str(chart), "--json"))
    assert (data["messages"], data["seed"], data["sides"][0]["regulation"]) == (12, 1, "luga-2020")
    assert data["assumptions"]
    assert data["sides"][0]["what_if"] == []
    assert chart.stat().st_size > 10_000


def test_the_chart_is_named(tmp_path: Path) -> None:
    """Who asked for a picture is told where it is."""
    chart = tmp_path / "chart.svg"
    text = run(
        "--regulation", "luga-2020", *USUAL, "--seed", "5", "--what-if-limit", "rework=2h", "--chart", str(chart)
    )
    assert "График:" in text
    assert "срок rework (пункт 8): 2 раб. ч" in text
    assert chart.exists()


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (("--regulation", "no-such", *USUAL), 2, "неизвестный регламент"),
        (("--regulation", "luga-2020", *USUAL, "--month", "март"), 2, "ГГГГ-ММ"),
        (("--regulation", "luga-2020", *USUAL, "--chart", "chart.pdf"), 1, ".png или .svg"),
        (("--regulation", "luga-2020", "--messages", "no-such.csv", "--staff", str(EXAMPLE)), 1, "no-such.csv"),
        (("--regulation", "luga-2020", "--messages", str(SAMPLES), "--staff", "no-such.toml"), 2, "no-such.toml"),
    ],
)
def test_a_slip_is_answered_in_words(arguments: tuple[str, ...], exit_code: int, message: str) -> None:
    """What is wrong, and the exit code that other commands have for it."""
    assert message in run(*arguments, exit_code=exit_code)
