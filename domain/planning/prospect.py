"""What lies before a case: its way, the latest moments on it, and the rounds of rework that still fit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from domain.deadlines import Limit
from domain.event import Event
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.planning.latest import Bound, Bounds, Net
from domain.planning.ties import Tie, ties_of
from domain.planning.way import Way, way
from domain.terms import CommandName, EventKind, LimitState

MOST_ROUNDS = 5
"""So many rounds of rework are counted; more is no question of time."""


@dataclass(frozen=True)
class Prospect:
    """Everything from ``now`` on. Where limits stand still until the author replies, as if the reply came now."""

    case: Case
    rules: Rules
    now: datetime

    @cached_property
    def paused(self) -> bool:
        """Whether a limit stands still and nobody knows for how long."""
        return any(limit.stopped for limit in self.rules.limits(self.case))

    @cached_property
    def way(self) -> Way:
        """The steps without any rework."""
        return way(self.case, self.rules, self.now)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """What ties them."""
        return ties_of(self._going_on, self.rules, self.way, self.now)

    @cached_property
    def latest(self) -> Bounds:
        """The latest moment of each step: by the limits that can still be kept, else by those that were missed."""
        every = self._net(self.way, self.ties, missed=True).latest()
        return [first or second for first, second in zip(self._kept, every, strict=True)]

    @cached_property
    def question(self) -> int | None:
        """The step from which on nothing can be said, because the author's reply will move limits."""
        moved = {rule.pause.ends.kind for rule in self.rules.flow(self.case).limits if rule.pause is not None}
        commands = [step.command for step in self.way]
        ahead = EventKind.CLARIFIED in moved and CommandName.CLARIFIED in commands[1:]
        return commands.index(CommandName.CLARIFIED, 1) if ahead else None

    @cached_property
    def after_rework(self) -> Bounds:
        """For each step that follows a rework its last moment, however many rounds there were; None for the others."""
        nothing: Bounds = [None] * len(self.way)
        if self._review is None:
            return nothing
        net = self._with_rework
        room, more = net.room(), len(net.way) - len(self.way)
        back = _return_in(net.way)
        return [
            room[number + more] if number + more > back and not step.beside else None
            for number, step in enumerate(self.way)
        ]

    def rounds_left(self) -> int | None:
        """How many whole rounds of rework fit if every step takes its whole term; None where no limit counts them."""
        if self._review is None:
            return 0
        if self.paused or self.question is not None or self._plain.room()[self._review] is None:
            return None
        fitting = (rounds for rounds in range(MOST_ROUNDS) if not self._fits(rounds + 1))
        return next(fitting, MOST_ROUNDS)

    def running(self, number: int) -> list[Tie]:
        """The limits that run and that a step fulfils, the earliest first."""
        found = [tie for tie in self.ties if tie.start is None and tie.end == number]
        return sorted(found, key=lambda tie: tie.limit.due_at)

    def over(self, bound: Bound) -> bool:
        """Whether a moment is past."""
        return self._before(bound, self.now)

    def spare(self, bound: Bound) -> timedelta:
        """The working time from now to a moment, negative when over."""
        return self.rules.clock(self.case).between(self.now, bound.at)

    @cached_property
    def _going_on(self) -> Case:
        """The case whose limits do not stand still."""
        if not self.paused:
            return self.case
        reply = Event(kind=EventKind.CLARIFIED, at=self.now, recorded_at=self.now)
        return self.case.changed(events=(*self.case.events, reply))

    @cached_property
    def _review(self) -> int | None:
        """The first decision on a draft."""
        decisions = (CommandName.APPROVE,)
        found = (number for number, step in enumerate(self.way) if step.command in decisions and not step.beside)
        return next(found, None)

    @cached_property
    def _kept(self) -> Bounds:
        """The latest moments by the limits that can still be kept."""
        return self._plain.latest()

    @cached_property
    def _plain(self) -> Net:
        return self._net(self.way, self.ties)

    @cached_property
    def _with_rework(self) -> Net:
        return self._sent_back(1)

    def _sent_back(self, rounds: int) -> Net:
        """The way on which the first draft that comes to a decision is sent back so often."""
        steps = way(self.case, self.rules, self.now, rounds)
        return self._net(steps, ties_of(self._going_on, self.rules, steps, self.now))

    def _net(self, steps: Way, ties: tuple[Tie, ...], *, missed: bool = False) -> Net:
        counted = (limit.key for limit in self._limits if missed or limit.state(self.now) is not LimitState.MISSED)
        return Net(steps, ties, self.rules.clock(self.case), self.now, frozenset(counted))

    @cached_property
    def _limits(self) -> tuple[Limit, ...]:
        return self.rules.limits(self._going_on)

    def _fits(self, rounds: int) -> bool:
        """Whether the steps before the first return keep what they have, or the return itself its whole term."""
        net = self._with_rework if rounds == 1 else self._sent_back(rounds)
        back = _return_in(net.way)
        if any(step.command is CommandName.SUBMIT_DRAFT for step in net.way[:back]):
            return all(map(self._not_earlier, net.latest()[:back], self._kept[:back]))
        upper = net.upper()
        term, upper[back] = upper[back], None
        bound = net.bounds(upper)[back]
        until = self.now if term is None else max(term.at, self.now)
        return bound is None or not self._before(bound, until)

    def _not_earlier(self, with_rework: Bound | None, without: Bound | None) -> bool:
        return with_rework is None or (without is not None and not self._before(with_rework, without.at))

    def _before(self, bound: Bound, moment: datetime) -> bool:
        """Whether a moment is past a bound; between the close of service and the next opening nothing is lost (R4)."""
        if bound.limit.in_working_time:
            return self.rules.clock(self.case).between(moment, bound.at) < timedelta(0)
        return bound.at < moment


def _return_in(steps: Way) -> int:
    return next(number for number, step in enumerate(steps) if step.command is CommandName.RETURN)
