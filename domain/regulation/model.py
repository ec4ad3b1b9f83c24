"""A regulation as frozen data: what its TOML file says, no more.

Every value that rests on the act carries its ``clause``; a value that is a reading of an unclear clause carries a
short ``quote``, the ``reading`` and ``confirmed_by`` (empty until the municipality confirms). The format is explained
for people who do not program in ``docs/regulation-format.md``.
"""

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.regulation.checklist import Checklist
from domain.regulation.limits import LimitRule, Reminder
from domain.regulation.parts import Cited, NotEmpty, Part, Slug, Words
from domain.regulation.steps import (
    Clarification,
    Completion,
    Decline,
    Drafting,
    Explaining,
    Interim,
    Joint,
    Resolution,
    Routing,
    Stage,
)
from domain.terms import Network, Outcome, Role
from domain.worktime import CalendarRules, DutyHours, Lateness


class Status(StrEnum):
    """Whether the act is in force; a draft is usable with a warning."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


class Act(Part):
    """The legal act itself."""

    issuer: Words
    number: str = ""
    date: dt.date | None = None


class Scope(Cited):
    """The networks whose messages the regulation covers."""

    networks: Annotated[tuple[Network, ...], NotEmpty]


class ServiceCalendar(CalendarRules):
    """The service calendar, which no act contains (R2), with the note of who confirmed it."""

    reading: str = ""
    confirmed_by: str = ""


class LatenessRule(Part):
    """When an act is late (R4)."""

    rule: Lateness = Lateness.SERVICE
    reading: str = ""
    confirmed_by: str = ""


class Authority(Part):
    """A body that answers: an office, never a person."""

    id: Slug
    title: Words


class RoleTitle(Cited):
    """Which office of the municipality holds a role."""

    role: Role
    title: Words


class Duty(Cited, DutyHours):
    """Days off that are served on duty: its hours are working time for messages of these importances, else for all."""

    importance: tuple[Words, ...] = ()

    def covers(self, importance: str | None) -> bool:
        """Whether a message of that importance is worked on in duty hours."""
        return not self.importance or importance in self.importance

    @cached_property
    def hours(self) -> DutyHours:
        """The hours alone, without what the act says of them."""
        return DutyHours(week=self.week, days=self.days)


class Ground(Cited):
    """A ground on which a message gets no answer, an explanation instead of one, or another procedure.

    ``must_contain``: what an explanation has to say. ``needs_published_answer``: a formal appeal on this ground names
    the answer that is published already. ``earlier_answers``: how many answers to the same question were given.
    """

    id: Slug
    title: Words
    outcome: Literal[Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.EXPLAINED, Outcome.CONVERTED, Outcome.AUTHOR_SILENT]
    must_contain: tuple[Words, ...] = ()
    needs_published_answer: bool = False
    earlier_answers: int = Field(default=0, ge=0, le=100)


class Repeats(Cited):
    """What the answer to a repeated message must contain (R18); empty where the act does not say."""

    must_contain: tuple[Words, ...] = ()


class Report(Cited):
    """Who reports to the head, and to whom; ``stage`` is the reviewer's where ``by`` is one.

    ``signed``: the act demands a signatory.
    """

    by: Literal[Role.COORDINATOR, Role.REVIEWER]
    stage: Slug | None = None
    to: Words
    signed: bool = False

    @model_validator(mode="after")
    def _names_its_reviewer(self) -> Self:
        if (self.by is Role.REVIEWER) != (self.stage is not None):
            raise ValueError("stage указывается, когда by = reviewer, и только тогда")
        return self


class Periodic(Cited):
    """A report that is due every month: on which working day of the next one."""

    name: Slug
    title: Words
    actor: Role
    working_day: int = Field(default=1, ge=1, le=15)


class Breaches(Cited):
    """So many breaches of one body in a calendar month are reported to somebody: ``more_than`` this number."""

    more_than: int = Field(ge=0, le=1000)
    to: Words


class Contradiction(Cited):
    """A place where the act contradicts itself or cannot be kept; it is shown, not repaired."""

    title: Words


class Flow(Part):
    """One procedure of the regulation: its steps and its limits.

    ``detected_outside``: somebody outside detects the message, so that the time of it may be unknown here (R15).
    """

    id: Slug
    title: Words
    clause: Words
    detected_outside: bool = False
    resolution: Resolution | None = None
    routing: Routing
    decline: Decline | None = None
    joint: Joint | None = None
    drafting: Drafting
    interim: Interim | None = None
    clarification: Clarification | None = None
    explaining: Explaining | None = None
    stages: tuple[Stage, ...] = ()
    completion: Completion
    limits: Annotated[tuple[LimitRule, ...], NotEmpty]

    def limit(self, name: str) -> LimitRule:
        """Find a limit by its name; the file was checked, so it is there."""
        return next(rule for rule in self.limits if rule.name == name)


class Regulation(Part):
    """A whole regulation, one version of it."""

    format: Literal[1]
    id: Slug
    version: Slug
    status: Status
    title: Words
    effective_from: dt.date | None = None
    act: Act
    scope: Scope
    calendar: ServiceCalendar
    duty: Duty | None = None
    lateness: LatenessRule = LatenessRule()
    reminders: tuple[Reminder, ...] = ()
    authorities: Annotated[tuple[Authority, ...], NotEmpty]
    roles: tuple[RoleTitle, ...] = ()
    grounds: tuple[Ground, ...] = ()
    repeats: Repeats | None = None
    checklist: Checklist | None = None
    significant: Report | None = None
    shortcomings: Report | None = None
    periodic: tuple[Periodic, ...] = ()
    breaches: Breaches | None = None
    contradictions: tuple[Contradiction, ...] = ()
    flows: Annotated[tuple[Flow, ...], NotEmpty]

    def flow(self, flow_id: str) -> Flow:
        """Find a flow by its id; raises KeyError for an unknown one."""
        return {flow.id: flow for flow in self.flows}[flow_id]

    def authority(self, authority_id: str) -> Authority:
        """Find a body by its id; raises KeyError for an unknown one."""
        return {authority.id: authority for authority in self.authorities}[authority_id]

    def ground(self, ground_id: str) -> Ground:
        """Find a ground by its id; raises KeyError for an unknown one."""
        return {ground.id: ground for ground in self.grounds}[ground_id]
