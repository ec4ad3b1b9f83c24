"""One table on the screen, and the same as JSON in ``bench/results/``."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from bench.result import Detail, Figure, Run

RESULTS = Path(__file__).parent / "results"
HEADINGS = ("figure", "against", "ours", "theirs", "ratio", "reach", "reached")
_WORDS = {"figure", "against"}
_MANY = 100
_QUICK = "Quick: the sizes are small, so the figures only show that everything works."


def cells(figure: Figure) -> tuple[str, ...]:
    """A figure as a row of the table."""
    numbers = (_number(figure.ours), _number(figure.theirs), figure.comparison)
    return (f"{figure.name}, {figure.unit}", figure.against, *numbers, figure.reach, figure.verdict)


def show(run: Run, console: Console) -> None:
    """Print what was measured: every figure, what it is made of, and what could not be measured."""
    console.print(Group(*_parts(run)))


def written(run: Run, folder: Path = RESULTS) -> Path:
    """Write a run into a new file, named by its moment."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{run.date:%Y%m%dT%H%M%SZ}.json"
    file.write_text(run.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return file


def newest(folder: Path = RESULTS) -> Run:
    """Read the newest run that was written.

    Raises:
        FileNotFoundError: nothing was measured yet.

    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FileNotFoundError(f"no results in {folder}: run `make bench` first")
    return Run.model_validate_json(files[-1].read_text("utf-8"))


def _parts(run: Run) -> Iterator[Table | Text]:
    table = Table(title="Benchmarks")
    for heading in HEADINGS:
        words = heading in _WORDS
        table.add_column(heading, justify="left" if words else "right", overflow="fold", no_wrap=not words)
    for item in run.measured:
        for figure in item.result.figures:
            table.add_row(*cells(figure), style="bold red" if figure.reached is False else None)
        table.add_section()
    yield table
    for item in run.measured:
        yield from (_detail(detail) for detail in item.result.details)
        yield from (Text(f"{item.title}: not measured: {reason}", style="yellow") for reason in item.result.skipped)
        if item.result.failed:
            yield Text(f"{item.title} FAILED: {item.result.failed}", style="bold red")
    took = ", ".join(f"{item.name} {item.seconds:.0f} s" for item in run.measured)
    yield Text(f"It took {sum(item.seconds for item in run.measured):.0f} s: {took}.")
    if run.quick:
        yield Text(_QUICK, style="yellow")


def _number(value: float) -> str:
    """Three digits at least, and no more than they tell."""
    return f"{value:,.2f}" if abs(value) < _MANY else f"{value:,.0f}"


def _detail(detail: Detail) -> Table:
    table = Table(title=detail.title)
    for number, heading in enumerate(detail.headings):
        table.add_column(heading, justify="right" if number else "left")
    for row in detail.rows:
        table.add_row(*row)
    return table
