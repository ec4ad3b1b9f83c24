"""Where the messages of a file go, and what the regulation there says that reading the file needs."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.errors import wrong_field

_OUTSIDE = "outside"


class _Named(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str


class _Decline(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    then: str


class _Flow(_Named):
    decline: _Decline | None = None


class _Calendar(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    timezone: str


class _Described(_Named):
    """The part of a regulation that matters here, whether it comes from its file or over REST."""

    calendar: _Calendar
    authorities: tuple[_Named, ...]
    flows: tuple[_Flow, ...]


@dataclass(frozen=True)
class Destination:
    """A regulation, one of its procedures (none: its first), its clocks and its bodies.

    ``may_come_again``: a message may go back to its sender and be received anew, as a case of its own.
    """

    regulation: str
    flow: str | None
    zone: ZoneInfo
    authorities: frozenset[str]
    may_come_again: bool = False

    @classmethod
    def of(cls, regulation: Any, flow: str | None) -> "Destination":  # noqa: ANN401 -- a Regulation, or the same as JSON
        """Take from a regulation, or from the answer of ``GET /regulations/{id}``, what is needed.

        Raises:
            InvalidInput: the regulation has no such procedure.
            pydantic.ValidationError: this is no regulation.

        """
        described = _Described.model_validate(regulation)
        flows = [item.id for item in described.flows]
        if flow is not None and flow not in flows:
            raise wrong_field("flow", f"такого порядка в регламенте нет; допустимо: {', '.join(flows)}")
        declines = [item.decline.then for item in described.flows if item.decline is not None]
        return cls(
            regulation=described.id,
            flow=flow,
            zone=ZoneInfo(described.calendar.timezone),
            authorities=frozenset(item.id for item in described.authorities),
            may_come_again=_OUTSIDE in declines,
        )
