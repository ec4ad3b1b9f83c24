"""Which event a regulation's file means."""

from datetime import UTC, datetime

import pytest

from domain.event import Event
from domain.regulation.events import EventRef
from domain.terms import EventKind

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "stage", "final", "ref", "expected"),
    [
        (EventKind.ROUTED, None, False, "routed", True),
        (EventKind.ROUTED, None, False, "published", False),
        (EventKind.APPROVED, "mcu", False, "approved", False),
        (EventKind.APPROVED, "cur", True, "approved", True),
        (EventKind.APPROVED, None, True, "approved", True),
        (EventKind.APPROVED, "mcu", False, "approved:mcu", True),
        (EventKind.APPROVED, "cur", True, "approved:mcu", False),
        (EventKind.RETURNED, "mcu", False, "returned", True),
        (EventKind.RETURNED, "mcu", False, "returned:department", False),
        (EventKind.RETURNED, "department", False, "returned:department", True),
    ],
)
def test_a_reference_matches(kind: EventKind, stage: str | None, final: bool, ref: str, expected: bool) -> None:  # noqa: FBT001
    """The kind must fit, the stage where one is named, and ``approved`` alone means the last approval."""
    event = Event(kind=kind, at=NOW, recorded_at=NOW, stage=stage, final=final)
    assert event.matches(EventRef.parse(ref)) is expected
