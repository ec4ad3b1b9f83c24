"""Reads of the read model: one message, lists, journals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, tuple_
from sqlmodel import Session, col, select

from db.columns import Instant, searchable
from db.cursor import Cursor
from db.tables import JournalRow, MessageRow
from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation
from domain.roles import Principal
from domain.terms import Network, Role, State
from domain.text import Identifier, Line

PAGE = 50
LONGEST_PAGE = 200


class ListFilter(BaseModel):
    """What a list is narrowed to, and the page of it; every field that is given must hold.

    ``q`` is found anywhere in the text, theme, location or author's name, in any case. ``from`` is the first moment
    of detection, ``to`` the first that is too late. ``limit`` is the length of a page, ``cursor`` the end of the last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    status: State | None = None
    regulation: Identifier | None = None
    authority: Identifier | None = None
    overdue: bool | None = None
    hands: Role | None = None
    q: Line | None = None
    theme: Line | None = None
    detected_from: Instant | None = Field(default=None, alias="from")
    detected_to: Instant | None = Field(default=None, alias="to")
    limit: int = Field(default=PAGE, ge=1, le=LONGEST_PAGE)
    cursor: str | None = None


@dataclass(frozen=True)
class Visible:
    """What a person may see: all, one regulation's messages, one authority's, or both at once."""

    regulation: str | None = None
    authority: str | None = None


EVERYTHING = Visible()


@dataclass(frozen=True)
class Page:
    """A part of a list; ``next_cursor`` is None on the last page."""

    items: tuple[MessageRow, ...]
    next_cursor: str | None


def visible_to(principal: Principal) -> Visible:
    """Say in columns what ``domain.lifecycle.sees`` decides for one message."""
    executor_only = set(principal.roles) <= {Role.EXECUTOR}
    return Visible(principal.regulation, principal.authority if executor_only else None)


def get_message(session: Session, message_id: str) -> MessageRow | None:
    """Return a message's row."""
    return session.get(MessageRow, message_id)


def find_message(session: Session, regulation: str, network: Network, external_id: str) -> MessageRow | None:
    """Return the row of a message by its name in the network."""
    wanted = select(MessageRow).where(
        MessageRow.regulation == regulation, MessageRow.network == network, MessageRow.external_id == external_id
    )
    return session.exec(wanted).first()


def list_messages(session: Session, wanted: ListFilter, visible: Visible) -> Page:
    """Return a page, nearest ``due_at`` first, messages without an open limit last, then by id.

    Pages follow each other by the place of the last row, not by counting: the hundredth costs what the first does,
    and a message that is worked on meanwhile shifts no other.

    Raises:
        db.cursor.BadCursor: the cursor is none of ours.

    """
    place = tuple_(col(MessageRow.queue_at), col(MessageRow.id))
    query = select(MessageRow).where(*_conditions(wanted), *_within(visible))
    if wanted.cursor is not None:
        after = Cursor.read(wanted.cursor)
        query = query.where(place > tuple_(after.queue_at, after.id))
    query = query.order_by(col(MessageRow.queue_at), col(MessageRow.id)).limit(wanted.limit + 1)
    rows = tuple(session.exec(query))
    items = rows[: wanted.limit]
    more = len(rows) > len(items)
    return Page(items, Cursor(queue_at=items[-1].queue_at, id=items[-1].id).written() if more else None)


def journal(session: Session, message_id: str, after_seq: int = 0, limit: int = LONGEST_PAGE) -> tuple[Entry, ...]:
    """Return entries of a message's journal in order, those after ``after_seq``."""
    query = (
        select(JournalRow)
        .where(JournalRow.message_id == message_id, JournalRow.seq > after_seq)
        .order_by(col(JournalRow.seq))
        .limit(limit)
    )
    return tuple(Entry.model_validate(row.model_dump(exclude={"message_id"})) for row in session.exec(query))


def case_of(row: MessageRow) -> CaseView:
    """Return the case as it was recorded."""
    return CaseView.model_validate(row.case)


def explanations_of(row: MessageRow) -> tuple[Explanation, ...]:
    """Return how the limits of a closed case were computed; empty while it is open."""
    return tuple(Explanation.model_validate(explanation) for explanation in row.explanations)


def _within(visible: Visible) -> list[ColumnElement[bool]]:
    return _equal({MessageRow.regulation: visible.regulation, MessageRow.authority: visible.authority})


def _conditions(wanted: ListFilter) -> list[ColumnElement[bool]]:
    conditions = _equal(
        {
            MessageRow.state: wanted.status,
            MessageRow.regulation: wanted.regulation,
            MessageRow.authority: wanted.authority,
            MessageRow.overdue: wanted.overdue,
            MessageRow.hands_role: wanted.hands,
            MessageRow.theme: wanted.theme,
        }
    )
    if wanted.q is not None:
        conditions.append(col(MessageRow.search).contains(searchable(wanted.q.strip()), autoescape=True))
    return conditions + _detected(wanted.detected_from, wanted.detected_to)


def _detected(start: datetime | None, end: datetime | None) -> list[ColumnElement[bool]]:
    detected = col(MessageRow.detected_at)
    return [*([] if start is None else [detected >= start]), *([] if end is None else [detected < end])]


def _equal(wanted: dict[Any, Any]) -> list[ColumnElement[bool]]:
    return [col(column) == value for column, value in wanted.items() if value is not None]
