"""What is wrong with a file that cannot be recomputed; what differs is no error, it is the answer.

::

    ValueError
    └── WrongFileError      a field is missing or cannot be read; names it
    LookupError
    └── BeyondDaysError     the counting left the dates that the file describes
"""

from datetime import date


class WrongFileError(ValueError):
    """A field of the file is missing or cannot be read."""

    def __init__(self, field: str, message: str) -> None:
        """Name the field, as «caps[0].rule.amount»."""
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class BeyondDaysError(LookupError):
    """The counting needs a date that the file does not describe."""

    def __init__(self, day: date) -> None:
        """Name the date."""
        super().__init__(day.isoformat())
        self.day = day
