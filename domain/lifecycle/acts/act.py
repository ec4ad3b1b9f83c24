"""What an act is made of: who gives which command when, and the effect that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.errors import wrong_field
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command
from domain.lifecycle.joint import outstanding
from domain.lifecycle.rules import Rules
from domain.roles import Actor
from domain.terms import AssignmentRole, DraftKind, EventKind, State


@dataclass(frozen=True)
class Given:
    """A command that may be given: by whom and at what time of its own; ``estimated``: nobody told that time."""

    case: Case
    rules: Rules
    actor: Actor
    at: datetime
    estimated: bool = False


@dataclass(frozen=True)
class Fact:
    """An event that an act makes, without its times."""

    kind: EventKind
    stage: str | None = None
    final: bool = False
    draft: DraftKind | None = None
    authority: str | None = None
    role: AssignmentRole | None = None


@dataclass(frozen=True)
class Act:
    """The effect of a command: the clause it rests on, what the journal says, the facts, the changes of the case."""

    clause: str | None
    details: Mapping[str, Any]
    changes: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


def details_of(command: Command) -> dict[str, Any]:
    """The fields of a command as the journal keeps them."""
    common = set(Command.model_fields) - {"comment"}
    return command.model_dump(mode="json", exclude=common, exclude_defaults=True)


def check_authority(authority: str, path: str, given: Given) -> None:
    """Raise InvalidInput where the regulation knows no such body."""
    known = [item.id for item in given.rules.regulation.authorities]
    if authority not in known:
        raise wrong_field(path, f"такого органа нет; допустимо: {', '.join(known)}")


def working_state(case: Case) -> State:
    """Where the work on the answer stands when nothing is under review."""
    if outstanding(case.team):
        return State.AWAITING_PARTS
    return State.INTERIM_PUBLISHED if case.interims else State.DRAFTING
