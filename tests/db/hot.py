"""The questions that the service asks its database most: every request, every recording and every list asks some.

A question that is added to ``db`` and asked often belongs here: ``test_plans`` then proves that an index answers it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from db import answers, follow_ups, projection, remarks, rosters, tokens
from db.answers import Lately
from db.follow_ups import FollowUpFilter
from db.queries import (
    EVERYTHING,
    ListFilter,
    Page,
    Replaced,
    Visible,
    chain,
    find_message,
    get_message,
    journal,
    list_messages,
)
from domain.lifecycle import parse_command
from domain.people import Office, Roster
from domain.terms import FollowUpState, Function, Network, Role, State
from tests.db.crowd import (
    ABSENT,
    BODY,
    BODY_OF_ABSENT,
    ENDED,
    HOLDER,
    HOLDERS_BODY,
    HOLDERS_REGULATION,
    NETWORK_NAME,
    OPEN,
    REGULATION,
    THEME,
    TOKEN_ID,
    ended_case,
    open_case,
)
from tests.db.rules import rules_of
from tests.fixtures.cases import NOON, entry

Question = Callable[[Session], object]

_TOKEN = f"otk_{TOKEN_ID}_{'A' * 43}"
_OFFICE = Office(person=HOLDER, post="Специалист", function=Function.EXECUTOR, authority=BODY)
_DAY: dict[str, Any] = {"from": NOON - timedelta(days=3), "to": NOON - timedelta(days=2)}


def _page(visible: Visible = EVERYTHING, **wanted: Any) -> Callable[[Session], Page]:  # noqa: ANN401 -- fields of a filter
    return lambda session: list_messages(session, ListFilter.model_validate(wanted), visible)


def _second_page(visible: Visible = EVERYTHING, **wanted: Any) -> Callable[[Session], Page]:  # noqa: ANN401 -- fields of a filter
    def ask(session: Session) -> Page:
        first = list_messages(session, ListFilter.model_validate(wanted), visible)
        return list_messages(session, ListFilter.model_validate(wanted | {"cursor": first.next_cursor}), visible)

    return ask


def _with_replaced(visible: Visible = EVERYTHING) -> Callable[[Session], Page]:
    wanted, replaced = ListFilter(person=HOLDER), [Replaced(REGULATION, BODY_OF_ABSENT, ABSENT)]
    return lambda session: list_messages(session, wanted, visible, replaced)


def _change_roster(session: Session) -> None:
    rosters.replace_roster(session, Roster(regulation=REGULATION, version=2, people=(_OFFICE,)), "admin", NOON)


def _promises(visible: Visible = EVERYTHING, **wanted: Any) -> Question:  # noqa: ANN401 -- fields of a filter
    return lambda session: follow_ups.listed(session, FollowUpFilter(**wanted), visible)


def _record(session: Session) -> None:
    projection.write(session, as_of=NOON + timedelta(days=1), case=open_case(), entries=[entry(3), entry(4)])


def _record_new(session: Session) -> None:
    case = open_case().model_copy(update={"id": "a new one"})
    case.message["external_id"] = "of no other"
    projection.write(session, as_of=NOON, case=case, entries=[entry(1)])


def _remark(session: Session) -> None:
    given = parse_command("note", {"command_id": "new", "text": "Автор благодарит"})
    remarks.add(session, ended_case().id, given, NOON + timedelta(days=40), rules_of)


LISTS: Mapping[str, Callable[[Session], Page]] = {
    "the whole queue": _page(),
    "its second page": _second_page(),
    "a body's queue": _page(Visible(authority=BODY)),
    "second page of a body's queue": _second_page(Visible(authority=BODY)),
    "a regulation's queue": _page(Visible(regulation=REGULATION)),
    "second page of a regulation's queue": _second_page(Visible(regulation=REGULATION)),
    "a body's queue within a regulation": _page(Visible(regulation=REGULATION, authority=BODY)),
    "a body among all": _page(authority=BODY),
    "in a state": _page(status=State.IN_REVIEW),
    "in a state within a regulation": _page(Visible(regulation=REGULATION), status=State.IN_REVIEW),
    "in a role's hands": _page(hands=Role.REVIEWER),
    "late": _page(overdue=True),
    "of a theme": _page(theme=THEME),
    "detected on a day": _page(**_DAY),
    "a person's queue": _page(person=HOLDER),
    "second page of a person's queue": _second_page(person=HOLDER, limit=2),
    "a person's queue within a regulation": _page(Visible(regulation=HOLDERS_REGULATION), person=HOLDER),
    "a person's queue within a body": _page(Visible(authority=HOLDERS_BODY), person=HOLDER),
    "a person's queue and that of whoever is replaced": _with_replaced(),
}
"""Pages of the list, by what they are narrowed to."""

HOT: Mapping[str, Question] = {
    **LISTS,
    "a token": lambda session: tokens.verify(session, _TOKEN),
    "a message": lambda session: get_message(session, OPEN),
    "a message by its name": lambda session: find_message(session, REGULATION, Network.VK, NETWORK_NAME),
    "a chain of repeats": lambda session: chain(session, REGULATION, OPEN, 10),
    "a journal": lambda session: journal(session, OPEN),
    "what is new in a journal": lambda session: journal(session, OPEN, after_seq=1),
    "a remark's fingerprint": lambda session: remarks.digest(session, ENDED, "command"),
    "answers of the last hour": lambda session: answers.texts(
        session, Lately(REGULATION, NOON - timedelta(hours=1), NOON, OPEN)
    ),
    "promises that are watched": _promises(),
    "promises whose day is to come": _promises(state=FollowUpState.OPEN),
    "a regulation's promises": _promises(Visible(regulation=REGULATION)),
    "a body's promises whose day is to come": _promises(Visible(authority=BODY), state=FollowUpState.OPEN),
    "a recording": _record,
    "a first recording": _record_new,
    "a remark": _remark,
    "a roster": lambda session: rosters.get_roster(session, REGULATION),
    "all rosters": lambda session: rosters.get_rosters(session, [REGULATION, "town-1", "town-2"]),
    "a roster's journal": lambda session: rosters.roster_changes(session, REGULATION, 1, 10),
    "a change of a roster": _change_roster,
}
"""Every question, by what is asked."""
