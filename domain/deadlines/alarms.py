"""What is announced about a limit, and when: reminders, its due moment, its lateness; each once.

Reminders go out in working time only, and none after the step is done or while the limit stands still. A window for one
of two outcomes may remind, but is no alarm; one that binds only from a choice is silent until then. What was past when
the limit became known (a paper trail entered afterwards) is never announced.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.deadlines.limit import Limit
from domain.regulation import Reminder
from domain.worktime import Clock

JUST_AFTER = timedelta(milliseconds=1)
"""Exactly at the limit is on time; lateness is announced just after."""


class AlarmKind(StrEnum):
    """What an announcement is about."""

    REMINDER = "reminder"
    DUE = "due"
    MISSED = "missed"


@dataclass(frozen=True)
class Alarm:
    """One announcement; ``key`` tells whether it was made, ``at`` is when it goes out."""

    key: str
    kind: AlarmKind
    limit: Limit
    at: datetime


@dataclass(frozen=True)
class AlarmPlan:
    """What is needed to plan announcements besides the limits: the regulation's reminders, and what went out."""

    reminders: tuple[Reminder, ...]
    time: Clock
    announced: Container[str]

    def due(self, limits: Iterable[Limit], now: datetime) -> tuple[Alarm, ...]:
        """List what has to be announced at ``now``, in the order of their moments."""
        waiting = (alarm for limit in limits for alarm in self._waiting(limit, now) if alarm.at <= now)
        return tuple(sorted(waiting, key=lambda alarm: (alarm.at, alarm.key)))

    def next(self, limit: Limit, now: datetime) -> Alarm | None:
        """Find the next announcement of one limit, which its timer waits for."""
        return min(self._waiting(limit, now), key=lambda alarm: alarm.at, default=None)

    def _waiting(self, limit: Limit, now: datetime) -> Iterator[Alarm]:
        if limit.open and not limit.stopped and not _undecided(limit):
            for alarm in (*self._reminders(limit, now), *_limit_alarms(limit)):
                if alarm.key not in self.announced:
                    yield alarm

    def _reminders(self, limit: Limit, now: datetime) -> Iterator[Alarm]:
        chosen = self.reminders if limit.rule.reminders is None else limit.rule.reminders
        for number, reminder in enumerate(chosen, start=1):
            key = f"{limit.key}:{AlarmKind.REMINDER}-{number}"
            if key in self.announced:
                continue
            moment = _reminder_moment(limit, reminder, self.time)
            if moment <= max(limit.started_at, limit.known_at):
                continue
            at = self._when(limit, max(moment, now))
            if at < limit.due_at:
                yield Alarm(key, AlarmKind.REMINDER, limit, at)

    def _when(self, limit: Limit, moment: datetime) -> datetime:
        """A reminder waits for the end of a pause, and for working time where its limit does."""
        stop = limit.stop_at(moment)
        running = moment if stop is None or stop.end is None else stop.end
        return running if limit.round_the_clock else self.time.next_open(running).astimezone(UTC)


def _undecided(limit: Limit) -> bool:
    return bool(limit.rule.binds_from) and not limit.binding


def _limit_alarms(limit: Limit) -> Iterator[Alarm]:
    if not limit.binding:
        return
    if limit.due_at >= limit.known_at and (limit.late_after > limit.due_at or not limit.rule.breachable):
        yield Alarm(f"{limit.key}:{AlarmKind.DUE}", AlarmKind.DUE, limit, limit.due_at)
    if limit.late_after >= limit.known_at and limit.rule.breachable:
        yield Alarm(f"{limit.key}:{AlarmKind.MISSED}", AlarmKind.MISSED, limit, limit.late_after + JUST_AFTER)


def _reminder_moment(limit: Limit, reminder: Reminder, time: Clock) -> datetime:
    if reminder.share is None:
        lead = reminder.lead
    else:
        # The limit's own time: what was paused is none of it.
        whole = _length(limit, limit.started_at, limit.due_at, time)
        whole -= sum((_length(limit, stop.start, stop.end or stop.start, time) for stop in limit.stops), timedelta(0))
        lead = timedelta(microseconds=int(whole // timedelta(microseconds=1) * reminder.share))
    return limit.due_at - lead if limit.round_the_clock else time.subtract(limit.due_at, lead).astimezone(UTC)


def _length(limit: Limit, start: datetime, end: datetime, time: Clock) -> timedelta:
    return end - start if limit.round_the_clock else time.between(start, end)
