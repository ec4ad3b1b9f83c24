"""The facts that a limit was computed from, as data that leaves the program: enough to compute it again elsewhere.

Nothing here is a result except the instants that stand beside the facts, so that whoever computes again may compare.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.functional_serializers import PlainSerializer

from domain.deadlines import Basis, Limit
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.regulation import LimitRule
from domain.worktime import Amount, Lateness

Share = Annotated[Decimal, PlainSerializer(str, return_type=str, when_used="json")]


class Kind(StrEnum):
    """How a limit's end is found: forward from its start, backward from another limit, as a share of one."""

    FORWARD = "forward"
    BACKWARD = "backward"
    SHARE = "share"


class AmountFrom(StrEnum):
    """Where an amount comes from: the act's own number, its number for an importance, an order for this message."""

    ACT = "act"
    IMPORTANCE = "importance"
    ORDER = "order"


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class Before(_Fact):
    """A limit that ends ``lead`` before another one, which gives ``whole`` from its start (R5).

    ``lead`` is None where an amount of its own replaced it: then it only follows where another system moves the other.
    """

    limit: str
    title: str
    lead: Amount | None
    whole: Amount


class ShareOf(_Fact):
    """An amount that is this share of another limit's ``whole``."""

    limit: str
    title: str
    share: Share
    whole: Amount


class RuleFacts(_Fact):
    """The rule as it was applied; ``amount`` runs from the start and is None for one counted backward.

    ``act_amount`` is what the act says where an importance or an order replaced it, None where it says none.
    """

    kind: Kind
    amount: Amount | None
    amount_from: AmountFrom
    act_amount: Amount | None = None
    importance: str | None = None
    before: Before | None = None
    share_of: ShareOf | None = None
    pause_at_most: Amount | None = None
    lateness: Lateness
    by_analogy: bool = False
    alternative: bool = False


class StartFact(_Fact):
    """The event that started a limit: named as the regulation's file names it, when it was, when it became known.

    ``estimated``: its own time is not known, and our receipt stands for it (R15).
    """

    event: str
    at: datetime
    recorded_at: datetime
    authority: str | None = None
    estimated: bool = False


class Stretch(_Fact):
    """What may stop a limit: from one event to another; ``end`` is None while it has not come."""

    start: datetime = Field(alias="from")
    end: datetime | None = Field(alias="to")

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class Calculation(_Fact):
    """One limit: its facts, and its instants to compare with.

    ``ended_at``: it was fulfilled or fell away, which ends a pause too. ``own_end`` is where the amount and the pauses
    alone lead (while a pause without an end runs: if it ended as it began), before another system's instant, which is
    ``external_due_at``, and before caps.
    """

    name: str
    title: str
    clause: str
    rule: RuleFacts
    started_by: StartFact
    stretches: tuple[Stretch, ...] = ()
    ended_at: datetime | None = None
    own_end: datetime
    external_due_at: datetime | None = None
    due_at: datetime
    late_after: datetime


def calculation(limit: Limit, case: Case, rules: Rules) -> Calculation:
    """Tell what a limit was computed from; times stand on the municipality's clock."""
    basis = limit.basis
    return Calculation(
        name=limit.name,
        title=limit.rule.title,
        clause=limit.rule.clause,
        rule=_rule(limit.rule, basis, case, rules),
        started_by=_start(limit, case, rules),
        stretches=tuple(
            Stretch(start=rules.local(item.start), end=item.end and rules.local(item.end)) for item in basis.stretches
        ),
        ended_at=limit.ended_at and rules.local(limit.ended_at),
        own_end=rules.local(basis.own_end),
        external_due_at=basis.external_due and rules.local(basis.external_due),
        due_at=rules.local(limit.due_at),
        late_after=rules.local(limit.late_after),
    )


def moments(limit: Limit) -> list[datetime]:
    """Every instant between which time was counted: those of the limit, and of what cuts it."""
    basis = limit.basis
    known = (limit.started_at, limit.due_at, limit.late_after, basis.own_end, basis.base_end, basis.external_due)
    own = [basis.start.at, *(moment for moment in known if moment is not None)]
    # A pause may have begun before the limit did, and what it may last at most is counted from there.
    paused = [item.start for item in basis.stretches if item.start <= max(own)]
    return [*own, *paused, *(moment for cap in basis.caps for moment in moments(cap))]


def _start(limit: Limit, case: Case, rules: Rules) -> StartFact:
    event = limit.basis.start
    base = _base(limit.rule, case, rules)
    return StartFact(
        event=str(base.starts),
        at=rules.local(event.at),
        recorded_at=rules.local(event.recorded_at),
        authority=event.authority,
        estimated=event.estimated,
    )


def _rule(rule: LimitRule, basis: Basis, case: Case, rules: Rules) -> RuleFacts:
    replaced = _replaced_by(rule, case, rules)
    base = _base(rule, case, rules)
    longest = base.pause and base.pause.at_most
    own = replaced is AmountFrom.ACT
    share = _share(rule, case, rules) if own else None
    kind = Kind.BACKWARD if basis.own is None else Kind.FORWARD if share is None else Kind.SHARE
    return RuleFacts(
        kind=kind,
        amount=basis.own,
        amount_from=replaced,
        act_amount=None if own or rule.amount is None else rule.duration,
        importance=case.message.importance if replaced is AmountFrom.IMPORTANCE else None,
        before=_before(rule, base, basis),
        share_of=share,
        pause_at_most=longest.duration if longest else None,
        lateness=rules.regulation.lateness.rule,
        by_analogy=rule.by_analogy,
        alternative=rule.alternative,
    )


def _replaced_by(rule: LimitRule, case: Case, rules: Rules) -> AmountFrom:
    if rule.name in case.amounts:
        return AmountFrom.ORDER
    return AmountFrom.IMPORTANCE if rule.name in rules.terms(case).amounts else AmountFrom.ACT


def _before(rule: LimitRule, base: LimitRule, basis: Basis) -> Before | None:
    counted_back = basis.own is None
    if rule.before is None or (not counted_back and basis.external_due is None):
        return None
    lead = rule.before.lead if counted_back else None
    return Before(limit=base.name, title=base.title, lead=lead, whole=basis.whole)


def _share(rule: LimitRule, case: Case, rules: Rules) -> ShareOf | None:
    if rule.share_of is None:
        return None
    of, terms = rules.flow(case).limit(rule.share_of.limit), rules.terms(case)
    whole = terms.amounts.get(of.name, of.duration)
    return ShareOf(limit=of.name, title=of.title, share=rule.share_of.share, whole=whole)


def _base(rule: LimitRule, case: Case, rules: Rules) -> LimitRule:
    """The rule whose start, unit and pauses count (R5)."""
    return rule if rule.before is None else rules.flow(case).limit(rule.before.limit)
