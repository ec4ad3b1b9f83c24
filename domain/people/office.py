"""The roster of a regulation: which offices do its work, who holds each, since when, and who stands in (PRO-6, VOL-A2).

An office is a post and the id of the person who holds it: the id of tokens and of ``executor`` fields. Nobody's name
and no address of anybody is here.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.moment import Day
from domain.terms import Function
from domain.text import Identifier, Line

ME = "me"
"""What a person calls himself when he asks for his own queue, so that it is nobody's id."""

MOST_OFFICES = 500
MOST_ABSENCES = 100
_LAST_VERSION = 2**31 - 1


class Absence(BaseModel):
    """Days on which a person is away, the first and the last included; without a last one the end is not known.

    ``stand_in`` replaces the person during this absence, in place of the office's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    since: Day = Field(alias="from")
    until: Day | None = None
    stand_in: Identifier | None = None

    def covers(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Office(BaseModel):
    """A post, who holds it, and for what; one person may hold several.

    ``authority`` is the body of its own people. ``valid_from`` and ``valid_until`` are the first and the last day of
    the appointment. An absence keeps its person from every office, in whichever it stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Identifier
    post: Line
    function: Function
    authority: Identifier | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    stand_in: Identifier | None = None
    absences: Annotated[tuple[Absence, ...], Field(max_length=MOST_ABSENCES)] = ()

    @property
    def place(self) -> tuple[str, str]:
        """Where its holder is replaced: in a body anybody of it stands in, elsewhere for one function only."""
        return ("", self.function) if self.authority is None else (self.authority, "")

    def held_on(self, day: date) -> bool:
        """Whether the appointment covers a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


Offices = tuple[Office, ...]


class Roster(BaseModel):
    """All offices of one regulation; ``version`` counts its changes, 0 where there has been none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier
    version: Annotated[int, Field(strict=True, ge=0, le=_LAST_VERSION)]
    people: Annotated[Offices, Field(max_length=MOST_OFFICES)]
