"""The `otklik` command: reads arguments, calls `ops`, prints. No logic.

It ends with 0 where all is well, 1 after a failure, 2 where an argument is wrong.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ops import doctor, greeting, up
from ops.commands import import_, people, regulation, service, simulate, token, verify, worktime
from ops.commands.output import FAILURE, DataDir, Json, console, failures, print_json
from ops.options import read_settings

app = typer.Typer(
    name="otklik",
    help="Отклик: ответы муниципалитета на сообщения в социальных сетях, в срок и по регламенту.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(worktime.app, name="worktime")
app.add_typer(regulation.app, name="regulation")
app.add_typer(token.app, name="token")
app.add_typer(people.app, name="people")
app.command("import")(import_.run_import)
app.command("verify")(verify.run)
app.command("simulate")(simulate.run_simulate)
app.command("migrate")(service.migrate)
app.command("health")(service.worker_health)

ApiPort = Annotated[int | None, typer.Option(min=1, max=65535, help="Порт API (по умолчанию 8080).")]
TemporalPort = Annotated[int | None, typer.Option(min=1, max=65535, help="Порт Temporal (по умолчанию 7233).")]
UiPort = Annotated[int | None, typer.Option(min=1, max=65535, help="Порт интерфейса Temporal (по умолчанию 8233).")]


def main() -> None:
    """Run the command line."""
    app()


@app.command("up")
def run_up(  # noqa: PLR0913, PLR0917 -- one argument an option
    data_dir: DataDir = None,
    api_port: ApiPort = None,
    temporal_port: TemporalPort = None,
    ui_port: UiPort = None,
    no_samples: Annotated[bool, typer.Option("--no-samples", help="Не загружать образцы сообщений.")] = False,  # noqa: FBT002 -- a flag of the command line
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Запустить всё сразу: Temporal, worker и API; Ctrl-C останавливает, данные остаются."""
    with failures(as_json=as_json):
        settings = read_settings(data_dir=data_dir, api_port=api_port, temporal_port=temporal_port, ui_port=ui_port)

        def announce(ready: up.Ready) -> None:
            if as_json:
                print_json(vars(ready), indent=None)
            else:
                greeting.show(ready, settings, console())

        def tell(text: str) -> None:
            typer.echo(f"otklik: {text}", err=True)

        up.run(settings, with_samples=not no_samples, announce=announce, tell=tell)


@app.command("demo")
def run_demo(
    messages: Annotated[Path | None, typer.Option(help="CSV с настоящими сообщениями.")] = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Провести сообщения через каждый регламент в виртуальном времени и показать, что вышло."""
    from ops import demo  # noqa: PLC0415 -- it loads the parts of a test server, which no other command needs

    with failures(as_json=as_json):
        raise typer.Exit(demo.run(messages, as_json=as_json))


@app.command("doctor")
def run_doctor(
    data_dir: DataDir = None,
    api_port: ApiPort = None,
    temporal_port: TemporalPort = None,
    ui_port: UiPort = None,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Проверить версии, календарь, регламенты, порты, базу данных и Temporal."""
    with failures(as_json=as_json):
        settings = read_settings(data_dir=data_dir, api_port=api_port, temporal_port=temporal_port, ui_port=ui_port)
        findings = doctor.examine(settings, datetime.now(UTC).date())
    if as_json:
        print_json([vars(finding) for finding in findings])
    else:
        console().print(doctor.table(findings))
    if doctor.broken(findings):
        raise typer.Exit(FAILURE)


if __name__ == "__main__":
    main()
