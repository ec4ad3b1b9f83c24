"""A small picture: each date a strip of 24 hours, the hours of service, what was counted, the pauses and the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape

from api.proof.checking import is_paused
from api.proof.story import shown_days
from api.proof.wording import KINDS, date_words, end_words, moment_words
from domain.clock_words import last_day
from domain.lifecycle import Explanation
from domain.worktime.dayfacts import DayFact

MOST_DAYS = 21
"""A longer run of dates would be no picture any more."""

_LEFT, _WIDTH, _ROW, _BAR, _TOP = 120, 576, 22, 14, 24
_MINUTE = _WIDTH / (24 * 60)
_DAY = timedelta(days=1)
_HOURS = range(0, 25, 3)


@dataclass(frozen=True)
class _Row:
    day: DayFact
    top: int


def timeline(told: Explanation) -> str:
    """Draw it as SVG; nothing where there are no dates, or too many."""
    first, last = shown_days(told)
    days = [day for day in told.days if first <= day.date <= last]
    if not 0 < len(days) <= MOST_DAYS:
        return ""
    rows = [_Row(day, _TOP + number * _ROW) for number, day in enumerate(days)]
    height = _TOP + len(rows) * _ROW + 4
    label = escape(f"Шкала времени с {date_words(first)} по {date_words(last)}", quote=True)
    parts = "".join((*_scale(height), *(part for row in rows for part in _strip(row, told))))
    box = f'viewBox="0 0 {_LEFT + _WIDTH + 14} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{label}">{parts}</svg>'


def _scale(height: int) -> Iterator[str]:
    for hour in _HOURS:
        x = _x(hour * 60)
        yield f'<line class="grid" x1="{x}" y1="{_TOP - 4}" x2="{x}" y2="{height - 4}"/>'
        yield f'<text class="hour" x="{x}" y="{_TOP - 12}">{hour}</text>'


def _strip(row: _Row, told: Explanation) -> Iterator[str]:
    """One date: grey the hours of service, dark what was counted, underlined what stood still."""
    yield f'<text class="date" x="{_LEFT - 8}" y="{row.top + 11}">{escape(date_words(row.day.date))}</text>'
    on_duty = told.days_off_since is not None and row.day.date >= told.days_off_since.date()
    service = row.day.duty_hours or () if on_duty else row.day.hours
    if not service:
        reason = row.day.note or KINDS[row.day.kind].partition(":")[0]
        yield f'<text class="off" x="{_x(9 * 60)}" y="{row.top + 11}">{escape(reason)}</text>'
    for hours in service:
        begin, end = (int(part[:2]) * 60 + int(part[3:]) for part in hours.split("-"))
        yield _bar("service", row.top, begin, end)
    for span in told.intervals:
        yield from _on_this_date("counted", row, span.start, span.end)
    for pause in told.pauses:
        yield from _on_this_date("paused", row, pause.start, pause.end)
    if told.paused_since is not None:
        yield from _on_this_date("paused", row, told.paused_since, _end_of(row.day.date, told.paused_since))
    if told.start.date() == row.day.date:
        yield _mark("start", row.top, _minute(told.start), f"Начало счёта: {moment_words(told.start)}")
    if told.due_at is not None and last_day(told.due_at) == row.day.date:
        minute = _minute(told.due_at) if told.due_at.date() == row.day.date else 24 * 60
        yield _mark("due", row.top, minute, f"Срок: {end_words(told.due_at)}")


def _on_this_date(kind: str, row: _Row, start: datetime, end: datetime) -> Iterator[str]:
    day = row.day.date
    begin = 0 if start.date() < day else _minute(start)
    stop = 24 * 60 if end.date() > day else _minute(end)
    if start.date() <= day <= end.date() and begin < stop:
        yield _bar(kind, row.top, begin, stop)


def _end_of(day: date, like: datetime) -> datetime:
    """The end of a date, or what has begun where that is later."""
    return max(like, datetime.combine(day + _DAY, time(0), like.tzinfo))


def _bar(kind: str, top: int, begin: float, end: float) -> str:
    # What stood still is a line below the hours: across them it would strike out the words of a day off.
    height, down = (4, _BAR + 1) if kind == "paused" else (_BAR, 0)
    size = f'width="{round((end - begin) * _MINUTE, 1)}" height="{height}"'
    return f'<rect class="{kind}" x="{_x(begin)}" y="{top + down}" {size}/>'


def _mark(name: str, top: int, minute: float, title: str) -> str:
    x, bottom = _x(minute), top + _BAR + 3
    return (
        f'<line class="{name}" x1="{x}" y1="{top - 3}" x2="{x}" y2="{bottom}"><title>{escape(title)}</title></line>'
        f'<circle class="{name}" cx="{x}" cy="{top - 3}" r="3"/>'
    )


def _minute(moment: datetime) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60


def _x(minute: float) -> float:
    return round(_LEFT + minute * _MINUTE, 1)


def legend(told: Explanation) -> str:
    """What the colours mean, of those that the picture shows."""
    shown = [("service", "часы службы"), *([("counted", "засчитано")] if told.intervals else [])]
    shown += [("paused", "приостановка")] if is_paused(told) else []
    shown += [("start", "начало счёта"), *([("due", "срок")] if told.due_at else [])]
    return "".join(f'<span><i class="{kind}"></i>{words}</span>' for kind, words in shown)
