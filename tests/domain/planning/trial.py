"""Lives in thought, led by the real core: steps of a plan are given as commands, in time or a second late."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import Any, Self

from domain.deadlines import Limit
from domain.lifecycle import Case, Command, Rules, decide, parse_command
from domain.planning import PlanStep
from domain.terms import CommandName, LimitState, State
from tests.domain.lifecycle.builders import PAYLOADS

SECOND = timedelta(seconds=1)


class Trial:
    """A copy of a case that is led on; ``known`` are the limits that had begun when it was last marked.

    ``beside`` are steps that come by themselves, each at its moment, in the order of these.
    """

    def __init__(
        self, case: Case, rules: Rules, now: datetime, beside: Sequence[tuple[PlanStep, datetime]] = ()
    ) -> None:
        """Begin where the case stands; what was missed by then, or can only be late, is nobody's doing here."""
        self.case, self.rules, self.now, self.beside = case, rules, now, beside
        self.missed_before = self._missed(self.limits)
        self.mark()

    def fork(self) -> Self:
        """A life that goes on from here; limits that begin from now on are those of the steps to come."""
        other = copy(self)
        other.mark()
        return other

    def mark(self) -> None:
        """From here on limits that begin are those of the steps to come."""
        self.known = self._keys

    @property
    def _keys(self) -> set[str]:
        return {limit.key for limit in self.limits}

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that has begun."""
        return self.rules.limits(self.case)

    @property
    def missed(self) -> set[str]:
        """The limits that were missed since the beginning; a window of an outcome nobody chose is none."""
        owed = [limit for limit in self.limits if limit.binding or not limit.open]
        return self._missed(owed) - self.missed_before

    def give(self, step: PlanStep, at: datetime) -> None:
        """Do a step at a moment, or at once where that is past; what comes beside it by then is done before."""
        self._let_parts_come(step, at)
        self._do(step, at)

    def give_whole(self, step: PlanStep) -> None:
        """Do a step at the end of its own term, where one began since the mark; else at once."""
        self._let_parts_come(step, self.now)
        self.give(step, min(self._terms(step), default=self.now))

    def _let_parts_come(self, step: PlanStep, at: datetime) -> None:
        """Those whose moment has come by then, and before the draft that they go into every one."""
        waits = step.command is CommandName.SUBMIT_DRAFT and self.case.state is not State.REWORK
        while self.beside and (waits or self.beside[0][1] <= at):
            (part, its_moment), *self.beside = self.beside
            before = self._keys
            self._do(part, its_moment)
            if self.beside:
                # What a part begins is the term of the next one.
                self.known |= self._keys - before

    def _do(self, step: PlanStep, at: datetime) -> None:
        self.now = max(self.now, at)
        self.case = decide(self.case, self.rules, command_of(step, self.case), self.now).case

    def running_term(self, step: PlanStep) -> datetime:
        """The end of the earliest limit that runs and that a step would fulfil; now, where there is none to keep."""
        dues = [limit.due_at for limit in self._fulfilled(step) if limit.state(self.now) is not LimitState.MISSED]
        return min(dues, default=self.now)

    def _terms(self, step: PlanStep) -> Iterable[datetime]:
        return [self._whole(limit) for limit in self._fulfilled(step) if limit.key not in self.known]

    def _whole(self, limit: Limit) -> datetime:
        """The end of a term as long as it is by itself: what another limit cuts from it is missing from it."""
        if limit.rule.capped_by is None:
            return limit.due_at
        return self.rules.clock(self.case).due(limit.started_at, limit.rule.duration)

    def _fulfilled(self, step: PlanStep) -> list[Limit]:
        after = decide(self.case, self.rules, command_of(step, self.case), self.now).case
        ended = {limit.key: limit for limit in self.rules.limits(after) if not limit.open}
        return [limit for limit in self.limits if limit.open and _counts(ended.get(limit.key))]

    def _missed(self, limits: Iterable[Limit]) -> set[str]:
        return {limit.key for limit in limits if limit.state(self.now) is LimitState.MISSED}


def _counts(limit: Limit | None) -> bool:
    return limit is not None and not limit.rule.by_analogy and (limit.done_at is not None or limit.binding)


def command_of(step: PlanStep, case: Case) -> Command:
    """A right command for a step of the plan."""
    fields: dict[str, Any] = dict(PAYLOADS[step.command])
    if step.part is not None:
        fields["part"] = step.part
    if step.command is CommandName.CONTRIBUTE:
        fields["actor"] = {"role": "executor", "authority": step.authority}
    if step.command is CommandName.SUBMIT_DRAFT and case.state is State.REWORK and case.draft is not None:
        fields |= {"kind": case.draft.kind, "ground": case.draft.ground}
    if step.command is CommandName.ROUTE:
        fields["assignments"] = [{"authority": _body(case)}]
    return parse_command(step.command, fields)


def _body(case: Case) -> str:
    bodies = [f"authority-{number}" for number in (1, 2, 3)]
    taken = {item.authority for item in case.team}
    return case.resolved_authority or next(body for body in bodies if body not in taken)
