"""What the proofs are made of besides ``builders.Life``: people, refusals, moments, rules with more bodies."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import ForbiddenByRegulation, Refusal, WrongRole
from domain.journal import Entry
from domain.lifecycle import Rules
from domain.regulation.model import Authority
from domain.roles import Principal
from domain.terms import Action, Role
from tests.domain.lifecycle.builders import OTHER, OWN, Life, person, rules_of, shipped

THIRD = "authority-3"

OIV = person(Role.REVIEWER, person="oiv-1", stages=("oiv",))
MCU = person(Role.REVIEWER, person="mcu-1", stages=("mcu",))
CUR = person(Role.REVIEWER, person="cur-1", stages=("cur",))
AUDITOR = person(Role.AUDITOR)
SUBSTITUTE = person(Role.COORDINATOR, person="coordinator-2")
COLLEAGUE = person(Role.EXECUTOR, person="executor-9")
THIRD_EXECUTOR = person(Role.EXECUTOR, person="executor-4", authority=THIRD)

BOTH = [{"authority": OWN}, {"authority": OTHER}]
"""Assignments of joint work, in the order in which both bodies work."""

APPEAL = {"ground": "formal-appeal", "registration_number": "К-12", "registered_on": "2026-03-16"}
"""How a message became a formal appeal."""

PLACED = {"url": "https://example.org/wall-1?reply=3"}
"""A link as evidence of a publication."""

SECOND = timedelta(seconds=1)


def shifted(text: str, by: timedelta) -> str:
    """A local time so much later or, where ``by`` is negative, earlier."""
    return (datetime.fromisoformat(text) + by).isoformat(sep=" ")


def refused(
    life: Life,
    name: str,
    *,
    clause: str | None,
    kind: type[Refusal] = ForbiddenByRegulation,
    **fields: Any,  # noqa: ANN401 -- fields of the command
) -> Refusal:
    """Give a command that may not be given: it is refused by that clause, and nothing has changed."""
    before, entries = life.case, tuple(life.entries)
    with pytest.raises(kind) as caught:
        life.do(name, **fields)
    assert caught.value.clause == clause
    assert (life.case, tuple(life.entries)) == (before, entries)
    return caught.value


def only_by(life: Life, name: str, people: Iterable[Principal], **fields: Any) -> None:  # noqa: ANN401 -- as above
    """Nobody of these people may give a command that is possible now."""
    assert name in commands(life)
    for principal in people:
        before = life.case
        with pytest.raises(WrongRole):
            life.do(name, by=principal, **fields)
        assert life.case == before


def commands(life: Life) -> set[str]:
    """The commands that are possible now."""
    return {item.command.value for item in life.view.next}


def states(life: Life, *names: str) -> dict[str, str]:
    """How limits stand now, by their names."""
    return {item.name: item.state.value for item in life.view.deadlines if item.name in names}


def missed(life: Life, name: str) -> list[Entry]:
    """The journal's entries that a limit was missed."""
    return [entry for entry in life.entries if entry.action == Action.LIMIT_MISSED and entry.details["name"] == name]


def clauses(life: Life, action: str) -> list[str | None]:
    """The clauses that the journal cites for one kind of act."""
    return [entry.clause for entry in life.entries if entry.action == action]


def with_bodies(regulation: str, *titles: str) -> Rules:
    """A shipped regulation with these bodies in place of its two."""
    bodies = tuple(Authority(id=f"authority-{number}", title=title) for number, title in enumerate(titles, 1))
    return rules_of(shipped(regulation).regulation.model_copy(update={"authorities": bodies}))
