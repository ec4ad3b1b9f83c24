"""The timed duties of Providensky, and the terms that it takes over by analogy."""

from tests.conformance.people import BOTH
from tests.conformance.timed import (
    DAYS_7,
    HOUR_1,
    HOURS_2,
    HOURS_5,
    HOURS_9,
    MINUTES_30,
    NEXT_DAY,
    Kind,
    Step,
    Stretch,
    Timed,
    step,
)
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, OTHER, PRO

ROUTED = step("route")
DRAFTED = step("submit_draft", EXECUTOR)
ASKED = step("submit_draft", EXECUTOR, kind="clarification")
INTERIM = step("interim_answer", EXECUTOR)
APPROVED = step("approve", COORDINATOR)
PLACED = step("publish", EXECUTOR)
JOINT = step("route", assignments=BOTH)


def _timed(  # noqa: PLR0913 -- a duty is its clause, its start, what lies before and between, its end
    name: str,
    clause: str,
    stretches: tuple[Stretch, ...],
    ends: Step,
    *,
    starts: Step | None = None,
    before: tuple[Step, ...] = (),
    between: tuple[Step, ...] = (),
    kind: Kind = Kind.DUTY,
) -> Timed:
    return Timed(f"PRO-{name}", PRO, clause, stretches, ends, starts, before, between, kind=kind)


TIMED = (
    _timed("route", "7", MINUTES_30, ROUTED),
    _timed("return", "8", MINUTES_30, step("decline", EXECUTOR), starts=ROUTED, kind=Kind.WINDOW),
    _timed(
        "reroute",
        "7",
        MINUTES_30,
        step("route", assignments=[{"authority": OTHER}]),
        starts=step("decline", EXECUTOR),
        before=(ROUTED,),
        kind=Kind.MARK,
    ),
    _timed("overall", "9", HOURS_9, PLACED, between=(ROUTED, DRAFTED, APPROVED)),
    _timed("draft", "10", HOURS_5, DRAFTED, between=(ROUTED,)),
    _timed("decide", "11", MINUTES_30, APPROVED, starts=DRAFTED, before=(ROUTED,)),
    _timed("rework", "12", HOUR_1, DRAFTED, starts=step("return", COORDINATOR), before=(ROUTED, DRAFTED)),
    _timed("publish", "13", MINUTES_30, PLACED, starts=APPROVED, before=(ROUTED, DRAFTED)),
    _timed("final", "14", DAYS_7, DRAFTED, starts=PLACED, before=(ROUTED, INTERIM, APPROVED)),
    _timed("part", "15(3)", HOURS_2, step("contribute", EXECUTOR), starts=JOINT),
    _timed("place", "13", MINUTES_30, PLACED, starts=APPROVED, before=(ROUTED, ASKED), kind=Kind.MARK),
    _timed(
        "reply",
        "10",
        NEXT_DAY,
        step("clarified", COORDINATOR),
        starts=PLACED,
        before=(ROUTED, ASKED, APPROVED),
        kind=Kind.MARK,
    ),
    _timed("handon", "15", MINUTES_30, APPROVED, starts=step("contribute", EXECUTOR), before=(JOINT,), kind=Kind.MARK),
)
