"""What the plan says of a step in words: which term it has, which limit binds it, and what cannot be said."""

from collections.abc import Iterator

from domain.deadlines import Limit
from domain.planning.latest import Bound
from domain.planning.prospect import Prospect


def reading(prospect: Prospect, number: int, bound: Bound | None) -> str:
    """Explain one step in Russian."""
    return " ".join(_sentences(prospect, number, bound))


def _sentences(prospect: Prospect, number: int, bound: Bound | None) -> Iterator[str]:
    yield _term(prospect, number)
    if prospect.question is not None and number >= prospect.question:
        yield "Крайнего момента пока нет: ответ автора сдвинет сроки."
    elif bound is None:
        yield "Крайнего момента нет: ни один идущий срок этот шаг не ограничивает."
    elif prospect.paused:
        yield f"Сроки стоят до ответа автора; запас — если бы он ответил сейчас. Связывает {_named(bound.limit)}."
    elif prospect.over(bound):
        yield f"Запаса нет: момент, который даёт {_named(bound.limit)}, уже прошёл."
    else:
        yield f"Связывает {_named(bound.limit)}."


def _term(prospect: Prospect, number: int) -> str:
    running = prospect.running(number)
    if running:
        return f"Идёт срок: {'; '.join(_named(tie.limit) for tie in running)}."
    own = [tie.limit for tie in prospect.ties if tie.own and tie.end == number]
    if own:
        return f"Свой срок начнётся раньше на пути и оставлен целиком: {'; '.join(map(_named, own))}."
    return "Своего срока у шага нет, и времени на него не отведено."


def _named(limit: Limit) -> str:
    return f"«{limit.rule.title}» (п. {limit.rule.clause})"
