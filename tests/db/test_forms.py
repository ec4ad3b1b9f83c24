"""Rows that another version of the program wrote: whoever asks hears that, whichever table they are in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import column, table, update
from sqlmodel import Session

from db import projection, rosters, tokens
from db.breaches import announced
from db.queries import EVERYTHING, ListFilter, case_of, explanations_of, get_message, journal, list_messages
from db.tables import JournalRow, MessageRow, RosterChangeRow, RosterRow, Table, TokenRow
from domain.errors import UnknownFormError
from domain.people import Office, Roster
from domain.terms import Action, Function, Role
from tests.fixtures.cases import NOON, case_view, entry, explanation, message_id

NEWER = {"newer": 1}
OFFICE = Office(person="ivanova", post="Специалист", function=Function.HEAD)


def of_message(session: Session) -> MessageRow:
    """The only message's row."""
    row = get_message(session, message_id(1))
    assert row is not None
    return row


@pytest.fixture
def token(session: Session) -> str:
    """A token; beside it one row of each table is recorded."""
    missed = entry(1, action=Action.LIMIT_MISSED)
    projection.write(session, as_of=NOON, case=case_view(), entries=[missed], explanations=[explanation()])
    rosters.replace_roster(session, Roster(regulation="luga-2020", version=0, people=(OFFICE,)), "a", NOON)
    _, text = tokens.issue(session, person="a", roles=[Role.ADMIN])
    session.commit()
    return text


@pytest.mark.parametrize(
    ("rows", "changed", "ask"),
    [
        (MessageRow, {"case": NEWER}, lambda session: case_of(of_message(session))),
        (MessageRow, {"explanations": [NEWER]}, lambda session: explanations_of(of_message(session))),
        (JournalRow, {"actor": NEWER}, lambda session: journal(session, message_id(1))),
        (JournalRow, {"actor": NEWER}, lambda session: announced(session, "luga-2020", NOON, NOON + timedelta(days=1))),
        (RosterRow, {"people": [NEWER]}, lambda session: rosters.get_roster(session, "luga-2020")),
        (RosterRow, {"people": [NEWER]}, lambda session: rosters.get_rosters(session, ["luga-2020"])),
        (RosterChangeRow, {"changes": [NEWER]}, lambda session: rosters.roster_changes(session, "luga-2020", 0, 9)),
    ],
)
@pytest.mark.usefixtures("token")
def test_newer_form_is_said(
    session: Session, rows: type[Table], changed: dict[str, Any], ask: Callable[[Session], object]
) -> None:
    """What reads well until a newer version has written it is no mistake of this one then, and may be asked again."""
    assert ask(session)
    session.exec(update(rows).values(**changed))
    session.expire_all()

    with pytest.raises(UnknownFormError):
        ask(session)


@pytest.mark.parametrize("name", ["state", "network", "hands_role"])
@pytest.mark.usefixtures("token")
def test_newer_word_is_said(session: Session, name: str) -> None:
    """A list that has a message in a state that only a newer version knows may be asked for again, too."""
    assert list_messages(session, ListFilter(), EVERYTHING).items
    # By a column without its type, because this version writes no such word.
    session.connection().execute(update(table("message", column(name))).values({name: "newer"}))
    session.expire_all()

    with pytest.raises(UnknownFormError):
        list_messages(session, ListFilter(), EVERYTHING)


def test_token_of_a_role_that_is_not_known(session: Session, token: str) -> None:
    """A token to which a newer version gave a role that this one does not know opens nothing, and is no mistake."""
    assert tokens.verify(session, token)
    session.exec(update(TokenRow).values(roles=["oracle"]))
    session.expire_all()

    with pytest.raises(UnknownFormError):
        tokens.verify(session, token)
