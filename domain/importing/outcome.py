"""What became of each row of a file, and of all of them: the same for the command line and for REST."""

from collections import Counter
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Result(StrEnum):
    """What became of a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    """Not tried, or without an answer, because something is away: import the file again."""
    CHECKED = "checked"
    """It would be taken; nothing was sent."""


class CellProblem(BaseModel):
    """What is wrong in one row; ``column`` is the heading in the file, null where no single column is to blame."""

    model_config = ConfigDict(frozen=True)

    column: str | None
    message: str


class RowResult(BaseModel):
    """What became of one row; ``row`` is its number in the file, the header is 1 where it stands first.

    ``id`` is the message's. ``routed_to`` is the authority that this import sent it to. A message that was taken and
    could not be sent to its authority is ``new`` or ``known`` with ``errors``, or ``checked`` where it would be so.
    """

    model_config = ConfigDict(frozen=True)

    row: int
    result: Result
    id: str | None = None
    routed_to: str | None = None
    errors: tuple[CellProblem, ...] = ()

    @property
    def said(self) -> str:
        """The errors in one line, with row and column."""
        return "; ".join(
            f"строка {self.row}"
            + (f", столбец «{item.column}»" if item.column is not None else "")
            + f": {item.message}"
            for item in self.errors
        )


class Summary(BaseModel):
    """How many rows ended how; ``not_routed``: taken, or found good, and not sent to their authority."""

    model_config = ConfigDict(frozen=True)

    rows: int
    new: int
    known: int
    refused: int
    unavailable: int
    checked: int
    routed: int
    not_routed: int

    @property
    def all_taken(self) -> bool:
        """Whether nothing is left to do by hand."""
        return not (self.refused or self.unavailable or self.not_routed)


class Tally:
    """Counts results as they come."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._results = Counter[Result]()
        self._routed = self._not_routed = 0

    def add(self, result: RowResult) -> None:
        """Count one."""
        self._results[result.result] += 1
        self._routed += result.routed_to is not None
        self._not_routed += bool(result.errors) and result.result in {Result.NEW, Result.KNOWN, Result.CHECKED}

    @property
    def summary(self) -> Summary:
        """The figures so far."""
        counted = {result.value: self._results[result] for result in Result}
        return Summary(rows=self._results.total(), routed=self._routed, not_routed=self._not_routed, **counted)
