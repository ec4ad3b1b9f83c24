"""The tables of `otklik regulation show`: the steps of a flow, its limits, the grounds, who reports to the head."""

from collections.abc import Iterator
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from domain.regulation import Breaches, Checklist, Cited, Flow, Ground, Periodic, Regulation, Repeats, Report, Stage
from domain.terms import AnswerCheck, AsksOf
from ops import regulation_words as words

_UNCONFIRMED = "?"
_CONFIRMED = "✓"
_LEGEND = {_UNCONFIRMED: "толкование не подтверждено", _CONFIRMED: "толкование подтверждено"}
_COORDINATOR = words.ROLES["coordinator"]
_EXECUTOR = words.ROLES["executor"]
_HEAD = words.ROLES["head"]


class _Step(NamedTuple):
    """A row of the table of steps; there is none where the file has no such part."""

    title: str
    who: str
    part: Cited | None
    how: str = ""


def steps(flow: Flow) -> Table:
    """Show the steps in the order in which a message passes them."""
    table = _table("Шаг", "Кто", "Пункт", "Как", whole=("Кто", "Пункт"))
    if flow.detected_outside:
        table.add_row("Выявление", "вне муниципалитета", flow.clause, "")
    for step in flow_steps(flow):
        if step.part is not None:
            table.add_row(Text(step.title), step.who, Text(_clause(step.part)), Text(step.how))
    return table


def flow_steps(flow: Flow) -> Iterator[_Step]:
    """List every step that a flow may have, those of approval among them."""
    yield from (*_routing(flow), *_drafting(flow), *_deciding(flow))


def stage_step(stage: Stage) -> _Step:
    """Say who decides at a stage of approval, and how."""
    how = _joined(f"возврат — пункт {stage.return_clause}", stage.outside and "вне муниципалитета")
    return _Step(f"{stage.title} ({stage.id})", words.ROLES[stage.decided_by], stage, how)


def limits(flow: Flow) -> RenderableType:
    """Show the limits, and below them what the marks beside the clauses mean."""
    table = _table("Срок", "Пункт", "Кто", "От → до", "Сколько", whole=("Пункт", "Кто"))
    for number, rule in enumerate(flow.limits):
        if number:
            table.add_row()  # the rows are long: a line between them
        table.add_row(
            Text.assemble((rule.name, "bold"), f": {rule.title}"),
            Text(_clause(rule)),
            words.ROLES[rule.actor],
            Text(words.span_words(rule)),
            Text("\n".join((words.length_words(rule), *words.notes(rule)))),
        )
    marks = {_mark(rule) for rule in flow.limits}
    legend = "; ".join(f"{mark} — {meaning}" for mark, meaning in _LEGEND.items() if mark in marks)
    return Group(table, Text(f" {legend}", style="dim")) if legend else table


def grounds(regulation: Regulation) -> Table:
    """Show the grounds, those of one outcome together."""
    table = _table("Исход", "Основание", "Пункт", "Что нужно", whole=("Исход", "Пункт"))
    for outcome, shown in words.OUTCOMES.items():
        same = [ground for ground in regulation.grounds if ground.outcome is outcome]
        for number, ground in enumerate(same):
            table.add_row(
                "" if number else shown,
                Text(f"{ground.title} ({ground.id})"),
                Text(_clause(ground)),
                Text("\n".join(demands(ground))),
            )
    return table


def checklist(items: Checklist) -> Table:
    """Show what is asked of an answer, and what a machine looks at."""
    table = _table("Что должно быть", "Пункт", "С чего спрашивается", "Проверка", whole=("Пункт", "Проверка"))
    for item in items.items:
        checked = item.check or "человек"
        table.add_row(Text(f"{item.title} ({item.id})"), Text(_clause(item)), words.ASKED_OF[item.when], checked)
    for length in items.lengths:
        title = f"Не длиннее {length.letters} знаков: {words.NETWORKS[length.network]}"
        table.add_row(Text(title), Text(_clause(length)), words.ASKED_OF[AsksOf.ALWAYS], AnswerCheck.FORM)
    return table


def reports(regulation: Regulation) -> Iterator[tuple[str, str]]:
    """Say who reports what to whom, and what the answer to a repeated message needs."""
    if regulation.repeats is not None:
        yield "Повторное сообщение", repeats_words(regulation.repeats)
    if regulation.significant is not None:
        yield "О значимом", report_words(regulation.significant)
    if regulation.shortcomings is not None:
        yield "О недостатках", report_words(regulation.shortcomings)
    for periodic in regulation.periodic:
        yield "Каждый месяц", periodic_words(periodic)
    if regulation.breaches is not None:
        yield "Счёт нарушений", breaches_words(regulation.breaches)


def repeats_words(repeats: Repeats) -> str:
    """Say what the answer to a repeated message needs."""
    contents = "".join(f"; в ответе: {item}" for item in repeats.must_contain)
    return f"пункт {repeats.clause}{contents}"


def periodic_words(periodic: Periodic) -> str:
    """Say whose monthly report is due when."""
    due = f"к концу {periodic.working_day}-го рабочего дня следующего месяца"
    return f"{periodic.title} — {words.ROLES[periodic.actor]}, {due} (пункт {periodic.clause})"


def report_words(report: Report) -> str:
    """Say who reports to whom."""
    who = words.ROLES[report.by] + (f" ({report.stage})" if report.stage else "")
    signed = ", за подписью" if report.signed else ""
    return f"{who} → {report.to}{signed} (пункт {report.clause})"


def breaches_words(breaches: Breaches) -> str:
    """Say from how many breaches of a body in a month on somebody is told."""
    return f"больше {breaches.more_than} у органа за месяц → {breaches.to} (пункт {breaches.clause})"


def _routing(flow: Flow) -> Iterator[_Step]:
    routing, decline = flow.routing, flow.decline
    yield _Step("Резолюция", _HEAD, flow.resolution)
    attributes = ", ".join(words.ATTRIBUTES[item] for item in routing.attributes)
    yield _Step(
        "Направление в орган",
        _COORDINATOR,
        routing,
        _joined(attributes and f"указать: {attributes}", routing.moves_freely and "передать другому можно всегда"),
    )
    if routing.shortening is not None:
        followed = f", за ним {routing.shortening.draft}" if routing.shortening.draft else ""
        yield _Step(
            "Сокращённый срок", _COORDINATOR, routing.shortening, f"вместо {routing.shortening.limit}{followed}"
        )
    yield _Step("Ответ в выходные", _COORDINATOR, routing.days_off)
    if decline is not None:
        how = _joined(words.DECLINES[decline.then], decline.reason_required and "причина обязательна")
        yield _Step("Возврат не по компетенции", _EXECUTOR, decline, how)


def _drafting(flow: Flow) -> Iterator[_Step]:
    if flow.joint is not None:
        passing = flow.joint.pass_clause and f"передача части — пункт {flow.joint.pass_clause}"
        how = _joined(words.JOINT_MODES[flow.joint.mode], passing)
        yield _Step("Совместная работа", "органы", flow.joint, how)
    rework = flow.drafting.rework_clause
    yield _Step("Проект ответа", _EXECUTOR, flow.drafting, _joined(rework and f"доработка — пункт {rework}"))
    yield _Step("Промежуточный ответ", _EXECUTOR, flow.interim)
    if flow.clarification is not None:
        stages = flow.clarification.stages
        whole = "весь порядок согласования" if flow.stages else "без согласования"
        agreed = whole if stages is None else ", ".join(stages) or "без согласования"
        placed = f"размещает {words.ROLES[flow.clarification.placed_by]}"
        how = _joined(agreed, placed, flow.clarification.wait and f"ответа ждут по сроку {flow.clarification.wait}")
        yield _Step("Уточнение у автора", _EXECUTOR, flow.clarification, how)
    if flow.explaining is not None:
        yield _Step("Разъяснение", _EXECUTOR, flow.explaining, f"отправляет {words.ROLES[flow.explaining.sent_by]}")


def _deciding(flow: Flow) -> Iterator[_Step]:
    yield from (stage_step(stage) for stage in flow.stages)
    completion = flow.completion
    how = _joined(
        completion.visibility_clause and f"на личное — лично (пункт {completion.visibility_clause})",
        completion.also_at_clause and f"и в других местах (пункт {completion.also_at_clause})",
    )
    title = words.COMPLETIONS[completion.command].capitalize()
    yield _Step(title, words.ROLES[completion.by], completion, how)


def demands(ground: Ground) -> Iterator[str]:
    """Say what a ground asks for."""
    for item in ground.must_contain:
        yield f"в ответе: {item}"
    if ground.needs_published_answer:
        yield "ссылка на размещённый ответ"
    if ground.earlier_answers:
        yield f"прежних ответов: {ground.earlier_answers} или больше"


def _joined(*parts: str | bool | None) -> str:
    return "; ".join(part for part in parts if isinstance(part, str) and part)


def _mark(item: Cited) -> str:
    if not item.reading:
        return ""
    return _CONFIRMED if item.confirmed_by.strip() else _UNCONFIRMED


def _clause(item: Cited) -> str:
    return f"{item.clause} {_mark(item)}".rstrip()


def _table(*columns: str, whole: tuple[str, ...]) -> Table:
    """A table whose ``whole`` columns are never broken: they are short, and nobody can read them in pieces."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=column in whole, overflow="fold")
    return table
