"""From which event to which a limit runs: its beginnings, its end, and what takes it away, by the order of events."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.event import Event
from domain.regulation import EventRef, LimitRule
from domain.terms import EventKind


@dataclass(frozen=True)
class Run:
    """One beginning of a limit and what became of it; ``first_start`` is that before any re-routing."""

    start: Event
    first_start: Event
    number: int = 1
    count: int = 1
    binding: bool = True
    done_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the act is still owed."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def ended_at(self) -> datetime | None:
        """When it was fulfilled or fell away."""
        return self.done_at or self.cancelled_at


@dataclass(frozen=True)
class Walk:
    """The rule whose runs are sought, its start event (a backward limit has that of its base), and the events.

    ``restarts``: the executor's return for competence takes the limit back, and the next start begins it anew.
    ``on_day_off`` says of a moment whether its date is a day off.
    """

    rule: LimitRule
    starts: EventRef
    restarts: bool
    events: Sequence[Event]
    on_day_off: Callable[[datetime], bool]

    def runs(self) -> list[Run]:
        """Every beginning that counts, in order; one that begins anew leaves an unfulfilled earlier one open."""
        found: list[Run] = []
        taken_back: Run | None = None
        settled = False
        for event in self.events:
            if self.restarts and event.kind is EventKind.DECLINED and found:
                taken_back = found.pop()
            found = [self._affected(run, event, newest=run is found[-1], settled=settled) for run in found]
            if self._begins(event) and (self.rule.repeats or self.rule.per_authority or not found):
                found.append(self._begun(event, len(found) + 1, taken_back))
                taken_back = None
            settled = settled or event.completes_interim
        return found

    def _begins(self, event: Event) -> bool:
        return event.matches(self.starts) and not (self.rule.starts_on_day_off and not self.on_day_off(event.at))

    def _begun(self, event: Event, number: int, taken_back: Run | None) -> Run:
        binding = not self.rule.alternative
        if taken_back is None:
            return Run(event, event, number, binding=binding)
        return Run(event, taken_back.first_start, number, taken_back.count + 1, binding)

    def _affected(self, run: Run, event: Event, *, newest: bool, settled: bool) -> Run:
        """What an event does to a run; after an interim answer nothing that was fulfilled opens again (R10b)."""
        at = event.at.astimezone(UTC)
        if run.open:
            if self._concerns(run, event, self.rule.ends):
                return replace(run, done_at=at)
            if event.ends_life or self._concerns(run, event, self.rule.cancelled_by):
                return replace(run, cancelled_at=at)
            if self._concerns(run, event, self.rule.binds_from):
                return replace(run, binding=True)
        elif newest and run.done_at is not None and not settled and self._concerns(run, event, self.rule.reopened_by):
            return replace(run, done_at=None)
        return run

    def _concerns(self, run: Run, event: Event, refs: Iterable[EventRef]) -> bool:
        same = not self.rule.per_authority or event.authority == run.start.authority
        return same and any(event.matches(ref) for ref in refs)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Put events in the order of their own times; those of one moment stay in the order of their entry."""
    return tuple(sorted(events, key=lambda event: event.at.astimezone(UTC)))


def stretches(starts: EventRef, ends: EventRef, events: Sequence[Event]) -> Iterator[tuple[datetime, datetime | None]]:
    """The times between an event and the next one that ends it; a second beginning inside one changes nothing."""
    begun: datetime | None = None
    for event in events:
        at = event.at.astimezone(UTC)
        if begun is not None and (event.matches(ends) or event.ends_life):
            yield begun, at
            begun = None
        elif begun is None and event.matches(starts):
            begun = at
    if begun is not None:
        yield begun, None
