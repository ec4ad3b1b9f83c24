"""What a limit's table cannot show by itself: its events can happen, and the limits that it names exist and suit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from domain.regulation.events import DRAFTED, STAGED, EventRef
from domain.regulation.happening import ends_life, obstacle
from domain.regulation.limits import Backward, LimitRule, Share, Term
from domain.regulation.model import Flow
from domain.regulation.parts import WORKING_TIME_UNITS, check_amount
from domain.regulation.steps import Clarification
from domain.terms import DraftKind, EventKind
from domain.validation import FieldError
from domain.worktime import Amount, Unit

_COUNTED = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.AT_ONCE})
"""Units that have no share, because they are counted whole."""

_OF_ONE_AUTHORITY = (
    EventKind.ASSIGNED,
    EventKind.PART_CONTRIBUTED,
    EventKind.PART_RETURNED,
    EventKind.PART_DECLINED,
)
"""The events that are one body's, so that each body may have a limit of its own."""


def limit_problems(flow: Flow, rule: LimitRule, path: str) -> Iterator[FieldError]:
    """Find what one limit contradicts in its flow; ``path`` is its place in the file."""
    for key, ref in _events(rule):
        yield from _event_problems(flow, ref, f"{path}.{key}")
    if rule.starts is not None and obstacle(flow, rule.starts) is None and ends_life(flow, rule.starts):
        message = f"срок не пойдёт: с событием «{rule.starts}» работа над сообщением кончается"
        yield FieldError(f"{path}.starts", message)
    if rule.before is not None:
        yield from _backward_problems(flow, rule, rule.before, path)
    if rule.share_of is not None:
        yield from _share_problems(flow, rule, rule.share_of, path)
    if rule.capped_by is not None and not any(_carries(other, rule.capped_by, rule) for other in flow.limits):
        yield FieldError(f"{path}.capped_by", _not_that_one(_forward_names(flow, rule)))
    for name, count in Counter(term.importance for term in rule.by_importance).items():
        if count > 1:
            yield FieldError(f"{path}.by_importance", f"важность «{name}» указана {count} раза, допустимо один раз")
    if rule.per_authority and (rule.starts is None or rule.starts.kind not in _OF_ONE_AUTHORITY):
        allowed = ", ".join(_OF_ONE_AUTHORITY)
        yield FieldError(f"{path}.per_authority", f"только у срока, у которого starts — событие органа: {allowed}")
    yield from _unclear_ends(flow, rule, path)
    yield from _question_passes_by(flow, rule, path)
    if rule.restart_on_reroute and flow.decline is None:
        yield FieldError(f"{path}.restart_on_reroute", "нужна таблица [flows.decline]: без неё возврата не бывает")


def _unclear_ends(flow: Flow, rule: LimitRule, path: str) -> Iterator[FieldError]:
    """Where an author may be asked, placing the question is no answer: the file has to say what it means."""
    for number, ref in enumerate(rule.ends):
        if flow.clarification is not None and str(ref) == EventKind.PUBLISHED:
            message = "размещают и вопрос автору: уточните, например published:answer или published:reply"
            yield FieldError(f"{path}.ends[{number}]", message)


def _question_passes_by(flow: Flow, rule: LimitRule, path: str) -> Iterator[FieldError]:
    """A question to the author, which fewer stages may see, begins no limit of a decision that it never comes to."""
    asked = flow.clarification
    if asked is None or rule.starts is None:
        return
    over = [ref for ref in (*rule.ends, *rule.cancelled_by) if ref.kind is not EventKind.RETURNED]
    waits = all(ref.kind in STAGED for ref in rule.ends)
    begins = _by_a_question(asked, rule.starts)
    if begins and waits and over and not any(_by_a_question(asked, ref) for ref in over):
        ends = map(str, rule.ends)
        message = (
            f"срок начнётся и с вопроса автору, а кончить его тот не может: с ним не наступает {', '.join(ends)}; "
            f"{_without_a_question(rule.starts)}"
        )
        yield FieldError(f"{path}.starts", message)


def _by_a_question(asked: Clarification, ref: EventRef) -> bool:
    """Whether a question to the author makes an event on its way through the stages that see it."""
    seen = asked.stages is None or ref.stage is None or ref.stage in asked.stages
    return ref.kind is EventKind.CLARIFIED or (ref.kind in DRAFTED and seen and DraftKind.CLARIFICATION in ref.drafts)


def _without_a_question(starts: EventRef) -> str:
    if starts.stage is None:
        return f"уточните, например {starts.kind}:reply"
    return 'добавьте cancelled_by = ["published:clarification"]'


def shortening_problems(flow: Flow, path: str) -> Iterator[FieldError]:
    """Find what the right to shorten a term contradicts; ``path`` is the flow's place in the file."""
    shortening = flow.routing.shortening
    if shortening is None:
        return
    place = f"{path}.routing.shortening"
    terms = [rule.name for rule in flow.limits if rule.unit in WORKING_TIME_UNITS]
    if shortening.limit not in terms:
        yield FieldError(f"{place}.limit", f"нужен срок в working_minutes или working_hours; {_allowed(terms)}")
    drafts = [rule.name for rule in flow.limits if rule.before is not None and rule.before.limit == shortening.limit]
    if shortening.draft is not None and shortening.draft not in drafts:
        yield FieldError(f"{place}.draft", f"нужен обратный срок до «{shortening.limit}»; {_allowed(drafts)}")


def _events(rule: LimitRule) -> Iterator[tuple[str, EventRef]]:
    if rule.starts is not None:
        yield "starts", rule.starts
    for key in ("ends", "cancelled_by", "reopened_by", "binds_from"):
        for ref in getattr(rule, key):
            yield key, ref
    if rule.pause is not None:
        yield "pause.starts", rule.pause.starts
        yield "pause.ends", rule.pause.ends


def _event_problems(flow: Flow, ref: EventRef, path: str) -> Iterator[FieldError]:
    stages = [stage.id for stage in flow.stages]
    if ref.stage is not None and ref.stage not in stages:
        yield FieldError(path, f"неизвестный этап «{ref.stage}»; {_allowed(stages)}")
    missing = obstacle(flow, ref)
    if missing is not None:
        yield FieldError(path, f"событие «{ref}» в этом порядке не наступает: {missing}")


def _backward_problems(flow: Flow, rule: LimitRule, before: Backward, path: str) -> Iterator[FieldError]:
    base = next((other for other in flow.limits if _carries(other, before.limit, rule)), None)
    if base is None:
        yield FieldError(f"{path}.before.limit", _not_that_one(_forward_names(flow, rule)))
    elif base.unit not in WORKING_TIME_UNITS:
        message = f"назад отсчитывают только от срока в working_minutes или working_hours, а «{base.name}» не такой"
        yield FieldError(f"{path}.before.limit", message)
    elif before.lead.duration >= base.duration.duration:
        yield FieldError(f"{path}.before.amount", f"должно быть меньше срока «{base.name}»")
    else:
        yield from _class_problems(rule, before, base, path)


def _class_problems(rule: LimitRule, before: Backward, base: LimitRule, path: str) -> Iterator[FieldError]:
    """A class in which nothing can be subtracted needs an amount of its own in the backward limit too."""
    own = {term.importance for term in rule.by_importance}
    for term in base.by_importance:
        if term.importance not in own and not _leaves_something(term, before):
            message = (
                f"нужно своё количество для важности «{term.importance}»: "
                f"из её срока «{base.name}» вычесть {before.amount} {before.unit} нельзя"
            )
            yield FieldError(f"{path}.by_importance", message)


def _leaves_something(term: Term, before: Backward) -> bool:
    return term.unit in WORKING_TIME_UNITS and term.duration.duration > before.lead.duration


def _share_problems(flow: Flow, rule: LimitRule, share: Share, path: str) -> Iterator[FieldError]:
    wholes = [other for other in flow.limits if other is not rule and other.unit not in _COUNTED | {None}]
    whole = next((other for other in wholes if other.name == share.limit), None)
    if whole is None:
        yield FieldError(f"{path}.share_of.limit", _not_that_one(other.name for other in wholes))
        return
    if not _divides(whole.duration, share.share):
        yield FieldError(f"{path}.share_of.share", f"доля срока «{whole.name}» точнее микросекунды; округлите её")
    own = {term.importance for term in rule.by_importance}
    for term in whole.by_importance:
        if term.importance not in own and (term.unit in _COUNTED or not _divides(term.duration, share.share)):
            message = (
                f"нужно своё количество для важности «{term.importance}»: "
                f"от её срока «{whole.name}» такой доли не бывает"
            )
            yield FieldError(f"{path}.by_importance", message)


def _divides(whole: Amount, share: Decimal) -> bool:
    try:
        check_amount(whole.amount * share, whole.unit)
    except ValueError:
        return False
    return True


def _carries(other: LimitRule, name: str, rule: LimitRule) -> bool:
    """Whether another limit may be named by this one: it exists, and depends on no limit itself."""
    return other.name == name and other is not rule and other.before is None and other.capped_by is None


def _forward_names(flow: Flow, rule: LimitRule) -> list[str]:
    return [other.name for other in flow.limits if _carries(other, other.name, rule)]


def _not_that_one(names: Iterable[str]) -> str:
    return f"на такой срок сослаться нельзя; {_allowed(names)}"


def _allowed(names: Iterable[str]) -> str:
    return f"допустимо: {', '.join(names) or 'ничего, таких нет'}"
