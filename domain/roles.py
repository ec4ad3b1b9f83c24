"""Who acts: the person behind a token, and the actor of an act as the journal names it."""

from pydantic import BaseModel, ConfigDict

from domain.terms import Role
from domain.text import Identifier, Line


class Principal(BaseModel):
    """A person or tool that has shown a token; stamped on a command by the REST front end, never by a client."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Identifier
    roles: tuple[Role, ...]
    authority: Identifier | None = None
    stages: tuple[Identifier, ...] = ()
    regulation: Identifier | None = None

    def has(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return any(role in self.roles for role in roles)


class ClaimedActor(BaseModel):
    """Somebody outside whose act a coordinator enters: ``oiv``, ``cur``, the author (contract, section 1).

    ``authority`` tells whose act it is where a tool without a token speaks for one of several bodies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Identifier
    stage: Identifier | None = None
    name: Line | None = None
    authority: Identifier | None = None


class Actor(BaseModel):
    """Who did what the journal entry says; ``entered_by`` is set where another person entered the act."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    person: str | None = None
    stage: str | None = None
    authority: str | None = None
    name: str | None = None
    entered_by: str | None = None


SYSTEM = Actor(role="system")
"""The actor of what no person does: reminders, limits that pass, refusals."""
