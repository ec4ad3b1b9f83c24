"""The state of one message: everything that its workflow carries, and nothing that can be computed from it."""

import hashlib
from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.event import Event
from domain.journal import Entry
from domain.lifecycle.intake import Message
from domain.lifecycle.joint import Assigned
from domain.lifecycle.payloads import Attachment, Evidence
from domain.roles import Actor
from domain.terms import DraftKind, FollowUpState, Outcome, PartState, Role, State, Verdict, Visibility
from domain.worktime import Amount

SEEN_IDS = 5000
"""How many command ids a case remembers."""


def _key(command_id: str) -> str:
    """A short name of an id: thousands of them travel with the case, whose payload is bounded."""
    return hashlib.sha256(command_id.encode()).hexdigest()[:16]


class Ticked(BaseModel):
    """What a stage said of one item of the checklist, on approving or returning a draft."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: str
    verdict: Verdict
    reason: str | None = None
    stage: str
    by: Actor
    at: AwareDatetime


class Draft(BaseModel):
    """What was last submitted for approval, and what the stages have said of it by the checklist."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DraftKind = DraftKind.FINAL
    text: str
    attachments: tuple[Attachment, ...] = ()
    ground: str | None = None
    by: Actor
    submitted_at: AwareDatetime
    checklist: tuple[Ticked, ...] = ()


class Publication(BaseModel):
    """What was placed, where, by whom, and what proves it (R14)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DraftKind
    at: AwareDatetime
    by: Actor
    url: str | None = None
    evidence: Evidence | None = None
    text: str | None = None
    visibility: Visibility
    also_at: tuple[str, ...] = ()
    handed_to: str | None = None


class Watched(BaseModel):
    """A promise that is watched; ``due_at`` is the opening of service on its day, or on the next day of service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    what: str
    on: date
    due_at: AwareDatetime
    state: FollowUpState = FollowUpState.OPEN


class Hands(BaseModel):
    """In whose hands the message is: who has to act next, or enters the reply where the author's is awaited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    stage: str | None = None
    authority: str | None = None
    person: str | None = None
    awaits_author: bool = False


class Holding(BaseModel):
    """Since when the message is in somebody's hands; it ends where the next one begins (R7)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hands: Hands | None
    since: AwareDatetime


class Case(BaseModel):
    """A message under its regulation: what was decided so far.

    ``authority`` is the body that answers, or whose turn it is in joint work; ``team`` are all that have the message.
    ``amounts`` are terms set for this message alone; ``days_off_since``: from then on every day is a working day.
    ``known_at_receipt``: what a command tells is known from the moment at which the command was received, however long
    it waited; else from the step that carried it out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    message: Message
    state: State
    outcome: Outcome | None = None
    stage_index: int = 0
    resolved_authority: str | None = None
    authority: str | None = None
    executor: str | None = None
    team: tuple[Assigned, ...] = ()
    draft: Draft | None = None
    returns: int = 0
    declines: int = 0
    interims: int = 0
    awaiting_reply: bool = False
    amounts: dict[str, Amount] = {}
    days_off_since: AwareDatetime | None = None
    significant: bool = False
    shortcomings: int = 0
    publications: tuple[Publication, ...] = ()
    follow_ups: tuple[Watched, ...] = ()
    holdings: tuple[Holding, ...] = ()
    events: tuple[Event, ...] = ()
    announced: tuple[str, ...] = ()
    seen: dict[str, str] = {}
    known_at_receipt: bool = False
    journal_seq: int = 0
    recent: tuple[Entry, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the life of the message has ended."""
        return self.state is State.CLOSED

    @property
    def authorities(self) -> tuple[str, ...]:
        """The bodies that have the message before them now: those whose turn has come and that have not declined."""
        has_it = [item.authority for item in self.team if item.state not in {PartState.WAITING, PartState.DECLINED}]
        return tuple(dict.fromkeys([*([self.authority] if self.authority else []), *has_it]))

    def member(self, authority: str | None) -> Assigned | None:
        """A body of the team by its id."""
        return next((item for item in self.team if item.authority == authority), None)

    def digest_of(self, command_id: str) -> str | None:
        """The fingerprint of the command that was carried out under an id; None for an id that is unknown."""
        return self.seen.get(_key(command_id))

    def with_command(self, command_id: str, digest: str) -> "Case":
        """A copy that remembers a command; the oldest ids are forgotten first."""
        return self.changed(seen=dict([*self.seen.items(), (_key(command_id), digest)][-SEEN_IDS:]))

    def changed(self, **changes: Any) -> "Case":  # noqa: ANN401 -- field values of this class
        """A copy with some fields replaced."""
        return self.model_copy(update=changes)
