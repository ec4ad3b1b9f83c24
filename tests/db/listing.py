"""Messages that are stored to be listed, and what a list shows of them."""

from typing import Any

from sqlmodel import Session

from db import projection
from db.queries import EVERYTHING, ListFilter, Page, Visible, list_messages
from domain.lifecycle import CaseView
from tests.fixtures.cases import NOON


def store(session: Session, *cases: CaseView) -> None:
    """Record cases."""
    for case in cases:
        projection.write(session, as_of=NOON, case=case, entries=())
    session.commit()


def numbers(page: Page) -> list[int]:
    """The numbers of a page's messages, in its order."""
    return [int(row.id.replace("-", ""), 16) for row in page.items]


def listed(session: Session, visible: Visible = EVERYTHING, **wanted: Any) -> list[int]:  # noqa: ANN401
    """The numbers of the messages that a filter lets through."""
    return numbers(list_messages(session, ListFilter(**wanted), visible))
