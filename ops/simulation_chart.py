"""The chart of a simulation: how often each limit was kept, and where the time went. matplotlib is an extra.

The colours are of the Okabe-Ito palette, which people of every kind of sight tell apart; their lightness differs too,
so that a print in grey says the same.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.clock_words import date_words
from domain.os_words import reason
from ops.errors import MissingProgramError, OpsError
from ops.simulation import Side, Simulation
from ops.simulation_words import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = (".png", ".svg")

_SIDES = ("#0072B2", "#E69F00")
_WAITING, _WORKING = "#D55E00", "#56B4E9"
_INK = "#222222"
_WIDTH, _FRAME, _ROW = 11.0, 2.6, 0.32
"""Inches: of the whole, of all that is no bar, and of a bar."""

_DOTS_AN_INCH = 150
_FONT_SIZE = 9
_MINUTES = 60
_WHOLE = 100
_ROOM = 118
"""How far the axis of shares goes, so that the figures fit beside the bars."""


class KeptRow(NamedTuple):
    """A bar of the upper chart: a limit, the procedure that it belongs to, and its share with the bounds, in %."""

    title: str
    side: int
    share: float
    low: float
    high: float
    figures: str


class TimeRow(NamedTuple):
    """A bar of the lower chart: whose time it was, hours of waiting for him and of his work."""

    title: str
    waiting: float
    working: float


def check_kind(path: Path) -> None:
    """Raise OpsError where the file's name says no kind of picture that can be drawn."""
    if path.suffix.lower() not in KINDS:
        raise OpsError(f"график пишется в файл {' или '.join(KINDS)}, а не {path.name}")


def draw(simulation: Simulation, path: Path) -> None:
    """Write the chart; its kind follows from the file's name.

    Raises:
        MissingProgramError: matplotlib is not installed.
        OpsError: another kind of file is asked for, or it cannot be written.

    """
    check_kind(path)
    try:
        from matplotlib import rc_context  # noqa: PLC0415 -- an extra, which nothing else needs
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- as above
        from matplotlib.figure import Figure  # noqa: PLC0415 -- as above
    except ImportError as error:
        raise MissingProgramError("для графика нужен matplotlib: pip install 'otklik[lab]'") from error
    kept, spent = list(kept_rows(simulation.sides)), list(time_rows(simulation.sides))
    heights = (max(len(kept), 1), max(len(spent), 1))
    # Text stays text in SVG, and two runs of one seed give the same file.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "otklik", "font.size": _FONT_SIZE}):
        figure = Figure(figsize=(_WIDTH, _FRAME + _ROW * sum(heights)), layout="constrained")
        FigureCanvasAgg(figure)
        upper, lower = figure.subplots(2, 1, height_ratios=heights)
        figure.suptitle(
            f"Лаборатория регламентов: сообщений {simulation.messages}, "
            f"{date_words(simulation.first)} — {date_words(simulation.last)}, зерно {simulation.seed}"
        )
        _draw_kept(upper, kept, [side.title for side in simulation.sides])
        _draw_time(lower, spent)
        unstamped: dict[str, Any] = {"metadata": {"Date": None}} if path.suffix.lower() == ".svg" else {}
        try:
            figure.savefig(path, dpi=_DOTS_AN_INCH, **unstamped)
        except OSError as error:
            raise OpsError(f"график {path} не записывается: {reason(error)}") from error


def kept_rows(sides: Sequence[Side]) -> Iterator[KeptRow]:
    """The limits that were judged, procedure by procedure."""
    for number, side in enumerate(sides):
        for item in side.figures.limits:
            share = item.on_time
            if not item.by_analogy and share.share is not None and share.low is not None and share.high is not None:
                yield KeptRow(
                    title=f"{item.title}, п. {item.clause}",
                    side=number,
                    share=share.share * _WHOLE,
                    low=share.low * _WHOLE,
                    high=share.high * _WHOLE,
                    figures=f"{percent(share.share)} из {share.of}",
                )


def time_rows(sides: Sequence[Side]) -> Iterator[TimeRow]:
    """The people of every procedure with the time that messages spent before them; the wait for facts is nobody's."""
    for side in sides:
        for office in side.figures.offices:
            worked = sum(item.working_minutes for item in side.figures.steps if item.place == office.place)
            yield TimeRow(f"{side.title}: {office.title}", office.waiting_minutes / _MINUTES, worked / _MINUTES)


def _draw_kept(axes: "Axes", rows: Sequence[KeptRow], titles: Sequence[str]) -> None:
    for number, title in enumerate(titles):
        own = [(at, row) for at, row in enumerate(rows) if row.side == number]
        axes.barh([at for at, _ in own], [row.share for _, row in own], color=_SIDES[number], label=title)
    for at, row in enumerate(rows):
        axes.plot([row.low, row.high], [at, at], color=_INK, linewidth=1.4, marker="|", markersize=6)
        axes.text(_WHOLE + 1.5, at, row.figures, va="center", color=_INK)
    axes.set_xlim(0, _ROOM)
    axes.set_xticks(range(0, _WHOLE + 1, 20))
    axes.set_title("Сроки соблюдены, % (черта — 95 % по Уилсону)", loc="left")
    _finish(axes, [row.title for row in rows])


def _draw_time(axes: "Axes", rows: Sequence[TimeRow]) -> None:
    places = range(len(rows))
    worked = [row.working for row in rows]
    axes.barh(places, worked, color=_WORKING, label="работа")
    axes.barh(places, [row.waiting for row in rows], left=worked, color=_WAITING, label="ожидание")
    axes.set_title("На что ушло время сообщений, рабочих часов", loc="left")
    _finish(axes, [row.title for row in rows])


def _finish(axes: "Axes", titles: Sequence[str]) -> None:
    """Name the bars, the first one on top, and take away what says nothing."""
    axes.set_yticks(range(len(titles)), titles)
    axes.margins(y=0.02)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", color="#DDDDDD")
    axes.set_axisbelow(True)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=2, frameon=False)
