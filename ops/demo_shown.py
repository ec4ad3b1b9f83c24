"""Which behaviours a life has shown, read from its journal, each with the clauses that provide for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from domain.journal import Entry
from domain.lifecycle import CaseView, DeadlineView
from domain.regulation import Cited, Flow
from domain.terms import CommandName, DraftKind

Clauses = Iterable[str | None]


@dataclass(frozen=True)
class Seen:
    """A life as its read model has it, under its procedure."""

    flow: Flow
    case: CaseView
    entries: tuple[Entry, ...]

    def of(self, command: CommandName) -> list[Entry]:
        """The entries of a command, in order."""
        return [entry for entry in self.entries if entry.action == command]

    def placed(self, kind: DraftKind) -> int:
        """How many drafts of a kind went out."""
        return sum(item.kind is kind for item in self.case.publications)


def shown(seen: Seen) -> dict[str, tuple[str, ...]]:
    """Every behaviour out of the ordinary that a life has shown; without a clause where no act provides for it."""
    found = {title: list(find(seen)) for title, find in _BEHAVIOURS.items()}
    return {title: tuple(dict.fromkeys(item for item in told if item)) for title, told in found.items() if told}


def merged(lives: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """What several lives have shown together, in the order of the behaviours."""
    clauses: dict[str, dict[str, None]] = {title: {} for title in _BEHAVIOURS}
    seen = set[str]()
    for life in lives:
        seen |= set(life)
        for title, told in life.items():
            clauses[title] |= dict.fromkeys(told)
    return {title: tuple(told) for title, told in clauses.items() if title in seen}


def _entries(command: CommandName) -> Callable[[Seen], Clauses]:
    return lambda seen: [entry.clause for entry in seen.of(command)]


def _limits(chosen: Callable[[DeadlineView], object]) -> Callable[[Seen], Clauses]:
    return lambda seen: [limit.clause for limit in seen.case.deadlines if chosen(limit)]


def _asked(*, moved: bool) -> Callable[[Seen], Clauses]:
    """Reassignments inside a body, or to another one."""

    def find(seen: Seen) -> Clauses:
        for entry in seen.of(CommandName.REASSIGN):
            before = entry.details["before"]["authority"]
            if moved is (entry.details.get("authority", before) != before):
                yield entry.clause

    return find


def _returned(*, first_stage: bool) -> Callable[[Seen], Clauses]:
    """Returns by the first stage of the chain, or by a later one."""

    def find(seen: Seen) -> Clauses:
        first = seen.flow.stages[0].id if seen.flow.stages else None
        stages = [(entry.details.get("stage"), entry.clause) for entry in seen.of(CommandName.RETURN)]
        return [clause for stage, clause in stages if stage is not None and first_stage is (stage == first)]

    return find


def _said(command: CommandName, field: str, option: Callable[[Flow], Cited | None]) -> Callable[[Seen], Clauses]:
    """A command that used an option of the procedure, whose clause is the option's own."""

    def find(seen: Seen) -> Clauses:
        cited = option(seen.flow)
        used = any(entry.details.get(field) for entry in seen.of(command))
        return [cited.clause] if used and cited is not None else []

    return find


def _interim(least: int) -> Callable[[Seen], Clauses]:
    def find(seen: Seen) -> Clauses:
        interim = seen.flow.interim
        return [interim.clause] if interim is not None and seen.placed(DraftKind.INTERIM) >= least else []

    return find


def _paused(seen: Seen) -> Clauses:
    asked = bool(seen.of(CommandName.CLARIFIED))
    return [rule.clause for rule in seen.flow.limits if asked and rule.pause is not None]


def _parts(seen: Seen) -> Clauses:
    passed = [entry.clause for entry in seen.of(CommandName.APPROVE) if entry.details.get("part")]
    return [*(entry.clause for entry in seen.of(CommandName.CONTRIBUTE)), *passed]


def _explained(seen: Seen) -> Clauses:
    drafts = seen.of(CommandName.SUBMIT_DRAFT)
    return [entry.clause for entry in drafts if entry.details.get("kind") == DraftKind.EXPLANATION]


def _repeat(seen: Seen) -> Clauses:
    return [] if seen.case.repeat is None else [seen.case.repeat.clause]


def _converted(seen: Seen) -> Clauses:
    return [entry.clause for entry in seen.of(CommandName.HAND_OVER) if entry.details.get("appeal")]


def _on_day_off(seen: Seen) -> Clauses:
    names = {limit.name for limit in seen.case.deadlines}
    return [rule.clause for rule in seen.flow.limits if rule.starts_on_day_off and rule.name in names]


_BEHAVIOURS: Mapping[str, Callable[[Seen], Clauses]] = {
    "доработка": _returned(first_stage=True),
    "замечания следующего этапа": _returned(first_stage=False),
    "возврат не по компетенции": _entries(CommandName.DECLINE),
    "срок начат заново": _limits(lambda limit: limit.first_started_at),
    "другой исполнитель": _asked(moved=False),
    "передано другому органу": _asked(moved=True),
    "пересчёт сроков": _entries(CommandName.RECALCULATE),
    "повторное сообщение": _repeat,
    "доклад о значимом": _entries(CommandName.SIGNIFICANT),
    "недостаток в работе": _entries(CommandName.SHORTCOMING),
    "промежуточный ответ": _interim(1),
    "ещё один промежуточный": _interim(2),
    "вопрос автору": _entries(CommandName.CLARIFIED),
    "срок стоял до ответа автора": _paused,
    "части нескольких органов": _parts,
    "сокращённый срок": _said(CommandName.ROUTE, "answer_within", lambda flow: flow.routing.shortening),
    "ответ в выходные": _said(CommandName.ROUTE, "days_off", lambda flow: flow.routing.days_off),
    "поступило в выходной": _on_day_off,
    "срок внешней системы": _limits(lambda limit: limit.own_due_at),
    "разъяснение": _explained,
    "без ответа по основанию": _entries(CommandName.EXCLUDE),
    "обращение по 59-ФЗ": _converted,
    "закрыто по иной причине": _entries(CommandName.CLOSE),
}
"""The behaviours in the order in which they are told, and how each is found."""
