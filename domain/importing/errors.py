"""What stops an import as a whole; a row that cannot be read stops nothing and is no exception.

::

    InvalidInput
    ├── MappingError      the file that says which column means what
    └── UnreadableTable   the file of messages: no table, or without a column that is needed
"""

from collections.abc import Sequence

from domain.errors import InvalidInput
from domain.validation import FieldError

FILE = "file"
"""The field's name where the file as a whole is wrong."""


class MappingError(InvalidInput):
    """A mapping that cannot be used; ``errors`` names every wrong key."""

    def __init__(self, source: str, errors: Sequence[FieldError]) -> None:
        """Keep the name of the mapping and every error found in it."""
        self.source = source
        listed = "; ".join(f"{item.field}: {item.message}" for item in errors)
        super().__init__(f"Соответствие столбцов {source} не принято: {listed}", errors=errors)


class UnreadableTable(InvalidInput):
    """A file from which no row can be taken."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(f"Файл не читается: {reason}", errors=(FieldError(FILE, reason),))
