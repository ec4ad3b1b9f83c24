"""What the demonstration shows: a table of lives with the clauses of their limits, and the same as JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from domain.journal import Entry
from domain.lifecycle import CaseView, DeadlineView
from domain.terms import CommandName, DraftKind, LimitState
from domain.words import ACTIONS, OUTCOMES
from ops.demo_shown import merged

_WORDS: Mapping[str, str] = {
    **ACTIONS,
    CommandName.SUBMIT_DRAFT: "проект",
    CommandName.INTERIM_ANSWER: "промежуточный проект",
    CommandName.CONTRIBUTE: "часть ответа",
    CommandName.DECLINE: "возврат",
    CommandName.RETURN: "замечания",
    CommandName.SIGNIFICANT: "доклад",
    CommandName.REASSIGN: "другой исполнитель",
    CommandName.RECALCULATE: "пересчёт",
}
"""What steps are called in the table, where room is short."""

_DRAFTS: Mapping[str | None, str] = {
    DraftKind.CLARIFICATION: "вопрос автору",
    DraftKind.EXPLANATION: "разъяснение",
}


@dataclass(frozen=True)
class Taken:
    """A step as the journal has it: the command, the clause that it rests on, and what it is called."""

    command: str
    clause: str | None
    words: str

    @classmethod
    def of(cls, entry: Entry) -> "Taken":
        """The step that an entry of the journal tells of."""
        words = _WORDS[entry.action]
        if entry.action == CommandName.SUBMIT_DRAFT:
            words = _DRAFTS.get(entry.details.get("kind"), words)
        if entry.action == CommandName.HAND_OVER and entry.details.get("appeal"):
            words = "обращение"
        return cls(entry.action, entry.clause, words)


@dataclass(frozen=True)
class Played:
    """One life as the read model has it; ``as_played`` says whether it ended as it was meant to.

    ``taken`` are its steps with their clauses, ``shown`` the behaviours out of the ordinary with theirs.
    """

    regulation: str
    flow: str | None
    scenario: str
    theme: str | None
    steps: tuple[CommandName, ...]
    case: CaseView | None
    as_played: bool
    taken: tuple[Taken, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def limits(self, state: LimitState) -> list[DeadlineView]:
        """The limits that ended in a state; marks by analogy are none of the act's (R13)."""
        known = () if self.case is None else self.case.deadlines
        return [limit for limit in known if limit.state is state and not limit.by_analogy]

    @property
    def outcome(self) -> str:
        """How the life ended, in words."""
        return "не записано" if self.case is None or self.case.outcome is None else OUTCOMES[self.case.outcome]


def print_report(console: Console, played: Sequence[Played]) -> None:
    """Print one table for each procedure with the behaviours that it has shown, then the sum."""
    for title in dict.fromkeys(_title(item) for item in played):
        lives = [item for item in played if _title(item) == title]
        console.print(_table(title, lives))
        console.print(_behaviours(lives), end="\n\n")
    met, missed, cancelled = (
        sum(len(item.limits(state)) for item in played)
        for state in (LimitState.MET, LimitState.MISSED, LimitState.CANCELLED)
    )
    console.print(f"Сообщений: {len(played)}; сроков соблюдено: {met}, нарушено: {missed}, снято: {cancelled}")
    failed = sum(not item.as_played for item in played)
    console.print("Всё прошло, как задумано." if not failed else f"Не так, как задумано: {failed}.")


def report_json(played: Sequence[Played]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "regulation": item.case.regulation if item.case else None,
            "flow": item.case.flow if item.case else None,
            "scenario": item.scenario,
            "id": item.case.id if item.case else None,
            "theme": item.theme,
            "steps": list(item.steps),
            "outcome": item.case.outcome if item.case else None,
            "met": _named(item.limits(LimitState.MET)),
            "missed": _named(item.limits(LimitState.MISSED)),
            "as_played": item.as_played,
            "acts": [{"command": step.command, "clause": step.clause} for step in item.taken],
            "shown": [{"behaviour": title, "clauses": list(clauses)} for title, clauses in item.shown.items()],
        }
        for item in played
    ]


def _named(limits: Iterable[DeadlineView]) -> list[dict[str, str]]:
    return [{"name": limit.name, "clause": limit.clause} for limit in limits]


def _title(item: Played) -> str:
    return f"{item.regulation}: {item.flow}" if item.flow else item.regulation


def _table(title: str, played: Sequence[Played]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, expand=True, pad_edge=False)
    # At least as wide as its longest word, which would be cut otherwise: beside a ratio Rich takes ``width`` so.
    table.add_column("что сыграно, о чём", ratio=1, width=14)
    table.add_column("шаги и их пункты", ratio=2)
    # No wider than their longest word, so that the rest is the steps'.
    for name, width in (("в срок", 11), ("нарушено", 8), ("итог", 11)):
        table.add_column(name, width=width)
    table.add_column("", width=1)
    for item in played:
        table.add_row(
            _named_life(item),
            _steps(item.taken),
            _clauses(item.limits(LimitState.MET)),
            Text(_clauses(item.limits(LimitState.MISSED)), "red"),
            item.outcome,
            Text("✓") if item.as_played else Text("✗", "bold red"),
        )
    return table


def _named_life(item: Played) -> Group:
    """What was played, and under it what the message is about, as much as one line holds."""
    return Group(item.scenario, Text(item.theme or "без темы", "dim", no_wrap=True, overflow="ellipsis"))


def _behaviours(played: Sequence[Played]) -> Text:
    """A line that names what was shown besides the ordinary life, with the clauses."""
    told = merged(item.shown for item in played)
    named = [f"{title} ({', '.join(clauses)})" if clauses else title for title, clauses in told.items()]
    return Text.assemble(("Показано: ", "bold"), "; ".join(named) or "обычный порядок")


def _steps(taken: Sequence[Taken]) -> str:
    """The steps in order with their clauses, the same one several times running told once."""
    told = []
    for words, group in groupby(taken, key=lambda step: step.words):
        clauses = [step.clause for step in group]
        cited = list(dict.fromkeys(clause for clause in clauses if clause))
        times = f" ×{len(clauses)}" if len(clauses) > max(1, len(cited)) else ""
        told.append(f"{words} {', '.join(cited)}".rstrip() + times)
    return " → ".join(told)


def _clauses(limits: Iterable[DeadlineView]) -> str:
    counted = Counter(limit.clause for limit in limits)
    return ", ".join(clause if count == 1 else f"{clause} ×{count}" for clause, count in counted.items())
