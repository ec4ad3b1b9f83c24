"""The answers that a municipality has given of late, for the comparison of their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.queries import case_of
from db.tables import ANSWERED, JournalRow, MessageRow
from domain.lifecycle import CaseView
from domain.terms import ANSWERS

MOST = 100
"""How many messages are looked at, the newest answers first: more in an hour are compared no more."""


@dataclass(frozen=True)
class Lately:
    """The answers under one regulation that were placed after ``since`` and not after ``until``, but one message's."""

    regulation: str
    since: datetime
    until: datetime
    but: str


def texts(session: Session, lately: Lately) -> tuple[str, ...]:
    """Return the words of the answers, final and interim; neither whose they are nor where they stand."""
    query = (
        select(MessageRow)
        .join(JournalRow, col(JournalRow.message_id) == col(MessageRow.id))
        .where(ANSWERED, col(JournalRow.at) > lately.since, col(JournalRow.at) <= lately.until)
        .where(MessageRow.regulation == lately.regulation, MessageRow.id != lately.but)
        .order_by(col(JournalRow.at).desc())
        .limit(MOST)
    )
    cases = {row.id: case_of(row) for row in session.exec(query)}
    return tuple(text for case in cases.values() for text in _texts(case, lately))


def _texts(case: CaseView, lately: Lately) -> Iterator[str]:
    for placed in case.publications:
        if placed.kind in ANSWERS and lately.since < placed.at <= lately.until:
            # Where nobody told the text as it was placed, it is that of the draft that was approved.
            approved = case.draft.text if case.draft is not None and case.draft.kind is placed.kind else None
            text = placed.text or approved
            if text is not None:
                yield text
