"""An outer limit and the steps that lie in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.fit.amounts import NOTHING, Step, span_words, total
from domain.regulation.fit.explanation import Budget, Explanation, Portion
from domain.regulation.fit.finding import Finding, Level, finding
from domain.regulation.fit.steps import ROUTED, Approval, Steps
from domain.regulation.limits import LimitRule
from domain.terms import COMPLETIONS


@dataclass(frozen=True)
class Inside:
    """An outer limit of so much working time, and the steps that lie in it.

    ``before`` precedes the draft's own limit, ``routing`` is a part of that limit; ``after`` is what a draft needs
    that nobody sends back, ``round`` what sending it back once costs. ``untimed`` are the steps without a limit.
    """

    steps: Steps
    rule: LimitRule
    whole: timedelta
    before: tuple[Step, ...]
    draft: Step | None
    routing: tuple[Step, ...]
    round: tuple[Step, ...]
    after: tuple[Step, ...]
    counts_rounds: bool
    untimed: tuple[str, ...]

    @classmethod
    def of(cls, steps: Steps, rule: LimitRule) -> "Inside":
        """Collect the steps inside a limit."""
        draft = steps.draft(rule)
        begin = steps.order(rule)
        drafting = begin if draft is None else steps.order(draft.rule)
        approval = steps.approval()
        placed = any(ref.kind in COMPLETIONS for ref in rule.ends)
        placing = steps.placing() if placed else None
        round_ = _round(steps, approval)
        return cls(
            steps=steps,
            rule=rule,
            whole=steps.lengths.of(rule) or NOTHING,
            before=steps.between(begin, drafting),
            draft=draft,
            routing=steps.between(drafting, ROUTED),
            round=round_,
            after=(*approval.steps, *([] if placing is None else [placing])),
            counts_rounds=bool(approval.steps and round_ and total(round_)),
            untimed=(
                *steps.untimed_between(begin, drafting),
                *(["проект"] if draft is None else []),
                *([f"согласование ({', '.join(approval.untimed)})"] if approval.untimed else []),
                *(["доработка"] if steps.flow.stages and not round_ else []),
                *([steps.placing_word] if placed and placing is None else []),
            ),
        )

    @property
    def passage(self) -> tuple[Step, ...]:
        """One passage through all steps, with one rework where it has a limit."""
        return (*self.before, *([] if self.draft is None else [self.draft]), *self.round, *self.after)

    @property
    def own(self) -> tuple[Step, ...]:
        """The draft's limit without the routing that lies in it, in the addends of a whole sum."""
        if self.draft is None:
            return ()
        rest = self.draft.time - total(self.routing)
        if not self.routing or rest <= NOTHING:
            return (self.draft,)
        return (*self.routing, Step("исполнителю", self.draft.rule, rest))

    def budget(self, portions: tuple[Portion, ...], left: timedelta, aim: timedelta) -> Budget:
        """What the limit gives and what is taken from it; after a draft that precedes its end, that is what follows.

        ``portions`` are those after the draft.
        """
        lengths, draft = self.steps.lengths, self.draft
        if draft is None:
            return Budget(lengths, self.rule, ((1, self.before), *portions), left, aim)
        before = draft.rule.before
        if before is not None and before.limit == self.rule.name and lengths.term(draft.rule) is None:
            room = draft.time - total(self.routing)
            return Budget(lengths, draft.rule, portions, left, aim, shrinks=True, room=room)
        return Budget(lengths, self.rule, ((1, (*self.before, draft)), *portions), left, aim)

    def finding(
        self, steps: Iterable[Step], level: Level, left: timedelta, text: str, explanation: Explanation
    ) -> Finding:
        """Make a finding of this limit and some of its steps."""
        without = f" Своего срока нет: {', '.join(self.untimed)}." if self.untimed else ""
        rules = (self.rule, *(step.rule for step in steps))
        return finding(self.steps.lengths, rules, level, left, f"{self._named} {text}{without}", explanation)

    @property
    def _named(self) -> str:
        days = self.steps.lengths.in_days(self.rule)
        counted = f" ({days} раб. дн. по {span_words(self.whole / days)})" if days else ""
        return f"«{self.rule.title}» (пункт {self.rule.clause}) — {span_words(self.whole)} рабочего времени{counted}."


def _round(steps: Steps, approval: Approval) -> tuple[Step, ...]:
    """Sending back and rework; without a window of its own, sending back takes as long as the approval may."""
    rework, window = steps.rework(), steps.send_back()
    if rework is None:
        return ()
    windows = approval.steps if window is None else (window,)
    return (*(Step("возврат", step.rule, step.time) for step in windows), rework)
