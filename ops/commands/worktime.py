"""`otklik worktime`: add, subtract, between, days, batch."""

from pathlib import Path
from typing import Annotated

import typer

from domain.worktime import Country
from ops import batch, worktime
from ops.commands.output import Json, failures, print_json
from ops.options import read_settings

app = typer.Typer(help="Рабочее время: сроки по производственному календарю.", no_args_is_help=True)

RegulationId = Annotated[str | None, typer.Option("--regulation", help="Регламент, чей календарь взять.")]
Timezone = Annotated[str | None, typer.Option(help="Вместо регламента: часовой пояс, например Europe/Moscow.")]
Hours = Annotated[
    list[str] | None,
    typer.Option(
        help="С --timezone: часы понедельника–пятницы, можно несколько раз; без них 09:00-13:00 и 14:00-18:00."
    ),
]
CountryOption = Annotated[
    Country, typer.Option("--country", help="С --timezone: чей производственный календарь; none — без него.")
]
Start = Annotated[str, typer.Argument(metavar="START", help="Момент с часовым поясом: 2026-03-16T10:00+03:00.")]
Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help='Сколько: PT9H (рабочее время) или "9 working_hours".')]

_NEGATIVE = {"ignore_unknown_options": True}
"""A length of time may be negative: «-PT4H» is no option."""


@app.command(context_settings=_NEGATIVE)
def add(  # noqa: PLR0913, PLR0917 -- one argument an option
    start: Start,
    amount: Amount,
    regulation: RegulationId = None,
    timezone: Timezone = None,
    hours: Hours = None,
    country: CountryOption = Country.RU,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Когда пройдёт столько времени с момента START."""
    with failures(as_json=as_json):
        time = worktime.chosen(read_settings(), regulation, timezone, hours, country)
        _show(worktime.add(time, start, amount), as_json=as_json)


@app.command(context_settings=_NEGATIVE)
def subtract(  # noqa: PLR0913, PLR0917 -- one argument an option
    start: Start,
    amount: Amount,
    regulation: RegulationId = None,
    timezone: Timezone = None,
    hours: Hours = None,
    country: CountryOption = Country.RU,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """С какого момента до START проходит столько рабочего времени."""
    with failures(as_json=as_json):
        time = worktime.chosen(read_settings(), regulation, timezone, hours, country)
        _show(worktime.subtract(time, start, amount), as_json=as_json)


@app.command()
def between(  # noqa: PLR0913, PLR0917 -- one argument an option
    start: Start,
    end: Annotated[str, typer.Argument(metavar="END", help="Момент с часовым поясом.")],
    regulation: RegulationId = None,
    timezone: Timezone = None,
    hours: Hours = None,
    country: CountryOption = Country.RU,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Сколько рабочего времени между двумя моментами."""
    with failures(as_json=as_json):
        time = worktime.chosen(read_settings(), regulation, timezone, hours, country)
        _show(worktime.between(time, start, end), as_json=as_json)


@app.command()
def days(  # noqa: PLR0913, PLR0917 -- one argument an option
    start: Start,
    number: Annotated[int, typer.Argument(metavar="N", min=0, help="Сколько рабочих дней.")],
    regulation: RegulationId = None,
    timezone: Timezone = None,
    hours: Hours = None,
    country: CountryOption = Country.RU,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Конец N-го рабочего дня после дня START."""
    with failures(as_json=as_json):
        time = worktime.chosen(read_settings(), regulation, timezone, hours, country)
        _show(worktime.days(time, start, number), as_json=as_json)


@app.command("batch")
def run_batch(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON со списком cases.")],
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Ответить на все вопросы файла; ответ всегда в JSON: {id: результат}."""
    with failures(as_json=as_json):
        print_json(batch.run(file))


def _show(answer: worktime.Answer, *, as_json: bool) -> None:
    if as_json:
        print_json(answer.model_dump(mode="json"))
        return
    typer.echo(answer.result)
    for span in answer.intervals:
        typer.echo(f"  {span.start.isoformat()} — {span.end.isoformat()}")
    typer.echo(f"календарь {answer.calendar_version}")
