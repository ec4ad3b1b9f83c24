"""The copy of the journal that travels with a case."""

import json
from datetime import UTC, datetime
from typing import Any

from domain.journal import KEPT_IN_CASE, Entry
from domain.roles import SYSTEM

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)


def entry(**details: Any) -> Entry:  # noqa: ANN401 -- details are JSON
    """An entry with these details."""
    return Entry(seq=1, at=NOW, recorded_at=NOW, actor=SYSTEM, action="note", details=details)


def test_short_details_stay() -> None:
    """What is short is not touched."""
    whole = entry(text="x" * 500, number=5, none=None, errors=[{"field": "x" * 100}])
    assert whole.shortened() == whole


def test_long_details_are_cut_at_any_depth() -> None:
    """Long texts end in an ellipsis, inner ones sooner, and long lists keep their beginning."""
    cut = entry(text="x" * 501, evidence={"note": "y" * 101}, urls=["z" * 200] * 11, pair=("a", 1)).shortened()
    assert cut.details == {
        "text": "x" * 500 + "…",
        "evidence": {"note": "y" * 100 + "…"},
        "urls": ["z" * 100 + "…"] * 10,
        "pair": ["a", 1],
    }


def test_shortening_leaves_the_whole_entry_alone() -> None:
    """The entry itself is never changed."""
    whole = entry(text="x" * 600)
    whole.shortened()
    assert whole.details["text"] == "x" * 600


def test_the_newest_entries_fit_into_what_a_workflow_may_carry() -> None:
    """As many entries as a case keeps, each with the largest draft, stay under 2 MiB."""
    attachment = {"url": "https://" + "x" * 1992, "id": "i" * 200, "title": "т" * 500}
    cut = entry(text="т" * 50_000, comment="т" * 50_000, attachments=[attachment] * 20).shortened()
    size = len(json.dumps(cut.model_dump(mode="json"), ensure_ascii=False).encode())
    assert size * KEPT_IN_CASE < 2 * 1024 * 1024
