"""What workflows count. A count is no command: it changes no history, and the SDK leaves it out of a replay."""

from temporalio import workflow

LIMITS_MISSED = "otklik_limits_missed"
"""The SDK shows a counter with ``_total`` behind its name."""


def count_missed(regulation: str, clause: str | None) -> None:
    """Count the announcement of a missed limit; a workflow task that is tried again counts it again."""
    counter = workflow.metric_meter().create_counter(
        LIMITS_MISSED, "Limits announced as missed, by regulation and clause."
    )
    counter.add(1, {"regulation": regulation, "clause": clause or ""})
