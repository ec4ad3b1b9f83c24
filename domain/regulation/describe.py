"""A regulation as other tools see it: the shape of ``GET /regulations/{id}``, its readings and its warnings."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from domain.regulation.fit import Finding, findings
from domain.regulation.limits import LimitRule, Pause
from domain.regulation.model import Flow, Regulation, Status
from domain.regulation.parts import Cited

_NO_AMOUNT = {"amount": None, "unit": None}


class _Read(Protocol):
    """Anything that carries a reading of the act."""

    @property
    def reading(self) -> str: ...
    @property
    def confirmed_by(self) -> str: ...


@dataclass(frozen=True)
class Reading:
    """How an unclear place of the act is understood; ``clause`` is empty where the act is silent altogether."""

    where: str
    clause: str
    quote: str
    reading: str
    confirmed_by: str

    @property
    def confirmed(self) -> bool:
        """Whether somebody of the municipality stands behind it."""
        return bool(self.confirmed_by.strip())


def readings(regulation: Regulation) -> tuple[Reading, ...]:
    """List every reading of a regulation, in the order of its file."""
    return tuple(
        Reading(
            where=where,
            clause=item.clause if isinstance(item, Cited) else "",
            quote=item.quote if isinstance(item, Cited) else "",
            reading=item.reading,
            confirmed_by=item.confirmed_by,
        )
        for where, item in _parts(regulation)
        if item.reading
    )


def warnings(regulation: Regulation) -> tuple[str, ...]:
    """Say in Russian what a user of the regulation has to know before relying on it."""
    return tuple(_warnings(regulation))


def regulation_json(regulation: Regulation, versions: Sequence[Regulation] = ()) -> dict[str, Any]:
    """Describe a regulation as plain data; ``versions`` are all that are loaded of it, itself where not given."""
    return {
        **regulation.model_dump(mode="json", include={"id", "version", "title", "status", "act", "scope", "lateness"}),
        **regulation.model_dump(mode="json", include={"repeats", "checklist", "significant", "shortcomings"}),
        **regulation.model_dump(mode="json", include={"repeats", "significant", "shortcomings", "duty", "breaches"}),
        "effective_from": _day(regulation),
        "versions": [
            {"version": item.version, "status": item.status.value, "effective_from": _day(item)}
            for item in versions or (regulation,)
        ],
        "authorities": [item.model_dump(mode="json") for item in regulation.authorities],
        "roles": [item.model_dump(mode="json") for item in regulation.roles],
        "grounds": [item.model_dump(mode="json") for item in regulation.grounds],
        "periodic": [item.model_dump(mode="json") for item in regulation.periodic],
        "contradictions": [item.model_dump(mode="json") for item in regulation.contradictions],
        "flows": [_flow(flow) for flow in regulation.flows],
        "stages": [
            {"flow": flow.id, **stage.model_dump(mode="json")} for flow in regulation.flows for stage in flow.stages
        ],
        "limits": [limit_json(flow, rule) for flow in regulation.flows for rule in flow.limits],
        "calendar": regulation.calendar.model_dump(mode="json"),
        "findings": [_finding(item) for item in findings(regulation)],
        "warnings": list(warnings(regulation)),
    }


def _parts(regulation: Regulation) -> Iterator[tuple[str, _Read]]:
    yield "сфера действия", regulation.scope
    yield "рабочее время", regulation.calendar
    yield "просрочка", regulation.lateness
    yield from _given(("дежурство", regulation.duty))
    for role in regulation.roles:
        yield f"роль {role.role}", role
    for ground in regulation.grounds:
        yield f"основание {ground.id}", ground
    if regulation.checklist is not None:
        for asked in regulation.checklist.items:
            yield f"контрольный список: {asked.id}", asked
        for length in regulation.checklist.lengths:
            yield f"длина ответа: {length.network}", length
    yield from _given(
        ("повторные сообщения", regulation.repeats),
        ("доклад о значимом", regulation.significant),
        ("доклад о недостатках", regulation.shortcomings),
        ("счёт нарушений", regulation.breaches),
    )
    for report in regulation.periodic:
        yield f"отчёт {report.name}", report
    for number, contradiction in enumerate(regulation.contradictions, start=1):
        yield f"противоречие {number}", contradiction
    for flow in regulation.flows:
        prefix = f"{flow.id}: " if len(regulation.flows) > 1 else ""
        for where, item in _flow_parts(flow):
            yield prefix + where, item


def _flow_parts(flow: Flow) -> Iterator[tuple[str, _Read]]:
    yield from _given(
        ("резолюция", flow.resolution),
        ("направление", flow.routing),
        ("сокращённый срок", flow.routing.shortening),
        ("ответ в выходные", flow.routing.days_off),
        ("возврат не по компетенции", flow.decline),
        ("совместная работа", flow.joint),
        ("подготовка ответа", flow.drafting),
        ("промежуточный ответ", flow.interim),
        ("уточнение", flow.clarification),
        ("разъяснение", flow.explaining),
    )
    for stage in flow.stages:
        yield f"этап {stage.id}", stage
    yield "завершение", flow.completion
    for rule in flow.limits:
        yield f"срок {rule.name}", rule


def _given(*parts: tuple[str, Cited | None]) -> Iterator[tuple[str, _Read]]:
    """Those of the parts that the file has."""
    for where, item in parts:
        if item is not None:
            yield where, item


def _warnings(regulation: Regulation) -> Iterator[str]:
    if regulation.status is Status.DRAFT:
        yield "Это проект: правовой акт не принят"
    if regulation.status is Status.REPEALED:
        yield "Регламент утратил силу"
    unconfirmed = [item.where for item in readings(regulation) if not item.confirmed]
    if unconfirmed:
        yield f"Муниципалитетом не подтверждены толкования ({len(unconfirmed)}): {', '.join(unconfirmed)}"


def _day(regulation: Regulation) -> str | None:
    return None if regulation.effective_from is None else regulation.effective_from.isoformat()


def _flow(flow: Flow) -> dict[str, Any]:
    return flow.model_dump(mode="json", exclude={"stages", "limits"}) | {
        "stages": [stage.id for stage in flow.stages],
        "limits": [rule.name for rule in flow.limits],
    }


def limit_json(flow: Flow, rule: LimitRule) -> dict[str, Any]:
    """Describe one limit as plain data."""
    plain = rule.model_dump(mode="json", exclude={"amount", "unit", "before", "by_importance", "reminders"})
    return {
        "flow": flow.id,
        **plain,
        **(_NO_AMOUNT if rule.unit is None else rule.duration.model_dump(mode="json")),
        "before": rule.before and {"limit": rule.before.limit, **rule.before.lead.model_dump(mode="json")},
        "by_importance": [
            {"importance": term.importance, **term.duration.model_dump(mode="json")} for term in rule.by_importance
        ],
        "pause": rule.pause and _pause(rule.pause),
    }


def _pause(pause: Pause) -> dict[str, Any]:
    longest = None if pause.at_most is None else pause.at_most.duration.model_dump(mode="json")
    return {"starts": str(pause.starts), "ends": str(pause.ends), "at_most": longest}


def _finding(item: Finding) -> dict[str, Any]:
    plain = asdict(item)
    explained = plain["explanation"]
    return {
        **plain,
        "limits": list(item.limits),
        "clauses": list(item.clauses),
        "level": item.level.value,
        "explanation": {**explained, "changes": list(explained["changes"])},
    }
