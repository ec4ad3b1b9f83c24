"""Writing journal entries: numbered without a gap, in the municipality's own time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.deadlines import Limit
from domain.journal import KEPT_IN_CASE, Entry
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.roles import SYSTEM, Actor


@dataclass(frozen=True)
class Decision:
    """The case as it is now, and the journal entries that the decision made."""

    case: Case
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Line:
    """What is to be journalled; the entry's number and its local times come when it is written."""

    at: datetime
    action: str
    clause: str | None
    details: dict[str, Any]
    actor: Actor = SYSTEM


def journalled(case: Case, rules: Rules, now: datetime, *lines: Line) -> Decision:
    """Add lines to the journal of a case."""
    entries = tuple(
        Entry(
            seq=case.journal_seq + number,
            at=rules.local(line.at),
            recorded_at=rules.local(now),
            actor=line.actor,
            action=line.action,
            clause=line.clause,
            details=line.details,
        )
        for number, line in enumerate(lines, start=1)
    )
    recent = (*case.recent, *(entry.shortened() for entry in entries))[-KEPT_IN_CASE:]
    return Decision(case.changed(journal_seq=case.journal_seq + len(entries), recent=recent), entries)


def limit_facts(limit: Limit, rules: Rules, now: datetime) -> dict[str, Any]:
    """What the journal says of a limit."""
    return {
        "name": limit.name,
        "title": limit.rule.title,
        "clause": limit.rule.clause,
        "actor": limit.rule.actor,
        "due_at": rules.local(limit.due_at).isoformat(),
        "late_after": rules.local(limit.late_after).isoformat(),
        "state": limit.state(now),
    }
