"""What ``otklik regulation check`` and ``otklik regulation show`` print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from activities.regulation_source import read_each
from domain.regulation import Regulation, RegulationError
from domain.regulation.describe import Reading, readings, warnings
from domain.regulation.fit import Explanation, Level, findings
from domain.validation import FieldError
from ops import regulation_tables as tables
from ops import regulation_words as words
from ops.regulation_facts import facts

_UNCONFIRMED = "не подтверждено"
_LEVEL_STYLES = {Level.FITS: "green", Level.TIGHT: "yellow", Level.IMPOSSIBLE: "red"}


@dataclass(frozen=True)
class FileCheck:
    """What is known of one file after reading it: its regulation, or its errors."""

    path: Path
    regulation: Regulation | None = None
    errors: tuple[FieldError, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the file can be used."""
        return self.regulation is not None


def check_files(paths: Iterable[Path]) -> tuple[FileCheck, ...]:
    """Read every file and say of each what is wrong with it."""
    listed = tuple(paths)
    return tuple(
        FileCheck(path, errors=result.errors) if isinstance(result, RegulationError) else FileCheck(path, result)
        for path, result in zip(listed, read_each(listed), strict=True)
    )


def show_checks(checks: Iterable[FileCheck]) -> RenderableType:
    """Render the results of a check, file by file."""
    return Group(*(line for check in checks for line in _check_lines(check)))


def show(regulation: Regulation) -> RenderableType:
    """Render a whole regulation."""
    parts: list[RenderableType] = [
        Text(regulation.title, style="bold"),
        _grid((fact.name, fact.shown) for fact in facts(regulation)),
    ]
    parts += [Text(f"Внимание: {item}", style="yellow") for item in warnings(regulation)]
    for flow in regulation.flows:
        title = f"{flow.title} ({flow.id}, пункт {flow.clause})"
        parts += ["", Text(title, style="bold"), tables.steps(flow), tables.limits(flow)]
    parts += _section("Укладываются ли шаги в сроки", _fit_lines(regulation))
    parts += _section("Основания", [tables.grounds(regulation)] if regulation.grounds else [])
    asked = regulation.checklist
    parts += _section("Контрольный список ответа", [tables.checklist(asked)] if asked else [])
    reports = list(tables.reports(regulation))
    parts += _section("Повторы и доклады", [_grid(reports)] if reports else [])
    parts += _section("Противоречия акта", _contradiction_lines(regulation))
    parts += _section("Толкования", (line for item in readings(regulation) for line in _reading_lines(item)))
    return Group(*parts)


def _section(title: str, lines: Iterable[RenderableType]) -> list[RenderableType]:
    shown = list(lines)
    return ["", Text(title, style="bold"), *shown] if shown else []


def _check_lines(check: FileCheck) -> Iterator[RenderableType]:
    if check.regulation is None:
        yield Text(f"{check.path}: ошибок: {len(check.errors)}", style="red")
        for item in check.errors:
            yield _indented(Text(f"{item.field}: {item.message}"))
        return
    yield Text(f"{check.path}: {check.regulation.id}, версия {check.regulation.version} — годится", style="green")
    for warning in warnings(check.regulation):
        yield _indented(Text(warning, style="yellow"))
    for line in (*_fit_lines(check.regulation), *_contradiction_lines(check.regulation)):
        yield _indented(line)


def _fit_lines(regulation: Regulation) -> Iterator[RenderableType]:
    for item in findings(regulation):
        flow = f" ({item.flow})" if len(regulation.flows) > 1 else ""
        level = f"{words.LEVELS[item.level].capitalize()}{flow}."
        yield Text.assemble((level, _LEVEL_STYLES[item.level]), f" {item.text}")
        for line in _explanation_lines(item.explanation):
            yield _indented(line)


def _explanation_lines(explanation: Explanation) -> Iterator[RenderableType]:
    yield Text.assemble(("Как посчитано: ", "dim"), f"{explanation.sum}.")
    yield Text.assemble(("Что это значит: ", "dim"), explanation.meaning)
    if explanation.changes:
        yield Text("Что можно изменить (каждого изменения достаточно):", style="dim")
    for change in explanation.changes:
        yield _indented(Text(f"• {change.text}"))


def _contradiction_lines(regulation: Regulation) -> Iterator[RenderableType]:
    for number, item in enumerate(regulation.contradictions, start=1):
        quote = f": «{item.quote}»" if item.quote else ""
        title = f" {item.title} (пункт {item.clause}){quote}"
        yield Text.assemble((f"Противоречие {number}.", "yellow"), title)


def _indented(line: RenderableType) -> Padding:
    return Padding(line, (0, 0, 0, 2))


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for name, value in rows:
        table.add_row(Text(name, style="dim"), Text(value))
    return table


def _reading_lines(item: Reading) -> Iterator[RenderableType]:
    clause = f", пункт {item.clause}" if item.clause else ""
    by = f"подтвердил: {item.confirmed_by.strip()}" if item.confirmed else _UNCONFIRMED
    yield Text(f"{item.where}{clause} — {by}", style="" if item.confirmed else "yellow")
    quote = f"«{item.quote}» — " if item.quote else ""
    yield Padding(Text(quote + item.reading), (0, 0, 1, 2))
