"""docs/deadline-proof.md: what it shows is true."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from domain.lifecycle import Explanation, explain
from domain.lifecycle.calculation import AmountFrom, Before, Calculation, Kind, RuleFacts, ShareOf, StartFact
from domain.lifecycle.explanation import LONGEST, Debtor
from domain.worktime.dayfacts import DayFact, DayKind
from tests.domain.lifecycle.builders import PRO, Life, shipped

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "deadline-proof.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "deadline.json"
MESSAGE = "7b0d9c1e-5c43-5b0e-9a51-2f6f3c0c9d10"
SHELL = f'otklik() {{ "{sys.executable}" -m cli "$@"; }}\n'


def example() -> dict[str, Any]:
    """The explanation of the page, computed now: a message of the Friday before the eighth of March."""
    given = Life(shipped(PRO), "2026-03-06 15:00")
    told = explain(given.case.changed(id=MESSAGE), given.rules, "overall")
    assert told is not None
    document: dict[str, Any] = json.loads(told.model_dump_json())
    return document


def test_the_example_is_what_is_answered() -> None:
    """The file of the page is one that the program makes."""
    assert json.loads(EXAMPLE.read_text(encoding="utf-8")) == example()


@pytest.mark.parametrize("block", re.findall(r"```console\n\$ (.*?)```", PAGE, flags=re.DOTALL))
def test_every_command_says_what_the_page_shows(block: str) -> None:
    """Word for word, whatever stream it is said on."""
    command, _, expected = block.partition("\n")
    done = subprocess.run(["bash", "-c", SHELL + command], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 -- the shell of whoever runs the tests

    assert done.stdout + done.stderr == expected


@pytest.mark.parametrize("model", [Explanation, RuleFacts, StartFact, Before, ShareOf, Calculation, DayFact, Debtor])
def test_every_field_is_explained(model: type[BaseModel]) -> None:
    """Whoever reads the JSON finds every name in it."""
    explained = {name.rpartition(".")[2] for name in re.findall(r"`([a-z_.]+)`", PAGE)}

    assert set(model.model_fields) <= explained


def test_every_value_is_explained() -> None:
    """The kinds of limit and of day, where an amount comes from, and how many dates are listed."""
    explained = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert {*Kind, *AmountFrom, *DayKind} <= explained
    assert f"{LONGEST:,} dates" in PAGE
