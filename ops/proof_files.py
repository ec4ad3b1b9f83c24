"""`otklik verify`: files with a «расчёт срока», recomputed one by one, and their days held against our own calendar."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from activities.calendar_source import build_calendar
from activities.regulation_source import load_library
from domain.os_words import reason
from domain.regulation import Library, UnknownRegulationError
from domain.worktime.dayfacts import DayFact, day_facts
from ops.verify import Difference, WrongFileError, verify

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class CalendarCheck:
    """What our own calendar says of the file's dates: ``known`` is False where the regulation is not loaded here."""

    known: bool
    same_version: bool = False
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class FileVerdict:
    """What became of one file: an error, or the differences."""

    file: str
    name: str | None = None
    message_id: str | None = None
    error: WrongFileError | None = None
    differences: tuple[Difference, ...] = ()
    calendar: CalendarCheck | None = None

    @property
    def agrees(self) -> bool:
        """Whether it was recomputed and says the same."""
        return self.error is None and not self.differences

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "file": self.file,
            "name": self.name,
            "message_id": self.message_id,
            "agrees": self.agrees,
            "error": None if self.error is None else {"field": self.error.field, "message": self.error.message},
            "differences": [vars(item) for item in self.differences],
            "calendar": self.calendar
            and vars(self.calendar) | {"differences": [vars(item) for item in self.calendar.differences]},
        }


def check(file: str, regulations: Path | None) -> FileVerdict:
    """Recompute one file (``-``: the standard input), and hold its days against the calendar of a folder's regulation.

    Raises:
        RegulationError: the folder's files cannot be used.
    """
    try:
        document = _read(file)
        differences = verify(document)
    except WrongFileError as error:
        return FileVerdict(file, error=error)
    calendar = None if regulations is None else _calendar_check(document, load_library(regulations))
    return FileVerdict(file, document["name"], document.get("message_id"), None, differences, calendar)


def _read(file: str) -> dict[str, Any]:
    """The JSON of a file; what is no object is refused by ``verify`` with the same error."""
    try:
        text = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise WrongFileError("файл", f"не открывается: {reason(error)}") from error
    try:
        document: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongFileError("файл", "не читается как JSON") from error
    return document


def _calendar_check(document: Mapping[str, Any], library: Library) -> CalendarCheck:
    try:
        regulation = library.version(str(document.get("regulation")), str(document.get("regulation_version")))
    except UnknownRegulationError:
        return CalendarCheck(known=False)
    calendar, days = build_calendar(regulation.calendar), document["days"]
    first, last = (date.fromisoformat(days[number]["date"]) for number in (0, -1))
    on_duty = document.get("days_off_since") is not None
    ours = day_facts(calendar, regulation.calendar, first, last, on_duty=on_duty)
    return CalendarCheck(
        known=True,
        same_version=str(document.get("calendar_version")).split("+", maxsplit=1)[0] == calendar.version,
        differences=tuple(_calendar_differences(document, calendar.timezone, ours)),
    )


def _calendar_differences(document: Mapping[str, Any], timezone: str, ours: Iterable[DayFact]) -> Iterator[Difference]:
    if document["timezone"] != timezone:
        yield Difference("timezone", document["timezone"], timezone)
    for stated, day in zip(document["days"], ours, strict=True):
        known = day.model_dump(mode="json")
        for key in ("hours", "duty_hours", "kind"):
            if stated.get(key) != known[key]:
                yield Difference(f"days[{day.date}].{key}", _said(stated.get(key)), _said(known[key]))


def _said(value: object) -> str | None:
    return (", ".join(value) or "—") if isinstance(value, list) else None if value is None else str(value)
