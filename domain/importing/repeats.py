"""Two rows of one file under one key: the same message twice, or two messages of which one would be lost."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from domain.lifecycle.intake import Intake
from domain.terms import Network


def says_other(intake: Intake, known: Mapping[str, Any]) -> bool:
    """Whether a row says something else than the case whose ``message`` is known under its key.

    The key was used twice then, for example the address of a post for two of its comments, and the row would be lost
    without a word. Only letters and digits are compared, for an export may lose what its encoding has not; and an
    author that one of the two does not name tells nothing.
    """
    author = (known.get("author") or {}).get("name")
    another = intake.author is not None and None not in {intake.author.name, author} and intake.author.name != author
    return another or _letters(intake.text) != _letters(known["text"])


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _words(text: str) -> str:
    """The text as one line: CSV and XLSX end lines differently."""
    return " ".join(text.split())


class Repeats:
    """Remembers the rows of one file; a few dozen bytes each."""

    def __init__(self) -> None:
        """Know no row yet."""
        self._rows: dict[tuple[Network, str | None], tuple[int, bytes]] = {}

    def other_text(self, row: int, intake: Intake) -> int | None:
        """The number of an earlier row with this key and another text or author; None where there is none.

        Intake would call the second one known, and what it says would be lost without a word.
        """
        written = sha256(f"{intake.author and intake.author.name}\n{_words(intake.text)}".encode()).digest()
        earlier, first = self._rows.setdefault((intake.network, intake.external_id), (row, written))
        return None if first == written else earlier
