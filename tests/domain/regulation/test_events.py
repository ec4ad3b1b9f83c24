"""Names of events in a regulation's file."""

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.regulation import EventRef
from domain.terms import EventKind

_ADAPTER = TypeAdapter(EventRef)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("routed", EventRef(EventKind.ROUTED)),
        ("approved", EventRef(EventKind.APPROVED)),
        ("returned:mcu", EventRef(EventKind.RETURNED, "mcu")),
    ],
)
def test_a_name_is_read_and_written_alike(text: str, ref: EventRef) -> None:
    """A name means its event and stage, and is written as it was read."""
    assert EventRef.parse(text) == ref
    assert str(ref) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("submitted", "неизвестное событие «submitted»; допустимо: detected"),
        ("routed:mcu", "этап после двоеточия"),
        ("approved:", "этап после двоеточия"),
    ],
)
def test_a_wrong_name_says_what_is_allowed(text: str, message: str) -> None:
    """A name that means nothing is refused with what is allowed."""
    with pytest.raises(ValueError, match=message):
        EventRef.parse(text)


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
