"""The facts of a message's life that start and stop its limits."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.regulation.events import EventRef
from domain.terms import COMPLETIONS, ENDINGS, LEFT_OPEN, AssignmentRole, DraftKind, EventKind


class Event(BaseModel):
    """A fact; ``at`` is its own time, ``recorded_at`` when the system learnt of it (R16).

    ``final`` marks the last approval of the chain, ``draft`` what was submitted, decided on or placed, ``authority``
    whose act or receipt it was, ``role`` what that authority does in joint work. ``estimated``: its own time is not
    known, and our receipt stands for it (R15).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: EventKind
    at: AwareDatetime
    recorded_at: AwareDatetime
    stage: str | None = None
    final: bool = False
    draft: DraftKind | None = None
    authority: str | None = None
    role: AssignmentRole | None = None
    estimated: bool = False

    @property
    def ends_life(self) -> bool:
        """Whether nothing runs after it; an interim answer or a clarification leaves the message open."""
        return self.kind in ENDINGS and self.draft not in LEFT_OPEN

    @property
    def completes_interim(self) -> bool:
        """Whether an interim answer has gone out: it stops the overall limit for good (R10b)."""
        return self.kind in COMPLETIONS and self.draft is DraftKind.INTERIM

    def matches(self, ref: EventRef) -> bool:
        """Whether a regulation's file means this event; ``approved`` alone means the last approval."""
        if ref.kind is not self.kind:
            return False
        if ref.stage is not None:
            return ref.stage == self.stage
        if ref.draft is not None and (self.draft or DraftKind.FINAL) not in ref.drafts:
            return False
        if ref.role is not None and self.role not in ref.roles:
            return False
        return self.final or self.kind is not EventKind.APPROVED
