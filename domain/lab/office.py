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
    """A task of one message, from when it could be begun; ``due`` is the nearest limit of the message."""

    life: Life
    task: Task
    since: datetime
    due: datetime
    begun: datetime | None = None
    seen: bool = False


@dataclass
class OpenOffice:
    """The people of a place, and the jobs that they have seen and not begun.

    ``called`` is when they next choose what to begin, so that all that comes at one moment is chosen from.
    """

    people: int
    free: int
    called: datetime | None = None
    waiting: list[tuple[datetime, int, str, int, Job]] = field(default_factory=list)
    entered: int = 0

    def put(self, job: Job) -> None:
        """Let a job wait that has been seen, or one whose limit has moved; its older place in the queue is void."""
        job.seen = True
        self.entered += 1
        heappush(self.waiting, (job.due, job.life.arrival.number, job.task.part, self.entered, job))

    def take(self, now: datetime) -> Job | None:
        """The next job for somebody who is free; None where nobody is or nothing waits."""
        while self.free and self.waiting:
            due, _, _, _, job = heappop(self.waiting)
            if job.begun is None and job.due == due:
                self.free -= 1
                job.begun = now
                return job
        return None
