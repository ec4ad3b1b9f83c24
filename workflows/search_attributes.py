"""What Temporal's own list of workflows can be searched by; registered on the server when it is set up."""

from collections.abc import Sequence
from typing import Any

from temporalio import workflow
from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from domain.lifecycle import CaseView

STATUS = SearchAttributeKey.for_keyword("OtklikStatus")
REGULATION = SearchAttributeKey.for_keyword("OtklikRegulation")
AUTHORITY = SearchAttributeKey.for_keyword("OtklikAuthority")
NETWORK = SearchAttributeKey.for_keyword("OtklikNetwork")
THEME = SearchAttributeKey.for_keyword("OtklikTheme")
DUE_AT = SearchAttributeKey.for_datetime("OtklikDueAt")
OVERDUE = SearchAttributeKey.for_bool("OtklikOverdue")
SIGNIFICANT = SearchAttributeKey.for_bool("OtklikSignificant")

ALL: Sequence[SearchAttributeKey[Any]] = (
    STATUS,
    REGULATION,
    AUTHORITY,
    NETWORK,
    THEME,
    DUE_AT,
    OVERDUE,
    SIGNIFICANT,
)
"""Every attribute that must be registered; upserting an unregistered one would hold the workflow up."""


_KEYWORD_LETTERS = 150


def values(case: CaseView) -> dict[SearchAttributeKey[Any], Any]:
    """The attributes of a case; None where it has no such value."""
    return {
        STATUS: case.state.value,
        REGULATION: case.regulation,
        AUTHORITY: case.authority,
        NETWORK: case.message["network"],
        THEME: _keyword(case.message["theme"]),
        DUE_AT: case.due_at,
        OVERDUE: case.overdue,
        SIGNIFICANT: case.significant,
    }


def _keyword(value: str | None) -> str | None:
    """Cut a text to what a keyword may hold: 255 letters in PostgreSQL, 2,048 bytes of escaped JSON in the server."""
    return value and value[:_KEYWORD_LETTERS]


class Visibility:
    """Keeps the search attributes of one workflow as its case is, writing only what has changed."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._written: dict[SearchAttributeKey[Any], Any] = {}

    def show(self, case: CaseView) -> None:
        """Write what differs from what was written before."""
        wanted = values(case)
        changes: list[SearchAttributeUpdate[Any]] = [
            key.value_unset() if value is None else key.value_set(value)
            for key, value in wanted.items()
            if self._written.get(key) != value
        ]
        if changes:
            workflow.upsert_search_attributes(changes)
        self._written = wanted
