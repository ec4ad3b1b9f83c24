"""A «расчёт срока» as a plain text, for a letter or a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from api.proof.story import Story, Table, story
from domain.lifecycle import Explanation

_WIDTH = 80
_INDENT = "    "
_GAP = "  "


def text(told: Explanation) -> str:
    """Write it down in lines that a terminal and a letter hold: at most 80 letters, but where a word is longer."""
    return "\n".join(_lines(story(told))) + "\n"


def _lines(whole: Story) -> Iterator[str]:
    yield from wrap(whole.title, _WIDTH)
    yield "=" * min(len(whole.title), _WIDTH)
    for name, words in (*whole.answer, *whole.facts):
        yield from wrap(f"{name}: {words}", _WIDTH, subsequent_indent=_INDENT)
    for table in whole.tables:
        yield ""
        yield from _table(table)
    for paragraph in (*whole.notes, *(("Как проверить", *whole.check) if whole.check else ())):
        yield ""
        yield from wrap(paragraph, _WIDTH)


def _table(table: Table) -> Iterator[str]:
    """Columns as wide as they need; the last one, which may be a sentence, goes on below itself."""
    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [max(map(len, column)) for column in columns[:-1]]
    indent = " " * sum(width + len(_GAP) for width in widths)
    yield table.title
    yield "-" * len(table.title)
    for row in (table.head, *table.rows):
        before = "".join(cell.ljust(width) + _GAP for cell, width in zip(row, widths, strict=False))
        told = wrap(row[-1], _WIDTH, initial_indent=before, subsequent_indent=indent, break_long_words=False)
        yield from told or [before.rstrip()]
