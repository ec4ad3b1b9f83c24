"""What journals say of limits that were missed in some time, and of those of them that proved to be kept."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from db.tables import MISSED, JournalRow, MessageRow
from domain.breaches import ANNOUNCEMENTS
from domain.forms import read_form
from domain.journal import Entry


def announced(session: Session, regulation: str, start: datetime, end: datetime) -> Mapping[str, tuple[Entry, ...]]:
    """Return, by message, the announcements of every message that missed a limit from ``start`` until before ``end``.

    A miss is recorded when it has happened, so the index of misses is read from ``start`` on only.
    """
    missed = (
        select(JournalRow.message_id)
        .join(MessageRow, col(MessageRow.id) == col(JournalRow.message_id))
        .where(MISSED, col(JournalRow.recorded_at) >= start, col(JournalRow.at) >= start, col(JournalRow.at) < end)
        .where(MessageRow.regulation == regulation)
    )
    rows = session.exec(
        select(JournalRow)
        .where(col(JournalRow.message_id).in_(missed), col(JournalRow.action).in_(sorted(ANNOUNCEMENTS)))
        .order_by(col(JournalRow.message_id), col(JournalRow.seq))
    )
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(read_form(Entry, row.model_dump(exclude={"message_id"})))
    return {message_id: tuple(entries) for message_id, entries in found.items()}
