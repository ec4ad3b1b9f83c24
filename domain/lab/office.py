"""An office at work: what waits there, and how many of its people are free. The nearest due comes first."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heappop, heappush

from domain.lab.life import Life
from domain.lab.tasks import Task

NEVER = datetime.max.replace(tzinfo=UTC)
"""Due after everything else: no limit runs."""


@dataclass(eq=False)
class Job:
    """What is to be done with one message, from when it can be; ``due`` is the nearest limit of the message."""

    life: Life
    task: Task
    since: datetime
    due: datetime
    begun: datetime | None = None


@dataclass
class OpenOffice:
    """The people of a place, and the jobs that they have seen and not begun; a message has one job at a time.

    ``called`` is when they next choose what to begin, so that all that comes at one moment is chosen from.
    """

    free: int
    called: datetime | None = None
    waiting: list[tuple[datetime, int, Job]] = field(default_factory=list)

    def put(self, job: Job) -> None:
        """Let a job wait that has been seen."""
        heappush(self.waiting, (job.due, job.life.arrival.number, job))

    def take(self, now: datetime) -> Job | None:
        """The next job for somebody who is free; None where nobody is or nothing waits."""
        if not self.free or not self.waiting:
            return None
        *_, job = heappop(self.waiting)
        self.free -= 1
        job.begun = now
        return job
