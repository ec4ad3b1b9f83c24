"""Which event a regulation's file means."""

from datetime import UTC, datetime

import pytest

from domain.event import Event
from domain.regulation.events import EventRef
from domain.terms import AssignmentRole, DraftKind, EventKind

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


@pytest.mark.parametrize(
    ("kind", "draft", "ref", "expected"),
    [
        (EventKind.PUBLISHED, DraftKind.FINAL, "published", True),
        (EventKind.PUBLISHED, DraftKind.CLARIFICATION, "published", True),
        (EventKind.PUBLISHED, DraftKind.FINAL, "published:answer", True),
        (EventKind.PUBLISHED, DraftKind.INTERIM, "published:answer", True),
        (EventKind.PUBLISHED, DraftKind.CLARIFICATION, "published:answer", False),
        (EventKind.PUBLISHED, DraftKind.EXPLANATION, "published:answer", False),
        (EventKind.PUBLISHED, DraftKind.EXPLANATION, "published:reply", True),
        (EventKind.PUBLISHED, DraftKind.CLARIFICATION, "published:reply", False),
        (EventKind.PUBLISHED, DraftKind.INTERIM, "published:interim", True),
        (EventKind.PUBLISHED, DraftKind.FINAL, "published:interim", False),
        (EventKind.DRAFT_SUBMITTED, None, "draft_submitted:final", True),
        (EventKind.DRAFT_SUBMITTED, None, "draft_submitted:interim", False),
        (EventKind.HANDED_OVER, DraftKind.INTERIM, "handed_over:interim", True),
    ],
)
def test_a_reference_may_mean_one_kind_of_draft(
    kind: EventKind,
    draft: DraftKind | None,
    ref: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """Bare means any kind, ``answer`` the two that answer, ``reply`` all but the question; of old all were final."""
    event = Event(kind=kind, at=NOW, recorded_at=NOW, draft=draft)
    assert event.matches(EventRef.parse(ref)) is expected


@pytest.mark.parametrize("draft", [DraftKind.INTERIM, DraftKind.CLARIFICATION])
@pytest.mark.parametrize("final", [True, False])
def test_the_last_approval_of_one_kind_of_draft_is_the_last_one(draft: DraftKind, final: bool) -> None:  # noqa: FBT001
    """``approved:interim`` is not the approval of an earlier stage."""
    event = Event(kind=EventKind.APPROVED, at=NOW, recorded_at=NOW, stage="mcu", final=final, draft=draft)
    assert event.matches(EventRef.parse("approved:interim")) is (final and draft is DraftKind.INTERIM)


@pytest.mark.parametrize(
    ("role", "ref", "expected"),
    [
        (AssignmentRole.PART, "assigned", True),
        (AssignmentRole.PART, "assigned:part", True),
        (AssignmentRole.PART, "assigned:joint", True),
        (AssignmentRole.LAST, "assigned:joint", True),
        (AssignmentRole.LEAD, "assigned:part", False),
        (AssignmentRole.SINGLE, "assigned:single", True),
        (AssignmentRole.SINGLE, "assigned:joint", False),
        (None, "assigned", True),
        (None, "assigned:part", False),
    ],
)
def test_a_receipt_may_be_that_of_one_role(role: AssignmentRole | None, ref: str, expected: bool) -> None:  # noqa: FBT001
    """``joint`` is every role in joint work."""
    event = Event(kind=EventKind.ASSIGNED, at=NOW, recorded_at=NOW, role=role)
    assert event.matches(EventRef.parse(ref)) is expected


@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("draft", [None, *DraftKind])
def test_a_life_ends_by_its_endings_only(kind: EventKind, draft: DraftKind | None) -> None:
    """An interim answer or a question that went out leaves it open; only an interim answer settles the overall."""
    event = Event(kind=kind, at=NOW, recorded_at=NOW, draft=draft)
    sent = kind in {EventKind.PUBLISHED, EventKind.HANDED_OVER}
    meanwhile = draft in {DraftKind.INTERIM, DraftKind.CLARIFICATION}
    over = {EventKind.RETURNED_OUTSIDE, EventKind.CONVERTED, EventKind.EXCLUDED, EventKind.CLOSED}
    if draft is None or sent:
        assert event.ends_life is ((sent and not meanwhile) or kind in over)
    assert event.completes_interim is (sent and draft is DraftKind.INTERIM)
