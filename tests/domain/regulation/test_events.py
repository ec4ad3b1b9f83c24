"""Names of events in a regulation's file."""

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.regulation import EventRef
from domain.terms import AssignmentRole, DraftKind, EventKind

_ADAPTER = TypeAdapter(EventRef)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("routed", EventRef(EventKind.ROUTED)),
        ("approved", EventRef(EventKind.APPROVED)),
        ("returned:mcu", EventRef(EventKind.RETURNED, stage="mcu")),
        ("published:interim", EventRef(EventKind.PUBLISHED, draft="interim")),
        ("approved:answer", EventRef(EventKind.APPROVED, draft="answer")),
        ("assigned", EventRef(EventKind.ASSIGNED)),
        ("assigned:joint", EventRef(EventKind.ASSIGNED, role="joint")),
    ],
)
def test_a_name_is_read_and_written_alike(text: str, ref: EventRef) -> None:
    """A name means its event and what narrows it, and is written as it was read."""
    assert EventRef.parse(text) == ref
    assert str(ref) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("submitted", "неизвестное событие «submitted»; допустимо: detected"),
        ("routed:mcu", "у routed после двоеточия ничего не указывается"),
        ("approved:", "у approved указывается этап или вид ответа: final, interim"),
        ("published:mcu", "у published указывается вид ответа: final, interim"),
        ("assigned:curator", "у assigned указывается роль: single, part, last, lead, joint"),
    ],
)
def test_a_wrong_name_says_what_is_allowed(text: str, message: str) -> None:
    """A name that means nothing is refused with what is allowed."""
    with pytest.raises(ValueError, match=message):
        EventRef.parse(text)


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("published", set(DraftKind)),
        ("published:final", {DraftKind.FINAL}),
        ("published:answer", {DraftKind.FINAL, DraftKind.INTERIM}),
        ("published:reply", set(DraftKind) - {DraftKind.CLARIFICATION}),
    ],
)
def test_a_name_means_kinds_of_draft(text: str, drafts: set[DraftKind]) -> None:
    """Without a qualifier every kind of draft is meant; some qualifiers mean several."""
    assert EventRef.parse(text).drafts == drafts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("assigned", set(AssignmentRole)),
        ("assigned:lead", {AssignmentRole.LEAD}),
        ("assigned:joint", {AssignmentRole.PART, AssignmentRole.LAST, AssignmentRole.LEAD}),
    ],
)
def test_a_name_means_roles_in_joint_work(text: str, roles: set[AssignmentRole]) -> None:
    """Without a qualifier every receipt is meant; ``joint`` means all but that of a body that answers alone."""
    assert EventRef.parse(text).roles == roles


def test_a_name_passes_through_json_and_python() -> None:
    """Validation takes the file's text, JSON, and an event read before; it is written as text."""
    ref = _ADAPTER.validate_python("approved:mcu")
    assert _ADAPTER.validate_python(ref) is ref
    assert _ADAPTER.validate_json(_ADAPTER.dump_json(ref)) == ref


def test_a_wrong_name_is_reported_once() -> None:
    """A wrong value is one error under the path of its key."""
    with pytest.raises(ValidationError) as caught:
        _ADAPTER.validate_python(5)
    assert [error["loc"] for error in caught.value.errors()] == [()]
