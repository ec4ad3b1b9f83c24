"""Takes over what workflows record: each message as it stands, and its journal.

Recordings may come twice, late, in any order and from two writers at once; the result is always the same: all entries,
each once, and the newest state.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel
from sqlalchemy import Connection, Integer, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.columns import UtcDateTime, searchable
from db.tables import END_OF_QUEUE, AuthorityRow, JournalRow, MessageRow
from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation
from domain.terms import Network

# Made once, and of tables instead of classes: what a mapper adds at every call is more work than the writing itself.
_TABLES = MessageRow.metadata.tables
_MESSAGE, _AUTHORITY, _ENTRY = (_TABLES[str(row.__tablename__)] for row in (MessageRow, AuthorityRow, JournalRow))
_THIS_SEQ = bindparam("this_seq", type_=Integer)
_OLDER = or_(
    _MESSAGE.c.journal_seq < _THIS_SEQ,
    and_(_MESSAGE.c.journal_seq == _THIS_SEQ, _MESSAGE.c.as_of <= bindparam("this_as_of", type_=UtcDateTime())),
)
_REPLACE_MESSAGE = update(_MESSAGE).where(_MESSAGE.c.id == bindparam("this_id"), _OLDER)
_INSERT_MESSAGE = insert(_MESSAGE)
_LOCK_MESSAGE = select(_MESSAGE.c.id).where(_MESSAGE.c.id == bindparam("this_id")).with_for_update()
_FORGET_AUTHORITIES = delete(_AUTHORITY).where(_AUTHORITY.c.message_id == bindparam("this_id"))
_INSERT_AUTHORITIES = insert(_AUTHORITY)
_STORED_ENTRIES = select(_ENTRY.c.seq).where(
    _ENTRY.c.message_id == bindparam("this_id"), _ENTRY.c.seq.in_(bindparam("seqs", expanding=True))
)
_INSERT_ENTRIES = insert(_ENTRY)


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
    writing = session.connection()
    if _keep_newest(writing, _columns(as_of, case, explanations)):
        _name_authorities(writing, case)
    _add_missing(writing, case.id, entries)


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


def _keep_newest(writing: Connection, columns: dict[str, Any]) -> bool:
    """Insert or replace a row, and say whether it is now this one; it is this transaction's until it ends.

    The first statement writes, so SQLite's only lock is taken before anything is read, and nothing read can be stale.
    """
    if _replaced(writing, columns):
        return True
    try:
        with writing.begin_nested():
            writing.execute(_INSERT_MESSAGE, columns)
    except IntegrityError:
        # The row is there: newer than this recording, or just inserted by another writer.
        if writing.execute(_LOCK_MESSAGE, {"this_id": columns["id"]}).first() is None:
            raise
        return _replaced(writing, columns)
    return True


def _replaced(writing: Connection, columns: dict[str, Any]) -> bool:
    """Replace an older row, in one statement, so that two writers cannot both find it older."""
    these = {"this_id": columns["id"], "this_seq": columns["journal_seq"], "this_as_of": columns["as_of"]}
    return writing.execute(_REPLACE_MESSAGE, columns | these).rowcount == 1


def _name_authorities(writing: Connection, case: CaseView) -> None:
    """Say anew which bodies have the message; only with the row, so that a recording that is late changes neither."""
    writing.execute(_FORGET_AUTHORITIES, {"this_id": case.id})
    queue_at = case.due_at or END_OF_QUEUE
    rows = [{"message_id": case.id, "authority": item, "queue_at": queue_at} for item in authorities_of(case)]
    if rows:
        writing.execute(_INSERT_AUTHORITIES, rows)


def _add_missing(writing: Connection, message_id: str, entries: Iterable[Entry]) -> None:
    by_seq = {entry.seq: entry for entry in entries}
    stored = writing.execute(_STORED_ENTRIES, {"this_id": message_id, "seqs": list(by_seq)}).scalars()
    missing = sorted(by_seq.keys() - set(stored))
    if missing:
        rows = [{"message_id": message_id, **_entry_columns(by_seq[seq])} for seq in missing]
        writing.execute(_INSERT_ENTRIES, rows)


def _entry_columns(entry: Entry) -> dict[str, Any]:
    as_json = entry.model_dump(mode="json", include={"actor", "details"})
    return entry.model_dump(include={"seq", "at", "recorded_at", "action", "clause"}) | as_json
