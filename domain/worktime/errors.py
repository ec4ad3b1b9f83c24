"""What can go wrong in a question about working time.

The tree::

    OtklikError
    └── WorkingTimeError
        ├── NaiveDatetimeError   a moment without a UTC offset
        ├── OutOfRangeError      beyond the years the calendar knows
        └── AmountError          an amount of time that cannot be read or used
"""

from domain.errors import OtklikError


class WorkingTimeError(OtklikError):
    """A question about working time cannot be answered."""


class NaiveDatetimeError(WorkingTimeError):
    """A moment carries no UTC offset, so it could be any of a day's worth of instants."""

    def __init__(self, field: str) -> None:
        """Name the argument (``field``) whose value has no offset."""
        super().__init__(f"{field}: у момента времени нет часового пояса; укажите его, например +03:00")
        self.field = field


class OutOfRangeError(WorkingTimeError):
    """The answer lies, or would lie, outside the dates the calendar is known for."""


class AmountError(WorkingTimeError):
    """An amount of time is malformed, negative, too fine or in the wrong unit."""
