"""The timed duties of Stavropol, and the terms that it takes over by analogy."""

from tests.conformance.people import BOTH, CUR, MCU, THIRD, with_bodies
from tests.conformance.timed import (
    DAYS_3,
    HOURS_2,
    HOURS_2_5,
    HOURS_4,
    MINUTES_10,
    MINUTES_15,
    MINUTES_30,
    Kind,
    Timed,
    step,
    within_a_day,
)
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, OTHER, OWN, STA, STRANGER

ROUTED = step("route", COORDINATOR)
DRAFTED = step("submit_draft", EXECUTOR)
INTERIM = step("interim_answer", EXECUTOR)
BY_DEPARTMENT = step("approve", COORDINATOR)
BY_MCU = step("approve", MCU)
BY_CUR = step("approve", CUR)
RETURNED = step("return", COORDINATOR)
PLACED = step("publish", COORDINATOR)
JOINT = step("route", COORDINATOR, assignments=BOTH, lead=OWN)
PART = step("contribute", STRANGER)
PASSED = step("approve", COORDINATOR, part=OTHER)
PART_BACK = step("return", COORDINATOR, part=OTHER)
PART_DECLINED = step("decline", STRANGER)
DECLINED = step("decline", EXECUTOR)

THREE = with_bodies(STA, "Орган 1", "Орган 2", "Орган 3")

UNCAPPED = (
    *within_a_day(("10:00", "10:30", None), ("12:30", "13:00", "14:00")),
    *within_a_day(("17:30", "18:00", None), early="14:00"),
)
"""Thirty minutes inside the four hours of the whole; the last two end together with those."""

CAPPED = (
    *within_a_day(("12:50", "13:00", "14:00")),
    *within_a_day(("17:50", "18:00", None), early="14:00"),
)
"""Thirty minutes that the four hours of the whole cut."""

TIMED = (
    Timed("STA-send", STA, "9(2)", MINUTES_30, ROUTED, received_later=True),
    Timed("STA-return", STA, "10", MINUTES_30, DECLINED, ROUTED, kind=Kind.WINDOW),
    Timed("STA-overall", STA, "11", HOURS_4, PLACED, ROUTED, between=(DRAFTED, BY_DEPARTMENT, BY_MCU, BY_CUR)),
    Timed("STA-draft", STA, "12", HOURS_2_5, DRAFTED, ROUTED),
    Timed("STA-approve", STA, "13", MINUTES_30, BY_MCU, DRAFTED, (ROUTED,), (BY_DEPARTMENT,)),
    Timed("STA-publish", STA, "14", UNCAPPED + CAPPED, PLACED, BY_CUR, (ROUTED, DRAFTED, BY_DEPARTMENT, BY_MCU)),
    Timed("STA-sendback", STA, "15", MINUTES_10, RETURNED, DRAFTED, (ROUTED,), kind=Kind.WINDOW),
    Timed("STA-rework", STA, "16", MINUTES_15, DRAFTED, RETURNED, (ROUTED, DRAFTED)),
    Timed("STA-final", STA, "17", DAYS_3, DRAFTED, PLACED, (ROUTED, INTERIM, BY_DEPARTMENT, BY_MCU, BY_CUR)),
    Timed("STA-co", STA, "18", HOURS_2, PART, JOINT),
    Timed("STA-coapprove", STA, "18", MINUTES_30, PASSED, PART, (JOINT,)),
    Timed(
        "STA-resend",
        STA,
        "9(2)",
        MINUTES_30,
        step("route", COORDINATOR, assignments=[{"authority": OTHER}]),
        DECLINED,
        (ROUTED,),
        kind=Kind.MARK,
    ),
    Timed("STA-cosendback", STA, "15", MINUTES_10, PART_BACK, PART, (JOINT,), kind=Kind.MARK),
    Timed("STA-corework", STA, "16", MINUTES_15, PART, PART_BACK, (JOINT, PART), kind=Kind.MARK),
    Timed(
        "STA-coresend",
        STA,
        "9(2)",
        MINUTES_30,
        step("route", COORDINATOR, assignments=[{"authority": THIRD}]),
        PART_DECLINED,
        (JOINT,),
        kind=Kind.MARK,
        rules=THREE,
    ),
)
