"""The tables of the read model; their schema is made by ``db.migrations`` only.

JSON columns are plain JSON, not PostgreSQL's JSONB, which refuses the escape of U+0000 that a refused signal may hold.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Date, Index, MetaData, String, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from db.columns import UtcDateTime, Word
from domain.terms import Action, CommandName, FollowUpState, Network, Outcome, Role, State

END_OF_QUEUE = datetime(9999, 1, 1, tzinfo=UTC)
"""Where a message without an open limit stands in the queue; a year that every time zone can still write."""

# Written out, without a parameter, so that a database sees that an index of such rows alone holds them all.
OPEN = text(f"state <> '{State.CLOSED}'")
"""The messages whose life has not ended; a column of ``message``."""
MISSED = text(f"action = '{Action.LIMIT_MISSED}'")
"""The entries that announce a missed limit; a column of ``journal_entry``."""
ANSWERED = text(f"action IN ('{CommandName.PUBLISH}', '{CommandName.HAND_OVER}')")
"""The entries by which something reached the author, or whoever gives it to them; a column of ``journal_entry``."""

_KEY = 36
_NAME = 200
_LINE = 500
_SHA256 = 64
_COMMAND_ID = 64
_FOLLOW_UP_ID = 50


class Table(SQLModel):
    """Names every constraint by one rule, so that a migration can name it on every database."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class MessageRow(Table, table=True):
    """One message as it was last recorded.

    ``case`` is the whole ``CaseView`` as JSON. The other columns are copies from it, for filters and order:
    ``due_at`` is that of the nearest open limit, ``queue_at`` the same or ``END_OF_QUEUE``, which makes "nulls last"
    a plain column that an index can hold. ``authority`` is the body that answers; all that have the message are in
    ``AuthorityRow``. ``arrival`` counts how often the message came, each time as a case of its own (LUZ-5). ``as_of``
    is the moment that the case was computed for. ``search`` is written by ``db.columns.searchable``. ``explanations``
    is filled when the case has closed.
    """

    __tablename__: ClassVar[Any] = "message"
    __table_args__ = (
        UniqueConstraint("regulation", "network", "external_id", "arrival"),
        # Each filter's index ends with the order of the list, so that a page is read, never sorted.
        Index(None, "queue_at", "id"),
        Index(None, "regulation", "queue_at", "id"),
        Index(None, "state", "queue_at", "id"),
        Index(None, "hands_role", "queue_at", "id"),
        Index(None, "hands_person", "queue_at", "id"),
        Index(None, "overdue", "queue_at", "id"),
        Index(None, "theme", "queue_at", "id"),
        # What operators count: it holds open messages alone, however many have ended.
        Index("ix_message_open", "regulation", "state", "overdue", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: str = Field(primary_key=True, sa_type=String(_KEY))
    regulation: str = Field(sa_type=String(_NAME))
    regulation_version: str = Field(sa_type=Text)
    flow: str = Field(sa_type=String(_NAME))
    network: Network = Field(sa_type=Word(Network, _KEY))
    external_id: str | None = Field(default=None, sa_type=String(_NAME))
    arrival: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    state: State = Field(sa_type=Word(State, _KEY))
    outcome: Outcome | None = Field(default=None, sa_type=Word(Outcome, _KEY))
    authority: str | None = Field(default=None, sa_type=String(_NAME))
    hands_role: Role | None = Field(default=None, sa_type=Word(Role, _KEY))
    hands_stage: str | None = Field(default=None, sa_type=String(_NAME))
    hands_person: str | None = Field(default=None, sa_type=String(_NAME))
    overdue: bool
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    queue_at: datetime = Field(sa_type=UtcDateTime)
    theme: str | None = Field(default=None, sa_type=String(_LINE))
    text: str = Field(sa_type=Text)
    search: str = Field(sa_type=Text)
    detected_at: datetime = Field(sa_type=UtcDateTime, index=True)
    as_of: datetime = Field(sa_type=UtcDateTime)
    journal_seq: int
    case: dict[str, Any] = Field(sa_type=JSON)
    explanations: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class AuthorityRow(Table, table=True):
    """A body that has a message before it: in joint work there are several.

    ``queue_at`` repeats the message's, so that one index holds a body's messages in the order of the list.
    """

    __tablename__: ClassVar[Any] = "message_authority"
    __table_args__ = (Index(None, "authority", "queue_at", "message_id"),)

    message_id: str = Field(primary_key=True, foreign_key="message.id", sa_type=String(_KEY))
    authority: str = Field(primary_key=True, sa_type=String(_NAME))
    queue_at: datetime = Field(sa_type=UtcDateTime)


class JournalRow(Table, table=True):
    """One entry of a message's journal; it is written once and never changed."""

    __tablename__: ClassVar[Any] = "journal_entry"
    # Few entries announce a missed limit, or an answer: only those are in these indexes.
    __table_args__ = (
        Index("ix_journal_entry_missed", "recorded_at", sqlite_where=MISSED, postgresql_where=MISSED),
        Index("ix_journal_entry_answered", "at", sqlite_where=ANSWERED, postgresql_where=ANSWERED),
    )

    message_id: str = Field(primary_key=True, foreign_key="message.id", sa_type=String(_KEY))
    # The number comes from the message's workflow, never from the database.
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    action: str = Field(sa_type=Text)
    clause: str | None = Field(default=None, sa_type=Text)
    actor: dict[str, Any] = Field(sa_type=JSON)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class RemarkRow(Table, table=True):
    """A remark that was carried out after a message's end, by its ``command_id``: the same id twice is one entry.

    ``digest`` is the command's fingerprint, by which another command of the same id is told; ``seq`` its entry.
    """

    __tablename__: ClassVar[Any] = "remark"

    message_id: str = Field(primary_key=True, foreign_key="message.id", sa_type=String(_KEY))
    command_id: str = Field(primary_key=True, sa_type=String(_COMMAND_ID))
    digest: str = Field(sa_type=String(_SHA256))
    seq: int


class FollowUpRow(Table, table=True):
    """A promise that is watched; ``id`` is ``db.follow_ups.row_id``, ``kept`` the proof of it as JSON."""

    __tablename__: ClassVar[Any] = "follow_up"
    # Each ends with the order of the list, as the message's do.
    __table_args__ = (
        Index(None, "due_at", "id"),
        Index(None, "state", "due_at", "id"),
        Index(None, "regulation", "due_at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=String(_FOLLOW_UP_ID))
    message_id: str = Field(foreign_key="message.id", index=True, sa_type=String(_KEY))
    number: int
    regulation: str = Field(sa_type=String(_NAME))
    what: str = Field(sa_type=String(_LINE))
    on: date = Field(sa_type=Date)
    due_at: datetime = Field(sa_type=UtcDateTime)
    state: FollowUpState = Field(sa_type=Word(FollowUpState, _KEY))
    kept: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class TokenRow(Table, table=True):
    """What a token allows; ``sha256`` is the hash of its text, which is stored nowhere."""

    __tablename__: ClassVar[Any] = "token"

    id: str = Field(primary_key=True, sa_type=String(_KEY))
    sha256: str = Field(unique=True, sa_type=String(_SHA256))
    person: str = Field(index=True, sa_type=String(_NAME))
    roles: list[str] = Field(sa_type=JSON)
    authority: str | None = Field(default=None, sa_type=String(_NAME))
    stages: list[str] = Field(default_factory=list, sa_type=JSON)
    regulation: str | None = Field(default=None, sa_type=String(_NAME))
    issued_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RosterRow(Table, table=True):
    """The offices of one regulation as they stand, as ``domain.people`` writes them; ``version`` counts the changes."""

    __tablename__: ClassVar[Any] = "roster"

    regulation: str = Field(primary_key=True, sa_type=String(_NAME))
    version: int
    people: list[dict[str, Any]] = Field(sa_type=JSON)


class RosterChangeRow(Table, table=True):
    """A change of a roster: who made it, when, and what of each office differs; written once and never changed."""

    __tablename__: ClassVar[Any] = "roster_change"

    regulation: str = Field(primary_key=True, sa_type=String(_NAME))
    # The version that the change made.
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    person: str = Field(sa_type=String(_NAME))
    changes: list[dict[str, Any]] = Field(sa_type=JSON)
