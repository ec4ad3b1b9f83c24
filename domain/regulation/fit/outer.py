"""The sum inside one outer limit: routing, draft, approval, rework and publication."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.regulation.fit.amounts import NOTHING, Scale, Step, rest_words, span_words, total
from domain.regulation.fit.explanation import Budget, Explanation, shortest, sum_words, times_words
from domain.regulation.fit.finding import Finding, Level, level_of
from domain.regulation.fit.inside import Inside
from domain.regulation.fit.steps import Steps
from domain.regulation.limits import LimitRule


def outer_findings(steps: Steps, rule: LimitRule) -> Iterator[Finding]:
    """Find what the sum of the steps inside one limit gives."""
    inside = Inside.of(steps, rule)
    if inside.draft is not None:
        yield from _routed_too_late(inside, inside.draft)
    if inside.draft is not None and inside.counts_rounds:
        yield _rounds(inside, inside.draft)
    elif inside.passage:
        yield _one_passage(inside)


def _routed_too_late(inside: Inside, draft: Step) -> Iterator[Finding]:
    """A draft limit that routing may use up."""
    left = draft.time - total(inside.routing)
    if left <= NOTHING:
        scale = Scale.of([draft.time, *(step.time for step in inside.routing)])
        text = (
            f"До срока проекта (пункт {draft.rule.clause}) {scale.amount(draft.time)}, до получения исполнителем "
            f"уходит: {scale.sum(inside.routing)}. Ему не остаётся ни минуты."
        )
        explanation = _late_routing(inside, draft, left)
        yield inside.finding((draft, *inside.routing), Level.IMPOSSIBLE, left, text, explanation)


def _rounds(inside: Inside, draft: Step) -> Finding:
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
    explanation = Explanation(
        sum=sum_words(((1, (*inside.before, *inside.own, *inside.after)), (counted, inside.round)), inside.whole),
        meaning=_rounds_mean(inside, number, spare, left),
        changes=inside.budget(((counted, inside.round), (1, inside.after)), left, _aim(level, steps)).changes(),
    )
    return inside.finding((*inside.before, draft, *inside.routing, *steps), level, left, text, explanation)


def _one_passage(inside: Inside) -> Finding:
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
    level = level_of(left, steps, only_round=True)
    after = (*inside.round, *inside.after)
    explanation = Explanation(
        sum=sum_words(((1, (*inside.before, *inside.own, *after)),), inside.whole),
        meaning=_passage_means(inside, left),
        changes=inside.budget(((1, after),), left, _aim(level, steps)).changes(),
    )
    return inside.finding((*steps, *inside.routing), level, left, text, explanation)


def _until(inside: Inside, draft: Step) -> str:
    own = Step("исполнителю", draft.rule, draft.time - total(inside.routing))
    parts = (*inside.before, *inside.routing, own)
    scale = Scale.of(step.time for step in parts)
    shown = f": {scale.sum(parts)}" if len(parts) > 1 else ""
    return f"До срока проекта (пункт {draft.rule.clause}) {scale.amount(total(parts))}{shown}."


def _after(inside: Inside, draft: Step) -> str:
    reserve = inside.whole - total(inside.before) - draft.time
    return f"После него {rest_words(reserve)}."


def _verdict(number: int, spare: timedelta, left: timedelta) -> str:
    if spare < NOTHING:
        return f"Не помещается и без доработки: не хватает {span_words(-spare)}."
    if number == 0:
        return f"Ни одна полная доработка не помещается: не хватает {span_words(-left)}."
    return f"Полных доработок помещается: {number}, {rest_words(left)}."


def _late_routing(inside: Inside, draft: Step, left: timedelta) -> Explanation:
    aim = shortest(inside.routing)
    late = f"на {span_words(-left)} позже, чем" if left else "в ту минуту, когда"
    return Explanation(
        sum=sum_words(((1, inside.routing),), draft.time),
        meaning=f"Когда на направление уходит весь его срок, исполнитель получает сообщение {late} истекает срок его "
        "проекта.",
        changes=Budget(inside.steps.lengths, draft.rule, ((1, inside.routing),), left, aim).changes(),
    )


def _aim(level: Level, steps: Sequence[Step]) -> timedelta:
    """How much should be left: nothing where it does not fit at all, a step's worth where it is tight."""
    return shortest(steps) if level is Level.TIGHT else NOTHING


def _rounds_mean(inside: Inside, number: int, spare: timedelta, left: timedelta) -> str:
    if spare < NOTHING:
        return f"{_ALL_USED} ответ опоздает на {span_words(-spare)}, даже когда проект ни разу не вернут."
    if number == 0:
        return f"{_ALL_USED} после первого же возврата проекта ответ опоздает на {span_words(-left)}."
    none = " Задержка хотя бы на минуту после этого — уже опоздание." if not left else ""
    missing = span_words(total(inside.round) - left)
    return (
        f"Проект можно вернуть на доработку {times_words(number)}, даже если каждый займёт весь свой срок; "
        f"если вернуть ещё раз, ответ опоздает на {missing}.{none}"
    )


def _passage_means(inside: Inside, left: timedelta) -> str:
    once = " и проект один раз вернут" if inside.round else ""
    untimed = f" В остаток должно войти то, у чего своего срока нет: {', '.join(inside.untimed)}."
    if left < NOTHING:
        return f"Если каждый займёт весь свой срок{once}, ответ опоздает на {span_words(-left)}."
    rest = rest_words(left) if left else "не остаётся ни минуты"
    return f"Если каждый займёт весь свой срок{once}, {rest}.{untimed if inside.untimed else ''}"


_ALL_USED = "Если каждый займёт весь свой срок,"
