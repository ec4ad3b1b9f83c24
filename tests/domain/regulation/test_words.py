"""The Russian words for events and amounts of time."""

from domain.regulation import EventRef, words
from domain.regulation.events import ANSWER, JOINT, REPLY
from domain.terms import AssignmentRole, DraftKind, EventKind
from domain.worktime import Amount, Unit


def test_every_event_and_unit_has_its_word() -> None:
    """Events and amounts are written in words, fractions with a comma."""
    assert len({words.event_words(EventRef(kind)) for kind in EventKind}) == len(EventKind)
    assert words.amount_words(Amount.model_validate({"amount": "1.5", "unit": "working_hours"})) == "1,5 раб. ч"
    assert words.amount_words(Amount.model_validate({"amount": 100, "unit": "working_minutes"})) == "100 раб. мин"
    amounts = [Amount.model_validate({"amount": 0, "unit": unit}) for unit in Unit]
    assert len({words.amount_words(amount) for amount in amounts}) == len(Unit)
    assert words.amount_words(amounts[-1]) == "немедленно"


def test_what_narrows_an_event_has_its_word() -> None:
    """A stage stands as the file calls it, a kind of draft and a role in joint work in words of their own."""
    assert words.event_words(EventRef.parse("approved:mcu")) == "согласовано (mcu)"
    drafts = [words.event_words(EventRef.parse(f"published:{name}")) for name in (*DraftKind, ANSWER, REPLY)]
    roles = [words.event_words(EventRef.parse(f"assigned:{name}")) for name in (*AssignmentRole, JOINT)]
    assert len(set(drafts)) == len(DraftKind) + 2
    assert len(set(roles)) == len(AssignmentRole) + 1
    assert all(text.endswith(")") for text in (*drafts, *roles))
