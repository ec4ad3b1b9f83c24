"""Builds staff, towns and arrivals for the tests of the lab."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from domain.lab import Arrival, Letter, Lived, LocalTime, Staff, Town, live, spread
from domain.lab.life import Life
from domain.lab.terms import Step
from domain.lifecycle import Rules
from tests.domain.lifecycle.builders import PRO, Procedure

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "staff.toml"
MARCH = date(2026, 3, 1)

ALWAYS: dict[str, Any] = {step.value: {"always": 10} for step in Step}
NEVER: dict[str, Any] = {"returned": 0.0, "declined": 0.0, "interim": 0.0, "joint": 0.0}
OFTEN: dict[str, Any] = {"returned": 0.4, "declined": 0.3, "interim": 0.3, "joint": 0.4}


def tables(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 -- tables of the file
    """The shipped example as data, with some tables replaced."""
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8")) | changed


def staff(**changed: Any) -> Staff:  # noqa: ANN401 -- as above
    """The shipped example with some tables replaced."""
    # As another process gets it: texts of numbers, lists in place of tuples.
    return Staff.model_validate_json(json.dumps(tables(**changed)))


def steady(people: int = 1, **changed: Any) -> Staff:  # noqa: ANN401 -- as above
    """So many people everywhere who see all at once and need ten minutes for each step; nothing goes wrong."""
    roles = ("coordinator", "executor", "reviewer", "head")
    offices = [{"role": role, "people": people} for role in roles]
    return staff(**{"offices": offices, "steps": ALWAYS, "chances": NEVER} | changed)


def town(procedure: Procedure | None = None, people: Staff | None = None, *, seed: int = 1) -> Town:
    """A town that works by a shipped procedure, Providensky's where none is named."""
    chosen = procedure or Procedure(PRO, "main")
    return Town(chosen.rules, chosen.flow, people or staff(), seed)


def under(rules: Rules, people: Staff, *, seed: int = 1) -> Town:
    """A town that works by a regulation of the test's own."""
    return Town(rules, rules.regulation.flows[0].id, people, seed)


def march(count: int, *, seed: int = 1) -> tuple[Arrival, ...]:
    """So many messages of March, spread as the example says."""
    letters = [Letter(f"Сообщение {number}", "Дороги") for number in range(7)]
    return spread(letters, count, MARCH, staff().arrivals, seed)


def at(*times: str) -> tuple[Arrival, ...]:
    """Messages that come at these local times, «2026-03-16 10:00»."""
    moments = [(date.fromisoformat(text[:10]), text[11:].split(":")) for text in times]
    return tuple(
        Arrival(number, LocalTime(day, int(clock[0]) * 3600 + int(clock[1]) * 60), Letter("Яма"))
        for number, (day, clock) in enumerate(moments)
    )


def lives(place: Town, arrivals: tuple[Arrival, ...]) -> tuple[tuple[Lived, ...], list[Life]]:
    """What is left of the messages, and the messages as they were when they ended."""
    ended: list[Life] = []
    keep: Callable[[Life], None] = ended.append
    return live(place, arrivals, keep), ended
