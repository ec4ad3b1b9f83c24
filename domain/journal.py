"""The journal: what happened to a message, who did it, when, and the clause that it rests on."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.roles import Actor
from domain.text import shortened

KEPT_IN_CASE = 200
"""How many of the newest entries travel with a case; older ones are in the read model."""

_EXCERPT = 500
_INNER_EXCERPT = 100
_INNER_ITEMS = 10


class Entry(BaseModel):
    """One line of the journal; it is never changed and never removed.

    ``at`` is the event's own time, ``recorded_at`` when the system learnt of it (R16).
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
        details = {key: _excerpt(value, _EXCERPT) for key, value in self.details.items()}
        return self.model_copy(update={"details": details})


def _excerpt(value: Any, letters: int) -> Any:  # noqa: ANN401 -- details are JSON
    """Cut texts at any depth and long lists: so many entries must fit into what a workflow may carry."""
    match value:
        case str():
            return shortened(value, letters)
        case dict():
            return {key: _excerpt(item, _INNER_EXCERPT) for key, item in value.items()}
        case list() | tuple():
            return [_excerpt(item, _INNER_EXCERPT) for item in value[:_INNER_ITEMS]]
        case _:
            return value
