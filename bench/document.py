"""Writes the tables of the newest run into docs/performance.md; what people wrote around them stays."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.report import HEADINGS, cells
from bench.result import Measured, Run

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN = "<!-- measured: written by `python -m bench --document`, do not edit -->"
END = "<!-- end of what is measured -->"


class NoPlaceError(Exception):
    """The document has no place for the tables: a line with BEGIN, and one with END after it."""


def write_document(run: Run, file: Path = DOCUMENT) -> None:
    """Replace what is between the two marks by the tables of a run; raises NoPlaceError."""
    file.write_text(with_tables(file.read_text("utf-8"), run), encoding="utf-8")


def with_tables(document: str, run: Run) -> str:
    """The document with the tables of a run; raises NoPlaceError."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise NoPlaceError(f"no marks for the tables: {BEGIN} … {END}")
    return before + "\n".join((BEGIN, "", *_lines(run), "", END)) + after


def _lines(run: Run) -> Iterator[str]:
    if run.quick:
        yield "**These are the figures of a quick run: its sizes are small, and they prove nothing.**"
        yield ""
    yield f"Measured on {run.date:%d.%m.%Y} at {run.date:%H:%M} UTC."
    yield ""
    yield from _table(("machine", ""), tuple(run.machine.items()))
    yield ""
    yield from _table(("version of", ""), tuple(run.versions.items()))
    yield ""
    rows = tuple(cells(figure) for item in run.measured for figure in item.result.figures)
    yield from _table(HEADINGS, rows)
    for item in run.measured:
        yield from _details(item)


def _details(item: Measured) -> Iterator[str]:
    for detail in item.result.details:
        yield from ("", f"### {detail.title}", "")
        yield from _table(detail.headings, detail.rows)
    for reason in item.result.skipped:
        yield from ("", f"{item.title}: not measured. {reason}")
    if item.result.failed:
        yield from ("", f"**{item.title}: failed.** {item.result.failed}")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(headings)
    yield _row(["---"] * len(headings))
    yield from (_row(row) for row in rows)


def _row(cells_of_row: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells_of_row)} |"
