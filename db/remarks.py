"""Remarks about messages that have ended: judged by the recorded case, and written beside it in one transaction."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from db import projection
from db.queries import case_of, explanations_of
from db.tables import MessageRow, RemarkRow
from domain.errors import CommandReused, NotVisible, OtklikError
from domain.lifecycle import Command, Rules
from domain.lifecycle.remark import remark
from domain.terms import State


class NotRecordedYetError(OtklikError):
    """The read model does not know yet that the message has ended; the same call may be repeated."""


def add(
    session: Session, message_id: str, command: Command, now: datetime, rules_of: Callable[[MessageRow], Rules]
) -> None:
    """Write a remark's entry and what it changes of the case; a ``command_id`` seen before changes nothing.

    Every remark has a ``command_id``: who hears one without it gives it one. ``rules_of`` reads what a message was
    judged by; ``now`` is when the command was heard. The caller commits.

    Raises:
        domain.errors.Refusal: there is no such message, or the remark may not be given.
        NotRecordedYetError: the message is recorded as open.
        sqlalchemy.exc.SQLAlchemyError: the database is away; the same call may be repeated.

    """
    assert command.command_id is not None  # noqa: S101 -- narrows the type, as said above
    row = taken(session, message_id)
    if row is None:
        raise NotVisible("Сообщение не найдено")
    if row.state is not State.CLOSED:
        raise NotRecordedYetError(message_id)
    if _is_repeat(session, message_id, command, command.command_id):
        return
    remarked = remark(case_of(row), rules_of(row), command, now)
    projection.write(
        session,
        # The message's own clock may have been ahead of this one.
        as_of=max(now, row.as_of),
        case=remarked.case,
        entries=[remarked.entry],
        explanations=explanations_of(row),
    )
    done = RemarkRow(
        message_id=message_id, command_id=command.command_id, digest=command.digest(), seq=remarked.entry.seq
    )
    session.add(done)
    session.flush()


def taken(session: Session, message_id: str) -> MessageRow | None:
    """Return a message's row, which is this transaction's until it ends; None where there is none.

    Writes first, as the projection does: from here on nobody else takes the same number in its journal.
    """
    session.exec(
        update(MessageRow)
        .where(col(MessageRow.id) == message_id)
        .values(journal_seq=MessageRow.journal_seq)
        .execution_options(synchronize_session=False)
    )
    return session.get(MessageRow, message_id, populate_existing=True)


def digest(session: Session, message_id: str, command_id: str) -> str | None:
    """Return the fingerprint of the remark that was carried out under an id; None where its id is unknown."""
    row = session.get(RemarkRow, (message_id, command_id))
    return None if row is None else row.digest


def _is_repeat(session: Session, message_id: str, command: Command, command_id: str) -> bool:
    known = digest(session, message_id, command_id)
    if known is not None and known != command.digest():
        raise CommandReused("Этот command_id уже использован для другой команды")
    return known is not None
