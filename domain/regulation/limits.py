"""A limit as the file states it: from which event to which, how much time, and what moves it."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.regulation.events import EventRef
from domain.regulation.parts import WORKING_TIME_UNITS, Cited, NotEmpty, Part, Slug, Words, check_amount
from domain.terms import ENDINGS, EventKind, Role
from domain.worktime import Amount, Unit

_ALWAYS_COUNT = ENDINGS | {EventKind.DECLINED, EventKind.DRAFT_SUBMITTED}
"""The kinds of event that may change a limit which does not name them."""


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
            check_amount(self.amount, self.unit)
        return self

    @cached_property
    def lead(self) -> timedelta:
        """How much working time before the limit; only for a reminder that states an amount."""
        return Amount.model_validate({"amount": self.amount, "unit": self.unit}).duration


class Backward(Part):
    """A limit that runs backward from another one: so much before that one's end (R5)."""

    limit: Slug
    amount: Decimal = Field(gt=0)
    unit: Unit

    @model_validator(mode="after")
    def _can_be_subtracted(self) -> Self:
        if self.unit not in WORKING_TIME_UNITS:
            raise ValueError("unit обратного срока: working_minutes или working_hours")
        check_amount(self.amount, self.unit)
        return self

    @cached_property
    def lead(self) -> Amount:
        """The amount by which this limit ends earlier."""
        return Amount(amount=self.amount, unit=self.unit)


class Share(Part):
    """An amount that is a share of another limit's, in the same unit."""

    limit: Slug
    share: Decimal = Field(gt=0, lt=1, decimal_places=6)


class Term(Part):
    """An amount of time of a class of messages: those of one category of importance."""

    importance: Words
    amount: Decimal
    unit: Unit

    @model_validator(mode="after")
    def _is_an_amount(self) -> Self:
        check_amount(self.amount, self.unit)
        return self

    @cached_property
    def duration(self) -> Amount:
        """The class's own amount of time."""
        return Amount(amount=self.amount, unit=self.unit)


class Longest(Part):
    """The longest that something may last."""

    amount: Decimal = Field(gt=0)
    unit: Unit

    @model_validator(mode="after")
    def _is_an_amount(self) -> Self:
        check_amount(self.amount, self.unit)
        return self

    @cached_property
    def duration(self) -> Amount:
        """The amount of time."""
        return Amount(amount=self.amount, unit=self.unit)


class Pause(Part):
    """A limit stands still between two events; ``at_most`` lets it go on after so long, whatever is missing."""

    starts: EventRef
    ends: EventRef
    at_most: Longest | None = None


class LimitRule(Cited):
    """One limit: what starts it, what fulfils it, and how much time there is."""

    name: Slug
    title: Words
    actor: Role | Literal["municipality", "author"]
    starts: EventRef | None = None
    starts_on_day_off: bool = False
    ends: Annotated[tuple[EventRef, ...], NotEmpty]
    cancelled_by: tuple[EventRef, ...] = ()
    reopened_by: tuple[EventRef, ...] = ()
    binds_from: tuple[EventRef, ...] = ()
    amount: Decimal | None = None
    unit: Unit | None = None
    before: Backward | None = None
    share_of: Share | None = None
    by_importance: tuple[Term, ...] = ()
    capped_by: Slug | None = None
    pause: Pause | None = None
    repeats: bool = False
    per_authority: bool = False
    restart_on_reroute: bool = False
    external_due: bool = False
    alternative: bool = False
    by_analogy: bool = False
    reminders: tuple[Reminder, ...] | None = None

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        by_amount = self.amount is not None or self.unit is not None
        ways = [by_amount, self.before is not None, self.share_of is not None]
        if sum(ways) != 1 or (self.starts is None) != (self.before is not None):
            raise ValueError(
                "укажите либо starts, amount и unit, либо starts и share_of = {limit, share}, "
                "либо before = {limit, amount, unit}"
            )
        if by_amount:
            if self.amount is None or self.unit is None:
                raise ValueError("amount и unit указываются вместе")
            check_amount(self.amount, self.unit)
        return self

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.before is not None:
            taken = [key for key in ("capped_by", "pause", "restart_on_reroute", "external_due") if getattr(self, key)]
            if taken:
                raise ValueError(f"{taken[0]} не указывается вместе с before: обратный срок следует за другим")
        if self.binds_from and not self.alternative:
            raise ValueError("binds_from указывается вместе с alternative = true")
        return self

    @property
    def breachable(self) -> bool:
        """Whether to pass it is a breach: not of a mark by analogy, nor of the time in which an author may reply."""
        return not self.by_analogy and self.actor != "author"

    @cached_property
    def duration(self) -> Amount:
        """The limit's own amount of time; only for a limit that states one."""
        return Amount.model_validate({"amount": self.amount, "unit": self.unit})

    @cached_property
    def kinds_that_count(self) -> frozenset[EventKind]:
        """The kinds of event that may end the limit, take it away, open it again or make it bind."""
        named = (*self.ends, *self.cancelled_by, *self.reopened_by, *self.binds_from)
        return _ALWAYS_COUNT.union(ref.kind for ref in named)
