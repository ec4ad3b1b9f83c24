"""Limits of every kind under calendars of every kind, drawn from a seed: what the shipped regulations never combine."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.event import Event
from domain.lifecycle import Explanation, Rules, explain_all, rules_from
from domain.terms import DraftKind, EventKind
from domain.worktime import Amount, CalendarSnapshot, Statutory, Week
from tests.domain.deadlines.samples import PAUSED, TO_PUBLISH, backward, hours, procedure
from tests.domain.lifecycle.builders import Life
from tests.strategies import CLOCK_CHANGES

_ZONES = ("Europe/Moscow", "Asia/Kamchatka", "Asia/Barnaul", "Europe/Berlin")
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OFFICE = ("09:00-13:00", "14:00-18:00")
_LENGTHS = {
    "working_minutes": ("5", "30", "60", "90", "37.5", "600"),
    "working_hours": ("0.25", "1.5", "2.2", "4", "9", "30"),
    "working_days": ("0", "1", "2", "3", "6"),
    "calendar_days": ("0", "1", "3", "7"),
    "hours": ("0.5", "4", "9", "30"),
    "days_24h": ("0.5", "1", "2"),
    "at_once": ("0",),
}
_STATUTORY = Statutory(holidays=("01-01", "03-08", "05-01", "05-09", "06-12", "11-04"), not_transferred=("01-01",))
_KINDS = (
    (EventKind.ROUTED, None),
    (EventKind.PUBLISHED, DraftKind.CLARIFICATION),
    (EventKind.CLARIFIED, None),
    (EventKind.DRAFT_SUBMITTED, DraftKind.FINAL),
    (EventKind.PUBLISHED, DraftKind.INTERIM),
)
_TALK = (_KINDS[0], _KINDS[1], _KINDS[2], _KINDS[1], _KINDS[2])
"""The author is asked twice, and answers twice; cut short, a question stays open."""


def made_up(seed: int) -> Iterator[Explanation]:
    """Every limit of one case under one made-up regulation."""
    draw = random.Random(seed)  # noqa: S311 -- a test's own examples
    zone, near = _where(draw)
    rules = _rules(draw, zone, near)
    begun = datetime(near.year, near.month, near.day, draw.randrange(24), draw.randrange(60)) + _fuzz(draw)  # noqa: DTZ001 -- a text of local time
    text = begun.isoformat(" ")
    fields = {"importance": draw.choice(("высокая", "обычная"))}
    if draw.random() < 0.3:
        fields["external_due_at"] = (begun + timedelta(hours=draw.uniform(1, 90))).isoformat(" ")
    case = Life(rules, text, **fields).case
    events = _events(draw, begun.replace(tzinfo=zone))
    changes: dict[str, Any] = {"events": events, "days_off_since": None}
    if draw.random() < 0.3:
        changes["days_off_since"] = draw.choice(events).at + draw.choice((timedelta(0), _fuzz(draw)))
    if draw.random() < 0.3:
        changes["amounts"] = {draw.choice(("whole", "draft", "late")): _amount(draw)}
    yield from explain_all(case.changed(**changes), rules)


def _where(draw: random.Random) -> tuple[ZoneInfo, date]:
    """A zone and a date, half of the time just before its clocks change."""
    if draw.random() < 0.4:
        name, change = draw.choice(CLOCK_CHANGES)
        return ZoneInfo(name), change - timedelta(days=draw.randrange(3))
    return ZoneInfo(draw.choice(_ZONES)), date(draw.randrange(2005, 2035), draw.randrange(1, 13), draw.randrange(1, 29))


def _rules(draw: random.Random, zone: ZoneInfo, near: date) -> Rules:
    lateness = draw.choice(("service", "working_time", "instant", "day_end"))
    unit = draw.choice(list(_LENGTHS))
    moved = _pause(draw) + draw.choice(("", "external_due = true\n"))
    limits = {
        "whole": TO_PUBLISH + _length(draw, unit) + moved + _by_importance(draw),
        "late": 'starts = "routed"\nends = ["published:answer"]\n'
        + _length(draw, draw.choice(list(_LENGTHS)))
        + draw.choice(("", 'capped_by = "whole"\n'))
        + draw.choice(("", "by_analogy = true\n")),
        "asked": 'starts = "published:clarification"\nends = ["clarified"]\nrepeats = true\n' + _length(draw, unit),
    }
    if unit in {"working_minutes", "working_hours"}:
        limits["whole"] = TO_PUBLISH + hours(8) + moved
        limits["draft"] = backward("whole", draw.choice((1.5, 4, 0.25)))
    if unit in {"working_minutes", "working_hours", "hours", "days_24h"}:
        limits["part"] = TO_PUBLISH + f'share_of = {{ limit = "whole", share = {draw.choice((0.25, 0.5, 0.125))} }}\n'
    regulation = procedure(f'lateness = {{ rule = "{lateness}" }}\n', **limits).regulation
    return rules_from(regulation.model_dump_json(exclude_defaults=True), _calendar(draw, zone, near).model_dump_json())


def _length(draw: random.Random, unit: str) -> str:
    return f'amount = {draw.choice(_LENGTHS[unit])}\nunit = "{unit}"\n'


def _amount(draw: random.Random) -> Amount:
    return Amount.model_validate({"amount": draw.choice(("0.5", "3", "7.25")), "unit": "working_hours"})


def _by_importance(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return ""
    return 'by_importance = [{ importance = "высокая", amount = 3, unit = "working_hours" }]\n'


def _pause(draw: random.Random) -> str:
    longest = draw.choice(("", "", "1 working_days", "5 hours"))
    if longest:
        amount, unit = longest.split()
        longest = f', at_most = {{ amount = {amount}, unit = "{unit}" }}'
    return "" if draw.random() < 0.25 else PAUSED.replace(" }", f"{longest} }}")


def _calendar(draw: random.Random, zone: ZoneInfo, near: date) -> CalendarSnapshot:
    """A week, and some dates near by that are otherwise."""
    week = dict.fromkeys(_NAMES[:5], _OFFICE) if draw.random() < 0.5 else {name: _hours(draw) for name in _NAMES}
    if not any(week.values()):
        week["wed"] = _OFFICE
    days = {near + timedelta(days=draw.randrange(12)): _hours(draw) for _ in range(draw.randrange(5))}
    known = draw.random() < 0.5
    return CalendarSnapshot(
        timezone=zone.key,
        week=Week.model_validate(week),
        days=days,
        known_from=date(2019, 1, 1) if known else None,
        known_until=date(2027, 12, 31) if known else None,
        statutory=_STATUTORY if known else None,
    )


def _hours(draw: random.Random) -> tuple[str, ...]:
    """Up to three intervals of one day; they may touch and may end at 24:00."""
    count = draw.choice((0, 1, 2, 2, 3))
    bounds = sorted(draw.sample(range(0, 24 * 60 + 1, 30), 2 * count))
    if count > 1 and draw.random() < 0.3:
        bounds[2] = bounds[1]
    return tuple(f"{_clock(a)}-{_clock(b)}" for a, b in zip(bounds[::2], bounds[1::2], strict=True))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _events(draw: random.Random, begun: datetime) -> tuple[Event, ...]:
    """The detection and what follows it, minutes to days apart; often an answer at the end."""
    events = [_event(EventKind.DETECTED, None, begun)]
    at = begun
    talk = draw.random() < 0.5
    for kind, draft in _TALK[: draw.randrange(2, 6)] if talk else draw.choices(_KINDS, k=draw.randrange(7)):
        at = at + timedelta(minutes=draw.choice((10, 45, 180, 700, 3000))) + _fuzz(draw)
        events.append(_event(kind, draft, at))
    if draw.random() < 0.4:
        events.append(_event(EventKind.PUBLISHED, DraftKind.FINAL, at + timedelta(hours=draw.uniform(1, 50))))
    return tuple(events)


def _event(kind: EventKind, draft: DraftKind | None, at: datetime) -> Event:
    return Event(kind=kind, at=at, recorded_at=at, draft=draft)


def _fuzz(draw: random.Random) -> timedelta:
    seconds, micros = draw.randrange(3600), draw.randrange(10**9)
    return draw.choice((timedelta(0), timedelta(seconds=seconds), timedelta(microseconds=micros)))
