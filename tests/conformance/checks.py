"""What the proofs ask of a message's life: who is refused by which clause, how limits stand, what the journal cites."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import ForbiddenByRegulation, Refusal, WrongRole
from domain.journal import Entry
from domain.roles import Principal
from domain.terms import Action
from tests.domain.lifecycle.builders import Life

SECOND = timedelta(seconds=1)


def shifted(text: str, by: timedelta) -> str:
    """A local time so much later or, where ``by`` is negative, earlier."""
    return (datetime.fromisoformat(text) + by).isoformat(sep=" ")


def refused(
    life: Life,
    name: str,
    *,
    clause: str | None,
    refusal: type[Refusal] = ForbiddenByRegulation,
    **fields: Any,  # noqa: ANN401 -- fields of the command
) -> Refusal:
    """Give a command that may not be given: it is refused by that clause, and nothing has changed."""
    before, entries = life.case, tuple(life.entries)
    with pytest.raises(refusal) as caught:
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
