"""The figures of a run: how often each limit was kept, where the time went, and how busy whom."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import ceil, sqrt
from statistics import mean

from pydantic import BaseModel, ConfigDict

from domain.lab.engine import Town
from domain.lab.life import Lived, Spent
from domain.lab.staff import places_of
from domain.lab.terms import Place, Step
from domain.regulation import LimitRule
from domain.terms import LimitState
from domain.words import ROLES

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_Z = 1.96
"""How many standard errors bound 95 %."""


class Figures(BaseModel):
    """Plain data for tables, charts and JSON."""

    model_config = ConfigDict(frozen=True)


class Share(Figures):
    """So many of so many; ``low`` and ``high`` bound the true share by Wilson's 95 % interval. None where none was."""

    good: int
    of: int
    share: float | None
    low: float | None
    high: float | None

    @classmethod
    def of_counts(cls, good: int, of: int) -> "Share":
        """The share and its bounds."""
        if not of:
            return cls(good=good, of=of, share=None, low=None, high=None)
        share, square = good / of, _Z * _Z
        centre = (share + square / (2 * of)) / (1 + square / of)
        half = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
        # At an edge the bound is the edge itself, which rounding would miss.
        low, high = 0.0 if good == 0 else centre - half, 1.0 if good == of else centre + half
        return cls(good=good, of=of, share=share, low=low, high=high)


class LimitFigures(Figures):
    """How one limit of the procedure was kept; ``judged`` leaves out what fell away. By analogy: never missed."""

    name: str
    title: str
    clause: str
    actor: str
    by_analogy: bool
    ran: int
    met: int
    missed: int
    cancelled: int
    on_time: Share


class StepFigures(Figures):
    """Working minutes at one step of one place, all messages together; ``place`` is None for the wait for facts."""

    place: str | None
    step: Step
    times: int
    waiting_minutes: float
    working_minutes: float


class OfficeFigures(Figures):
    """How busy the people of one place were between the first arrival and the last end; ``load`` 1: all the time.

    ``queue_share``: which part of all waiting in the procedure was waiting for them.
    """

    place: str
    title: str
    people: int
    times: int
    load: float
    mean_wait_minutes: float
    waiting_minutes: float
    queue_share: float


class RunFigures(Figures):
    """A whole run; times are working hours from the detection of a message."""

    messages: int
    unbroken: Share
    answered: int
    answer_median_hours: float | None
    answer_p90_hours: float | None
    end_median_hours: float
    reminders: int
    missed: int
    limits: tuple[LimitFigures, ...]
    steps: tuple[StepFigures, ...]
    offices: tuple[OfficeFigures, ...]
    bottleneck: str | None

    def limit(self, name: str) -> LimitFigures | None:
        """The figures of a limit by its rule's name; None where the procedure has no such limit."""
        return next((item for item in self.limits if item.name == name), None)


def figures(town: Town, lived: Sequence[Lived]) -> RunFigures:
    """Sum up a run of at least one message."""
    flow = town.rules.regulation.flow(town.flow)
    limits = tuple(_limit(rule, lived) for rule in flow.limits)
    offices = _offices(town, lived)
    answers = sorted(item.answer / _HOUR for item in lived if item.answer is not None)
    waited = max(offices, key=lambda office: office.waiting_minutes)
    return RunFigures(
        messages=len(lived),
        unbroken=Share.of_counts(sum(item.kept for item in lived), len(lived)),
        answered=len(answers),
        answer_median_hours=quantile(answers, 0.5),
        answer_p90_hours=quantile(answers, 0.9),
        end_median_hours=quantile(sorted(item.whole / _HOUR for item in lived), 0.5) or 0.0,
        reminders=sum(item.reminders for item in lived),
        missed=sum(limit.missed for limit in limits),
        limits=limits,
        steps=_steps(lived),
        offices=offices,
        bottleneck=waited.place if waited.waiting_minutes else None,
    )


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that this share of all values does not exceed; None of nothing."""
    return ordered[ceil(share * len(ordered)) - 1] if ordered else None


def _limit(rule: LimitRule, lived: Iterable[Lived]) -> LimitFigures:
    states = [limit.state for item in lived for limit in item.limits if limit.rule == rule.name]
    met, missed = states.count(LimitState.MET), states.count(LimitState.MISSED)
    return LimitFigures(
        name=rule.name,
        title=rule.title,
        clause=rule.clause,
        actor=rule.actor,
        by_analogy=rule.by_analogy,
        ran=len(states),
        met=met,
        missed=missed,
        cancelled=states.count(LimitState.CANCELLED),
        on_time=Share.of_counts(met, met + missed),
    )


def _steps(lived: Iterable[Lived]) -> tuple[StepFigures, ...]:
    """By step in their order, then by place."""
    sums: dict[tuple[Step, Place | None], list[Spent]] = {}
    for item in lived:
        for spent in item.spent:
            sums.setdefault((spent.step, spent.place), []).append(spent)
    order = list(Step)
    return tuple(
        StepFigures(
            place=place and place.id,
            step=step,
            times=len(spent),
            waiting_minutes=_minutes(item.waiting for item in spent),
            working_minutes=_minutes(item.working for item in spent),
        )
        for (step, place), spent in sorted(
            sums.items(), key=lambda item: (order.index(item[0][0]), item[0][1].id if item[0][1] else "")
        )
    )


def _offices(town: Town, lived: Sequence[Lived]) -> tuple[OfficeFigures, ...]:
    regulation = town.rules.regulation
    open_minutes = (
        town.rules.time.between(min(item.began for item in lived), max(item.ended for item in lived)) / _MINUTE
    )
    spent = [one for item in lived for one in item.spent if one.place is not None]
    waited = _minutes(one.waiting for one in spent)
    found = []
    for place in places_of(town.staff, regulation, regulation.flow(town.flow)):
        own, people = [one for one in spent if one.place == place], town.staff.office(place).people
        waiting = _minutes(one.waiting for one in own)
        worked = _minutes(one.working for one in own)
        found.append(
            OfficeFigures(
                place=place.id,
                title=place_title(town, place),
                people=people,
                times=len(own),
                load=worked / (people * open_minutes),
                mean_wait_minutes=mean([one.waiting / _MINUTE for one in own]) if own else 0.0,
                waiting_minutes=waiting,
                queue_share=waiting / waited if waited else 0.0,
            )
        )
    return tuple(found)


def place_title(town: Town, place: Place) -> str:
    """What people call a place: the role, with the stage's or the body's own title."""
    regulation = town.rules.regulation
    if place.authority is not None:
        return f"исполнитель, {regulation.authority(place.authority).title}"
    if place.stage is not None:
        stages = {stage.id: stage.title for stage in regulation.flow(town.flow).stages}
        return f"согласующий: {stages[place.stage]}"
    return ROLES[place.role]


def _minutes(lengths: Iterable[timedelta]) -> float:
    return sum(lengths, timedelta(0)) / _MINUTE
