"""Two rows under one key: the same message, or another one that would be lost."""

from typing import Any

import pytest

from domain.importing import Repeats, says_other
from domain.lifecycle import Intake, parse_intake

ROW = {"regulation": "luga-2020", "network": "vk", "external_id": "1", "text": "Яма\r\nу дома"}


def row(**fields: Any) -> Intake:  # noqa: ANN401 -- whatever an intake holds
    """A row that is a message."""
    return parse_intake(ROW | fields)


@pytest.mark.parametrize(
    ("fields", "known", "other"),
    [
        ({}, {"text": "Яма\nу дома"}, False),
        ({}, {"text": "Яма у дома", "author": None}, False),
        ({}, {"text": "Яма у дома 👍"}, False),
        ({}, {"text": "Яма у дороги"}, True),
        ({"author": {"name": "Мария"}}, {"text": "Яма у дома"}, False),
        ({"author": {"url": "https://vk.com/id1"}}, {"text": "Яма у дома", "author": {"name": "Мария"}}, False),
        ({"author": {"name": "Мария"}}, {"text": "Яма у дома", "author": {"name": "Мария"}}, False),
        ({"author": {"name": "Мария"}}, {"text": "Яма у дома", "author": {"name": "Пётр"}}, True),
    ],
)
def test_known_message_is_told_from_another(fields: dict[str, Any], known: dict[str, Any], *, other: bool) -> None:
    """Another text or author is another message; line ends and an author who is not named tell nothing."""
    assert says_other(row(**fields), known) is other


def test_line_ends_make_no_other_row() -> None:
    """The same text with the line ends of another program is the same message."""
    repeats = Repeats()

    assert repeats.other_text(2, row()) is None
    assert repeats.other_text(3, row(text="Яма\nу дома")) is None
    assert repeats.other_text(4, row(text="Яма")) == 2
