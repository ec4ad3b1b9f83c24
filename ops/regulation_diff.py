"""What `otklik regulation diff` finds: two regulations side by side, row by row, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from domain.regulation import Checklist, Cited, Flow, LimitRule, Regulation
from domain.regulation.compare import Limits, Pair, flow_pairs, paired, same, stage_pairs
from domain.regulation.describe import Reading, limit_json, readings
from ops import regulation_tables as tables
from ops import regulation_words as words
from ops.regulation_diff_rows import Mark, Row, Section, Side, make_cited_row, make_row, row_json, said
from ops.regulation_diff_words import limit_lines, plain_words
from ops.regulation_facts import Fact, facts

_SAID = frozenset(
    {
        *("format", "id", "version", "status", "effective_from", "act", "scope", "calendar", "lateness", "reminders"),
        *("authorities", "roles", "grounds", "repeats", "significant", "shortcomings", "periodic", "contradictions"),
        *("flows", "duty", "breaches", "checklist"),
    }
)
_SAID_OF_FLOW = frozenset(
    {
        *("resolution", "routing", "decline", "joint", "drafting", "interim", "clarification", "explaining"),
        *("stages", "completion", "limits"),
    }
)
"""The keys that have words of their own; a row shows the others as the file has them, so that nothing escapes."""

_CITED = frozenset({"id", "title", "clause"})
_OTHERS = {"title": "Название", "clause": "Пункт", "id": "Имя", "detected_outside": "Выявляют вне муниципалитета"}


def compare(left: Regulation, right: Regulation, *, everything: bool) -> tuple[Section, ...]:
    """Lay two regulations side by side; without ``everything`` only the rows that differ are there.

    Two versions of one regulation are compared to the word; of two municipalities clauses, titles and readings differ
    anyway, and only what is to be done when is compared.
    """
    citing = left.id == right.id
    sections = (Section(title, tuple(rows)) for title, rows in _sections(left, right, citing=citing, whole=everything))
    if everything:
        return tuple(section for section in sections if section.rows)
    differ = (Section(item.title, tuple(row for row in item.rows if row.mark is not Mark.SAME)) for item in sections)
    return tuple(section for section in differ if section.rows)


def diff_json(left: Regulation, right: Regulation, *, everything: bool) -> dict[str, Any]:
    """Describe the comparison as plain data."""
    return {
        **{
            key: {"id": item.id, "version": item.version, "title": item.title}
            for key, item in (("left", left), ("right", right))
        },
        "sections": [
            {"title": section.title, "rows": [row_json(row) for row in section.rows]}
            for section in compare(left, right, everything=everything)
        ],
    }


def _sections(left: Regulation, right: Regulation, *, citing: bool, whole: bool) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "Акт, время, участники", _fact_rows(left, right, citing=citing)
    pairs = flow_pairs(left, right)
    for pair in pairs:
        name = f" — {_flow_title(pair)}" if len(pairs) > 1 else ""
        yield f"Шаги{name}", (*_step_rows(pair, citing=citing), *_other_rows(pair, _SAID_OF_FLOW, citing=citing))
        yield f"Согласование{name}", _stage_rows(pair, citing=citing)
        yield f"Сроки{name}", _limit_rows(left, right, pair, citing=citing, whole=whole)
    yield "Основания", _ground_rows(left, right, citing=citing)
    yield "Контрольный список ответа", _checklist_rows(left, right, citing=citing)
    yield "Повторы, доклады, отчёты", _report_rows(left, right, citing=citing)
    yield "Прочее", _other_rows(Pair(left, right), _SAID, citing=citing)
    if citing:
        yield "Противоречия акта", _contradiction_rows(left, right)
        yield "Толкования", _reading_rows(left, right)


def _flow_title(pair: Pair[Flow]) -> str:
    names = dict.fromkeys(flow.id for flow in (pair.left, pair.right) if flow is not None)
    return " / ".join(names)


def _fact_rows(left: Regulation, right: Regulation, *, citing: bool) -> Iterator[Row]:
    for pair in paired(tuple(facts(left)), tuple(facts(right)), lambda one, other: one.name == other.name):
        alike = pair.left is not None and pair.right is not None and _same_fact(pair.left, pair.right, citing=citing)
        sides = (None if fact is None else Side((fact.value,), fact.clause) for fact in (pair.left, pair.right))
        yield make_row(pair.any.name, sides, differ=not alike)


def _same_fact(left: Fact, right: Fact, *, citing: bool) -> bool:
    return left == right if citing else left.value == right.value


def _step_rows(pair: Pair[Flow], *, citing: bool) -> Iterator[Row]:
    left, right = (() if flow is None else tuple(_other_steps(flow)) for flow in (pair.left, pair.right))
    for steps in paired(left, right, lambda one, other: one[0] == other[0]):
        sides = (None if step is None else step[1] for step in (steps.left, steps.right))
        parts = (None if step is None else step[2] for step in (steps.left, steps.right))
        yield make_cited_row(steps.any[0], sides, parts, citing=citing)


def _other_steps(flow: Flow) -> Iterator[tuple[str, Side, Cited]]:
    """The steps that are no stages of approval."""
    for step in tables.flow_steps(flow):
        if step.part is not None and step.part not in flow.stages:
            yield step.title, said(step.who, step.how, clause=step.part.clause), step.part


def _stage_rows(pair: Pair[Flow], *, citing: bool) -> Iterator[Row]:
    if pair.left is None or pair.right is None:
        chain = tuple(Pair(stage, None) if pair.left else Pair(None, stage) for stage in pair.any.stages)
    else:
        chain = stage_pairs(pair.left, pair.right)
    for number, stages in enumerate(chain, start=1):
        shown = (None if stage is None else tables.stage_step(stage) for stage in (stages.left, stages.right))
        sides = (
            None if step is None or step.part is None else said(step.title, step.who, step.how, clause=step.part.clause)
            for step in shown
        )
        yield make_cited_row(f"Этап {number}", sides, (stages.left, stages.right), citing=citing)


def _limit_rows(left: Regulation, right: Regulation, pair: Pair[Flow], *, citing: bool, whole: bool) -> Iterator[Row]:
    if pair.left is None or pair.right is None:
        for rule in pair.any.limits:
            side = _limit_side(pair.any, rule, None)
            yield make_row(rule.title, (side, None) if pair.left else (None, side), differ=True)
        return
    limits = Limits((left, pair.left), (right, pair.right))
    for rules in limits.pairs:
        fields = limits.differing(rules, citing=citing)
        shown = None if whole or rules.left is None or rules.right is None else fields
        sides = (
            None if rule is None else _limit_side(flow, rule, shown)
            for flow, rule in ((pair.left, rules.left), (pair.right, rules.right))
        )
        meaning = limits.meaning(rules)
        yield make_row(meaning.capitalize() if meaning else rules.any.title, sides, differ=bool(fields), fields=fields)


def _limit_side(flow: Flow, rule: LimitRule, fields: tuple[str, ...] | None) -> Side:
    return Side(tuple(limit_lines(rule, fields)), rule.clause, limit_json(flow, rule))


def _ground_rows(left: Regulation, right: Regulation, *, citing: bool) -> Iterator[Row]:
    for pair in paired(left.grounds, right.grounds, lambda one, other: one.id == other.id):
        sides = (
            None if ground is None else Side((words.OUTCOMES[ground.outcome], *tables.demands(ground)), ground.clause)
            for ground in (pair.left, pair.right)
        )
        yield make_cited_row(f"{pair.any.title} ({pair.any.id})", sides, (pair.left, pair.right), citing=citing)


def _checklist_rows(left: Regulation, right: Regulation, *, citing: bool) -> Iterator[Row]:
    for pair in paired(_asked(left.checklist), _asked(right.checklist), lambda one, other: one[0] == other[0]):
        sides = (None if item is None else item[1] for item in (pair.left, pair.right))
        parts = (None if item is None else item[2] for item in (pair.left, pair.right))
        yield make_cited_row(pair.any[0], sides, parts, citing=citing)


def _asked(checklist: Checklist | None) -> tuple[tuple[str, Side, Cited], ...]:
    """What is asked of an answer: each item by its id, each length by its network."""
    if checklist is None:
        return ()
    items = (
        (item.id, said(item.title, words.ASKED_OF[item.when], item.check or "", clause=item.clause), item)
        for item in checklist.items
    )
    lengths = (
        (words.NETWORKS[item.network], said(f"не длиннее {item.letters} знаков", clause=item.clause), item)
        for item in checklist.lengths
    )
    return (*items, *lengths)


def _report_rows(left: Regulation, right: Regulation, *, citing: bool) -> Iterator[Row]:
    for pair in paired(tuple(_reports(left)), tuple(_reports(right)), lambda one, other: one[0] == other[0]):
        sides = (None if item is None else Side((item[1],)) for item in (pair.left, pair.right))
        parts = (None if item is None else item[2] for item in (pair.left, pair.right))
        yield make_cited_row(pair.any[0], sides, parts, citing=citing)


def _reports(regulation: Regulation) -> Iterator[tuple[str, str, Cited]]:
    if regulation.repeats is not None:
        yield "Повторное сообщение", tables.repeats_words(regulation.repeats), regulation.repeats
    for name, report in (("О значимом", regulation.significant), ("О недостатках", regulation.shortcomings)):
        if report is not None:
            yield name, tables.report_words(report), report
    for periodic in regulation.periodic:
        yield f"Каждый месяц ({periodic.name})", tables.periodic_words(periodic), periodic
    if regulation.breaches is not None:
        yield "Счёт нарушений", tables.breaches_words(regulation.breaches), regulation.breaches


def _other_rows(pair: Pair[Regulation] | Pair[Flow], said: frozenset[str], *, citing: bool) -> Iterator[Row]:
    """The keys that no other row speaks of."""
    left, right = pair.left, pair.right
    if left is None or right is None:
        return
    for key in type(left).model_fields:
        if key not in said and (citing or key not in _CITED):
            values = getattr(left, key), getattr(right, key)
            sides = (Side((plain_words(item.model_dump(mode="json")[key]),)) for item in (left, right))
            yield make_row(_OTHERS.get(key, key), sides, differ=not same(*values, citing=citing))


def _contradiction_rows(left: Regulation, right: Regulation) -> Iterator[Row]:
    for pair in paired(left.contradictions, right.contradictions, lambda one, other: one.title == other.title):
        sides = (None if item is None else Side((item.quote or "—",), item.clause) for item in (pair.left, pair.right))
        yield make_cited_row(pair.any.title, sides, (pair.left, pair.right), citing=True)


def _reading_rows(left: Regulation, right: Regulation) -> Iterator[Row]:
    for pair in paired(readings(left), readings(right), lambda one, other: one.where == other.where):
        sides = (None if item is None else _reading_side(item) for item in (pair.left, pair.right))
        yield make_row(pair.any.where, sides, differ=pair.left != pair.right)


def _reading_side(item: Reading) -> Side:
    by = f"подтвердил: {item.confirmed_by.strip()}" if item.confirmed else "не подтверждено"
    return said(item.reading, by, clause=item.clause)
