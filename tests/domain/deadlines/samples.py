"""Facts and small procedures for the tests of deadlines: limits are computed from events alone, without a case."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from domain.deadlines import Limit, Terms, compute_limits
from domain.event import Event
from domain.lifecycle import Rules
from domain.regulation import Flow, parse_regulation
from domain.terms import AssignmentRole, DraftKind, EventKind
from domain.worktime import Clock
from tests.domain.lifecycle.rulesets import SMALL_HEAD, rules_of

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = "2026-03-16 10:00"
"""An ordinary Monday, an hour after the opening; the next holiday is six weeks away."""

_PROCEDURE = """
grounds = [{ id = "outside", title = "Вне компетенции", clause = "1", outcome = "explained" }]

[[flows]]
id = "main"
title = "Порядок"
clause = "1"
routing = { clause = "2" }
decline = { clause = "2", then = "reroute" }
joint = { clause = "2", mode = "lead", pass_clause = "2" }
drafting = { clause = "3", rework_clause = "3" }
interim = { clause = "3" }
clarification = { clause = "3", placed_by = "coordinator" }
explaining = { clause = "3", sent_by = "coordinator" }
completion = { command = "publish", by = "executor", clause = "4" }

[[flows.stages]]
id = "curator"
title = "Куратор"
clause = "4"
return_clause = "4"
decided_by = "coordinator"
"""

_LIMIT = """
[[flows.limits]]
name = "{name}"
title = "Срок"
clause = "5"
actor = "executor"
"""

TO_PUBLISH = 'starts = "detected"\nends = ["published:answer"]\n'
"""The keys of a limit from detection to the answer."""

PAUSED = 'pause = { starts = "published:clarification", ends = "clarified" }\n'
"""The key of a limit that stands still while the author is asked."""


def hours(amount: object) -> str:
    """The keys of an amount of working hours."""
    return f'amount = {amount}\nunit = "working_hours"\n'


def backward(limit: str, amount: object) -> str:
    """The keys of a limit for the draft that ends so many working hours before another."""
    return f'before = {{ limit = "{limit}", amount = {amount}, unit = "working_hours" }}\nends = ["draft_submitted"]\n'


@cache
def procedure(head: str = "", **limits: str) -> Rules:
    """A regulation of every step with these limits, each given as its keys; ``head`` adds keys at the top."""
    tables = "".join(_LIMIT.format(name=name.replace("_", "-")) + keys for name, keys in limits.items())
    return rules_of(parse_regulation(head + SMALL_HEAD + _PROCEDURE + tables, "small"))


def moment(text: str, zone: ZoneInfo = ZONE) -> datetime:
    """A local time as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def fact(text: str, flow: Flow, zone: ZoneInfo = ZONE, *, known: str | None = None) -> Event:
    """An event from words: «kind[:stage, draft or role] date time [authority]»; an approval is that of its chain.

    ``known`` is when the system learnt of it, at once where not given.
    """
    what, day, clock, *authority = text.split()
    kind, _, qualifier = what.partition(":")
    stage = qualifier if qualifier and qualifier not in {*DraftKind, *AssignmentRole} else None
    at = moment(f"{day} {clock}", zone)
    return Event(
        kind=EventKind(kind),
        at=at,
        recorded_at=at if known is None else moment(known, zone),
        stage=stage,
        draft=DraftKind(qualifier) if qualifier in list(DraftKind) else None,
        role=AssignmentRole(qualifier) if qualifier in list(AssignmentRole) else None,
        authority=authority[0] if authority else None,
        final=kind == EventKind.APPROVED and stage in {None, flow.stages[-1].id},
    )


def computed(
    rules: Rules, facts: Iterable[str | Event], terms: Terms | None = None, *, clock: Clock | None = None
) -> dict[str, Limit]:
    """The limits of a small procedure after these facts, by their names."""
    flow = rules.regulation.flows[0]
    events = [item if isinstance(item, Event) else fact(item, flow) for item in facts]
    found = compute_limits(flow, rules.regulation.lateness.rule, clock or rules.time, events, terms)
    return {limit.name: limit for limit in found}


def local(instant: datetime | None) -> str:
    """A moment as local time, to the minute; nothing where there is none."""
    return "" if instant is None else f"{instant.astimezone(ZONE):%Y-%m-%d %H:%M}"


def due(limit: Limit) -> str:
    """When a limit is due, as local time."""
    return local(limit.due_at)
