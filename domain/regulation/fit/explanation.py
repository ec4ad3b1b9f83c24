"""Why a finding says what it says: its whole sum, what that means at work, and which numbers would settle it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.fit.amounts import NOTHING, Step, rest_words, span_words, total
from domain.regulation.fit.lengths import Lengths
from domain.regulation.limits import LimitRule
from domain.regulation.parts import WORKING_TIME_UNITS

_MINUTE = timedelta(minutes=1)
_MOST_CHANGES = 3
"""How many numbers are named: the limit that holds the others first, then the longest steps."""


@dataclass(frozen=True)
class Change:
    """One change of the file that would settle a finding by itself.

    ``key`` is the key whose amount would be ``minutes`` working minutes: ``amount``, ``before`` or ``by_importance``;
    with ``stage`` there is no number: a stage of approval would be left out.
    """

    limit: str
    clause: str
    key: str
    minutes: int | None
    text: str


@dataclass(frozen=True)
class Explanation:
    """The sum in full, what it means in practice, and what could be changed; nothing where it fits with room."""

    sum: str
    meaning: str
    changes: tuple[Change, ...]


Portion = tuple[int, Sequence[Step]]
"""So many times these steps."""


@dataclass(frozen=True)
class Budget:
    """The time that a limit gives, and what is taken from it.

    ``source`` is that limit; where ``shrinks``, the time lies after it and grows when it ends earlier (a draft's
    backward limit), for which it has no more than ``room``. ``aim`` is how much should be left.
    """

    lengths: Lengths
    source: LimitRule
    taken: tuple[Portion, ...]
    left: timedelta
    aim: timedelta
    shrinks: bool = False
    room: timedelta = timedelta.max

    def changes(self) -> tuple[Change, ...]:
        """The single changes, each of which would leave as much as is wanted."""
        saved = self.aim - self.left
        if saved <= NOTHING:
            return ()
        found = [*self._of_source(saved), *self._of_steps(saved)]
        return (*found[:_MOST_CHANGES], *self._of_stages(saved))

    def _of_source(self, saved: timedelta) -> Iterator[Change]:
        if saved < self.room and not self._is_followed(self.source):
            yield from _changed(self.lengths, self.source, -saved if self.shrinks else saved)

    def _of_steps(self, saved: timedelta) -> Iterator[Change]:
        steps = {step.rule.name: step for _, portion in self.taken for step in portion}
        for step in sorted(steps.values(), key=lambda step: step.time, reverse=True):
            saving = -(-saved // self._times(step))
            if saving < step.time and not self._is_followed(step.rule):
                yield from _changed(self.lengths, step.rule, -saving)

    def _of_stages(self, saved: timedelta) -> Iterator[Change]:
        """A stage that has a limit of its own, beside others, may be left out altogether."""
        flow = self.lengths.flow
        own = {step.rule.name: step for _, portion in self.taken for step in portion if step.word == "согласование"}
        if len(own) != len(flow.stages) or len(own) == 1:
            return
        for stage, step in zip(flow.stages, own.values(), strict=True):
            if step.time * self._times(step) >= saved:
                text = f"без этапа «{stage.title}» (пункт {stage.clause}): это {span_words(step.time)} каждый раз"
                yield Change(step.rule.name, stage.clause, "stage", None, text)

    def _times(self, step: Step) -> int:
        """How many times the limit of a step is taken."""
        return sum(times * sum(other.rule is step.rule for other in portion) for times, portion in self.taken)

    def _is_followed(self, rule: LimitRule) -> bool:
        """Whether another limit of the sum is counted from this one: then one number would change two addends."""
        others = [self.source, *(step.rule for _, portion in self.taken for step in portion)]
        return any(
            (other.before is not None and other.before.limit == rule.name)
            or (other.share_of is not None and other.share_of.limit == rule.name)
            for other in others
            if other is not rule and self.lengths.term(other) is None
        )


def sum_words(portions: Iterable[Portion], whole: timedelta) -> str:
    """Write the whole sum: «проект 5 ч + 2 × (возврат 30 мин + доработка 1 ч) = 8 ч из 9 ч, остаётся 1 ч»."""
    listed = [(times, steps) for times, steps in portions if times and steps]
    taken = sum((times * total(steps) for times, steps in listed), NOTHING)
    addends = " + ".join(_addends(times, steps) for times, steps in listed)
    return f"{addends} = {span_words(taken)} из {span_words(whole)}, {rest_words(whole - taken)}"


def times_words(number: int) -> str:
    """Write how many times, for example «2 раза»."""
    few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
    return f"{number} раза" if few else f"{number} раз"


def shortest(steps: Iterable[Step]) -> timedelta:
    """The shortest step that takes any time; nothing where none does."""
    return min((step.time for step in steps if step.time), default=NOTHING)


def _addends(times: int, steps: Sequence[Step]) -> str:
    text = " + ".join(f"{step.word} {span_words(step.time)}" for step in steps)
    if times == 1:
        return text
    return f"{times} × ({text})" if len(steps) > 1 else f"{times} × {text}"


def _changed(lengths: Lengths, rule: LimitRule, by: timedelta) -> Iterator[Change]:
    """The number that makes a limit longer by so much; none where it is a share or no working time."""
    term, clause = lengths.term(rule), rule.clause
    longer = by > NOTHING
    if term is not None and term.unit in WORKING_TIME_UNITS:
        old, new, key = term.duration.duration, _whole(term.duration.duration + by, up=longer), "by_importance"
        text = f"«{rule.title}» (пункт {clause}), важность «{term.importance}»: {_instead(new, old)}"
    elif term is None and rule.before is not None:
        old = rule.before.lead.duration
        new, key = _whole(old - by, up=not longer), "before"
        base = lengths.flow.limit(rule.before.limit).title
        text = f"«{rule.title}» (пункт {clause}): за {span_words(new)} до конца срока «{base}» вместо {span_words(old)}"
    elif term is None and rule.unit in WORKING_TIME_UNITS:
        old, new, key = rule.duration.duration, _whole(rule.duration.duration + by, up=longer), "amount"
        text = f"«{rule.title}» (пункт {clause}): {_instead(new, old)}"
    else:
        return
    if new > NOTHING:
        yield Change(rule.name, clause, key, new // _MINUTE, text)


def _instead(new: timedelta, old: timedelta) -> str:
    return f"{span_words(new)} вместо {span_words(old)}"


def _whole(time: timedelta, *, up: bool) -> timedelta:
    """Round to whole minutes, to the side that saves enough."""
    return -(-time // _MINUTE) * _MINUTE if up else time // _MINUTE * _MINUTE
