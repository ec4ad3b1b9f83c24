"""How the demonstration goes on with a life: which step is next, when it is done, and what it makes late."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from domain.lifecycle import CaseView, DeadlineView
from domain.regulation import Flow, LimitRule, Regulation
from domain.terms import CommandName, EventKind, LimitState, State
from domain.worktime import Clock
from ops.demo_scenario import Day, Scenario, Turn

STEPS = (
    CommandName.RESOLVE,
    CommandName.ROUTE,
    CommandName.CONTRIBUTE,
    CommandName.SUBMIT_DRAFT,
    CommandName.APPROVE,
    CommandName.PUBLISH,
    CommandName.HAND_OVER,
)
"""The commands that carry a life forward, the first one that is possible next."""

QUICK = timedelta(minutes=4, seconds=50)
"""Sums of it end at no limit to the second, where the server's own milliseconds would decide."""

FIRST_DRAFT = timedelta(minutes=60)
PART = timedelta(minutes=30)
TOO_LATE = timedelta(minutes=2)

_FRIDAY = 4
_AT_WORK = frozenset({State.DRAFTING, State.AWAITING_PARTS})
_OWED = frozenset({LimitState.RUNNING, LimitState.MISSED})
_DECLINED = frozenset({EventKind.DECLINED, EventKind.PART_DECLINED})
_TAKES = {CommandName.DECLINE: _DECLINED, CommandName.RETURN: frozenset({EventKind.RETURNED})}
"""The commands that choose one of two outcomes, and the events by which a window for it is met."""


@dataclass(frozen=True)
class Step:
    """A command to be given next; ``turn`` is the one that it takes, ``part`` whose part of joint work it is about."""

    command: CommandName
    turn: Turn | None = None
    part: str | None = None


@dataclass
class Course:
    """A life under way: the turns that are left, the bodies that have declined, and those that have given a part."""

    regulation: Regulation
    flow: Flow
    scenario: Scenario
    turns: list[Turn]
    declined: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)

    def next_step(self, case: CaseView) -> Step | None:
        """Choose the next step; None when the life has ended."""
        part = next((item.part for item in case.next if item.part and item.command is CommandName.APPROVE), None)
        if part is not None:
            return Step(CommandName.APPROVE, part=part)
        possible = {item.command for item in case.next}
        turn = self.turns[0] if self.turns else None
        if turn is not None and turn.at is case.state and turn.command in possible:
            return Step(turn.command, turn)
        return next((Step(name) for name in STEPS if name in possible), None)

    def moment_of(self, step: Step, case: CaseView, clock: Clock, now: datetime) -> datetime:
        """Choose when a step is done: soon, after its own time, or just too late for the nearest limit it owes."""
        ahead = [last for last in self.owed(step, case).values() if last >= now]
        if self._is_late(step) and ahead:
            return clock.next_open(min(ahead) + TOO_LATE)
        if step.turn is not None and step.turn.after is not None:
            return clock.add(now, step.turn.after)
        usual = {CommandName.SUBMIT_DRAFT: FIRST_DRAFT, CommandName.CONTRIBUTE: PART}
        unhurried = case.state is not State.REWORK
        return clock.add(now, usual.get(step.command, QUICK) if unhurried else QUICK)

    def owed(self, step: Step, case: CaseView) -> dict[str, datetime]:
        """The last moments of all limits that a step may be too late for, by the limits' names.

        Those whose act is still owed, a cap that has passed already too; and a window for one of two outcomes, where
        the step is that outcome.
        """
        body = claimed_body(step)
        return {
            limit.name: limit.late_after
            for limit in case.deadlines
            if limit.late_after
            and limit.state in _OWED
            and limit.done_at is None
            and not limit.by_analogy
            and (not limit.alternative or self._is_taken(limit, step, body))
        }

    def bodies(self, case: CaseView) -> list[str]:
        """The bodies to send the message to: as many as are wanted, or one for a part that was declined."""
        wanted = 1 if case.state in _AT_WORK else max(1, self.scenario.bodies - len(self.given))
        taken = self.declined | self.given | {item.authority for item in case.parts}
        known = [item.id for item in self.regulation.authorities]
        return [body for body in known if body not in taken][:wanted] or known[:1]

    def done(self, step: Step, case: CaseView) -> None:
        """Note that a step was taken; ``case`` is what it was taken in."""
        if step.turn is not None:
            self.turns.pop(0)
        body = claimed_body(step) or case.authority
        if step.command is CommandName.DECLINE and body is not None:
            self.declined.add(body)
        if step.part is not None:
            self.given.add(step.part)

    def _is_late(self, step: Step) -> bool:
        """Whether this step is to come late; handing over is how some procedures publish."""
        as_published = CommandName.PUBLISH if step.command is CommandName.HAND_OVER else step.command
        return self.scenario.late_step is as_published or (step.turn is not None and step.turn.late)

    def _is_taken(self, limit: DeadlineView, step: Step, body: str | None) -> bool:
        kinds = _TAKES.get(step.command, frozenset())
        ends = any(end.kind in kinds for end in self._rule(limit).ends)
        return ends and (body is None or limit.authority in {None, body})

    def _rule(self, limit: DeadlineView) -> LimitRule:
        """The rule of a limit, whose repeats are numbered."""
        return next(
            rule
            for rule in self.flow.limits
            if limit.name == rule.name or limit.name.removeprefix(f"{rule.name}-").isdecimal()
        )


def start_of(scenario: Scenario, clock: Clock, now: datetime) -> datetime:
    """Choose the beginning: a day of this kind within the next weeks, at the scenario's hour of the town's clock."""
    local = clock.next_open(now)
    first = local.date() + timedelta(days=1)
    while not _is_of(scenario.day, first, clock):
        first += timedelta(days=1)
    return datetime.combine(first, scenario.starts_at, local.tzinfo)


def _is_of(day: Day, candidate: date, clock: Clock) -> bool:
    working = clock.is_working_day(candidate)
    if day is Day.OFF:
        return not working
    return working and (day is not Day.FRIDAY or candidate.weekday() == _FRIDAY)


def claimed_body(step: Step) -> str | None:
    """The body in whose name a step is taken, where the step names one."""
    actor: Any = step.turn.fields.get("actor") if step.turn else None
    return actor["authority"] if actor else None
