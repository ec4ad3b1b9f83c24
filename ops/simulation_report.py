"""What `otklik simulate` prints: the procedures side by side, then each on its own, then what the model assumes."""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from domain.clock_words import date_words
from domain.lab import answer_limit, town_assumptions
from domain.lab.figures import LimitFigures
from domain.lab.terms import STEPS
from ops.regulation_words import ROLES, length_words
from ops.simulation import Side, Simulation
from ops.simulation_words import bounded, change_words, number, percent, place_words, points

_MINUTES = 60


def show(simulation: Simulation) -> RenderableType:
    """Render a whole simulation."""
    sides = simulation.sides
    parts: list[RenderableType] = [
        Text(
            f"Лаборатория регламентов: сообщений {simulation.messages}, поступали {date_words(simulation.first)} — "
            f"{date_words(simulation.last)}, зерно {simulation.seed}. {simulation.staff.title}.",
            style="bold",
        ),
        _summary(sides),
    ]
    for side in sides:
        parts += ["", Text(f"{side.regulation.title} ({side.title})", style="bold")]
        parts += [_limits(side), _offices(side), _steps(side)]
        if side.variants:
            parts.append(_variants(side))
    parts += ["", Text("На чём держится этот расчёт", style="bold"), *_listed(simulation.assumptions)]
    for side in sides:
        parts += [Text(f"{side.title}:", style="bold"), *_listed(town_assumptions(side.town))]
    return Group(*parts)


def _summary(sides: Iterable[Side]) -> Table:
    """The procedures side by side, a column each."""
    columns = [dict(_summed(side)) for side in sides]
    table = _table("", *(side.title for side in sides))
    for name in columns[0]:
        table.add_row(name, *(column[name] for column in columns))
    return table


def _summed(side: Side) -> Iterator[tuple[str, str]]:
    figures, whole = side.figures, _answer(side)
    yield "срок ответа", "—" if whole is None else f"пункт {whole.clause}: {_length(side, whole.name)}"
    yield "ответ в срок", "—" if whole is None else bounded(whole.on_time)
    yield "без единого нарушения", bounded(figures.unbroken)
    yield "нарушений сроков", number(figures.missed, 0)
    yield "до первого ответа, медиана", f"{number(figures.answer_median_hours)} раб. ч"
    yield "до первого ответа, 9 из 10", f"{number(figures.answer_p90_hours)} раб. ч"
    yield "до завершения, медиана", f"{number(figures.end_median_hours)} раб. ч"
    yield "напоминаний", number(figures.reminders, 0)
    busiest = next((office for office in figures.offices if office.place == figures.bottleneck), None)
    yield (
        "узкое место",
        "никто не ждёт"
        if busiest is None
        else f"{busiest.title}: {percent(busiest.queue_share)} ожидания, загрузка {percent(busiest.load)}",
    )


def _limits(side: Side) -> Table:
    table = _table("Сроки", "пункт", "время", "чей", "начат", "соблюдён", "нарушен", "снят", "в срок (95 %)")
    for item in side.figures.limits:
        if item.ran and not item.by_analogy:
            table.add_row(
                f"{item.title} ({item.name})",
                item.clause,
                _length(side, item.name),
                ROLES[item.actor],
                *(number(count, 0) for count in (item.ran, item.met, item.missed, item.cancelled)),
                bounded(item.on_time),
            )
    return table


def _offices(side: Side) -> Table:
    table = _table("Кто", "людей", "шагов", "загрузка", "ждут в среднем, раб. мин", "доля всего ожидания")
    for office in side.figures.offices:
        mark = " ←" if office.place == side.figures.bottleneck else ""
        table.add_row(
            office.title + mark,
            str(office.people),
            number(office.times, 0),
            percent(office.load),
            number(office.mean_wait_minutes),
            percent(office.queue_share),
        )
    return table


def _steps(side: Side) -> Table:
    table = _table("На что уходит время", "кто", "раз", "ждут, раб. ч", "работают, раб. ч")
    for item in side.figures.steps:
        table.add_row(
            STEPS[item.step],
            place_words(side, item.place),
            number(item.times, 0),
            number(item.waiting_minutes / _MINUTES),
            number(item.working_minutes / _MINUTES),
        )
    return table


def _variants(side: Side) -> Table:
    whole, base = _answer(side), side.figures
    table = _table("Что, если", "ответ в срок", "±, п. п.", "без нарушений", "±, п. п.", "медиана, раб. ч")
    for change, figures in side.variants:
        limit = None if whole is None else figures.limit(whole.name)
        on_time = None if limit is None else limit.on_time.share
        table.add_row(
            change_words(side, change),
            percent(on_time),
            points(on_time, None if whole is None else whole.on_time.share),
            percent(figures.unbroken.share),
            points(figures.unbroken.share, base.unbroken.share),
            number(figures.answer_median_hours),
        )
    return table


def _answer(side: Side) -> LimitFigures | None:
    rule = answer_limit(side.town)
    return None if rule is None else side.figures.limit(rule.name)


def _length(side: Side, name: str) -> str:
    return length_words(side.regulation.flow(side.town.flow).limit(name))


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    for title in others:
        table.add_column(title)
    return table


def _listed(sentences: Iterable[str]) -> Iterator[RenderableType]:
    for sentence in sentences:
        yield Padding(Text(f"• {sentence}"), (0, 0, 0, 2))
