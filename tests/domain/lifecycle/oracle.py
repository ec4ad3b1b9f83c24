"""The limits of a life by hand: the acts' times, the table of ``clauses.md`` section 8, and a list of worked minutes.

Nothing here is shared with the code under test: neither its calendar, nor the regulations' files, nor its algorithm.
Times are naive readings of the municipality's clock on whole minutes, from March to August of 2026.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

FIRST, LAST = date(2026, 3, 1), date(2026, 8, 31)
DAYS_OFF = {date(2026, 3, 9), date(2026, 5, 1), date(2026, 5, 11), date(2026, 6, 12)}
SHORT_DAYS = {date(2026, 4, 30), date(2026, 5, 8), date(2026, 6, 11)}
MINUTE = timedelta(minutes=1)
ENDINGS = {"published", "handed_over", "excluded", "closed"}


def _minutes(day: date) -> list[int]:
    if day.weekday() > 4 or day in DAYS_OFF:
        return [0] * 1440
    close = 17 if day in SHORT_DAYS else 18
    return [int(9 * 60 <= m < 13 * 60 or 14 * 60 <= m < close * 60) for m in range(1440)]


_DATES = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
_WORKED = [minute for day in _DATES for minute in _minutes(day)]
_SUMS = [0, *accumulate(_WORKED)]
_WORKING_DATES = [day for day in _DATES if any(_minutes(day))]


def _index(moment: datetime) -> int:
    return (moment - datetime.combine(FIRST, time(0))) // MINUTE


def used(start: datetime, end: datetime) -> int:
    """The worked minutes from one moment to a later one."""
    return _SUMS[_index(end)] - _SUMS[_index(start)]


def is_open(moment: datetime) -> bool:
    """Whether the minute that begins there is worked."""
    return bool(_WORKED[_index(moment)])


def late_in_minutes(start: datetime, moment: datetime, limit: int) -> bool:
    """By R4: more worked minutes than the limit, or just as many, but after the service day on which they ran out."""
    spent = used(start, moment)
    if spent != limit or used(start, moment - MINUTE) < limit:
        return spent > limit
    midnight = datetime.combine(moment.date(), time(0))
    in_a_break = used(midnight, moment) > 0 and used(moment, midnight + timedelta(days=1)) > 0
    return not in_a_break


def late_in_days(start: datetime, moment: datetime, limit: int) -> bool:
    """By R6: after the close of the last of so many working days that follow the date of the start."""
    day = _WORKING_DATES[bisect_right(_WORKING_DATES, start.date()) + limit - 1]
    return moment > datetime.combine(day, time(17 if day in SHORT_DAYS else 18))


@dataclass(frozen=True)
class Done:
    """An act that was done: by the names that the table knows it by."""

    marks: frozenset[str]
    at: datetime


@dataclass(frozen=True)
class Term:
    """A row of the table: from which act to which, in worked minutes, or in working days."""

    name: str
    start: str
    minutes: int
    ends: str
    cancels: frozenset[str] = frozenset()
    days: int = 0
    repeats: bool = False
    alternative: bool = False
    reopened_by: str = ""
    cap: tuple[str, int] | None = None
    on_day_off: bool = False

    def late(self, acts: Sequence[Done], start: datetime, moment: datetime) -> bool:
        """Whether that moment is late for a limit that began at ``start``."""
        if self.days:
            return late_in_days(start, moment, self.days)
        capped = self.cap is not None and late_in_minutes(_first(acts, self.cap[0]), moment, self.cap[1])
        return capped or late_in_minutes(start, moment, self.minutes)

    def states(self, acts: Sequence[Done], now: datetime) -> Iterator[str]:
        """How each limit of this row stands, in the order of their beginnings."""
        starts = [number for number, act in enumerate(acts) if self.start in act.marks and self._begins(act.at)]
        for number in starts if self.repeats else starts[:1]:
            yield self._state(acts, number, now)

    def _begins(self, at: datetime) -> bool:
        return not self.on_day_off or at.date() not in _WORKING_DATES

    def _state(self, acts: Sequence[Done], number: int, now: datetime) -> str:
        start, done = acts[number].at, None
        for act in acts[number + 1 :]:
            if done is None and self.ends_with(act):
                done = act.at
            elif done is None and act.marks & (self.cancels | ENDINGS):
                late = self.late(acts, start, act.at) and not self.alternative
                return "missed" if late else "cancelled"
            elif self.reopened_by in act.marks:
                done = None
        if done is not None:
            return "missed" if self.late(acts, start, done) else "met"
        return "missed" if self.late(acts, start, now) else "running"

    def ends_with(self, act: Done) -> bool:
        """Whether that act fulfils the limit."""
        return bool(act.marks & set(self.ends.split()))


def _first(acts: Sequence[Done], mark: str) -> datetime:
    return next(act.at for act in acts if mark in act.marks)


def _rework(name: str, minutes: int) -> Term:
    return Term(name, "returned", minutes, "draft", repeats=True)


TERMS: dict[str, tuple[Term, ...]] = {
    "providensky-2020-main": (
        Term("route", "detected", 30, "routed"),
        Term("overall", "detected", 540, "published"),
        Term("draft", "detected", 300, "draft"),
        Term("decide", "draft", 30, "approved returned", repeats=True),
        _rework("rework", 60),
        Term("publish", "approved", 30, "published"),
    ),
    "volchikha-2020-main": (
        Term("overall", "detected", 540, "published"),
        Term("draft", "detected", 300, "draft"),
        _rework("rework", 60),
    ),
    "luga-2020-main": (
        Term("overall", "detected", 540, "published"),
        Term("draft", "detected", 300, "draft"),
        _rework("rework", 60),
        Term("publish", "approved", 30, "published"),
    ),
    "gulkevichi-draft-pages": (
        Term("send1", "resolved", 120, "routed"),
        Term("draft1", "routed", 480, "draft"),
        _rework("rework1", 240),
        Term("overall1", "routed", 0, "approved", days=2),
        Term("weekend", "received", 0, "resolved", days=1, on_day_off=True),
    ),
    "gulkevichi-draft-incident": (
        Term("send2", "resolved", 120, "routed"),
        Term("draft2", "routed", 240, "draft"),
        _rework("rework2", 180),
        Term("struct2", "routed", 480, "draft", reopened_by="returned"),
        Term("handover", "received", 480, "handed_over"),
    ),
    "stavropol-2023-main": (
        Term("send", "received", 30, "routed"),
        Term("overall", "routed", 240, "published"),
        Term("draft", "routed", 150, "draft"),
        Term("approve", "draft", 30, "approved:mcu", cancels=frozenset({"returned"}), repeats=True),
        Term(
            "sendback",
            "draft",
            10,
            "returned:department",
            cancels=frozenset({"approved:department"}),
            repeats=True,
            alternative=True,
        ),
        _rework("rework", 15),
        Term("publish", "approved", 30, "published", cap=("routed", 240)),
    ),
}


def expected_states(procedure: str, acts: Sequence[Done], now: datetime) -> dict[str, str]:
    """How every limit of a life stands, those that have not begun included; an ended life has no such."""
    ended = any(act.marks & ENDINGS for act in acts)
    found: dict[str, str] = {}
    for term in TERMS[procedure]:
        states = list(term.states(acts, now))
        found |= {f"{term.name}-{number}" if number > 1 else term.name: s for number, s in enumerate(states, 1)}
        if not states and not ended:
            found[term.name] = "pending"
    return found
