"""The page that explains the format to people who do not program."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.regulation import EventRef, Regulation
from domain.regulation.events import RESERVED
from domain.terms import AnswerCheck, AsksOf, AssignmentRole, EventKind, Network, Role
from domain.worktime import Lateness, Unit
from tests.domain.regulation.samples import FORMAT_PAGE, sample

_TEXT = re.sub(r"```.*?```", "", FORMAT_PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
EXPLAINED = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", _TEXT))))
"""Every word that stands as code outside the examples."""


def _tables(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 -- whatever a field may be annotated with
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _tables(field.annotation)
    for argument in get_args(annotation):
        yield from _tables(argument)


TABLES = sorted(set(_tables(Regulation)), key=lambda table: table.__name__)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_is_explained(table: type[BaseModel]) -> None:
    """Whatever key a file may have, the page names it."""
    assert set(table.model_fields) - EXPLAINED == set()


def test_the_tables_are_those_of_the_format() -> None:
    """The rule above reaches the tables deep inside a flow."""
    assert {"Regulation", "Flow", "LimitRule", "Longest", "Shortening", "Term", "Week"} <= {
        table.__name__ for table in TABLES
    }


@pytest.mark.parametrize(
    "values", [EventKind, RESERVED, AssignmentRole, Network, Role, Unit, Lateness, AnswerCheck, AsksOf]
)
def test_every_value_is_explained(values: Any) -> None:  # noqa: ANN401 -- an enum's class or a set of names
    """Whatever name a file may choose from, the page names it."""
    assert {str(value) for value in values} - EXPLAINED == set()


def test_every_event_that_is_named_exists() -> None:
    """The page's own examples of events with a qualifier are read."""
    named = re.findall(r"`(\w+:\w+)`", _TEXT)
    assert named
    assert [str(EventRef.parse(name)) for name in named] == named


def test_the_checklist_of_the_page_fits_the_example() -> None:
    """What the page says may be put into the complete example is read there."""
    _, shown = re.findall(r"```toml\n(.*?)```", FORMAT_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    checklist = sample(("[[flows]]", f"{shown}\n[[flows]]")).checklist
    assert checklist is not None
    assert [item.id for item in checklist.items] == ["measures", "polite"]
    assert [item.letters for item in checklist.lengths] == [1000]
