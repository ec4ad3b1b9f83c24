"""`otklik simulate`: the files that were named, the towns that they describe, their runs, and what comes of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from activities.calendar_source import build_calendar
from activities.regulation_source import load_library, read_regulation
from domain.errors import wrong_field
from domain.importing.dates import parse_moment, strptime_format
from domain.lab import (
    GENERAL,
    Arrival,
    Change,
    Letter,
    LocalTime,
    RunFigures,
    Staff,
    StaffError,
    Town,
    answer_limit,
    asked_limit,
    check_staff,
    little_other,
    month_of,
    one_more,
    parse_staff,
    spread,
    staff_assumptions,
    town_assumptions,
)
from domain.lifecycle import rules_from
from domain.os_words import reason
from domain.regulation import Library, Regulation
from domain.validation import FieldError
from ops.message_file import Message, read_messages
from ops.simulation_runs import run_all

USUAL_MONTH = "2026-03"
"""The month of arrivals where neither the call nor the file says another: 21 working days and one holiday."""

_DATES = tuple(strptime_format(text) for text in ("ДД.ММ.ГГГГ чч:мм:сс", "ДД.ММ.ГГГГ чч:мм", "ДД.ММ.ГГГГ"))
_ANY_ZONE = ZoneInfo("UTC")
"""Only the clock on the wall is taken from a date."""


@dataclass(frozen=True)
class Order:
    """What is to be simulated; ``procedures`` are one or two of «id», «id:flow», «file.toml» or «file.toml:flow»."""

    procedures: tuple[str, ...]
    messages: Path
    staff: Path
    seed: int
    month: str | None = None
    count: int | None = None
    what_if: bool = True
    limits: tuple[str, ...] = ()
    processes: int | None = None


@dataclass(frozen=True)
class Side:
    """One procedure: its town, its figures, and the figures of each variant."""

    town: Town
    figures: RunFigures
    variants: tuple[tuple[Change, RunFigures], ...]

    @property
    def regulation(self) -> Regulation:
        """Under which its messages live."""
        return self.town.rules.regulation

    @property
    def title(self) -> str:
        """A name that is short enough for a table's head."""
        several = len(self.regulation.flows) > 1
        return f"{self.regulation.id}:{self.town.flow}" if several else self.regulation.id


@dataclass(frozen=True)
class Simulation:
    """All that came of an order."""

    staff: Staff
    seed: int
    first: date
    last: date
    messages: int
    sides: tuple[Side, ...]

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is taken for granted under every procedure."""
        return (*GENERAL, *staff_assumptions(self.staff))


Tell = Callable[[int, int], None]
"""What hears of the progress: so many lives are done, of so many."""


def simulate(order: Order, regulations_dir: Path, tell: Tell) -> Simulation:
    """Carry an order out; raises InvalidInput or another OtklikError that says what is wrong with which file."""
    staff = _read_staff(order.staff)
    letters = _letters(read_messages(order.messages), order.month)
    library = load_library(regulations_dir)
    towns = [_town(procedure, library, staff, order.seed) for procedure in order.procedures]
    procedures = [(town.rules.regulation, town.rules.regulation.flow(town.flow)) for town in towns]
    check_staff(staff, order.staff.name, procedures, library.regulations)
    arrivals = spread(
        letters, order.count or len(letters), month_of(order.month or USUAL_MONTH), staff.arrivals, order.seed
    )
    variants = [tuple(_variants(town, order)) for town in towns]
    _check_limits(order.limits, variants)
    ran = iter(_run(towns, variants, arrivals, order, tell))
    bases = [next(ran) for _ in towns]
    sides = tuple(
        Side(town, base, tuple((change, next(ran)) for change, _ in changed))
        for town, base, changed in zip(towns, bases, variants, strict=True)
    )
    first, last = arrivals[0].at.day, arrivals[-1].at.day
    return Simulation(staff, order.seed, first, last, len(arrivals), sides)


def simulation_json(simulation: Simulation) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "messages": simulation.messages,
        "first_day": simulation.first.isoformat(),
        "last_day": simulation.last.isoformat(),
        "seed": simulation.seed,
        "staff": simulation.staff.title,
        "assumptions": list(simulation.assumptions),
        "sides": [_side_json(side) for side in simulation.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    whole = answer_limit(side.town)
    name = None if whole is None else whole.name
    return {
        "regulation": side.regulation.id,
        "version": side.regulation.version,
        "flow": side.town.flow,
        "answer_limit": name,
        "assumptions": list(town_assumptions(side.town)),
        "figures": side.figures.model_dump(mode="json"),
        "what_if": [
            {
                "change": change.model_dump(mode="json", exclude_none=True),
                "figures": figures.model_dump(mode="json", include=_COMPARED),
                "answer_on_time": _on_time(figures, name),
            }
            for change, figures in side.variants
        ],
    }


_COMPARED = {"unbroken", "missed", "answer_median_hours", "answer_p90_hours", "bottleneck"}


def _on_time(figures: RunFigures, name: str | None) -> dict[str, Any] | None:
    limit = None if name is None else figures.limit(name)
    return None if limit is None else limit.on_time.model_dump(mode="json")


def _run(
    towns: Sequence[Town],
    variants: Sequence[Sequence[tuple[Change, Town]]],
    arrivals: Sequence[Arrival],
    order: Order,
    tell: Tell,
) -> list[RunFigures]:
    """The runs of the towns themselves, then those of every variant."""
    wanted = [*towns, *(town for changed in variants for _, town in changed)]
    lives, done = len(wanted) * len(arrivals), 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        tell(done, lives)

    tell(0, lives)
    return run_all(wanted, arrivals, more, order.processes)


def _read_staff(path: Path) -> Staff:
    try:
        # An editor may begin the file with a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StaffError(path.name, (FieldError("staff", f"файл не открывается: {reason(error)}"),)) from error
    except UnicodeDecodeError as error:
        raise StaffError(path.name, (FieldError("staff", "файл сохранён не в кодировке UTF-8"),)) from error
    return parse_staff(text, path.name)


def _letters(messages: Sequence[Message], month: str | None) -> list[Letter]:
    """The messages as the lab takes them; with times of their own, those of the month where one is asked for."""
    letters = [_letter(message, number) for number, message in enumerate(messages, start=1)]
    dated = sum(letter.at is not None for letter in letters)
    if not dated:
        return letters
    if dated < len(letters):
        raise wrong_field("detected_at", f"время есть у {dated} сообщений из {len(letters)}: нужно у всех")
    wanted = None if month is None else month_of(month)
    chosen = [item for item in letters if wanted is None or (item.at and item.at.day.replace(day=1) == wanted)]
    if not chosen:
        raise wrong_field("month", f"в файле нет сообщений за {month}")
    return chosen


def _letter(message: Message, number: int) -> Letter:
    try:
        at = message.detected_at and LocalTime.of(parse_moment(message.detected_at, _DATES, _ANY_ZONE))
    except ValueError as error:
        raise wrong_field(f"detected_at[{number}]", "ожидается дата вида 02.03.2026 09:40 или по ISO 8601") from error
    return Letter(message.text, message.theme, message.executor, message.importance, at or None)


def _town(procedure: str, library: Library, staff: Staff, seed: int) -> Town:
    """The town of «id», «id:flow», «file.toml» or «file.toml:flow», newest version; the first flow if none."""
    name, _, flow_id = procedure.partition(":")
    file = name.endswith(".toml")
    regulation = read_regulation(Path(name)) if file else library.versions(name)[-1]
    flows = [flow.id for flow in regulation.flows]
    if flow_id and flow_id not in flows:
        raise wrong_field("regulation", f"порядка {flow_id} в регламенте нет; допустимо: {', '.join(flows)}")
    calendar = build_calendar(regulation.calendar).model_dump_json()
    rules = rules_from(regulation.model_dump_json(exclude_defaults=True), calendar)
    return Town(rules, flow_id or flows[0], staff, seed)


def _variants(town: Town, order: Order) -> Iterator[tuple[Change, Town]]:
    for text in order.limits:
        changed = asked_limit(town, text)
        if changed is not None:
            yield changed
    if order.what_if:
        yield from little_other(town)
        yield from one_more(town)


def _check_limits(asked: Sequence[str], variants: Sequence[Sequence[tuple[Change, Town]]]) -> None:
    """Refuse a limit that no side has: it is a slip."""
    known = {change.limit for changed in variants for change, _ in changed}
    for text in asked:
        name = text.partition("=")[0]
        if name not in known:
            raise wrong_field("what-if-limit", f"срока {name} в этих порядках нет")
