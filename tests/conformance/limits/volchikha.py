"""The timed duties of Volchikha, and the term that it takes over by analogy."""

from tests.conformance.timed import DAYS_7, HOUR_1, HOURS_5, HOURS_9, NEXT_DAY, Kind, Timed, step
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, VOL

ROUTED = step("route")
DRAFTED = step("submit_draft", EXECUTOR)
ASKED = step("submit_draft", EXECUTOR, kind="clarification")
INTERIM = step("interim_answer", EXECUTOR)
APPROVED = step("approve", COORDINATOR)
PLACED = step("publish", COORDINATOR)

TIMED = (
    Timed("VOL-overall", VOL, "6", HOURS_9, PLACED, between=(ROUTED, DRAFTED, APPROVED)),
    Timed("VOL-draft", VOL, "7", HOURS_5, DRAFTED, between=(ROUTED,)),
    Timed("VOL-rework", VOL, "8", HOUR_1, DRAFTED, step("return", COORDINATOR), (ROUTED, DRAFTED)),
    Timed("VOL-final", VOL, "9", DAYS_7, DRAFTED, PLACED, (ROUTED, INTERIM, APPROVED)),
    Timed(
        "VOL-reply",
        VOL,
        "7",
        NEXT_DAY,
        step("clarified", COORDINATOR),
        PLACED,
        (ROUTED, ASKED, APPROVED),
        kind=Kind.MARK,
    ),
)
