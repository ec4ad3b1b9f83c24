"""What a case is judged by: its regulation, its flow and its working time."""

import operator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.deadlines import AlarmPlan, Limit, Terms, compute_limits
from domain.lifecycle.case import Case
from domain.regulation import Flow, Regulation, Stage
from domain.terms import DraftKind
from domain.worktime import Amount, Beyond, Clock, DutyTime, WorkingTime, engine, with_duty


@dataclass(frozen=True)
class Rules:
    """The regulation's version that the case is pinned to, with the calendar of the same snapshot."""

    regulation: Regulation
    time: WorkingTime

    def flow(self, case: Case) -> Flow:
        """The procedure that the message is under."""
        return self.regulation.flow(case.message.flow)

    def chain(self, case: Case, kind: DraftKind | None = None) -> tuple[Stage, ...]:
        """The stages that a draft goes through, in order: fewer for a question to the author where the act says so."""
        flow = self.flow(case)
        kind = kind or (case.draft.kind if case.draft else DraftKind.FINAL)
        asked = flow.clarification
        if kind is not DraftKind.CLARIFICATION or asked is None or asked.stages is None:
            return flow.stages
        return tuple(stage for stage in flow.stages if stage.id in asked.stages)

    def stage(self, case: Case) -> Stage:
        """The stage whose turn it is; only for a case in review."""
        return self.chain(case)[case.stage_index]

    def clock(self, case: Case) -> Clock:
        """The working time by which the case is judged: with days off counted where a person decided so."""
        served = self.served(case.message.importance)
        return served if case.days_off_since is None else DutyTime(served, case.days_off_since)

    def served(self, importance: str | None) -> WorkingTime:
        """The working time of messages of an importance: with the duty on days off where the act has one for them."""
        duty = self.regulation.duty
        return with_duty(self.time.snapshot, duty.hours) if duty and duty.covers(importance) else self.time

    def limits(self, case: Case) -> tuple[Limit, ...]:
        """Every limit that has begun; asked again for the same facts, and no copies of them, the same answer.

        A step asks often. The case itself remembers, as with a cached property: its copies too, until facts are added,
        and nothing outlives it, however many cases a worker or the lab has.
        """
        facts = (self, case.events, case.message, case.amounts, case.days_off_since)
        known: _Known | None = case.__dict__.get(_REMEMBERED)
        if known is None or not all(map(operator.is_, known.facts, facts)):
            known = case.__dict__[_REMEMBERED] = _Known(facts, self._computed(case))
        return known.limits

    def _computed(self, case: Case) -> tuple[Limit, ...]:
        return compute_limits(
            self.flow(case), self.regulation.lateness.rule, self.clock(case), case.events, self.terms(case)
        )

    def terms(self, case: Case) -> Terms:
        """What this case has of its own: the terms of its importance, those set by a person, an outside clock."""
        importance = case.message.importance
        of_class: dict[str, Amount] = {
            rule.name: term.duration
            for rule in self.flow(case).limits
            for term in rule.by_importance
            if term.importance == importance
        }
        return Terms(of_class | case.amounts, case.message.external_due_at, self.time)

    def alarms(self, case: Case) -> AlarmPlan:
        """The plan of announcements, without those already made."""
        return AlarmPlan(self.regulation.reminders, self.clock(case), frozenset(case.announced))

    def local(self, moment: datetime) -> datetime:
        """The same instant on the municipality's own clock, as its people read it."""
        return moment.astimezone(ZoneInfo(self.time.timezone))


_REMEMBERED = "_limits"
"""Where a case keeps its limits: no field, so that neither its data nor its equality knows of them."""


class _Known(NamedTuple):
    """The limits of a case, and the facts that they were computed from."""

    facts: tuple[object, ...]
    limits: tuple[Limit, ...]


@lru_cache(maxsize=256)
def rules_from(regulation: str, calendar: str) -> Rules:
    """Decode a snapshot's two texts (JSON), once for each content; beyond the known years statutory days count."""
    return Rules(Regulation.model_validate_json(regulation), engine(calendar, Beyond.STATUTORY))
