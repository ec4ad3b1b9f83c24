"""Explanations of well-known limits, as the API answers them."""

import json
from typing import Any

from domain.lifecycle import explain
from tests.domain.lifecycle.builders import GUL, PRO, STA, Life, Procedure, life, shipped

MONDAY = "2026-03-16 10:00"


def paper(given: Life, name: str) -> dict[str, Any]:
    """The explanation of a limit that has begun."""
    told = explain(given.case, given.rules, name)
    assert told is not None
    document: dict[str, Any] = json.loads(told.model_dump_json())
    return document


def plain() -> dict[str, Any]:
    """Nine working hours from Monday at ten: to Tuesday at eleven."""
    return paper(Life(shipped(PRO), MONDAY), "overall")


def backward() -> dict[str, Any]:
    """Four hours before that."""
    return paper(Life(shipped(PRO), MONDAY), "draft")


def capped() -> dict[str, Any]:
    """The placing, half an hour after the approval at most, and not after the whole."""
    return paper(placing("2026-03-16 16:10"), "publish")


def placing(approved: str) -> Life:
    """A message whose draft is of half past eleven, and was approved at a time."""
    given = life(Procedure(STA, "main"), MONDAY).draft("2026-03-16 11:30")
    given.wait(approved)
    for stage in given.rules.flow(given.case).stages:
        given.do("approve", stage=stage.id)
    return given


def on_duty() -> dict[str, Any]:
    """A draft of Friday evening, answered on the days off as well."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:00", days_off=True)
    return paper(given, "draft1")


def asked(*, answered: bool) -> dict[str, Any]:
    """A draft whose author was asked for details, and answered or not."""
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 13:00")
    given.do("submit_draft", "2026-03-16 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 16:00")
    if answered:
        given.do("clarified", "2026-03-18 10:00")
    return paper(given, "draft1")
