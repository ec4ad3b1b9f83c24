"""`otklik simulate`: a month of messages under one regulation, or under two side by side."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from domain.lab.arrivals import MOST_MESSAGES
from ops import simulation, simulation_chart, simulation_report
from ops.commands.output import Json, console, failures, print_json
from ops.options import read_settings

_PAPER_WIDTH = 140
"""Columns of the tables where they go into a file."""

RegulationId = Annotated[
    str, typer.Option("--regulation", help="Регламент: id, файл .toml; порядок — после двоеточия, если их несколько.")
]
Against = Annotated[str | None, typer.Option(help="С чем сравнить: то же, что --regulation.")]
Messages = Annotated[Path, typer.Option(metavar="FILE", help="CSV со столбцами text и theme; executor, detected_at …")]
StaffFile = Annotated[
    Path, typer.Option("--staff", metavar="FILE", help="TOML о сотрудниках: docs/examples/staff.toml.")
]
Seed = Annotated[int, typer.Option(help="Зерно жребия: то же зерно — тот же результат.")]
Month = Annotated[
    str | None, typer.Option(metavar="ГГГГ-ММ", help=f"Месяц поступлений (по умолчанию {simulation.USUAL_MONTH}).")
]
Count = Annotated[
    int | None, typer.Option(min=1, max=MOST_MESSAGES, help="Сколько сообщений: файл повторяется или прореживается.")
]
Limits = Annotated[
    list[str] | None,
    typer.Option("--what-if-limit", metavar="СРОК=ВРЕМЯ", help="Что, если бы срок был другим: overall=5h, rework=90m."),
]
WhatIf = Annotated[bool, typer.Option("--what-if/--no-what-if", help="Считать ли «что, если»: человек и час больше.")]
Chart = Annotated[Path | None, typer.Option(metavar="FILE", help="Нарисовать график: .png или .svg.")]
Processes = Annotated[int | None, typer.Option(min=1, max=64, help="Сколько процессоров занять (по умолчанию все).")]


def run_simulate(  # noqa: PLR0913, PLR0917 -- one argument an option
    regulation: RegulationId,
    messages: Messages,
    staff: StaffFile,
    against: Against = None,
    seed: Seed = 1,
    month: Month = None,
    count: Count = None,
    what_if_limit: Limits = None,
    what_if: WhatIf = True,  # noqa: FBT002 -- a flag of the command line
    chart: Chart = None,
    processes: Processes = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Прожить месяц сообщений в виртуальном времени: какие сроки соблюдены, где уходит время, что изменит другое."""
    order = simulation.Order(
        procedures=(regulation,) if against is None else (regulation, against),
        messages=messages,
        staff=staff,
        seed=seed,
        month=month,
        count=count,
        what_if=what_if,
        limits=tuple(what_if_limit or ()),
        processes=processes,
    )
    with failures(as_json=as_json):
        if chart is not None:
            simulation_chart.check_kind(chart)
        with _bar(as_json=as_json) as bar:
            task = bar.add_task("", total=None)
            found = simulation.simulate(
                order,
                read_settings().regulations_dir,
                lambda done, lives: bar.update(task, completed=done, total=lives),
            )
        if chart is not None:
            simulation_chart.draw(found, chart)
    if as_json:
        print_json(simulation.simulation_json(found))
        return
    screen = console()
    if not screen.is_terminal:
        screen = Console(width=_PAPER_WIDTH)
    screen.print(simulation_report.show(found))
    if chart is not None:
        screen.print(f"График: {chart}", highlight=False)


def _bar(*, as_json: bool) -> Progress:
    return Progress(
        TextColumn("сообщения"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=as_json,
    )
