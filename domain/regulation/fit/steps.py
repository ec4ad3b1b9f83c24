"""Which limits of a flow belong to which step of it, found by their events alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from domain.regulation.events import EventRef
from domain.regulation.fit.amounts import Step
from domain.regulation.fit.lengths import Lengths
from domain.regulation.limits import LimitRule
from domain.regulation.model import Flow
from domain.terms import COMPLETIONS, AssignmentRole, DraftKind, EventKind

_RESOLUTION = "резолюция"
_ROUTING = "направление"
ROUTED = 2
_ORDER: Mapping[EventKind, int] = {
    EventKind.DETECTED: 0,
    EventKind.RECEIVED: 0,
    EventKind.RESOLVED: 1,
    EventKind.ROUTED: ROUTED,
    EventKind.ASSIGNED: ROUTED,
}
"""The order of what happens before a draft; in the worst case a message is received as it is detected."""


@dataclass(frozen=True)
class Approval:
    """The limits on the way through the chain, and the stages that no limit covers."""

    steps: tuple[Step, ...]
    untimed: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """Finds the limits of the steps; those by analogy are left out, because the act does not state them."""

    lengths: Lengths

    @property
    def flow(self) -> Flow:
        """The flow whose limits are meant."""
        return self.lengths.flow

    def outer(self) -> Iterator[LimitRule]:
        """The limits that everything else lies in: from before the draft to the answer's end or last approval."""
        for rule in self._plain():
            begins = rule.before is None and _order(rule.starts) is not None
            if begins and any(map(self._finishes, rule.ends)) and not self._first_reaction(rule):
                yield rule

    def draft(self, outer: LimitRule | None = None) -> Step | None:
        """The limit of the first draft: the one that runs backward from ``outer``, else the shortest."""
        found = [rule for rule in self._plain() if rule is not outer and self._asks_for_first_draft(rule)]
        backward = [rule for rule in found if rule.before and outer and rule.before.limit == outer.name]
        return self._shortest("проект", backward or found)

    def order(self, rule: LimitRule) -> int:
        """Where a limit begins on the way to the draft; a backward one begins with the limit that it precedes."""
        starts = rule.starts if rule.before is None else self.flow.limit(rule.before.limit).starts
        order = _order(starts)
        return ROUTED if order is None else order

    def between(self, begin: int, end: int) -> tuple[Step, ...]:
        """The limits of resolution and routing between two places of the order, one after another."""
        if begin >= end:
            return ()
        direct = self._shortest(_ROUTING if end == ROUTED else _RESOLUTION, self._spanning(begin, end))
        if direct is not None:
            return (direct,)
        return (*self.between(begin, end - 1), *self.between(begin + 1, end)) if begin + 1 < end else ()

    def untimed_between(self, begin: int, end: int) -> Iterator[str]:
        """The steps between two places of the order that no limit covers."""
        if begin >= end or self._spanning(begin, end):
            return
        timed = {step.word for step in self.between(begin, end)}
        if begin == 0 and self.flow.resolution is not None and _RESOLUTION not in timed:
            yield _RESOLUTION
        if end == ROUTED and _ROUTING not in timed:
            yield _ROUTING

    def approval(self) -> Approval:
        """Follow the chain of approval from the draft to its last stage, by the shortest limit at each place."""
        steps: list[Step] = []
        untimed: list[str] = []
        stages = [stage.id for stage in self.flow.stages]
        passed = 0
        while passed < len(stages):
            step = self._shortest("согласование", self._approving(passed))
            if step is None:
                untimed.append(stages[passed])
                passed += 1
            else:
                steps.append(step)
                passed = self._approved_by(step.rule)
        return Approval(tuple(steps), tuple(untimed))

    def send_back(self) -> Step | None:
        """The window in which a draft is sent back, where the act gives that outcome one of its own."""
        windows = [rule for rule in self.flow.limits if rule.alternative and not rule.by_analogy]
        return self._shortest("возврат", self._from_to(EventKind.DRAFT_SUBMITTED, EventKind.RETURNED, windows))

    def rework(self) -> Step | None:
        """The limit of a rework; the longest, where the stages have limits of their own."""
        found = self._timed("доработка", self._from_to(EventKind.RETURNED, EventKind.DRAFT_SUBMITTED, self._plain()))
        return max(found, key=attrgetter("time"), default=None)

    def placing(self) -> Step | None:
        """The limit from the last approval to the answer's end."""
        found = [
            rule
            for rule in self._plain()
            if rule.starts is not None
            and self._approves_all(rule.starts)
            and any(ref.kind in COMPLETIONS and DraftKind.FINAL in ref.drafts for ref in rule.ends)
        ]
        return self._shortest(self.placing_word, found)

    @property
    def placing_word(self) -> str:
        """What the step after the last approval is called."""
        return {"publish": "размещение"}.get(self.flow.completion.command, "передача")

    def part(self) -> Step | None:
        """The limit of one body's part in joint work."""
        found = [
            rule
            for rule in self._plain()
            if rule.starts is not None
            and rule.starts.kind is EventKind.ASSIGNED
            and AssignmentRole.PART in rule.starts.roles
            and any(ref.kind is EventKind.PART_CONTRIBUTED for ref in rule.ends)
        ]
        return self._shortest("часть", found)

    def passing(self) -> Step | None:
        """The limit in which a part is agreed or handed on."""
        found = self._from_to(EventKind.PART_CONTRIBUTED, EventKind.PART_PASSED, self._plain())
        return self._shortest("передача части", found)

    def _first_reaction(self, rule: LimitRule) -> bool:
        """Whether less than an answer fulfils it, so that no step need lie in it.

        A question to the author does, or an interim answer where another limit waits for the final one all the same.
        """
        if any(ref.draft == DraftKind.CLARIFICATION for ref in rule.ends):
            return True
        others = (other for other in self.flow.limits if _order(other.starts) is not None)
        return DraftKind.INTERIM in _completed(rule) and any(
            DraftKind.FINAL in _completed(other) and DraftKind.INTERIM not in _completed(other) for other in others
        )

    def _plain(self) -> list[LimitRule]:
        return [
            rule
            for rule in self.flow.limits
            if not (rule.alternative or rule.by_analogy or rule.starts_on_day_off) and self.lengths.of(rule) is not None
        ]

    def _asks_for_first_draft(self, rule: LimitRule) -> bool:
        """A limit that a return opens again holds the rework too: it is a total, not the first draft's."""
        starts = rule.starts if rule.before is None else self.flow.limit(rule.before.limit).starts
        first = _order(starts) is not None and not rule.reopened_by
        return first and any(_is(ref, EventKind.DRAFT_SUBMITTED) for ref in rule.ends)

    def _spanning(self, begin: int, end: int) -> list[LimitRule]:
        return [
            rule
            for rule in self._plain()
            if rule.before is None and _order(rule.starts) == begin and any(_order(ref) == end for ref in rule.ends)
        ]

    def _approving(self, passed: int) -> list[LimitRule]:
        """The limits that begin when so many stages have approved."""
        return [rule for rule in self._plain() if self._begins_after(rule, passed) and self._approved_by(rule) > passed]

    def _begins_after(self, rule: LimitRule, passed: int) -> bool:
        if rule.starts is None or not _is(rule.starts, rule.starts.kind):
            return False
        if passed == 0:
            return rule.starts.kind is EventKind.DRAFT_SUBMITTED
        return rule.starts.kind is EventKind.APPROVED and rule.starts.stage == self.flow.stages[passed - 1].id

    def _approved_by(self, rule: LimitRule) -> int:
        """How many stages have approved when a limit is fulfilled at the earliest; 0 where it ends otherwise."""
        stages = [stage.id for stage in self.flow.stages]
        ends = [ref for ref in rule.ends if _is(ref, EventKind.APPROVED)]
        return min((len(stages) if ref.stage is None else stages.index(ref.stage) + 1 for ref in ends), default=0)

    def _finishes(self, ref: EventRef) -> bool:
        return (ref.kind in COMPLETIONS and DraftKind.FINAL in ref.drafts) or self._approves_all(ref)

    def _approves_all(self, ref: EventRef) -> bool:
        last = {None, *(stage.id for stage in self.flow.stages[-1:])}
        return _is(ref, EventKind.APPROVED) and ref.stage in last

    def _from_to(self, start: EventKind, end: EventKind, rules: Iterable[LimitRule]) -> list[LimitRule]:
        return [
            rule
            for rule in rules
            if rule.starts is not None and _is(rule.starts, start) and any(_is(ref, end) for ref in rule.ends)
        ]

    def _timed(self, word: str, rules: Iterable[LimitRule]) -> list[Step]:
        timed = ((rule, self.lengths.of(rule)) for rule in rules)
        return [Step(word, rule, time) for rule, time in timed if time is not None]

    def _shortest(self, word: str, rules: Iterable[LimitRule]) -> Step | None:
        return min(self._timed(word, rules), key=attrgetter("time"), default=None)


def _is(ref: EventRef, kind: EventKind) -> bool:
    """Whether a file means an event that happens to the final answer too."""
    return ref.kind is kind and DraftKind.FINAL in ref.drafts


def _completed(rule: LimitRule) -> frozenset[DraftKind]:
    """The kinds of draft whose way to the author fulfils a limit."""
    return frozenset[DraftKind]().union(*(ref.drafts for ref in rule.ends if ref.kind in COMPLETIONS))


def _order(ref: EventRef | None) -> int | None:
    """The place of an event on the way to the draft of one body; a co-executor's receipt is no such event."""
    if ref is None or AssignmentRole.SINGLE not in ref.roles:
        return None
    return _ORDER.get(ref.kind)
