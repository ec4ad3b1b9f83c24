"""`otklik regulation`: new, check, show, diff."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.regulation.describe import regulation_json
from ops import regulation_new, regulation_report
from ops.commands.output import FAILURE, Json, console, failures, print_json
from ops.options import read_settings
from ops.regulation_diff import compare, diff_json
from ops.regulation_diff_report import show_diff
from ops.regulation_source import find_regulation

app = typer.Typer(help="Файлы регламентов: составить, проверить, показать, сравнить.", no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Файлы TOML.")]


@app.command()
def check(
    files: Files,
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Проверить файлы: что в них неверно, что нужно знать, укладываются ли шаги в сроки."""
    checks = regulation_report.check_files(files)
    if as_json:
        print_json([_checked(item) for item in checks])
    else:
        console().print(regulation_report.show_checks(checks))
    if not all(item.sound for item in checks):
        raise typer.Exit(FAILURE)


@app.command()
def show(
    names: Annotated[list[str], typer.Argument(metavar="REGULATION...", help="Файлы TOML, имена или имя@версия.")],
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Показать регламент целиком: шаги, сроки, основания, противоречия, толкования."""
    with failures(as_json=as_json):
        settings, today = read_settings(), datetime.now(UTC).date()
        regulations = [find_regulation(settings, name, today) for name in names]
    if as_json:
        print_json([regulation_json(item) for item in regulations])
        return
    for regulation in regulations:
        console().print(regulation_report.show(regulation))


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Файл TOML, который будет записан.")],
    answers: Annotated[Path | None, typer.Option(help="Файл TOML с ответами: тогда вопросов не будет.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он уже есть.")] = False,  # noqa: FBT002 -- a flag of the command line
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Составить первый файл регламента: вопросы простыми словами, по тексту акта."""

    def say(text: str) -> None:
        typer.echo(text, err=as_json)

    def prompt() -> str:
        if as_json:  # A prompt of Typer leaves its last sign on the standard output, which is to be JSON alone.
            say("  > ")
            return input()
        entered: str = typer.prompt("  ", default="", show_default=False, prompt_suffix="> ")
        return entered

    with failures(as_json=as_json):
        made = regulation_new.make(file, answers, prompt, say, force=force)
    checked = regulation_report.check_files([file])
    if as_json:
        print_json({**_checked(checked[0]), "usual": list(made.usual)})
        return
    say("")
    console().print(regulation_report.show_checks(checked))
    if made.usual:
        typer.echo(f"\nВзято обычное, по акту не проверено: {', '.join(made.usual)}.")
    typer.echo(f"Записано: {file}. Дальше: otklik regulation show {file}")


@app.command("diff")
def run_diff(
    left: Annotated[str, typer.Argument(metavar="A", help="Файл TOML, имя регламента или имя@версия.")],
    right: Annotated[str, typer.Argument(metavar="B", help="То же для второго.")],
    everything: Annotated[bool, typer.Option("--all", help="Показать и то, что одинаково.")] = False,  # noqa: FBT002 -- a flag of the command line
    as_json: Json = False,  # noqa: FBT002 -- a flag of the command line
) -> None:
    """Сравнить две версии регламента или два регламента, рядом: часы, шаги, согласование, сроки, основания, доклады."""
    with failures(as_json=as_json):
        settings, today = read_settings(), datetime.now(UTC).date()
        one, other = (find_regulation(settings, name, today) for name in (left, right))
    if as_json:
        print_json(diff_json(one, other, everything=everything))
    else:
        console().print(show_diff(one, other, compare(one, other, everything=everything)))


def _checked(item: regulation_report.FileCheck) -> dict[str, Any]:
    regulation = item.regulation
    described = {} if regulation is None else regulation_json(regulation)
    return {
        "file": str(item.path),
        "sound": item.sound,
        "regulation": regulation and regulation.id,
        "version": regulation and regulation.version,
        "errors": [error._asdict() for error in item.errors],
        **{part: described.get(part, []) for part in ("warnings", "findings", "contradictions")},
    }
