"""The walker and the project's own arithmetic: two ways, one answer, a thousand times."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ops.verify import verify
from tests.ops.verify.cases import BATCH, BATCHES, explanations

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_limit_is_recomputed_to_the_same_instant(batch: int) -> None:
    """A hundred limits of a batch: the end, the lateness, every interval and every pause, exactly."""
    wrong = {(seed, told["name"]): differences for seed, told in explanations(batch) if (differences := verify(told))}

    assert wrong == {}
    assert len(explanations(batch)) == BATCH


def _seen(told: dict[str, Any]) -> set[str]:
    """What is special about a limit, in words."""
    rule = told["rule"]
    amount = rule["amount"] or rule["before"]["whole"]
    words = {amount["unit"], rule["kind"], f"amount from {rule['amount_from']}", rule["lateness"], told["timezone"]}
    words |= {day["kind"] for day in told["days"]}
    special = {
        "a fraction": isinstance(amount["amount"], str),
        "a pause": bool(told["pauses"]),
        "two pauses": len(told["pauses"]) > 1,
        "stands still": told["due_at"] is None,
        "a pause at most so long": rule["pause_at_most"] is not None and bool(told["pauses"]),
        "another system": told["external_due_at"] is not None,
        "before what another system moves": rule["before"] is not None and told["external_due_at"] is not None,
        "days off": told["days_off_since"] is not None,
        "cut by another limit": bool(told["caps"]) and told["due_at"] != told["own_end"],
        "not cut by another limit": bool(told["caps"]) and told["due_at"] == told["own_end"],
        "by analogy": rule["by_analogy"],
        "one of two outcomes": rule["alternative"],
        "a repeat": told["name"].endswith("-2"),
        "to the microsecond": told["due_at"] is not None and "." in told["due_at"],
        "a break forgives": told["due_at"] != told["late_after"],
        "nothing counted": not told["intervals"],
        "beyond the known years": told["provisional"],
        "the clocks change meanwhile": told["own_end"][-6:] != told["started_by"]["at"][-6:],
    }
    shipped = {f"shipped: {told['regulation']}"} if told["regulation"] != "small" else set[str]()
    return words | shipped | {name for name, there in special.items() if there}


def test_the_thousand_are_of_every_kind() -> None:
    """Each unit, kind, source of an amount, rule of lateness, reason of a day, shipped regulation and special case."""
    seen = {word for batch in range(BATCHES) for _, told in explanations(batch) for word in _seen(told)}

    units = {"working_minutes", "working_hours", "working_days", "calendar_days", "hours", "days_24h", "at_once"}
    kinds = {"forward", "backward", "share", "amount from act", "amount from importance", "amount from order"}
    lateness = {"service", "working_time", "instant", "day_end"}
    days = {"ordinary", "weekend", "holiday", "day_off_moved", "working_day_off", "shortened", "other_hours"}
    names = ("providensky-2020", "volchikha-2020", "luga-2020", "gulkevichi-draft", "stavropol-2023")
    special = {
        "a fraction",
        "a pause",
        "two pauses",
        "stands still",
        "a pause at most so long",
        "another system",
        "before what another system moves",
        "days off",
        "cut by another limit",
        "not cut by another limit",
        "by analogy",
        "one of two outcomes",
        "a repeat",
        "to the microsecond",
        "a break forgives",
        "nothing counted",
        "beyond the known years",
        "the clocks change meanwhile",
    }
    wanted = units | kinds | lateness | days | special | {f"shipped: {name}" for name in names}
    assert wanted - seen == set()


def test_the_walker_loads_nothing_of_what_it_checks() -> None:
    """Neither the domain nor any package outside the standard library is there after it was imported."""
    program = (
        "import sys; import ops.verify; "
        "print(*{name.partition('.')[0] for name in sys.modules} & "
        "{'domain', 'activities', 'api', 'db', 'workflows', 'pydantic', 'holidays', 'temporalio', 'typer'})"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
