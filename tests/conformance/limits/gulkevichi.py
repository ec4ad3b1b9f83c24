"""The timed duties of Gulkevichi's two procedures, and the term that it takes over by analogy."""

from tests.conformance.timed import (
    DAYS_2,
    DAYS_7,
    HOURS_2,
    HOURS_3,
    HOURS_4,
    HOURS_8,
    NEXT_DAY,
    Kind,
    Stretch,
    Timed,
    step,
)
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, GUL, HEAD

RESOLVED = step("resolve", HEAD)
ROUTED = step("route", COORDINATOR)
DRAFTED = step("submit_draft", EXECUTOR)
ASKED = step("submit_draft", EXECUTOR, kind="clarification")
INTERIM = step("interim_answer", EXECUTOR)
EXPLAINED = step("submit_draft", EXECUTOR, kind="explanation", ground="judicial-acts")
CHECKED = step("approve", COORDINATOR)
AGREED = step("approve", HEAD)
RETURNED = step("return", COORDINATOR)
PLACED = step("publish", COORDINATOR)
HANDED_OVER = step("hand_over", COORDINATOR)
WITH_STRUCTURE = (RESOLVED, ROUTED)

DAY_OFF = (
    Stretch("2026-03-21 12:00", "2026-03-23 18:00"),
    Stretch("2026-05-09 10:00", "2026-05-12 18:00"),
    Stretch("2026-02-22 20:00", "2026-02-24 18:00"),
)
"""Arrivals on a Saturday, on a holiday whose day off was moved to Monday, on the evening before a holiday Monday."""

PAGES = (
    Timed("GUL-send1", GUL, "3.1.1", HOURS_2, ROUTED, RESOLVED, flow="pages"),
    Timed("GUL-draft1", GUL, "3.1.2", HOURS_8, DRAFTED, ROUTED, (RESOLVED,), flow="pages"),
    Timed(
        "GUL-clar",
        GUL,
        "3.1.2",
        HOURS_4,
        step("publish", EXECUTOR),
        ROUTED,
        (RESOLVED,),
        (ASKED, CHECKED),
        flow="pages",
    ),
    Timed("GUL-rework1", GUL, "3.1.4", HOURS_4, DRAFTED, RETURNED, (*WITH_STRUCTURE, DRAFTED), flow="pages"),
    Timed("GUL-overall1", GUL, "3.1.5", DAYS_2, AGREED, ROUTED, (RESOLVED,), (DRAFTED, CHECKED), flow="pages"),
    Timed("GUL-weekend", GUL, "3.1.6", DAY_OFF, RESOLVED, flow="pages"),
    Timed(
        "GUL-explain",
        GUL,
        "3.8",
        HOURS_8,
        PLACED,
        ROUTED,
        (RESOLVED,),
        (EXPLAINED, CHECKED, AGREED),
        flow="pages",
    ),
    Timed(
        "GUL-final",
        GUL,
        "3.3",
        DAYS_7,
        DRAFTED,
        AGREED,
        (*WITH_STRUCTURE, INTERIM, CHECKED),
        (PLACED,),
        flow="pages",
    ),
    Timed(
        "GUL-reply",
        GUL,
        "3.1.2",
        NEXT_DAY,
        step("clarified", COORDINATOR),
        step("publish", EXECUTOR),
        (*WITH_STRUCTURE, ASKED, CHECKED),
        flow="pages",
        kind=Kind.MARK,
    ),
)

INCIDENT = (
    Timed("GUL-send2", GUL, "3.2.1", HOURS_2, ROUTED, RESOLVED, flow="incident"),
    Timed("GUL-draft2", GUL, "3.2.2", HOURS_4, DRAFTED, ROUTED, (RESOLVED,), flow="incident"),
    Timed("GUL-rework2", GUL, "3.2.4", HOURS_3, DRAFTED, RETURNED, (*WITH_STRUCTURE, DRAFTED), flow="incident"),
    Timed("GUL-struct2", GUL, "3.2.5", HOURS_8, DRAFTED, ROUTED, (RESOLVED,), flow="incident"),
    Timed(
        "GUL-handover",
        GUL,
        "3.2.6",
        HOURS_8,
        HANDED_OVER,
        between=(*WITH_STRUCTURE, DRAFTED, CHECKED, AGREED),
        flow="incident",
    ),
    Timed(
        "GUL-explain",
        GUL,
        "3.8",
        HOURS_8,
        PLACED,
        ROUTED,
        (RESOLVED,),
        (EXPLAINED, CHECKED, AGREED),
        flow="incident",
    ),
    Timed(
        "GUL-final",
        GUL,
        "3.3",
        DAYS_7,
        DRAFTED,
        HANDED_OVER,
        (*WITH_STRUCTURE, INTERIM, CHECKED, AGREED),
        flow="incident",
    ),
)

TIMED = PAGES + INCIDENT
