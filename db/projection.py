"""Takes over what workflows record: each message as it stands, and its journal.

Recordings may come twice, late, in any order and from two writers at once; the result is always the same: all entries,
each once, and the newest state.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel
from sqlalchemy import and_, delete, insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db.columns import searchable
from db.tables import END_OF_QUEUE, AuthorityRow, JournalRow, MessageRow
from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation
from domain.terms import Network


class _Author(BaseModel):
    name: str | None = None


class _Message(BaseModel):
    """What the columns need of a case's message; unlike the intake it refuses nothing that was once accepted."""

    network: Network
    external_id: str | None = None
    arrival: int = 1
    text: str
    theme: str | None = None
    location: str | None = None
    author: _Author | None = None
    detected_at: AwareDatetime


def write(
    session: Session,
    *,
    as_of: datetime,
    case: CaseView,
    entries: Iterable[Entry],
    explanations: Iterable[Explanation] = (),
) -> None:
    """Take over a case as of a moment, and those of its entries that are not there yet; the caller commits.

    The message's row is replaced by a case with a higher ``journal_seq``, or the same one that is not older.

    Raises:
        sqlalchemy.exc.IntegrityError: another message has the same regulation, network, external id and arrival.
        sqlalchemy.exc.SQLAlchemyError: the database is away; the same call may be repeated.

    """
    if _keep_newest(session, _columns(as_of, case, explanations)):
        _name_authorities(session, case)
    _add_missing(session, case.id, entries)


def authorities_of(case: CaseView) -> tuple[str, ...]:
    """Every body that has the message; a case that was recorded before joint work names only the one that answers."""
    return case.authorities or ((case.authority,) if case.authority else ())


def _columns(as_of: datetime, case: CaseView, explanations: Iterable[Explanation]) -> dict[str, Any]:
    message = _Message.model_validate(case.message)
    author = message.author.name if message.author else None
    return {
        "id": case.id,
        "regulation": case.regulation,
        "regulation_version": case.regulation_version,
        "flow": case.flow,
        "network": message.network,
        "external_id": message.external_id,
        "arrival": message.arrival,
        "state": case.state,
        "outcome": case.outcome,
        "authority": case.authority,
        "hands_role": case.hands.role if case.hands else None,
        "hands_stage": case.hands.stage if case.hands else None,
        "hands_person": case.hands.person if case.hands else None,
        "overdue": case.overdue,
        "due_at": case.due_at,
        "queue_at": case.due_at or END_OF_QUEUE,
        "theme": message.theme,
        "text": message.text,
        "search": searchable(message.text, message.theme, message.location, author),
        "detected_at": message.detected_at,
        "as_of": as_of,
        "journal_seq": case.journal_seq,
        "case": case.model_dump(mode="json"),
        "explanations": [explanation.model_dump(mode="json") for explanation in explanations],
    }


def _keep_newest(session: Session, columns: dict[str, Any]) -> bool:
    """Insert or replace a row, and say whether it is now this one; it is this transaction's until it ends.

    The first statement writes, so SQLite's only lock is taken before anything is read, and nothing read can be stale.
    """
    if _replaced(session, columns):
        return True
    try:
        with session.begin_nested():
            session.exec(insert(MessageRow).values(**columns))
    except IntegrityError:
        # The row is there: newer than this recording, or just inserted by another writer.
        mine = select(MessageRow.id).where(MessageRow.id == columns["id"]).with_for_update()
        if session.exec(mine).first() is None:
            raise
        return _replaced(session, columns)
    return True


def _replaced(session: Session, columns: dict[str, Any]) -> bool:
    """Replace an older row, in one statement, so that two writers cannot both find it older."""
    stored_seq, seq = col(MessageRow.journal_seq), columns["journal_seq"]
    older = or_(stored_seq < seq, and_(stored_seq == seq, col(MessageRow.as_of) <= columns["as_of"]))
    replace = update(MessageRow).where(col(MessageRow.id) == columns["id"], older).values(**columns)
    return session.exec(replace).rowcount == 1


def _name_authorities(session: Session, case: CaseView) -> None:
    """Say anew which bodies have the message; only with the row, so that a recording that is late changes neither."""
    session.exec(delete(AuthorityRow).where(col(AuthorityRow.message_id) == case.id))
    queue_at = case.due_at or END_OF_QUEUE
    rows = [{"message_id": case.id, "authority": item, "queue_at": queue_at} for item in authorities_of(case)]
    if rows:
        session.exec(insert(AuthorityRow), params=rows)


def _add_missing(session: Session, message_id: str, entries: Iterable[Entry]) -> None:
    by_seq = {entry.seq: entry for entry in entries}
    stored = session.exec(
        select(JournalRow.seq).where(JournalRow.message_id == message_id, col(JournalRow.seq).in_(by_seq))
    )
    missing = sorted(by_seq.keys() - set(stored))
    if missing:
        rows = [{"message_id": message_id, **_entry_columns(by_seq[seq])} for seq in missing]
        session.exec(insert(JournalRow), params=rows)


def _entry_columns(entry: Entry) -> dict[str, Any]:
    as_json = entry.model_dump(mode="json", include={"actor", "details"})
    return entry.model_dump(include={"seq", "at", "recorded_at", "action", "clause"}) | as_json
