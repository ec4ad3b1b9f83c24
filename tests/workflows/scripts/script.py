"""What a life is told by: acts at local times, and changes of the town's files between them.

Times are written as the municipality's own: «10:30» is on the first day, «+2 10:30» two days later.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tests.workflows.lives import Step


@dataclass(frozen=True)
class Act:
    """A command given at a local time; ``refused``: it is not accepted, and leaves no trace."""

    at: str
    command: str
    payload: Mapping[str, object]
    refused: bool = False


@dataclass(frozen=True)
class Edit:
    """Somebody changes the town's file at a local time; ``change`` gets its text and the first day of the life."""

    at: str
    change: Callable[[str, dt.date], str]


@dataclass(frozen=True)
class Script:
    """One kind of life: where and when the message arrives, and all that happens to it.

    ``weekday`` is the first day, 0 for Monday; tomorrow where none is given. Fields of ``intake`` whose names end in
    ``_at`` are local times.
    """

    name: str
    regulation: str
    acts: tuple[Act | Edit, ...]
    flow: str = "main"
    arrives: str = "10:00"
    weekday: int | None = None
    intake: Mapping[str, object] = field(default_factory=dict)


def at(time: str, step: Step) -> Act:
    """Give a command."""
    return Act(time, step[0], step[1])


def refused(time: str, step: Step) -> Act:
    """Give a command that is refused."""
    return Act(time, step[0], step[1], refused=True)


@dataclass(frozen=True)
class Days:
    """The days of a life, counted from its first one, on the municipality's clock."""

    first: dt.date
    zone: ZoneInfo

    @classmethod
    def of(cls, script: Script, zone: ZoneInfo, now: dt.datetime) -> "Days":
        """The days of a life that begins soon after ``now``."""
        day = now.astimezone(zone).date() + dt.timedelta(days=1)
        while script.weekday not in {None, day.weekday()}:
            day += dt.timedelta(days=1)
        return cls(day, zone)

    def moment(self, text: str) -> dt.datetime:
        """The instant that a local time means."""
        later, _, time = text.rpartition(" ")
        return dt.datetime.combine(
            self.first + dt.timedelta(days=int(later or 0)), dt.time.fromisoformat(time), self.zone
        )

    def text(self, moment: dt.datetime) -> str:
        """The same the other way round, to the minute."""
        local = moment.astimezone(self.zone)
        later = (local.date() - self.first).days
        return f"{local:%H:%M}" if later == 0 else f"+{later} {local:%H:%M}"
