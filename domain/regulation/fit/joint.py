"""Whether joint work fits before the draft's limit: how many bodies one after another, what is left to the main one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.fit.finding import NOTHING, Finding, Level, Scale, Step, finding, level_of, rest_words, total
from domain.regulation.fit.lengths import Lengths
from domain.regulation.fit.steps import ROUTED, Steps
from domain.regulation.model import Flow
from domain.regulation.steps import Joint

_FEWEST = 2
"""Joint work is that of two bodies at least."""


def joint_finding(steps: Steps) -> Iterator[Finding]:
    """Say how joint work fits, where the act gives a limit to a part and to the draft."""
    work = _Work.of(steps)
    if work is not None:
        yield work.one_after_another() if work.joint.mode == "sequential" else work.side_by_side()


def part_warning(flow: Flow, number_of_executors: int, importance: str | None = None) -> str | None:
    """Warn in Russian, before a routing to so many bodies, where their limits do not fit or leave nothing.

    None where they fit, or where nothing can be said: no joint work, one body, no limit of a part. Limits in working
    days are not compared with it: they are long.
    """
    if number_of_executors < _FEWEST:
        return None
    work = _Work.of(Steps(Lengths(flow, None, importance)))
    if work is None or work.left(number_of_executors) > NOTHING:
        return None
    hint = f" Можно дать промежуточный ответ (пункт {flow.interim.clause})." if flow.interim else ""
    return f"{work.beginning} {work.sum_of(number_of_executors)}{hint}"


@dataclass(frozen=True)
class _Work:
    """Joint work of one flow: what its bodies have until the draft is due, for a part, and for its passing on."""

    steps: Steps
    joint: Joint
    draft: Step
    routing: tuple[Step, ...]
    part: Step
    passing: Step | None

    @classmethod
    def of(cls, steps: Steps) -> "_Work | None":
        """Collect the limits; None where there is nothing to sum."""
        joint, draft, part = steps.flow.joint, steps.draft(), steps.part()
        if joint is None or draft is None or part is None or not part.time:
            return None
        return cls(steps, joint, draft, steps.between(steps.order(draft.rule), ROUTED), part, steps.passing())

    @property
    def available(self) -> timedelta:
        """What the bodies have, after routing."""
        return self.draft.time - total(self.routing)

    @property
    def passing_time(self) -> timedelta:
        """What passing on a part takes, by the act."""
        return NOTHING if self.passing is None else self.passing.time

    @property
    def beginning(self) -> str:
        """Say what time there is."""
        scale = self._scale
        routed = f" ({scale.number(self.draft.time)} − {scale.sum(self.routing)})" if self.routing else ""
        return (
            f"Совместная работа (пункт {self.joint.clause}). До срока проекта (пункт {self.draft.rule.clause}) "
            f"у исполнителей {scale.amount(self.available)}{routed}, на часть (пункт {self.part.rule.clause}) "
            f"{scale.amount(self.part.time)}."
        )

    def left(self, number: int) -> timedelta:
        """What is left of the time until the draft when so many bodies use all of theirs."""
        return self.available - self._needed(number)

    def sum_of(self, number: int) -> str:
        """The sum for so many bodies, and what it leaves."""
        return self._queue(number) if self.joint.mode == "sequential" else self._lead(self.left(number))

    def one_after_another(self) -> Finding:
        """How many bodies fit one after another."""
        fitting = (self.available + self.passing_time) // (self.part.time + self.passing_time)
        shown = max(fitting, _FEWEST)
        sums = [self._queue(number) for number in range(shown, max(fitting, 1) + 2)]
        left = self.left(shown)
        return self._finding(sums, level_of(left, self._steps, only_round=fitting == _FEWEST), left)

    def side_by_side(self) -> Finding:
        """What is left to the main body when the others use all of their time."""
        left = self.left(_FEWEST)
        level = level_of(left, self._steps, only_round=True) if left else Level.IMPOSSIBLE
        return self._finding([self._lead(left)], level, left)

    def _needed(self, number: int) -> timedelta:
        if self.joint.mode == "lead":
            return self.part.time + self.passing_time
        return number * self.part.time + (number - 1) * self.passing_time

    @property
    def _steps(self) -> tuple[Step, ...]:
        return (self.part, *([] if self.passing is None else [self.passing]))

    @property
    def _scale(self) -> Scale:
        return Scale.of(step.time for step in (self.draft, *self.routing, *self._steps))

    def _queue(self, number: int) -> str:
        scale = self._scale
        passing = "" if self.passing is None else f" + {number - 1} × {scale.sum([self.passing])}"
        taken = f"{number} × {scale.number(self.part.time)}{passing} = {scale.amount(self._needed(number))}"
        return f"По очереди исполнителей {number}: {taken}, {rest_words(self.left(number))}."

    def _lead(self, left: timedelta) -> str:
        taken = f"{self._scale.sum(self._steps)} = {self._scale.amount(total(self._steps))}"
        rest = rest_words(left) if left else "не остаётся ни минуты"
        return f"Соисполнителям: {taken}; головному исполнителю на общий ответ {rest}."

    def _finding(self, sums: list[str], level: Level, left: timedelta) -> Finding:
        without = " Своего срока у передачи частей нет." if self.passing is None else ""
        rules = [step.rule for step in (self.draft, *self.routing, *self._steps)]
        text = f"{self.beginning} {' '.join(sums)}{without}"
        return finding(self.steps.lengths, rules, level, left, text)
