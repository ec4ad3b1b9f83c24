"""The file as the walker needs it: facts to compute from, and what was found, to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from ops.verify.errors import WrongFileError
from ops.verify.reading import Amount, Field

MOST_DAYS = 5000
_LATENESS = ("service", "working_time", "instant", "day_end")
_LENGTHS = ("working_minutes", "working_hours")
"""The units in which one limit is counted back from another."""

Hours = tuple[tuple[int, int], ...]
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Day:
    """The working hours of a date in minutes since its midnight; ``duty``: where days off count too."""

    hours: Hours
    duty: Hours


@dataclass(frozen=True)
class Calendar:
    """The zone, the hours of each date, and from when on those of duty count."""

    zone: ZoneInfo
    days: Mapping[date, Day]
    duty_since: datetime | None


@dataclass(frozen=True)
class Facts:
    """What one limit is computed from; ``lead`` and ``whole`` belong to one that precedes another."""

    amount: Amount | None
    lead: Amount | None
    whole: Amount | None
    share: Fraction | None
    share_of: Amount | None
    at_most: Amount | None
    lateness: str
    start: datetime
    stretches: tuple[tuple[datetime, datetime | None], ...]
    ended_at: datetime | None
    external: datetime | None

    @property
    def unit(self) -> str:
        """The unit in which the limit is counted and judged."""
        given = self.amount or self.whole
        assert given is not None  # noqa: S101 -- narrows the type: reading has seen one of them
        return given.unit


@dataclass(frozen=True)
class Found:
    """The instants of one limit as the file gives them; None: it stands still."""

    own_end: datetime
    due_at: datetime | None
    late_after: datetime | None


@dataclass(frozen=True)
class Document:
    """A whole file: the limit, those that may cut it, and the calendar."""

    name: str
    calendar: Calendar
    facts: Facts
    found: Found
    caps: tuple[tuple[Facts, Found], ...]
    start: datetime
    own_due_at: datetime | None
    paused_since: datetime | None
    pauses: tuple[Interval, ...]
    intervals: tuple[Interval, ...]
    sums: tuple[timedelta, ...]


def read_document(value: object) -> Document:
    """Read a file's JSON; raises WrongFileError that names the first field that is missing or wrong."""
    root = Field(value)
    name = root["name"].text()
    if root.get("rule") is None:
        raise WrongFileError("rule", "исходных данных нет, пересчитать нельзя: расчёт сохранён без них")
    caps = root.get("caps")
    sums = root.get("sums")
    return Document(
        name=name,
        calendar=_calendar(root),
        facts=_facts(root),
        found=_found(root),
        caps=tuple((_facts(item), _found(item)) for item in caps.items()) if caps else (),
        start=root["start"].moment(),
        own_due_at=_moment(root, "own_due_at"),
        paused_since=_moment(root, "paused_since"),
        pauses=_spans(root["pauses"]),
        intervals=_spans(root["intervals"]),
        sums=tuple(item.duration() for item in sums.items()) if sums else (),
    )


def _calendar(root: Field) -> Calendar:
    zone, since = root["timezone"], _moment(root, "days_off_since")
    days: dict[date, Day] = {}
    last: date | None = None
    for number, item in enumerate(root["days"].items()):
        day, duty = item["date"].date(), item["duty_hours"] if since else item.get("duty_hours")
        if last is not None and day != last + timedelta(days=1):
            raise item["date"].wrong("даты идут по порядку без пропусков")
        if number == MOST_DAYS:
            raise root["days"].wrong(f"больше {MOST_DAYS} дат")
        days[day] = Day(item["hours"].hours(), duty.hours() if duty else ())
        last = day
    if not days:
        raise root["days"].wrong("дат нет: расчёт слишком длинный, чтобы перечислить их")
    return Calendar(_zone(zone), days, since)


def _zone(field: Field) -> ZoneInfo:
    try:
        return ZoneInfo(field.text())
    except (OSError, ValueError, KeyError):
        # ZoneInfo answers a bad key with any of these, depending on what lies on the disk.
        raise field.wrong("неизвестный часовой пояс") from None


def _facts(root: Field) -> Facts:
    rule = root["rule"]
    amount, before, share = rule.get("amount"), rule.get("before"), rule.get("share_of")
    at_most, stretches = rule.get("pause_at_most"), root.get("stretches")
    if amount is None and before is None:
        raise rule.wrong("нет ни количества amount, ни срока before, от которого считают назад")
    if amount is None and before is not None:
        for part in ("lead", "whole"):
            before[part]["unit"].one_of(*_LENGTHS)
    return Facts(
        amount=amount.amount() if amount else None,
        lead=before["lead"].amount() if before and amount is None else None,
        whole=before["whole"].amount() if before else None,
        share=share["share"].number() if share else None,
        share_of=share["whole"].amount() if share else None,
        at_most=at_most.amount() if at_most else None,
        lateness=rule["lateness"].one_of(*_LATENESS),
        start=root["started_by"]["at"].moment(),
        stretches=tuple(_stretch(item) for item in stretches.items()) if stretches else (),
        ended_at=_moment(root, "ended_at"),
        external=_moment(root, "external_due_at"),
    )


def _found(root: Field) -> Found:
    return Found(root["own_end"].moment(), _moment(root, "due_at"), _moment(root, "late_after"))


def _moment(root: Field, name: str) -> datetime | None:
    found = root.get(name)
    return found.moment() if found else None


def _stretch(item: Field) -> tuple[datetime, datetime | None]:
    return item["from"].moment(), _moment(item, "to")


def _spans(field: Field) -> tuple[Interval, ...]:
    return tuple((item["from"].moment(), item["to"].moment()) for item in field.items())
