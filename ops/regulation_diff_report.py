"""How `otklik regulation diff` prints: one table, the left regulation beside the right one."""

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from domain.regulation import Regulation
from ops.regulation_diff_rows import Mark, Row, Section, Side

_MARKS: Mapping[Mark, tuple[str, str]] = {
    Mark.SAME: ("=", "dim"),
    Mark.DIFFERS: ("≠", "yellow"),
    Mark.LEFT_ONLY: ("<", "cyan"),
    Mark.RIGHT_ONLY: (">", "cyan"),
}
_LEGEND = "≠ — различается; < — есть только слева; > — есть только справа; = — одинаково."
_CLAUSES = "Номера пунктов, названия и толкования у разных муниципалитетов свои и различием не считаются."
_NOTHING = "—"


def show_diff(left: Regulation, right: Regulation, sections: Sequence[Section]) -> RenderableType:
    """Render a comparison."""
    if not sections:
        return Text("Различий нет.", style="green")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("Что", ratio=4, overflow="fold")
    for regulation in (left, right):
        place, _, _ = regulation.title.partition(":")
        table.add_column(Text(f"{place}\n{regulation.id}, {regulation.version}"), ratio=7, overflow="fold")
    for section in sections:
        table.add_row("", Text(section.title, style="bold"))
        for row in section.rows:
            table.add_row(*_cells(row))
        table.add_row()
    notes = _LEGEND if left.id == right.id else f"{_LEGEND}\n{_CLAUSES}"
    return Group(table, Text(notes, style="dim"))


def _cells(row: Row) -> tuple[Text, Text, Text, Text]:
    mark, style = _MARKS[row.mark]
    return Text(mark, style=style), Text(row.what), _cell(row.left), _cell(row.right)


def _cell(side: Side | None) -> Text:
    return Text(_NOTHING, style="dim") if side is None else Text(side.shown)
