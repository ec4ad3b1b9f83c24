"""What the demonstration shows: a table of lives with the clauses of their limits, and the same as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

from domain.lifecycle import CaseView, DeadlineView
from domain.terms import CommandName, LimitState
from domain.words import ACTIONS, OUTCOMES

_THEME_LETTERS = 28


@dataclass(frozen=True)
class Played:
    """One life as the read model has it; ``as_played`` says whether it ended as it was meant to."""

    regulation: str
    flow: str | None
    scenario: str
    theme: str | None
    steps: tuple[CommandName, ...]
    case: CaseView | None
    as_played: bool

    def limits(self, state: LimitState) -> list[DeadlineView]:
        """The limits that ended in a state."""
        return [] if self.case is None else [limit for limit in self.case.deadlines if limit.state is state]

    @property
    def outcome(self) -> str:
        """How the life ended, in words."""
        return "не записано" if self.case is None or self.case.outcome is None else OUTCOMES[self.case.outcome]


def print_report(console: Console, played: Sequence[Played]) -> None:
    """Print one table for each procedure, then the sum."""
    for title in dict.fromkeys(_title(item) for item in played):
        console.print(_table(title, [item for item in played if _title(item) == title]))
    states = Counter(limit.state for item in played if item.case for limit in item.case.deadlines)
    console.print(
        f"Сообщений: {len(played)}; сроков соблюдено: {states[LimitState.MET]}, "
        f"нарушено: {states[LimitState.MISSED]}, снято: {states[LimitState.CANCELLED]}"
    )
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
        }
        for item in played
    ]


def _named(limits: Iterable[DeadlineView]) -> list[dict[str, str]]:
    return [{"name": limit.name, "clause": limit.clause} for limit in limits]


def _title(item: Played) -> str:
    return f"{item.regulation}: {item.flow}" if item.flow else item.regulation


def _table(title: str, played: Sequence[Played]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("сообщение", max_width=_THEME_LETTERS, no_wrap=True)
    for column in ("что сыграно", "шаги", "в срок, пункты", "нарушено, пункты", "итог"):
        table.add_column(column)
    table.add_column("", width=1)
    for item in played:
        table.add_row(
            item.theme or "без темы",
            item.scenario,
            _steps(item.steps),
            _clauses(item.limits(LimitState.MET)),
            f"[red]{_clauses(item.limits(LimitState.MISSED))}[/red]",
            item.outcome,
            "✓" if item.as_played else "[bold red]✗[/bold red]",
        )
    return table


def _steps(steps: Sequence[CommandName]) -> str:
    """The steps in order, the same one several times running told once."""
    told = [(step, len(list(same))) for step, same in groupby(steps)]
    return " → ".join(ACTIONS[step] if count == 1 else f"{ACTIONS[step]} ×{count}" for step, count in told)


def _clauses(limits: Iterable[DeadlineView]) -> str:
    counted = Counter(limit.clause for limit in limits)
    return ", ".join(clause if count == 1 else f"{clause} ×{count}" for clause, count in counted.items())
