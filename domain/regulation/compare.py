"""Which parts of two regulations stand for the same thing, and in what they differ.

Limits are known by their meaning: by their name, by the step that they are of, else by the events from which and to
which they run. Where two acts are compared, and not two versions of one, clauses and titles are no difference: those
of two municipalities never agree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from domain.regulation.events import EventRef
from domain.regulation.fit.amounts import Step
from domain.regulation.fit.lengths import Lengths, usual_day
from domain.regulation.fit.steps import ROUTED, Steps
from domain.regulation.limits import LimitRule
from domain.regulation.model import Flow, Regulation
from domain.regulation.parts import WORKING_TIME_UNITS, Cited
from domain.regulation.steps import Stage
from domain.terms import EventKind
from domain.worktime import Amount, Unit

OVERALL = "общий срок"
"""What the only limit is called that all steps lie in."""

_T = TypeVar("_T")
_READ = frozenset({"quote", "reading", "confirmed_by"})
"""How a place is understood is compared apart from what it says."""

_CITED = frozenset({"title", "name", "id"})
_ALIKE: Mapping[EventKind, EventKind] = {
    EventKind.RECEIVED: EventKind.DETECTED,
    EventKind.ASSIGNED: EventKind.ROUTED,
    EventKind.HANDED_OVER: EventKind.PUBLISHED,
}
"""Events that stand for one another in acts which name the same step otherwise."""


@dataclass(frozen=True)
class Pair(Generic[_T]):
    """What stands for the same thing in two regulations; None where one of them has no such thing."""

    left: _T | None
    right: _T | None

    @property
    def any(self) -> _T:
        """The left one, else the right one: a pair has one at least."""
        found = self.right if self.left is None else self.left
        assert found is not None  # noqa: S101 -- nobody makes a pair of nothing
        return found


Way = Callable[[_T, _T], bool]
"""Whether a left thing and a right one are the same in some way."""


def paired(left: Sequence[_T], right: Sequence[_T], *ways: Way[_T]) -> tuple[Pair[_T], ...]:
    """Pair what is the same, the surest way first; in the order of the left, and then what only the right has."""
    partners: dict[int, int] = {}
    for same in ways:
        for number, one in enumerate(left):
            free = (other for other in range(len(right)) if other not in partners.values())
            found = next((other for other in free if same(one, right[other])), None)
            if number not in partners and found is not None:
                partners[number] = found
    pairs = [Pair(one, right[partners[n]] if n in partners else None) for n, one in enumerate(left)]
    alone = [Pair(None, other) for n, other in enumerate(right) if n not in partners.values()]
    return (*pairs, *alone)


def flow_pairs(left: Regulation, right: Regulation) -> tuple[Pair[Flow], ...]:
    """The procedures, by their ids, and those that are left in their order."""
    return paired(left.flows, right.flows, lambda one, other: one.id == other.id, lambda _one, _other: True)


def stage_pairs(left: Flow, right: Flow) -> tuple[Pair[Stage], ...]:
    """The stages of approval, by their ids, and those that are left in their order."""
    return paired(left.stages, right.stages, lambda one, other: one.id == other.id, lambda _one, _other: True)


class Limits:
    """The limits of one procedure in two regulations."""

    def __init__(self, left: tuple[Regulation, Flow], right: tuple[Regulation, Flow]) -> None:
        """Find what each limit means, and pair them."""
        self._meanings = (dict(_meanings(*left)), dict(_meanings(*right)))
        self._flows = (left[1], right[1])
        self.pairs = paired(
            left[1].limits,
            right[1].limits,
            lambda one, other: one.name == other.name,
            self._mean_the_same,
            lambda one, other: (one.starts, {*one.ends}) == (other.starts, {*other.ends}) and one.starts is not None,
            lambda one, other: _runs_alike(self._span(0, one), self._span(1, other)),
        )
        self._left_names = {pair.right.name: pair.left.name for pair in self.pairs if pair.left and pair.right}

    def meaning(self, pair: Pair[LimitRule]) -> str | None:
        """What the limit is of: a step's word, or the whole; None where its events do not tell."""
        left, right = self._meanings
        found = None if pair.left is None else left.get(pair.left.name)
        return found or (None if pair.right is None else right.get(pair.right.name))

    def differing(self, pair: Pair[LimitRule], *, citing: bool) -> tuple[str, ...]:
        """The keys in which both limits differ; all, where there is only one."""
        left = None if pair.left is None else _limit(pair.left, citing=citing, names={})
        right = None if pair.right is None else _limit(pair.right, citing=citing, names=self._left_names)
        return _unlike(left, right)

    def _mean_the_same(self, one: LimitRule, other: LimitRule) -> bool:
        left, right = self._meanings
        meaning = left.get(one.name)
        return meaning is not None and meaning == right.get(other.name)

    def _span(self, side: int, rule: LimitRule) -> tuple[EventRef | None, tuple[EventRef, ...]]:
        if rule.before is None:
            return rule.starts, rule.ends
        return self._flows[side].limit(rule.before.limit).starts, rule.ends


def differing(left: Cited | None, right: Cited | None, *, citing: bool) -> tuple[str, ...]:
    """The keys in which two parts of the same kind differ; all, where there is only one."""
    return _unlike(*(None if part is None else dict(_substance(part, citing=citing)) for part in (left, right)))


def same(left: object, right: object, *, citing: bool) -> bool:
    """Whether two values of a file say the same, tables and lists of tables included."""
    if isinstance(left, BaseModel) and isinstance(right, BaseModel):
        return dict(_substance(left, citing=citing)) == dict(_substance(right, citing=citing))
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(map(partial(same, citing=citing), left, right))
    return left == right


def _unlike(left: Mapping[str, object] | None, right: Mapping[str, object] | None) -> tuple[str, ...]:
    if left is None or right is None:
        return tuple(left or right or ())
    return tuple(key for key in left if left[key] != right[key])


def _substance(part: BaseModel, *, citing: bool) -> Iterator[tuple[str, object]]:
    """What a part says: without how it is read and, unless two versions are compared, without clauses and titles."""
    for key in type(part).model_fields:
        if key not in _READ and (citing or not (key in _CITED or key.endswith("clause"))):
            value = getattr(part, key)
            yield key, dict(_substance(value, citing=citing)) if isinstance(value, BaseModel) else value


def _limit(rule: LimitRule, *, citing: bool, names: Mapping[str, str]) -> dict[str, object]:
    """What a limit says; ``names`` are what the other side calls the limits, amounts are lengths of time."""
    plain = dict(_substance(rule, citing=citing))
    named: dict[str, Any] = {"capped_by": rule.capped_by and names.get(rule.capped_by, rule.capped_by)}
    if rule.before is not None:
        named["before"] = names.get(rule.before.limit, rule.before.limit), _length(rule.before.lead)
    if rule.share_of is not None:
        named["share_of"] = names.get(rule.share_of.limit, rule.share_of.limit), rule.share_of.share
    if rule.unit is not None:
        named["amount"], named["unit"] = _length(rule.duration), None
    named["by_importance"] = {term.importance: _length(term.duration) for term in rule.by_importance}
    return plain | named


def _length(amount: Amount) -> tuple[str, object]:
    """An hour and sixty minutes are the same."""
    if amount.unit in WORKING_TIME_UNITS:
        return Unit.WORKING_MINUTES, amount.duration
    return amount.unit, amount.amount


def _meanings(regulation: Regulation, flow: Flow) -> Iterator[tuple[str, str]]:
    """The limits whose step their events tell, by name; of several that hold everything none is the whole."""
    steps = Steps(Lengths(flow, usual_day(regulation.calendar.week)))
    outer = tuple(steps.outer())
    whole = outer[0] if len(outer) == 1 else None
    if whole is not None:
        yield whole.name, OVERALL
    others = (steps.draft(whole), steps.send_back(), steps.rework(), steps.placing(), steps.part(), steps.passing())
    known = [*steps.between(0, ROUTED), *steps.approval().steps, *(step for step in others if step is not None)]
    yield from _numbered(known)


def _numbered(steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for step in steps:
        number = seen[step.word] = seen.get(step.word, 0) + 1
        yield step.rule.name, step.word if number == 1 else f"{step.word} {number}"


def _runs_alike(
    one: tuple[EventRef | None, tuple[EventRef, ...]], other: tuple[EventRef | None, tuple[EventRef, ...]]
) -> bool:
    (start, ends), (other_start, other_ends) = one, other
    if start is None or other_start is None or not _alike(start, other_start):
        return False
    return any(_alike(end, other_end) for end in ends for other_end in other_ends)


def _alike(one: EventRef, other: EventRef) -> bool:
    """Whether two events stand for one another: the same kind, and a draft that both can mean."""
    same = _ALIKE.get(one.kind, one.kind) is _ALIKE.get(other.kind, other.kind)
    return same and bool(one.drafts & other.drafts) and bool(one.roles & other.roles)
