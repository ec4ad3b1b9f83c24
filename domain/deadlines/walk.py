"""From which event to which a limit runs: its beginnings, its end, and what takes it away, by the order of events."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.event import Event
from domain.regulation import EventRef, LimitRule
from domain.regulation.events import DRAFTED
from domain.terms import AssignmentRole, DraftKind, EventKind


@dataclass(frozen=True)
class Run:
    """One beginning of a limit and what became of it; ``first_start`` is that before any re-routing.

    ``number`` counts the beginnings of the rule, ``own_number`` those of the same authority.
    """

    start: Event
    first_start: Event
    number: int = 1
    own_number: int = 1
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
        """Every beginning that counts, in order; one that begins anew leaves an unfulfilled earlier one open.

        Nothing begins with the end of life or after it, not even what was entered before an end that is entered late.
        """
        found: list[Run] = []
        taken_back: Run | None = None
        settled = False
        kinds, starting = self.rule.kinds_that_count, self.starts.kind
        for event in self.events:
            if event.kind not in kinds and event.kind is not starting:
                continue
            if self.restarts and event.kind is EventKind.DECLINED and found and not settled:
                taken_back = found.pop()
            newest = frozenset(map(id, self._latest(found)))
            found = [self._affected(run, event, newest=id(run) in newest, settled=settled) for run in found]
            if event.ends_life:
                break
            again = self.rule.repeats or self.rule.per_authority or not found
            if again and self._begins(event) and not (settled and self._asks_for_an_answer):
                found.append(self._begun(event, found, taken_back))
                taken_back = None
            settled = settled or event.completes_interim
        return found

    def _begins(self, event: Event) -> bool:
        return event.matches(self.starts) and not (self.rule.starts_on_day_off and not self.on_day_off(event.at))

    def _begun(self, event: Event, before: Sequence[Run], taken_back: Run | None) -> Run:
        return Run(
            start=event,
            first_start=event if taken_back is None else taken_back.first_start,
            number=len(before) + 1,
            own_number=1 + sum(run.start.authority == event.authority for run in before),
            count=1 if taken_back is None else taken_back.count + 1,
            binding=not self.rule.alternative,
        )

    @property
    def _asks_for_an_answer(self) -> bool:
        """Whether it is no step of a draft, and an interim answer fulfils it: then that has spent it (R10e)."""
        if self.starts.kind in DRAFTED or self.rule.per_authority:
            return False
        return any(ref.kind in DRAFTED and DraftKind.INTERIM in ref.drafts for ref in self.rule.ends)

    def _affected(self, run: Run, event: Event, *, newest: bool, settled: bool) -> Run:
        """What an event does to a run; after an interim answer nothing that was fulfilled opens again (R10b)."""
        if run.open:
            if self._fulfils(run, event):
                return replace(run, done_at=event.at.astimezone(UTC))
            if self._falls_away(run, event):
                return replace(run, cancelled_at=event.at.astimezone(UTC))
            return self._chosen(run, event)
        if newest and run.cancelled_at is not None and self._taken_after_all(run, event):
            return replace(run, done_at=event.at.astimezone(UTC), cancelled_at=None)
        if newest and run.done_at is not None and not settled and self._concerns(run, event, self.rule.reopened_by):
            return replace(run, done_at=None)
        return run

    def _latest(self, found: Sequence[Run]) -> Sequence[Run]:
        """The newest run, of every body where each has its own."""
        if not self.rule.per_authority:
            return found[-1:]
        return [*{run.start.authority: run for run in found}.values()]

    def _fulfils(self, run: Run, event: Event) -> bool:
        """A draft of a body that gives a part, and whose turn comes before the last one's, is not that part."""
        instead_of_part = event.kind is EventKind.DRAFT_SUBMITTED and run.start.role is AssignmentRole.PART
        return self._concerns(run, event, self.rule.ends) and not (self.rule.per_authority and instead_of_part)

    def _taken_after_all(self, run: Run, event: Event) -> bool:
        """The outcome of a window came although the other one had been begun: late or not, it is valid (R8)."""
        return self.rule.alternative and not self.rule.binds_from and self._concerns(run, event, self.rule.ends)

    def _chosen(self, run: Run, event: Event) -> Run:
        """A window binds from the choice of its outcome until a draft of another kind is submitted instead."""
        if self._concerns(run, event, self.rule.binds_from):
            return replace(run, binding=True)
        if self.rule.binds_from and event.kind is EventKind.DRAFT_SUBMITTED:
            return replace(run, binding=False)
        return run

    def _concerns(self, run: Run, event: Event, refs: Iterable[EventRef]) -> bool:
        """Where every body has its own, only its own acts count, and those of no body, which concern all."""
        mine = not self.rule.per_authority or event.authority in {None, run.start.authority}
        return mine and any(event.matches(ref) for ref in refs)

    def _falls_away(self, run: Run, event: Event) -> bool:
        """Also where another body has returned the whole message, if the rule names that."""
        gone = event.kind is EventKind.DECLINED and any(event.matches(ref) for ref in self.rule.cancelled_by)
        return event.ends_life or gone or self._concerns(run, event, self.rule.cancelled_by)


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
