"""Two rows of one file under one key: the same message twice, or two messages of which one would be lost."""

from hashlib import sha256

from domain.lifecycle.intake import Intake
from domain.terms import Network


class Repeats:
    """Remembers the rows of one file; a few dozen bytes each."""

    def __init__(self) -> None:
        """Know no row yet."""
        self._rows: dict[tuple[Network, str | None], tuple[int, bytes]] = {}

    def other_text(self, row: int, intake: Intake) -> int | None:
        """The number of an earlier row with this key and another text or author; None where there is none.

        Intake would call the second one known, and what it says would be lost without a word.
        """
        written = sha256(f"{intake.author and intake.author.name}\n{intake.text}".encode()).digest()
        earlier, first = self._rows.setdefault((intake.network, intake.external_id), (row, written))
        return None if first == written else earlier
