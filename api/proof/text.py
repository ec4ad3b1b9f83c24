"""A «расчёт срока» as a plain text, for a letter or a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from api.proof.story import Story, Table, story
from domain.lifecycle import Explanation

_WIDTH = 100
_INDENT = "    "


def text(told: Explanation) -> str:
    """Write it down; lines are at most 100 letters long, but where a table needs more."""
    return "\n".join(_lines(story(told))) + "\n"


def _lines(whole: Story) -> Iterator[str]:
    yield whole.title
    yield "=" * len(whole.title)
    for name, words in (*whole.answer, *whole.facts):
        yield from wrap(f"{name}: {words}", _WIDTH, subsequent_indent=_INDENT)
    for table in whole.tables:
        yield ""
        yield from _table(table)
    for paragraph in (*whole.notes, *(("Как проверить", *whole.check) if whole.check else ())):
        yield ""
        yield from wrap(paragraph, _WIDTH)


def _table(table: Table) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(table.head, *table.rows, strict=True)]
    yield table.title
    yield "-" * len(table.title)
    for row in (table.head, *table.rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
