"""The figures that operators watch: how many messages are where, and what was missed.

Each query reads an index of open messages, or of one day's misses, so its cost does not grow with what has ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.tables import MISSED, OPEN, JournalRow, MessageRow
from domain.terms import State

MISSED_WINDOW = timedelta(days=1)
"""How far back ``Figures.missed`` looks: an alarm on it rings for a day, then falls silent by itself."""


@dataclass(frozen=True)
class Figures:
    """What the read model says at one moment.

    ``open`` counts messages by regulation and state, ``overdue`` those of them that are late, by regulation; ``missed``
    counts limits that were announced as missed within ``MISSED_WINDOW``, by regulation and clause. ``unheard_since`` is
    the earliest moment at which a limit of an open message was due and since which nothing about it was recorded: at
    that moment its workflow had something to record, so what is recorded is at least that old. None: nothing is.
    """

    open: Mapping[tuple[str, State], int]
    overdue: Mapping[str, int]
    missed: Mapping[tuple[str, str], int]
    unheard_since: datetime | None


def figures(session: Session, now: datetime) -> Figures:
    """Count; ``now`` is aware."""
    states: dict[tuple[str, State], int] = {}
    overdue: dict[str, int] = {}
    for regulation, state, late, count in session.exec(
        select(MessageRow.regulation, MessageRow.state, MessageRow.overdue, func.count())
        .where(OPEN)
        .group_by(col(MessageRow.regulation), col(MessageRow.state), col(MessageRow.overdue))
    ):
        place = (regulation, State(state))
        states[place] = states.get(place, 0) + count
        overdue[regulation] = overdue.get(regulation, 0) + (count if late else 0)
    return Figures(states, overdue, _missed(session, now), _unheard_since(session, now))


def _missed(session: Session, now: datetime) -> dict[tuple[str, str], int]:
    counted = session.exec(
        select(MessageRow.regulation, JournalRow.clause, func.count())
        .join(MessageRow, col(MessageRow.id) == col(JournalRow.message_id))
        .where(MISSED, col(JournalRow.recorded_at) > now - MISSED_WINDOW)
        .group_by(col(MessageRow.regulation), col(JournalRow.clause))
    )
    return {(regulation, clause or ""): count for regulation, clause, count in counted}


def _unheard_since(session: Session, now: datetime) -> datetime | None:
    due = col(MessageRow.queue_at)
    waiting = select(due).where(due < now, col(MessageRow.as_of) < due)
    return session.exec(waiting.order_by(due, col(MessageRow.id)).limit(1)).first()
