"""Rosters: who works under each regulation, replaced as a whole, and the journal of what each change changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db.tables import RosterChangeRow, RosterRow
from domain.errors import Outdated
from domain.forms import read_form
from domain.people import Office, OfficeChange, Offices, Roster, changes
from domain.validation import FieldError


@dataclass(frozen=True)
class RosterChange:
    """An entry of the journal: who made a version, when, and what differs from the one before."""

    version: int
    at: datetime
    person: str
    changes: tuple[OfficeChange, ...]


def get_roster(session: Session, regulation: str) -> Roster:
    """Return a regulation's roster; an empty one of version 0 where none was ever set."""
    row = session.exec(select(RosterRow).where(RosterRow.regulation == regulation)).first()
    return Roster(regulation=regulation, version=0, people=()) if row is None else _roster(row)


def get_rosters(session: Session, regulations: Iterable[str]) -> Mapping[str, Roster]:
    """Return the rosters of these regulations that have one, by regulation."""
    rows = session.exec(select(RosterRow).where(col(RosterRow.regulation).in_(tuple(regulations))))
    return {row.regulation: _roster(row) for row in rows}


def replace_roster(session: Session, wanted: Roster, by: str, at: datetime) -> Roster:
    """Put a roster in the place of the version that it was made from, and journal the change; the caller commits.

    What is so already is no change: a repeat, after an answer that was lost, is answered with the roster as it stands.

    Raises:
        domain.errors.Outdated: ``wanted.version`` is not the newest, and its offices are not those that stand.

    """
    # The first statement writes: SQLite's only lock is taken before anything is read, and PostgreSQL holds the row.
    mine = col(RosterRow.regulation) == wanted.regulation
    session.exec(update(RosterRow).where(mine).values(version=RosterRow.version))
    before = get_roster(session, wanted.regulation)
    if before.people == wanted.people:
        return before
    if before.version != wanted.version:
        raise _outdated(before.version)
    after = wanted.model_copy(update={"version": before.version + 1})
    columns = after.model_dump(mode="json")
    if before.version == 0:
        _insert(session, columns)
    else:
        session.exec(update(RosterRow).where(mine).values(**columns))
    _journal(session, before.people, after, by, at)
    return after


def roster_changes(session: Session, regulation: str, after: int, limit: int) -> tuple[RosterChange, ...]:
    """Return changes of a roster in order, those that made a version above ``after``."""
    query = (
        select(RosterChangeRow)
        .where(RosterChangeRow.regulation == regulation, RosterChangeRow.version > after)
        .order_by(col(RosterChangeRow.version))
        .limit(limit)
    )
    return tuple(
        RosterChange(row.version, row.at, row.person, tuple(read_form(OfficeChange, item) for item in row.changes))
        for row in session.exec(query)
    )


def _insert(session: Session, columns: dict[str, Any]) -> None:
    """The first roster of a regulation; there is no row yet that could be held."""
    try:
        with session.begin_nested():
            session.exec(insert(RosterRow).values(**columns))
    except IntegrityError as error:
        raise _outdated(get_roster(session, columns["regulation"]).version) from error


def _journal(session: Session, before: Offices, after: Roster, by: str, at: datetime) -> None:
    made = [change.model_dump(mode="json") for change in changes(before, after.people)]
    values = {"regulation": after.regulation, "version": after.version, "at": at, "person": by, "changes": made}
    session.exec(insert(RosterChangeRow).values(**values))


def _roster(row: RosterRow) -> Roster:
    people = tuple(read_form(Office, item) for item in row.people)
    return Roster(regulation=row.regulation, version=row.version, people=people)


def _outdated(newest: int) -> Outdated:
    said = f"изменение сделано не к последней версии: сейчас {newest}; прочитайте список заново"
    return Outdated(f"Список людей уже изменён: {said}", errors=(FieldError("version", said),))
