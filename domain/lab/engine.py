"""The queue of events: messages come, people look, work and decide, limits are announced; all in virtual time.

What a regulation says is asked of ``domain.lifecycle`` alone: each message is registered, decided on and announced by
the functions that the workflow calls. Here stands only who does when what he may do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

from domain.deadlines import Limit
from domain.lab.arrivals import Arrival
from domain.lab.draws import Draws
from domain.lab.life import Chance, Judged, Life, Lived, Spent
from domain.lab.office import NEVER, Job, OpenOffice
from domain.lab.staff import Staff
from domain.lab.tasks import Duties
from domain.lab.terms import Place, Step
from domain.lifecycle import Decision, Intake, Rules, admit, announce, decide, register
from domain.regulation import Library
from domain.terms import COMPLETIONS, Action, Outcome

_Happening = Callable[[datetime], None]


@dataclass(frozen=True)
class Town:
    """A municipality: what it works by, under which of its procedures, with whom, and the seed of its chances."""

    rules: Rules
    flow: str
    staff: Staff
    seed: int


def live(town: Town, arrivals: Iterable[Arrival], ended: Callable[[Life], None] | None = None) -> tuple[Lived, ...]:
    """Let every message live to its end; ``ended`` is told of each. In the order of the messages' numbers."""
    month = _Month(town, ended or (lambda _life: None))
    month.run(arrivals)
    return tuple(sorted(month.lived, key=lambda lived: lived.number))


class _Month:
    """One run: its agenda, its offices, and the messages that have ended."""

    def __init__(self, town: Town, ended: Callable[[Life], None]) -> None:
        self.lived: list[Lived] = []
        self._town = town
        self._ended = ended
        self._rules = town.rules
        self._clock = town.rules.time
        self._chance = Chance(self._rules, town.staff)
        self._duties = Duties(self._rules, self._chance)
        self._library = Library.of([town.rules.regulation])
        self._zone = ZoneInfo(self._clock.timezone)
        self._offices: dict[Place, OpenOffice] = {}
        self._agenda: list[tuple[datetime, bool, int, _Happening]] = []
        self._entered = 0

    def run(self, arrivals: Iterable[Arrival]) -> None:
        """Go from one happening to the next until nothing is left to happen."""
        for arrival in arrivals:
            self._plan(arrival.at.on(self._zone).astimezone(UTC), partial(self._arrive, arrival))
        while self._agenda:
            now, _, _, happen = heappop(self._agenda)
            happen(now)

    def _plan(self, at: datetime, happening: _Happening, *, last: bool = False) -> None:
        """Note what happens when; ``last``: after all else of that moment."""
        self._entered += 1
        heappush(self._agenda, (at, last, self._entered, happening))

    def _arrive(self, arrival: Arrival, now: datetime) -> None:
        letter, regulation = arrival.letter, self._town.rules.regulation
        draws = Draws(self._town.seed, arrival.number)
        intake = Intake(
            regulation=regulation.id,
            flow=self._town.flow,
            network=regulation.scope.networks[0],
            text=letter.text,
            theme=letter.theme,
            importance=self._chance.importance(letter, draws),
            detected_at=now,
            received_at=now,
        )
        message = admit(intake, self._library, now)
        decision = register(f"message-{arrival.number}", message, self._rules, now)
        life = Life(arrival, draws, decision.case)
        self._go_on(life, decision, now)

    def _go_on(self, life: Life, decision: Decision, now: datetime) -> None:
        """Take a decision over, then see what is to be done and what is to be announced next."""
        life.case = decision.case
        life.reminders += sum(entry.action == Action.REMINDER for entry in decision.entries)
        if life.case.closed:
            self._end(life, now)
            return
        limits = self._rules.limits(life.case)
        due = min((limit.due_at for limit in limits if _owed(limit)), default=NEVER)
        self._bring(Job(life, self._duties.task(life), now, due), now)
        self._arm(life, limits, now)

    def _end(self, life: Life, now: datetime) -> None:
        self.lived.append(self._remembered(life, now))
        self._ended(life)

    def _remembered(self, life: Life, now: datetime) -> Lived:
        case, began = life.case, life.case.events[0].at
        answered = [event.at for event in case.events if event.kind in COMPLETIONS]
        return Lived(
            number=life.arrival.number,
            began=began,
            ended=now,
            outcome=case.outcome or Outcome.OTHER,
            spent=tuple(life.spent),
            limits=tuple(Judged(limit.rule.name, limit.state(now)) for limit in self._rules.limits(case)),
            reminders=life.reminders,
            answer=self._clock.between(began, min(answered)) if answered else None,
            whole=self._clock.between(began, now),
        )

    def _bring(self, job: Job, now: datetime) -> None:
        """Facts come by themselves; anything else waits until somebody looks."""
        task, draws = job.task, job.life.draws
        if task.place is None:
            job.begun = now
            self._plan(self._after(now, self._length(job)), partial(self._finish, job))
            return
        between_looks = timedelta(minutes=self._town.staff.office(task.place).look)
        delay = between_looks * draws.at("look", task.step, task.repeat)
        seen = self._clock.next_open(self._clock.add(now, delay)).astimezone(UTC)
        self._plan(seen, partial(self._see, job))

    def _see(self, job: Job, now: datetime) -> None:
        office = self._office(job.task.place)
        office.put(job)
        self._call(office, now)

    def _call(self, office: OpenOffice, now: datetime) -> None:
        """Have the free people choose, when the service is open and all that comes at that moment has come."""
        at = self._clock.next_open(now).astimezone(UTC)
        if office.called != at:
            office.called = at
            self._plan(at, partial(self._choose, office), last=True)

    def _choose(self, office: OpenOffice, now: datetime) -> None:
        office.called = None
        while (job := office.take(now)) is not None:
            self._plan(self._after(now, self._length(job)), partial(self._finish, job))

    def _finish(self, job: Job, now: datetime) -> None:
        """Somebody has done a task: the core decides, and that person is free."""
        life, task = job.life, job.task
        begun = job.begun or now
        working = self._clock.between(begun, now)
        life.spent.append(Spent(task.step, task.place, self._clock.between(job.since, begun), working))
        life.done[task.step, task.part] += 1
        if task.place is None:
            self._go_on(life, Decision(life.case), now)
            return
        command = self._duties.command(life, task)
        life.drafts += task.step in _DRAFTS
        self._go_on(life, decide(life.case, self._rules, command, now), now)
        office = self._office(task.place)
        office.free += 1
        self._call(office, now)

    def _arm(self, life: Life, limits: Iterable[Limit], now: datetime) -> None:
        """Plan the next announcement, unless it is planned already."""
        plan = self._rules.alarms(life.case)
        following = (plan.next(limit, now) for limit in limits if limit.open)
        at = min((alarm.at for alarm in following if alarm is not None), default=None)
        if at != life.armed:
            life.armed = at
            if at is not None:
                self._plan(max(at, now), partial(self._announce, life, at))

    def _announce(self, life: Life, planned: datetime, now: datetime) -> None:
        """Announce what is due, unless the message has ended or its next announcement is another one by now."""
        if life.case.closed or life.armed != planned:
            return
        life.armed = None
        decision = announce(life.case, self._rules, now)
        life.case = decision.case
        life.reminders += sum(entry.action == Action.REMINDER for entry in decision.entries)
        self._arm(life, self._rules.limits(life.case), now)

    def _after(self, now: datetime, length: timedelta) -> datetime:
        return self._clock.add(now, length).astimezone(UTC)

    def _length(self, job: Job) -> timedelta:
        task = job.task
        duration = self._town.staff.duration(task.place, task.step)
        return duration.at(job.life.draws.at("length", task.step, task.repeat))

    def _office(self, place: Place | None) -> OpenOffice:
        """The office of a place, opened when it is first needed."""
        assert place is not None  # noqa: S101 -- narrows the type: only facts come from nowhere, and nobody is asked
        if place not in self._offices:
            self._offices[place] = OpenOffice(self._town.staff.office(place).people)
        return self._offices[place]


_DRAFTS = frozenset({Step.DRAFT, Step.INTERIM, Step.FINAL, Step.REWORK})


def _owed(limit: Limit) -> bool:
    return limit.open and limit.binding and not limit.stopped
