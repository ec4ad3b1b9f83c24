"""The sum inside one outer limit: routing, draft, approval, rework and publication."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.fit.finding import (
    NOTHING,
    Finding,
    Level,
    Scale,
    Step,
    finding,
    level_of,
    rest_words,
    span_words,
    total,
)
from domain.regulation.fit.steps import ROUTED, Approval, Steps
from domain.regulation.limits import LimitRule
from domain.terms import COMPLETIONS


def outer_findings(steps: Steps, rule: LimitRule) -> Iterator[Finding]:
    """Find what the sum of the steps inside one limit gives."""
    inside = _Inside.of(steps, rule)
    if inside.draft is not None:
        yield from _routed_too_late(inside, inside.draft)
    if inside.draft is not None and inside.counts_rounds:
        yield _rounds(inside, inside.draft)
    elif inside.passage:
        yield _one_passage(inside)


@dataclass(frozen=True)
class _Inside:
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
    def of(cls, steps: Steps, rule: LimitRule) -> "_Inside":
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

    def finding(self, steps: Iterable[Step], level: Level, left: timedelta, text: str) -> Finding:
        """Make a finding of this limit and some of its steps."""
        without = f" Своего срока нет: {', '.join(self.untimed)}." if self.untimed else ""
        rules = (self.rule, *(step.rule for step in steps))
        return finding(self.steps.lengths, rules, level, left, f"{self._named} {text}{without}")

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


def _routed_too_late(inside: _Inside, draft: Step) -> Iterator[Finding]:
    """A draft limit that routing may use up."""
    left = draft.time - total(inside.routing)
    if left <= NOTHING:
        scale = Scale.of([draft.time, *(step.time for step in inside.routing)])
        text = (
            f"До срока проекта (пункт {draft.rule.clause}) {scale.amount(draft.time)}, до получения исполнителем "
            f"уходит: {scale.sum(inside.routing)}. Ему не остаётся ни минуты."
        )
        yield inside.finding((draft, *inside.routing), Level.IMPOSSIBLE, left, text)


def _rounds(inside: _Inside, draft: Step) -> Finding:
    """How many whole rounds of rework fit between the draft's limit and the outer one."""
    reserve = inside.whole - total(inside.before) - draft.time
    spare = reserve - total(inside.after)
    number = max(spare // total(inside.round), 0)
    counted = max(number, 1)
    left = spare - counted * total(inside.round)
    steps = (*inside.round, *inside.after)
    scale = Scale.of([abs(reserve), *(step.time for step in steps)])
    text = (
        f"{_until(inside, draft)} После него {scale.amount(reserve)}; {scale.sum(inside.after)} + {counted} × "
        f"({scale.sum(inside.round)}) = {scale.amount(reserve - left)}. {_verdict(number, spare, left)}"
    )
    level = level_of(left, steps, only_round=number == 1)
    return inside.finding((*inside.before, draft, *inside.routing, *steps), level, left, text)


def _one_passage(inside: _Inside) -> Finding:
    """The sum of one passage, where too few steps have a limit to count rounds by."""
    steps = inside.passage
    left = inside.whole - total(steps)
    scale = Scale.of([inside.whole, *(step.time for step in steps)])
    until = "" if inside.draft is None else f"{_until(inside, inside.draft)} {_after(inside, inside.draft)} "
    what = "С одной полной доработкой" if inside.round else "Вместе"
    text = (
        f"{until}{what}: {scale.sum(steps)} = {scale.amount(total(steps))} "
        f"из {scale.number(inside.whole)}, {rest_words(left)}."
    )
    return inside.finding((*steps, *inside.routing), level_of(left, steps, only_round=True), left, text)


def _until(inside: _Inside, draft: Step) -> str:
    own = Step("исполнителю", draft.rule, draft.time - total(inside.routing))
    parts = (*inside.before, *inside.routing, own)
    scale = Scale.of(step.time for step in parts)
    shown = f": {scale.sum(parts)}" if len(parts) > 1 else ""
    return f"До срока проекта (пункт {draft.rule.clause}) {scale.amount(total(parts))}{shown}."


def _after(inside: _Inside, draft: Step) -> str:
    reserve = inside.whole - total(inside.before) - draft.time
    return f"После него {rest_words(reserve)}."


def _verdict(number: int, spare: timedelta, left: timedelta) -> str:
    if spare < NOTHING:
        return f"Не помещается и без доработки: не хватает {span_words(-spare)}."
    if number == 0:
        return f"Ни одна полная доработка не помещается: не хватает {span_words(-left)}."
    return f"Полных доработок помещается: {number}, {rest_words(left)}."
