"""How every command answers: JSON or words on the standard output, errors beside it, and an exit code."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from domain.errors import InvalidInput, OtklikError
from domain.regulation import UnknownRegulationError
from domain.worktime import AmountError, NaiveDatetimeError

FAILURE = 1
USAGE = 2
_WRONG_ARGUMENTS = (InvalidInput, AmountError, NaiveDatetimeError, UnknownRegulationError)

Json = Annotated[bool, typer.Option("--json", help="Ответ в JSON.")]
DataDir = Annotated[Path | None, typer.Option(help="Папка данных (по умолчанию .otklik/).")]


@contextmanager
def failures(*, as_json: bool) -> Iterator[None]:
    """Turn what the project raises on purpose into a message and an exit code."""
    try:
        yield
    except OtklikError as error:
        text = json.dumps({"error": str(error)}, ensure_ascii=False) if as_json else f"Ошибка: {_explained(error)}"
        typer.echo(text, err=True)
        raise typer.Exit(USAGE if isinstance(error, _WRONG_ARGUMENTS) else FAILURE) from error


def print_json(value: Any, *, indent: int | None = 2) -> None:  # noqa: ANN401 -- whatever JSON can say
    """Print one JSON document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def console() -> Console:
    """Return where tables are printed."""
    return Console()


def _explained(error: OtklikError) -> str:
    if not isinstance(error, InvalidInput) or len(error.errors) == 0:
        return str(error)
    named = [f"  {item.field}: {item.message}" for item in error.errors if item.message not in str(error)]
    return "\n".join((str(error), *named))
