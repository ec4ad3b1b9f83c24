"""A read model that has served for long: every table is too big to be read whole."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, literal
from sqlmodel import Session, col, select

from db import projection
from db.queries import get_message
from db.tables import (
    END_OF_QUEUE,
    AuthorityRow,
    FollowUpRow,
    JournalRow,
    MessageRow,
    RemarkRow,
    RosterChangeRow,
    RosterRow,
    TokenRow,
)
from domain.lifecycle import CaseView
from domain.terms import FollowUpState, Outcome, Role, State
from tests.fixtures.cases import NOON, case_view, entry, message_id

MESSAGES = 20_000
OPEN_SHARE = 10
"""One message in so many is open."""

ENTRIES = 3
ROSTERS = 3_000
TOKENS = 3_000
TOKEN_ID = f"{7:012x}"
OPEN_NUMBER = 100
OPEN, ENDED = message_id(OPEN_NUMBER), message_id(1)
NETWORK_NAME = f"wall-{OPEN_NUMBER}"
REGULATION, BODY, THEME = "luga-2020", "body-10", "Тема 10"
"""What the message ``OPEN`` is under, before and about."""

HOLDER, HOLDERS_REGULATION, HOLDERS_BODY = "person-1", "gulkevichi-2020", "body-1"
ABSENT, BODY_OF_ABSENT = "person-5", "body-5"
"""Two who have messages in their hands, and whose; the second works under ``REGULATION``."""

_REGULATIONS = (REGULATION, "gulkevichi-2020", "providensky-2020", "stavropol-2020", "volchikha-2020")
_BODIES = 40
_THEMES = 25
_PEOPLE = 80
_LIVES = (
    (State.AWAITING_ROUTING, Role.COORDINATOR),
    (State.DRAFTING, Role.EXECUTOR),
    (State.IN_REVIEW, Role.REVIEWER),
    (State.APPROVED, Role.EXECUTOR),
)


def open_case() -> CaseView:
    """The open message ``OPEN``, a step later than it is recorded."""
    return case_view(OPEN_NUMBER, journal_seq=ENTRIES + 1, authority=BODY)


def ended_case() -> CaseView:
    """The message ``ENDED``."""
    return case_view(
        1, state=State.CLOSED, outcome=Outcome.ANSWERED, hands=None, due_at=None, journal_seq=ENTRIES, authority=None
    )


def fill(session: Session) -> None:
    """Store all messages with what belongs to them, and have the database count them."""
    projection.write(session, as_of=NOON, case=ended_case(), entries=())
    pattern = get_message(session, ENDED)
    assert pattern is not None
    session.exec(insert(MessageRow), params=[pattern.model_dump() | _message(n) for n in range(2, MESSAGES)])
    _fill_authorities(session)
    _fill_journals(session)
    _fill_follow_ups(session)
    _fill_tokens(session)
    _fill_rosters(session)
    session.commit()
    session.connection().exec_driver_sql("ANALYZE")
    session.commit()


def _message(number: int) -> dict[str, Any]:
    common = {
        "id": message_id(number),
        "external_id": f"wall-{number}",
        "regulation": _REGULATIONS[number // OPEN_SHARE % len(_REGULATIONS)],
        "theme": f"Тема {number // OPEN_SHARE % _THEMES}",
        "authority": f"body-{number // OPEN_SHARE % _BODIES}",
        "detected_at": NOON - timedelta(minutes=number * 7),
    }
    if number % OPEN_SHARE:
        return common
    place = number // OPEN_SHARE
    state, role = _LIVES[place % len(_LIVES)]
    due_at = NOON + timedelta(minutes=place % 3000)
    late = place % 20 == 0
    person = f"person-{place % _PEOPLE}" if role is Role.EXECUTOR else None
    life = {"state": state, "outcome": None, "hands_role": role, "hands_person": person, "overdue": late}
    return common | life | {"due_at": due_at, "queue_at": due_at}


def _fill_authorities(session: Session) -> None:
    having = select(MessageRow.id, MessageRow.authority, MessageRow.queue_at).where(
        col(MessageRow.authority).is_not(None)
    )
    session.exec(insert(AuthorityRow).from_select(["message_id", "authority", "queue_at"], having))


def _fill_journals(session: Session) -> None:
    columns = JournalRow.__table__.c  # type: ignore[attr-defined]  # SQLModel does not declare its table
    for seq in range(1, ENTRIES + 1):
        written = entry(seq).model_dump(include={"at", "recorded_at", "action"})
        written |= entry(seq).model_dump(mode="json", include={"actor", "details"})
        values = {name: literal(value, columns[name].type) for name, value in (written | {"seq": seq}).items()}
        session.exec(
            insert(JournalRow).from_select(["message_id", *values], select(col(MessageRow.id), *values.values()))
        )
    ended = select(MessageRow.id, literal("command"), literal("0" * 64), literal(ENTRIES)).where(
        MessageRow.queue_at == END_OF_QUEUE
    )
    session.exec(insert(RemarkRow).from_select(["message_id", "command_id", "digest", "seq"], ended))


def _fill_follow_ups(session: Session) -> None:
    """A promise of each third message; few are not kept yet."""
    promised = [number for number in range(1, MESSAGES) if number % 3 == 0]
    pattern = {"number": 1, "what": "Заменить фонарь", "on": NOON.date(), "kept": None}
    params = [
        pattern
        | {
            "id": f"{message_id(number)}-0001",
            "message_id": message_id(number),
            "regulation": _REGULATIONS[number // OPEN_SHARE % len(_REGULATIONS)],
            "due_at": NOON + timedelta(minutes=number),
            "state": FollowUpState.OPEN if number % OPEN_SHARE == 0 else FollowUpState.KEPT,
        }
        for number in promised
    ]
    session.exec(insert(FollowUpRow), params=params)


def _fill_tokens(session: Session) -> None:
    pattern = TokenRow(id="", sha256="", person="", roles=[Role.ADMIN], issued_at=NOON).model_dump()
    named = [{"id": f"{n:012x}", "sha256": f"{n:064x}", "person": f"person-{n // 2}"} for n in range(TOKENS)]
    session.exec(insert(TokenRow), params=[pattern | each for each in named])


def _fill_rosters(session: Session) -> None:
    named = [REGULATION, *(f"town-{number}" for number in range(ROSTERS))]
    session.exec(insert(RosterRow), params=[{"regulation": name, "version": 2, "people": []} for name in named])
    made = [{"regulation": name, "version": version} for name in named for version in (1, 2)]
    common = {"at": NOON, "person": "admin", "changes": []}
    session.exec(insert(RosterChangeRow), params=[common | each for each in made])
