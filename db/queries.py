"""Reads of the read model: one message, lists, journals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, exists, or_, tuple_
from sqlmodel import Session, col, select

from db.columns import Instant, searchable
from db.cursor import Cursor
from db.projection import authorities_of
from db.tables import AuthorityRow, JournalRow, MessageRow
from domain.forms import read_form
from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation
from domain.roles import Principal
from domain.terms import Network, Role, State
from domain.text import Identifier, Line

PAGE = 50
LONGEST_PAGE = 200


class ListFilter(BaseModel):
    """What a list is narrowed to, and the page of it; every field that is given must hold.

    ``authority`` is any of the bodies that have the message, ``person`` whose hands it is in. ``q`` is found anywhere
    in the text, theme, location or author's name, in any case. ``from`` is the first moment of detection, ``to`` the
    first that is too late. ``limit`` is the length of a page, ``cursor`` the end of the last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    status: State | None = None
    regulation: Identifier | None = None
    authority: Identifier | None = None
    overdue: bool | None = None
    hands: Role | None = None
    person: Identifier | None = None
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
class Replaced:
    """A person of a body in whose place somebody else works today, so that the messages are in his queue too."""

    regulation: str
    authority: str
    person: str


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
    """Return the row of a message by its name in the network: of its last arrival, where it came more than once."""
    wanted = select(MessageRow).where(
        MessageRow.regulation == regulation, MessageRow.network == network, MessageRow.external_id == external_id
    )
    return session.exec(wanted.order_by(col(MessageRow.arrival).desc())).first()


def chain(session: Session, regulation: str, first: str, length: int) -> tuple[MessageRow, ...]:
    """Return a message, the one that it repeats, and so on back, each once; only those of one regulation."""
    found: dict[str, MessageRow] = {}
    following: str | None = first
    while following is not None and following not in found and len(found) < length:
        row = session.get(MessageRow, following)
        if row is None or row.regulation != regulation:
            break
        found[row.id] = row
        following = case_of(row).message.get("repeat_of")
    return tuple(found.values())


def list_messages(session: Session, wanted: ListFilter, visible: Visible, replaced: Sequence[Replaced] = ()) -> Page:
    """Return a page, nearest ``due_at`` first, messages without an open limit last, then by id.

    The queue of ``wanted.person`` has what is in the hands of those whom he has ``replaced``, too.

    Pages follow each other by the place of the last row, not by counting: the hundredth costs what the first does,
    and a message that is worked on meanwhile shifts no other.

    Raises:
        db.cursor.BadCursor: the cursor is none of ours.

    """
    bodies = [body for body in dict.fromkeys((visible.authority, wanted.authority)) if body is not None]
    query = select(MessageRow).where(*_conditions(wanted, visible))
    queue_at, message_id = col(MessageRow.queue_at), col(MessageRow.id)
    if bodies:
        # The list is read in the order of that body's own index.
        queue_at, message_id = col(AuthorityRow.queue_at), col(AuthorityRow.message_id)
        query = query.join(AuthorityRow, message_id == col(MessageRow.id))
        query = query.where(col(AuthorityRow.authority) == bodies[0])
    query = query.where(*(_has(body) for body in bodies[1:]))
    if wanted.person is not None:
        query = query.where(*_in_hands(wanted.person, replaced))
    if wanted.cursor is not None:
        after = Cursor.read(wanted.cursor)
        query = query.where(tuple_(queue_at, message_id) > tuple_(after.queue_at, after.id))
    query = query.order_by(queue_at, message_id).limit(wanted.limit + 1)
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
    return tuple(read_form(Entry, row.model_dump(exclude={"message_id"})) for row in session.exec(query))


def case_of(row: MessageRow) -> CaseView:
    """Return the case as it was recorded, with every body that has the message."""
    case = read_form(CaseView, row.case)
    return case.model_copy(update={"authorities": authorities_of(case)})


def explanations_of(row: MessageRow) -> tuple[Explanation, ...]:
    """Return how the limits of a closed case were computed; empty while it is open."""
    return tuple(read_form(Explanation, explanation) for explanation in row.explanations)


def _has(authority: str) -> ColumnElement[bool]:
    """Whether a body has the message."""
    rows = exists().where(col(AuthorityRow.message_id) == col(MessageRow.id), col(AuthorityRow.authority) == authority)
    return rows.correlate(MessageRow)


def _in_hands(person: str, replaced: Sequence[Replaced]) -> list[ColumnElement[bool]]:
    """One person's hands are read in the list's order; several persons' few open messages are sorted."""
    holder = col(MessageRow.hands_person)
    if not replaced:
        return [holder == person]
    theirs = [
        and_(
            holder == item.person,
            *_equal((MessageRow.regulation, item.regulation), (MessageRow.authority, item.authority)),
        )
        for item in replaced
    ]
    # The first says what the index is asked for.
    return [holder.in_({person, *(item.person for item in replaced)}), or_(holder == person, *theirs)]


def _conditions(wanted: ListFilter, visible: Visible) -> list[ColumnElement[bool]]:
    conditions = _equal(
        (MessageRow.regulation, visible.regulation),
        (MessageRow.state, wanted.status),
        (MessageRow.regulation, wanted.regulation),
        (MessageRow.overdue, wanted.overdue),
        (MessageRow.hands_role, wanted.hands),
        (MessageRow.theme, wanted.theme),
    )
    if wanted.q is not None:
        conditions.append(col(MessageRow.search).contains(searchable(wanted.q.strip()), autoescape=True))
    return conditions + _detected(wanted.detected_from, wanted.detected_to)


def _detected(start: datetime | None, end: datetime | None) -> list[ColumnElement[bool]]:
    detected = col(MessageRow.detected_at)
    return [*([] if start is None else [detected >= start]), *([] if end is None else [detected < end])]


def _equal(*wanted: tuple[Any, Any]) -> list[ColumnElement[bool]]:
    return [col(column) == value for column, value in wanted if value is not None]
