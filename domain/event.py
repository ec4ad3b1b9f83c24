"""The facts of a message's life that start and stop its limits."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.regulation.events import EventRef
from domain.terms import EventKind


class Event(BaseModel):
    """A fact; ``at`` is its own time, ``recorded_at`` when the system learnt of it (R16).

    ``final`` marks the last approval of the chain.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: EventKind
    at: AwareDatetime
    recorded_at: AwareDatetime
    stage: str | None = None
    final: bool = False

    def matches(self, ref: EventRef) -> bool:
        """Whether a regulation's file means this event; ``approved`` alone means the last approval."""
        if ref.kind is not self.kind:
            return False
        if ref.stage is not None:
            return ref.stage == self.stage
        return self.final or self.kind is not EventKind.APPROVED
