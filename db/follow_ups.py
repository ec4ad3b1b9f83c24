"""Promises that are watched: how each stands, and their news in the journals of messages that have ended."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from db import projection
from db.cursor import Cursor
from db.queries import LONGEST_PAGE, PAGE, Visible, case_of, explanations_of
from db.remarks import NotRecordedYetError, taken
from db.tables import AuthorityRow, FollowUpRow, MessageRow, RemarkRow
from domain.lifecycle import News, Rules
from domain.lifecycle.case import Watched
from domain.lifecycle.follow_up import heard_after
from domain.terms import FollowUpState, State
from domain.text import Identifier

_ORDER = tuple(FollowUpState)


class FollowUpFilter(BaseModel):
    """What the list of promises is narrowed to, and the page of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: FollowUpState | None = None
    regulation: Identifier | None = None
    limit: int = Field(default=PAGE, ge=1, le=LONGEST_PAGE)
    cursor: str | None = None


@dataclass(frozen=True)
class FollowUpPage:
    """A part of the list; ``next_cursor`` is None on the last page."""

    items: tuple[FollowUpRow, ...]
    next_cursor: str | None


def row_id(message_id: str, number: int) -> str:
    """The id of a promise's row; within a message it sorts by number."""
    return f"{message_id}-{number:04d}"


def write(session: Session, message_id: str, watched: Watched, news: News | None = None) -> None:
    """Take over how a promise stands; an older state changes nothing. The caller commits.

    Raises:
        db.remarks.NotRecordedYetError: the message is not recorded yet.
        sqlalchemy.exc.SQLAlchemyError: the database is away; the same call may be repeated.

    """
    message = _recorded(session, message_id)
    known = session.get(FollowUpRow, row_id(message_id, watched.number))
    if known is not None and _ORDER.index(known.state) > _ORDER.index(watched.state):
        return
    session.merge(
        FollowUpRow(
            id=row_id(message_id, watched.number),
            message_id=message_id,
            regulation=message.regulation,
            kept=news.kept.model_dump(mode="json") if news is not None and news.kept is not None else None,
            **watched.model_dump(),
        )
    )
    session.flush()


def journal(
    session: Session, message_id: str, news: News, now: datetime, rules_of: Callable[[MessageRow], Rules]
) -> None:
    """Write news into the journal of a message that has ended, once. The caller commits.

    Raises:
        db.remarks.NotRecordedYetError: the message's end is not recorded yet.
        sqlalchemy.exc.SQLAlchemyError: as above.

    """
    row = _recorded(session, message_id)
    if row.state is not State.CLOSED:
        raise NotRecordedYetError(message_id)
    # Known among the remarks by a name that no command has: those of people are never looked up by it.
    name = f"follow-up:{news.number}:{news.state}"
    if session.get(RemarkRow, (message_id, name)) is not None:
        return
    heard = heard_after(case_of(row), rules_of(row), news, now)
    projection.write(
        session,
        # The message's own clock may have been ahead of this one.
        as_of=max(now, row.as_of),
        case=heard.case,
        entries=[heard.entry],
        explanations=explanations_of(row),
    )
    digest = hashlib.sha256(news.model_dump_json().encode()).hexdigest()
    session.add(RemarkRow(message_id=message_id, command_id=name, digest=digest, seq=heard.entry.seq))
    session.flush()


def listed(session: Session, wanted: FollowUpFilter, visible: Visible) -> FollowUpPage:
    """Return a page of the promises whose messages a person may see, the nearest day first.

    Raises:
        db.cursor.BadCursor: the cursor is none of ours.

    """
    due_at, known_id = col(FollowUpRow.due_at), col(FollowUpRow.id)
    query = select(FollowUpRow).where(*_equal(wanted, visible))
    if visible.authority is not None:
        query = query.join(AuthorityRow, col(AuthorityRow.message_id) == col(FollowUpRow.message_id))
        query = query.where(AuthorityRow.authority == visible.authority)
    if wanted.cursor is not None:
        after = Cursor.read(wanted.cursor)
        query = query.where(tuple_(due_at, known_id) > tuple_(after.queue_at, after.id))
    rows = tuple(session.exec(query.order_by(due_at, known_id).limit(wanted.limit + 1)))
    items = rows[: wanted.limit]
    more = len(rows) > len(items)
    return FollowUpPage(items, Cursor(queue_at=items[-1].due_at, id=items[-1].id).written() if more else None)


def find(session: Session, message_id: str, number: int) -> FollowUpRow | None:
    """Return a promise of a message."""
    return session.get(FollowUpRow, row_id(message_id, number))


def _recorded(session: Session, message_id: str) -> MessageRow:
    row = taken(session, message_id)
    if row is None:
        raise NotRecordedYetError(message_id)
    return row


def _equal(wanted: FollowUpFilter, visible: Visible) -> list[Any]:
    conditions: tuple[tuple[Any, Any], ...] = (
        (FollowUpRow.regulation, visible.regulation),
        (FollowUpRow.regulation, wanted.regulation),
        (FollowUpRow.state, wanted.state),
    )
    return [col(column) == value for column, value in conditions if value is not None]
