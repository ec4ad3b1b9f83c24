"""The timed duties of Luga, and the term that it takes over by analogy."""

from tests.conformance.people import OIV
from tests.conformance.timed import DAYS_7, HOUR_1, HOURS_5, HOURS_9, MINUTES_30, NEXT_DAY, Kind, Timed, step
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, LUZ

ROUTED = step("route")
DRAFTED = step("submit_draft", EXECUTOR)
ASKED = step("submit_draft", EXECUTOR, kind="clarification")
INTERIM = step("interim_answer", EXECUTOR)
APPROVED = step("approve", OIV)
PLACED = step("publish", EXECUTOR)

TIMED = (
    Timed("LUZ-return", LUZ, "5", MINUTES_30, step("decline", COORDINATOR), kind=Kind.WINDOW, received_later=True),
    Timed("LUZ-overall", LUZ, "6", HOURS_9, PLACED, between=(ROUTED, DRAFTED, APPROVED)),
    Timed("LUZ-draft", LUZ, "7", HOURS_5, DRAFTED, between=(ROUTED,)),
    Timed("LUZ-rework", LUZ, "8", HOUR_1, DRAFTED, step("return", OIV), (ROUTED, DRAFTED)),
    Timed("LUZ-publish", LUZ, "9", MINUTES_30, PLACED, APPROVED, (ROUTED, DRAFTED)),
    Timed("LUZ-final", LUZ, "10", DAYS_7, DRAFTED, PLACED, (ROUTED, INTERIM, APPROVED)),
    Timed(
        "LUZ-reply",
        LUZ,
        "7",
        NEXT_DAY,
        step("clarified", COORDINATOR),
        PLACED,
        (ROUTED, ASKED, APPROVED),
        kind=Kind.MARK,
    ),
)
