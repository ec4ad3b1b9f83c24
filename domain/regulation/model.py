"""A regulation as frozen data: what its TOML file says, no more.

Every value that rests on the act carries its ``clause``; a value that is a reading of an unclear clause carries a
short ``quote``, the ``reading`` and ``confirmed_by`` (empty until the municipality confirms). The format is explained
for people who do not program in ``docs/regulation-format.md``.
"""

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.regulation.events import EventRef
from domain.terms import CommandName, Network, Outcome, Role
from domain.worktime import Amount, AmountError, CalendarRules, Lateness, Unit

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def _slug(text: str) -> str:
    if _SLUG.fullmatch(text) is None:
        raise ValueError("только строчные латинские буквы, цифры и дефис, не длиннее 64 знаков")
    return text


def _some(items: tuple[object, ...]) -> tuple[object, ...]:
    if not items:
        raise ValueError("список не может быть пустым")
    return items


Slug = Annotated[str, AfterValidator(_slug)]
"""A name that is safe in addresses, file names and search attributes."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]

NotEmpty = AfterValidator(_some)
"""Asked after the items, so that a wrong item is not reported as a missing one too."""

WORKING_TIME_UNITS = frozenset({Unit.WORKING_MINUTES, Unit.WORKING_HOURS})
"""Units whose limits can be subtracted from each other on the working-time axis (R5)."""

_COUNTED_UNITS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.AT_ONCE})


def _check_amount(amount: Decimal | None, unit: Unit | None) -> None:
    """Raise ValueError (pydantic's own included) where an amount is out of range or finer than a microsecond."""
    made = Amount.model_validate({"amount": amount, "unit": unit})
    if made.unit not in _COUNTED_UNITS:
        try:
            _ = made.duration
        except AmountError as error:
            raise ValueError(str(error)) from error


class Part(BaseModel):
    """A table of the file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Part):
    """A value that rests on a clause of the act."""

    clause: Words
    quote: str = ""
    reading: str = ""
    confirmed_by: str = ""


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


class Reminder(Part):
    """How long before a limit its debtor is reminded: an amount, or a share of the limit's own working time."""

    amount: Decimal | None = Field(default=None, gt=0)
    unit: Unit | None = None
    share: Decimal | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        by_amount = self.amount is not None and self.unit is not None
        if by_amount == (self.share is not None) or (self.amount is None) != (self.unit is None):
            raise ValueError("укажите либо share (доля от 0 до 1), либо amount вместе с unit")
        if self.unit is not None and self.unit not in WORKING_TIME_UNITS:
            raise ValueError("unit напоминания: working_minutes или working_hours")
        if self.unit is not None:
            _check_amount(self.amount, self.unit)
        return self


class Authority(Part):
    """A body that answers: an office, never a person."""

    id: Slug
    title: Words


class RoleTitle(Cited):
    """Which office of the municipality holds a role."""

    role: Role
    title: Words


class Ground(Cited):
    """A ground on which a message is not processed or not answered."""

    id: Slug
    title: Words
    outcome: Literal[Outcome.REFUSED, Outcome.NO_ANSWER]


class Resolution(Cited):
    """The head's resolution before routing."""


class Routing(Cited):
    """Sending the message to the body that answers; ``attributes`` are those that the act wants to be set then."""

    attributes: tuple[Literal["theme", "location", "importance"], ...] = ()


class Drafting(Cited):
    """Preparing the answer; ``rework_clause`` is where a returned draft is dealt with."""

    rework_clause: Words


class Stage(Cited):
    """One step of the approval chain; ``outside`` marks a body that the municipality's act cannot bind."""

    id: Slug
    title: Words
    decided_by: Literal[Role.COORDINATOR, Role.HEAD, Role.REVIEWER]
    return_clause: Words
    outside: bool = False


class Completion(Cited):
    """How an answered message's life ends: published, or handed over to another body."""

    command: Literal[CommandName.PUBLISH, CommandName.HAND_OVER]
    by: Literal[Role.COORDINATOR, Role.EXECUTOR]


class Backward(Part):
    """A limit that runs backward from another one: so much before that one's end (R5)."""

    limit: Slug
    amount: Decimal = Field(gt=0)
    unit: Unit

    @model_validator(mode="after")
    def _can_be_subtracted(self) -> Self:
        if self.unit not in WORKING_TIME_UNITS:
            raise ValueError("unit обратного срока: working_minutes или working_hours")
        _check_amount(self.amount, self.unit)
        return self

    @property
    def lead(self) -> Amount:
        """The amount by which this limit ends earlier."""
        return Amount(amount=self.amount, unit=self.unit)


class LimitRule(Cited):
    """One limit: what starts it, what fulfils it, and how much time there is."""

    name: Slug
    title: Words
    actor: Role | Literal["municipality"]
    starts: EventRef | None = None
    starts_on_day_off: bool = False
    ends: Annotated[tuple[EventRef, ...], NotEmpty]
    cancelled_by: tuple[EventRef, ...] = ()
    reopened_by: tuple[EventRef, ...] = ()
    amount: Decimal | None = None
    unit: Unit | None = None
    before: Backward | None = None
    capped_by: Slug | None = None
    repeats: bool = False
    alternative: bool = False
    by_analogy: bool = False
    reminders: tuple[Reminder, ...] | None = None

    @model_validator(mode="after")
    def _forward_or_backward(self) -> Self:
        forward = self.starts is not None and self.amount is not None and self.unit is not None
        anything_forward = self.starts is not None or self.amount is not None or self.unit is not None
        if forward == (self.before is not None) or (anything_forward and not forward):
            raise ValueError("укажите либо starts, amount и unit, либо before = {limit, amount, unit}")
        if forward:
            _check_amount(self.amount, self.unit)
        if self.before is not None and self.capped_by is not None:
            raise ValueError("capped_by не указывается вместе с before: обратный срок и так кончается раньше другого")
        return self

    @property
    def duration(self) -> Amount:
        """The limit's amount of time; only for a limit that runs forward."""
        return Amount.model_validate({"amount": self.amount, "unit": self.unit})


class Flow(Part):
    """One procedure of the regulation: its steps and its limits."""

    id: Slug
    title: Words
    clause: Words
    resolution: Resolution | None = None
    routing: Routing
    drafting: Drafting
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
    lateness: LatenessRule = LatenessRule()
    reminders: tuple[Reminder, ...] = ()
    authorities: Annotated[tuple[Authority, ...], NotEmpty]
    roles: tuple[RoleTitle, ...] = ()
    grounds: tuple[Ground, ...] = ()
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
