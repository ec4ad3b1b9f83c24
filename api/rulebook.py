"""The regulations that this process has loaded, with the working time of each; read once, shared by all requests."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from activities.calendar_source import build_calendar
from activities.regulation_source import load_library
from domain.errors import wrong_field
from domain.lifecycle import Rules
from domain.regulation import Library, Regulation, UnknownRegulationError
from domain.worktime import Beyond, CalendarRules, WorkingTime, engine

_CALENDARS = 128


class Rulebook:
    """Answers what a message is judged by, from the files alone: no worker is asked."""

    def __init__(self, library: Library) -> None:
        """Build every calendar now: it takes a part of a second, too long for the first request to wait."""
        self.library = library
        self._rules = {
            (item.id, item.version): Rules(item, working_time(item.calendar, Beyond.STATUTORY))
            for item in library.regulations
        }

    @property
    def all_rules(self) -> tuple[Rules, ...]:
        """The rules of every version."""
        return tuple(self._rules.values())

    @classmethod
    def read(cls, folder: Path) -> "Rulebook":
        """Load every file; raises LibraryError where one cannot be used."""
        return cls(load_library(folder))

    def rules(self, regulation_id: str, version: str) -> Rules:
        """The rules of one version; raises UnknownRegulationError."""
        regulation = self.library.version(regulation_id, version)
        return self._rules[regulation.id, regulation.version]

    def on(self, regulation_id: str, moment: datetime) -> Regulation:
        """The version that applies on a day; raises UnknownRegulationError."""
        return self.library.on(regulation_id, self.library.day(regulation_id, moment))

    def check_names(self, regulation_id: str | None, authority: str | None = None) -> None:
        """Raise InvalidInput for a regulation that is not loaded, and for a body that it, or every one, has not."""
        try:
            asked = self.library.regulations if regulation_id is None else self.library.versions(regulation_id)
        except UnknownRegulationError as error:
            raise wrong_field("regulation", str(error)) from error
        bodies = dict.fromkeys(body.id for regulation in asked for body in regulation.authorities)
        if authority is not None and authority not in bodies:
            raise wrong_field("authority", f"такого органа нет; допустимо: {', '.join(bodies)}")


def working_time(calendar: CalendarRules, beyond: Beyond) -> WorkingTime:
    """The calculator of a calendar; the latest are kept."""
    # A regulation's calendar has notes beside the rules; they do not change how time is counted.
    rules = calendar.model_dump_json(include=set(CalendarRules.model_fields))
    return _working_time(rules, beyond)


@lru_cache(maxsize=_CALENDARS)
def _working_time(rules: str, beyond: Beyond) -> WorkingTime:
    calendar = build_calendar(CalendarRules.model_validate_json(rules))
    return engine(calendar.model_dump_json(), beyond)
