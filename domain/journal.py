"""The journal: what happened to a message, who did it, when, and the clause that it rests on."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.roles import Actor

KEPT_IN_CASE = 200
"""How many of the newest entries travel with a case; older ones are in the read model."""

_EXCERPT = 500


class Entry(BaseModel):
    """One line of the journal; it is never changed and never removed.

    ``at`` is the event's own time, ``recorded_at`` when the system learnt of it (clauses.md R16).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int
    at: datetime
    recorded_at: datetime
    actor: Actor
    action: str
    clause: str | None = None
    details: dict[str, Any] = {}

    def shortened(self) -> "Entry":
        """Cut long texts, for the copy that travels with the case; the whole entry is in the read model."""
        return self.model_copy(update={"details": {key: _excerpt(value) for key, value in self.details.items()}})


def _excerpt(value: Any) -> Any:  # noqa: ANN401 -- details are JSON
    return value[:_EXCERPT] + "…" if isinstance(value, str) and len(value) > _EXCERPT else value
