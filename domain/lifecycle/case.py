"""The state of one message: everything that its workflow carries, and nothing that can be computed from it."""

import hashlib
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.event import Event
from domain.journal import Entry
from domain.lifecycle.commands import Attachment
from domain.lifecycle.intake import Message
from domain.roles import Actor
from domain.terms import Outcome, State

SEEN_IDS = 5000
"""How many command ids a case remembers."""


def _key(command_id: str) -> str:
    """A short name of an id: thousands of them travel with the case, whose payload is bounded."""
    return hashlib.sha256(command_id.encode()).hexdigest()[:16]


class Draft(BaseModel):
    """The answer as it was last submitted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    attachments: tuple[Attachment, ...] = ()
    by: Actor
    submitted_at: AwareDatetime


class Case(BaseModel):
    """A message under its regulation: what was decided so far."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    message: Message
    state: State
    outcome: Outcome | None = None
    stage_index: int = 0
    resolved_authority: str | None = None
    authority: str | None = None
    executor: str | None = None
    draft: Draft | None = None
    returns: int = 0
    events: tuple[Event, ...] = ()
    announced: tuple[str, ...] = ()
    seen: dict[str, str] = {}
    journal_seq: int = 0
    recent: tuple[Entry, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the life of the message has ended."""
        return self.state is State.CLOSED

    @property
    def step_began_at(self) -> AwareDatetime:
        """When the present step began: no act of it can be earlier."""
        return max(event.at for event in self.events)

    def digest_of(self, command_id: str) -> str | None:
        """The fingerprint of the command that was carried out under an id; None for an id that is unknown."""
        return self.seen.get(_key(command_id))

    def with_command(self, command_id: str, digest: str) -> "Case":
        """A copy that remembers a command; the oldest ids are forgotten first."""
        return self.changed(seen=dict([*self.seen.items(), (_key(command_id), digest)][-SEEN_IDS:]))

    def changed(self, **changes: Any) -> "Case":  # noqa: ANN401 -- field values of this class
        """A copy with some fields replaced."""
        return self.model_copy(update=changes)
