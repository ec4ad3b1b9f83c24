"""What ``otklik regulation check`` and ``otklik regulation show`` print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from activities.regulation_source import read_each
from domain.regulation import Flow, Regulation, RegulationError
from domain.regulation.describe import Reading, readings, warnings
from domain.validation import FieldError
from ops import regulation_words as words

_UNCONFIRMED = "не подтверждено"


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
    known = readings(regulation)
    parts: list[RenderableType] = [Text(regulation.title, style="bold"), _facts(regulation)]
    parts += [Text(f"Внимание: {item}", style="yellow") for item in warnings(regulation)]
    for flow in regulation.flows:
        parts += ["", Text(f"{flow.title} ({flow.id}, пункт {flow.clause})", style="bold"), _steps(flow), _limits(flow)]
    parts += ["", Text("Основания не отвечать", style="bold"), _grounds(regulation)]
    if known:
        parts += ["", Text("Толкования", style="bold"), *(line for item in known for line in _reading_lines(item))]
    return Group(*parts)


def _check_lines(check: FileCheck) -> Iterator[RenderableType]:
    if check.regulation is None:
        yield Text(f"{check.path}: ошибок: {len(check.errors)}", style="red")
        for item in check.errors:
            yield Padding(Text(f"{item.field}: {item.message}"), (0, 0, 0, 2))
        return
    yield Text(f"{check.path}: {check.regulation.id}, версия {check.regulation.version} — годится", style="green")
    for warning in warnings(check.regulation):
        yield Padding(Text(warning, style="yellow"), (0, 0, 0, 2))


def _facts(regulation: Regulation) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in _fact_rows(regulation):
        table.add_row(Text(name, style="dim"), Text(value))
    return table


def _fact_rows(regulation: Regulation) -> Iterator[tuple[str, str]]:
    act = regulation.act
    dated = f" от {act.date:%d.%m.%Y}" if act.date else ""
    numbered = f" № {act.number}" if act.number else ""
    yield "Регламент", f"{regulation.id}, версия {regulation.version}, {words.STATUSES[regulation.status]}"
    yield "Акт", f"{act.issuer}{dated}{numbered}"
    if regulation.effective_from is not None:
        yield "Действует с", f"{regulation.effective_from:%d.%m.%Y}"
    networks = ", ".join(words.NETWORKS[network] for network in regulation.scope.networks)
    yield "Где пишут", f"{networks} (пункт {regulation.scope.clause})"
    yield "Рабочее время", "; ".join(_hours(regulation))
    yield "Вовремя", words.LATENESS[regulation.lateness.rule]
    yield "Отвечают", ", ".join(f"{item.title} ({item.id})" for item in regulation.authorities)
    for role in regulation.roles:
        yield words.ROLES[role.role].capitalize(), f"{role.title} (пункт {role.clause})"


def _hours(regulation: Regulation) -> Iterator[str]:
    """The days of the week with their hours, days that have the same hours together."""
    days: dict[tuple[str, ...], list[str]] = {}
    for key, day in words.WEEKDAYS.items():
        days.setdefault(getattr(regulation.calendar.week, key), []).append(day)
    for hours, names in days.items():
        if hours:
            yield f"{', '.join(names)} {', '.join(hours)}"
    yield regulation.calendar.timezone


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _steps(flow: Flow) -> Table:
    table = _table("Шаг", "Кто", "Пункт", "Возврат")
    if flow.resolution is not None:
        table.add_row("Резолюция", words.ROLES["head"], flow.resolution.clause, "")
    table.add_row("Направление в орган", words.ROLES["coordinator"], flow.routing.clause, "")
    table.add_row("Проект ответа", words.ROLES["executor"], flow.drafting.clause, "")
    for stage in flow.stages:
        who = words.ROLES[stage.decided_by] + (", вне муниципалитета" if stage.outside else "")
        table.add_row(Text(f"{stage.title} ({stage.id})"), who, Text(stage.clause), Text(stage.return_clause))
    completion = flow.completion
    table.add_row(
        words.COMPLETIONS[completion.command].capitalize(), words.ROLES[completion.by], Text(completion.clause), ""
    )
    return table


def _limits(flow: Flow) -> Table:
    table = _table("Срок", "Пункт", "Кто", "От → до", "Сколько", "Толкование")
    for rule in flow.limits:
        name = Text(f"{rule.name}: {rule.title}")
        mark = "" if not rule.reading else "подтверждено" if rule.confirmed_by.strip() else _UNCONFIRMED
        table.add_row(
            name,
            Text(rule.clause),
            words.ROLES[rule.actor],
            Text(words.span_words(rule)),
            Text(words.length_words(rule)),
            mark,
        )
    return table


def _grounds(regulation: Regulation) -> Table:
    table = _table("Основание", "Пункт", "Исход")
    for ground in regulation.grounds:
        table.add_row(Text(f"{ground.title} ({ground.id})"), Text(ground.clause), words.OUTCOMES[ground.outcome])
    return table


def _reading_lines(item: Reading) -> Iterator[RenderableType]:
    clause = f", пункт {item.clause}" if item.clause else ""
    by = f"подтвердил: {item.confirmed_by.strip()}" if item.confirmed else _UNCONFIRMED
    yield Text(f"{item.where}{clause} — {by}", style="" if item.confirmed else "yellow")
    quote = f"«{item.quote}» — " if item.quote else ""
    yield Padding(Text(quote + item.reading), (0, 0, 1, 2))
