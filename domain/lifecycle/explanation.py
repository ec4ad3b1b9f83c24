"""«Расчёт срока»: everything that a deadline was computed from, so that anybody can recompute it by hand.

Whatever was added after the first version has a default: explanations of closed cases are kept as they were written.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate

from pydantic import BaseModel, ConfigDict

from domain.deadlines import Limit
from domain.lifecycle.calculation import Calculation, RuleFacts, StartFact, Stretch, calculation, moments
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.terms import LimitState, Role
from domain.worktime import Span, format_duration
from domain.worktime.dayfacts import DayFact, day_facts
from domain.worktime.spans import without

LONGEST = 1500
"""The most dates that are listed; what runs for longer is explained without them."""

MOST_LIMITS = 150
MOST_DATES = 4000
"""Of how many limits the facts are kept with a closed case, and over how many dates: all travel in one payload."""

_DAY = timedelta(days=1)
_LONGEST_HOLIDAYS = 31


_RESULTS = {
    *("name", "clause", "quote", "reading", "start", "due_at", "late_after", "intervals", "pauses"),
    *("paused_since", "own_due_at", "calendar_version", "message_id", "title", "ended_as"),
}
"""What stays of an explanation without its facts."""


class Debtor(BaseModel):
    """Who owes the act: a role (or the municipality), its office, and the body where it is one body's."""

    model_config = ConfigDict(frozen=True)

    role: str
    title: str | None = None
    authority: str | None = None
    authority_title: str | None = None


class Explanation(BaseModel):
    """How one limit was computed; ``due_at`` and ``late_after`` are None while it is paused without a known end.

    From ``rule``, ``started_by``, ``stretches``, ``caps`` and ``days`` alone it can be computed again; the rest is what
    was found, and what it is about. ``sums`` are the running sums after each interval, ISO 8601. ``days`` holds every
    date that was walked over; ``days_off_since``: from then on their ``duty_hours`` count (GUL-3.10). ``ended_as``:
    whether it was met, missed or fell away at ``ended_at``; None while it is open.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    clause: str
    quote: str
    reading: str
    start: datetime
    due_at: datetime | None
    late_after: datetime | None
    intervals: tuple[Span, ...]
    pauses: tuple[Span, ...]
    paused_since: datetime | None = None
    own_due_at: datetime | None = None
    calendar_version: str

    message_id: str | None = None
    regulation: str | None = None
    regulation_version: str | None = None
    regulation_title: str | None = None
    title: str | None = None
    debtor: Debtor | None = None
    timezone: str | None = None
    rule: RuleFacts | None = None
    started_by: StartFact | None = None
    first_started_at: datetime | None = None
    stretches: tuple[Stretch, ...] = ()
    ended_at: datetime | None = None
    ended_as: LimitState | None = None
    external_due_at: datetime | None = None
    own_end: datetime | None = None
    caps: tuple[Calculation, ...] = ()
    sums: tuple[str, ...] = ()
    days_off_since: datetime | None = None
    days: tuple[DayFact, ...] = ()
    provisional: bool = False


def explain(case: Case, rules: Rules, name: str) -> Explanation | None:
    """Show how a limit was computed; None where no limit of that name has begun."""
    found = next((limit for limit in rules.limits(case) if limit.name == name), None)
    return None if found is None else _explanation(found, case, rules)


def explain_all(case: Case, rules: Rules) -> tuple[Explanation, ...]:
    """Show how every limit that has begun was computed; where those are very many, without the facts."""
    return tuple(_kept(rules.limits(case), case, rules))


def _kept(limits: tuple[Limit, ...], case: Case, rules: Rules) -> Iterator[Explanation]:
    dates = 0
    for limit in limits:
        told = _explanation(limit, case, rules)
        dates += len(told.days)
        whole = len(limits) <= MOST_LIMITS and dates <= MOST_DATES
        yield told if whole else Explanation.model_validate(told.model_dump(include=_RESULTS))


def _explanation(limit: Limit, case: Case, rules: Rules) -> Explanation:
    pauses = tuple(
        Span(start=rules.local(stop.start), end=rules.local(stop.end)) for stop in limit.stops if stop.end is not None
    )
    stopped, intervals = limit.stopped, without(_intervals(limit, case, rules), pauses)
    facts = calculation(limit, case, rules)
    return Explanation(
        name=limit.name,
        clause=limit.rule.clause,
        quote=limit.rule.quote,
        reading=limit.rule.reading,
        start=rules.local(limit.started_at),
        due_at=None if stopped else facts.due_at,
        late_after=None if stopped else facts.late_after,
        intervals=intervals,
        pauses=pauses,
        paused_since=rules.local(limit.stops[-1].start) if stopped else None,
        own_due_at=limit.own_due_at and rules.local(limit.own_due_at),
        calendar_version=rules.clock(case).version,
        message_id=case.id,
        regulation=rules.regulation.id,
        regulation_version=rules.regulation.version,
        regulation_title=rules.regulation.title,
        title=limit.rule.title,
        debtor=_debtor(limit, rules),
        timezone=rules.time.timezone,
        rule=facts.rule,
        started_by=facts.started_by,
        first_started_at=limit.first_started_at and rules.local(limit.first_started_at),
        stretches=facts.stretches,
        ended_at=facts.ended_at,
        ended_as=None if limit.ended_at is None else limit.state(limit.ended_at),
        external_due_at=facts.external_due_at,
        own_end=facts.own_end,
        caps=tuple(calculation(cap, case, rules) for cap in limit.basis.caps),
        sums=_sums(intervals),
        days_off_since=case.days_off_since and rules.local(case.days_off_since),
        days=_days(limit, case, rules),
        provisional=limit.provisional,
    )


def _intervals(limit: Limit, case: Case, rules: Rules) -> tuple[Span, ...]:
    """What was counted; nothing where a cap had passed before the limit itself began."""
    end = limit.stops[-1].start if limit.stopped else limit.due_at
    if end <= limit.started_at:
        return ()
    if limit.in_working_time:
        return rules.clock(case).spans(limit.started_at, end)
    return (Span(start=rules.local(limit.started_at), end=rules.local(end)),)


def _sums(intervals: Iterable[Span]) -> tuple[str, ...]:
    return tuple(format_duration(total) for total in accumulate(span.length for span in intervals))


def _debtor(limit: Limit, rules: Rules) -> Debtor:
    """The office that the act names for the role, and the body whose limit it is."""
    office = next((item.title for item in rules.regulation.roles if item.role == limit.rule.actor), None)
    body = limit.authority
    if body is None and limit.rule.actor is Role.EXECUTOR:
        body = limit.basis.start.authority
    titles = {item.id: item.title for item in rules.regulation.authorities}
    return Debtor(role=limit.rule.actor, title=office, authority=body, authority_title=titles.get(body or ""))


def _days(limit: Limit, case: Case, rules: Rules) -> tuple[DayFact, ...]:
    """Every date from the first to the last moment that matters, and on to the next working day, which ends a break."""
    dates = [rules.local(moment).date() for moment in moments(limit)]
    first, last = min(dates), _working_day_after(max(dates), case, rules)
    if (last - first).days >= LONGEST:
        return ()
    on_duty = case.days_off_since is not None
    snapshot = rules.served(case.message.importance).snapshot
    return tuple(day_facts(snapshot, rules.regulation.calendar, first, last, on_duty=on_duty))


def _working_day_after(day: date, case: Case, rules: Rules) -> date:
    clock = rules.clock(case)
    following = (day + _DAY * number for number in range(1, _LONGEST_HOLIDAYS + 1))
    return next((item for item in following if clock.is_working_day(item)), day)
