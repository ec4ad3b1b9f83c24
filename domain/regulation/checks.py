"""What a single value cannot show: names that must be unique, and names that must exist elsewhere in the file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from domain.regulation.events import STAGED, EventRef
from domain.regulation.model import WORKING_TIME_UNITS, Flow, LimitRule, Regulation
from domain.terms import CommandName, EventKind
from domain.validation import FieldError


def problems(regulation: Regulation) -> tuple[FieldError, ...]:
    """Find contradictions inside one regulation; empty when it is sound."""
    found: list[FieldError] = []
    found += _repeated("authorities", (item.id for item in regulation.authorities))
    found += _repeated("grounds", (item.id for item in regulation.grounds))
    found += _repeated("flows", (item.id for item in regulation.flows))
    for number, flow in enumerate(regulation.flows):
        found += _flow_problems(flow, f"flows[{number}]")
    return tuple(found)


def _repeated(path: str, names: Iterable[str]) -> Iterator[FieldError]:
    for name, count in Counter(names).items():
        if count > 1:
            yield FieldError(path, f"«{name}» встречается {count} раза; имена не повторяются")


def _flow_problems(flow: Flow, path: str) -> Iterator[FieldError]:
    yield from _repeated(f"{path}.stages", (stage.id for stage in flow.stages))
    for number, rule in enumerate(flow.limits):
        if re.search(r"-\d+$", rule.name):
            yield FieldError(f"{path}.limits[{number}].name", "имя не кончается на «-число»: так нумеруются повторы")
    yield from _repeated(f"{path}.limits", (rule.name for rule in flow.limits))
    for number, rule in enumerate(flow.limits):
        yield from _limit_problems(flow, rule, f"{path}.limits[{number}]")


def _limit_problems(flow: Flow, rule: LimitRule, path: str) -> Iterator[FieldError]:
    for key in ("starts", "ends", "cancelled_by", "reopened_by"):
        value = getattr(rule, key)
        for ref in (value,) if isinstance(value, EventRef) else value or ():
            yield from _event_problems(flow, ref, f"{path}.{key}")
    if rule.before is not None:
        yield from _backward_problems(flow, rule, path)
    if rule.capped_by is not None and not any(_carries(other, rule.capped_by, rule) for other in flow.limits):
        yield FieldError(
            f"{path}.capped_by", f"на такой срок сослаться нельзя; допустимо: {_forward_names(flow, rule)}"
        )


def _backward_problems(flow: Flow, rule: LimitRule, path: str) -> Iterator[FieldError]:
    before = rule.before
    assert before is not None  # noqa: S101 -- narrows the type; the caller has just asked
    target = next((other for other in flow.limits if _carries(other, before.limit, rule)), None)
    if target is None:
        yield FieldError(
            f"{path}.before.limit", f"на такой срок сослаться нельзя; допустимо: {_forward_names(flow, rule)}"
        )
    elif target.unit not in WORKING_TIME_UNITS:
        message = f"назад отсчитывают только от срока в working_minutes или working_hours, а «{target.name}» не такой"
        yield FieldError(f"{path}.before.limit", message)
    elif before.lead.duration >= target.duration.duration:
        yield FieldError(f"{path}.before.amount", f"должно быть меньше срока «{target.name}»")


def _carries(other: LimitRule, name: str, rule: LimitRule) -> bool:
    """Whether another limit may be named by this one: it exists, and depends on no limit itself."""
    return other.name == name and other is not rule and other.before is None and other.capped_by is None


def _forward_names(flow: Flow, rule: LimitRule) -> str:
    return ", ".join(other.name for other in flow.limits if _carries(other, other.name, rule))


def _event_problems(flow: Flow, ref: EventRef, path: str) -> Iterator[FieldError]:
    stages = [stage.id for stage in flow.stages]
    if ref.stage is not None and ref.stage not in stages:
        yield FieldError(path, f"неизвестный этап «{ref.stage}»; допустимо: {', '.join(stages)}")
    if ref.kind not in reachable_events(flow):
        yield FieldError(path, f"событие «{ref}» в этом порядке не наступает")


def reachable_events(flow: Flow) -> frozenset[EventKind]:
    """List the kinds of event that can happen in a flow."""
    kinds = set(EventKind)
    if flow.resolution is None:
        kinds.discard(EventKind.RESOLVED)
    if not flow.stages:
        kinds -= STAGED - {EventKind.APPROVED}
    handed_over = flow.completion.command is CommandName.HAND_OVER
    kinds.discard(EventKind.PUBLISHED if handed_over else EventKind.HANDED_OVER)
    return frozenset(kinds)
