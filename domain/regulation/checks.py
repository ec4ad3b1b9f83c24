"""What a single value cannot show: names that must be unique, and names that must exist elsewhere in the file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from domain.regulation.events import RESERVED
from domain.regulation.limit_checks import limit_problems, shortening_problems
from domain.regulation.model import Flow, Ground, Regulation
from domain.regulation.waiting_checks import waiting_problems
from domain.terms import Outcome
from domain.validation import FieldError


def problems(regulation: Regulation) -> tuple[FieldError, ...]:
    """Find contradictions inside one regulation; empty when it is sound."""
    return tuple(_problems(regulation))


def _problems(regulation: Regulation) -> Iterator[FieldError]:
    yield from _repeated("authorities", (item.id for item in regulation.authorities))
    yield from _repeated("grounds", (item.id for item in regulation.grounds))
    yield from _repeated("periodic", (item.name for item in regulation.periodic))
    yield from _repeated("flows", (item.id for item in regulation.flows))
    if regulation.checklist is not None:
        yield from _repeated("checklist.items", (item.id for item in regulation.checklist.items))
        yield from _repeated("checklist.lengths", (item.network for item in regulation.checklist.lengths))
    for number, ground in enumerate(regulation.grounds):
        yield from _ground_problems(regulation, ground, f"grounds[{number}]")
    yield from _report_problems(regulation)
    for number, flow in enumerate(regulation.flows):
        yield from _flow_problems(regulation, flow, f"flows[{number}]")
    yield from waiting_problems(regulation)


def _repeated(path: str, names: Iterable[str]) -> Iterator[FieldError]:
    for name, count in Counter(names).items():
        if count > 1:
            yield FieldError(path, f"«{name}» встречается {count} раза; имена не повторяются")


def _ground_problems(regulation: Regulation, ground: Ground, path: str) -> Iterator[FieldError]:
    explained = ground.outcome is Outcome.EXPLAINED
    if explained and not any(flow.explaining for flow in regulation.flows):
        yield FieldError(f"{path}.outcome", "explained допустимо, только если есть таблица [flows.explaining]")
    for key in ("must_contain", "earlier_answers"):
        if getattr(ground, key) and not explained:
            yield FieldError(f"{path}.{key}", 'указывается, когда outcome = "explained", и только тогда')
    if ground.needs_published_answer and ground.outcome is not Outcome.CONVERTED:
        message = 'указывается, когда outcome = "converted", и только тогда'
        yield FieldError(f"{path}.needs_published_answer", message)


def _report_problems(regulation: Regulation) -> Iterator[FieldError]:
    stages = dict.fromkeys(stage.id for flow in regulation.flows for stage in flow.stages)
    for key in ("significant", "shortcomings"):
        report = getattr(regulation, key)
        if report is not None and report.stage is not None and report.stage not in stages:
            yield FieldError(f"{key}.stage", f"неизвестный этап «{report.stage}»; допустимо: {', '.join(stages)}")


def _flow_problems(regulation: Regulation, flow: Flow, path: str) -> Iterator[FieldError]:
    yield from _stage_problems(flow, path)
    yield from _step_problems(regulation, flow, path)
    for number, rule in enumerate(flow.limits):
        if re.search(r"-\d+$", rule.name):
            yield FieldError(f"{path}.limits[{number}].name", "имя не кончается на «-число»: так нумеруются повторы")
    yield from _repeated(f"{path}.limits", (rule.name for rule in flow.limits))
    outside = [number for number, rule in enumerate(flow.limits) if rule.external_due]
    for number in outside[1:]:
        yield FieldError(f"{path}.limits[{number}].external_due", "такой срок в порядке только один")
    for number, rule in enumerate(flow.limits):
        yield from limit_problems(flow, rule, f"{path}.limits[{number}]")


def _stage_problems(flow: Flow, path: str) -> Iterator[FieldError]:
    stages = [stage.id for stage in flow.stages]
    yield from _repeated(f"{path}.stages", stages)
    if stages and flow.drafting.rework_clause is None:
        yield FieldError(
            f"{path}.drafting.rework_clause", "нужен пункт о доработке: этапы [[flows.stages]] возвращают проект"
        )
    for number, stage in enumerate(stages):
        if stage in RESERVED:
            message = f"этап так назвать нельзя: это вид ответа; заняты имена {', '.join(sorted(RESERVED))}"
            yield FieldError(f"{path}.stages[{number}].id", message)
    if flow.clarification is not None:
        for stage in flow.clarification.stages or ():
            if stage not in stages:
                message = f"неизвестный этап «{stage}»; допустимо: {', '.join(stages) or 'пустой список'}"
                yield FieldError(f"{path}.clarification.stages", message)


def _step_problems(regulation: Regulation, flow: Flow, path: str) -> Iterator[FieldError]:
    yield from shortening_problems(flow, path)
    if flow.decline is not None and flow.decline.then == "resolution" and flow.resolution is None:
        message = "resolution допустимо, только если есть таблица [flows.resolution]; без неё: reroute, outside"
        yield FieldError(f"{path}.decline.then", message)
    if flow.explaining is not None and not any(item.outcome is Outcome.EXPLAINED for item in regulation.grounds):
        yield FieldError(f"{path}.explaining", 'нужно хотя бы одно основание [[grounds]] с outcome = "explained"')
