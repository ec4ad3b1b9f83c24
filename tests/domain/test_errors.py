"""Refusals, on their way over the wire and back."""

import inspect
import json

import pytest

from domain import errors
from domain.errors import REFUSALS, InvalidInput, OtklikError, Refusal, WrongState, refusal_from, wrong_field
from domain.validation import FieldError


@pytest.mark.parametrize("kind", REFUSALS.values(), ids=lambda kind: kind.__name__)
def test_a_refusal_survives_the_wire(kind: type[Refusal]) -> None:
    """Its kind, detail, clause and errors come back from plain JSON."""
    sent = kind("Нельзя", clause="3.1.1", errors=[FieldError("text", "пусто")])
    back = refusal_from(json.loads(json.dumps(sent.as_details())))
    assert type(back) is kind
    assert (back.detail, back.clause, back.errors) == ("Нельзя", "3.1.1", (FieldError("text", "пусто"),))
    assert str(back) == "Нельзя"


def test_every_refusal_has_its_own_code() -> None:
    """No two kinds share a code, and every kind of the module can be rebuilt."""
    kinds = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Refusal)}
    assert set(REFUSALS.values()) == kinds
    assert len(REFUSALS) == len(kinds)


def test_an_unknown_code_is_a_plain_refusal() -> None:
    """A code of another version is still a refusal."""
    back = refusal_from({"code": "from_the_future", "detail": "Нельзя"})
    assert type(back) is Refusal
    assert (back.clause, back.errors) == (None, ())


def test_one_wrong_field_is_named() -> None:
    """A refused field is named in the errors and in the text."""
    refusal = wrong_field("network", "вне сферы", clause="3")
    assert isinstance(refusal, InvalidInput)
    assert refusal.errors == (FieldError("network", "вне сферы"),)
    assert (refusal.detail, refusal.clause) == ("Поле network: вне сферы", "3")


def test_refusals_are_errors_of_this_project() -> None:
    """Whoever catches the project's errors catches refusals as well."""
    assert isinstance(WrongState("Рано"), OtklikError)
