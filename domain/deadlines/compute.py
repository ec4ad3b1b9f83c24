"""Computes the limits of a case from its events (R3 to R11).

Late entries, corrections and pauses need no special case: the list of events is put in order and walked again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.deadlines.limit import Basis, Limit, Stop
from domain.deadlines.walk import Run, Walk, in_order, stretches
from domain.event import Event
from domain.regulation import Flow, LimitRule
from domain.terms import EventKind
from domain.worktime import Amount, Clock, Lateness, Unit

_ROUND_THE_CLOCK = frozenset({Unit.HOURS, Unit.DAYS_24H, Unit.AT_ONCE})
_CLOCK_UNITS = _ROUND_THE_CLOCK | {Unit.CALENDAR_DAYS}
_NOTHING = timedelta(0)


@dataclass(frozen=True)
class Terms:
    """What one case has of its own: amounts in place of the rules', and the due instant of another system.

    ``plain`` is the calendar by which an arrival on a day off is told, where the case itself counts otherwise.
    """

    amounts: Mapping[str, Amount] = field(default_factory=dict)
    external_due: datetime | None = None
    plain: Clock | None = None


def compute_limits(
    flow: Flow, lateness: Lateness, time: Clock, events: Iterable[Event], terms: Terms | None = None
) -> tuple[Limit, ...]:
    """List every limit that has begun, in the order of the regulation's file."""
    ordered = in_order(events)
    kinds = frozenset(event.kind for event in ordered)
    computer = _Computer(flow, lateness, time, ordered, kinds, terms or Terms())
    return tuple(limit for rule in flow.limits for limit in computer.limits(rule))


def amount_of(flow: Flow, rule: LimitRule, terms: Terms) -> Amount | None:
    """How much time a limit gives, from its start; None for a backward one that follows its base alone."""
    if rule.name in terms.amounts:
        return terms.amounts[rule.name]
    if rule.share_of is not None:
        whole = amount_of(flow, flow.limit(rule.share_of.limit), terms)
        assert whole is not None  # noqa: S101 -- the file was checked: what is shared states its own amount
        return Amount(amount=whole.amount * rule.share_of.share, unit=whole.unit)
    return None if rule.before is not None else rule.duration


@dataclass(frozen=True)
class Length:
    """How long a limit is: ``own`` from its start, else what its base's amount leaves before the lead (R5)."""

    own: Amount | None
    base: Amount
    lead: timedelta

    @property
    def unit(self) -> Unit:
        """The unit in which it is counted and judged."""
        return self.base.unit if self.own is None else self.own.unit

    def end(self, time: Clock, start: datetime) -> datetime:
        """The end of a limit that nothing moves."""
        return time.add(start, self.base.duration - self.lead) if self.own is None else time.due(start, self.own)


def length_of(flow: Flow, rule: LimitRule, terms: Terms) -> Length:
    """How long a limit of one case is."""
    own = amount_of(flow, rule, terms)
    base = own if rule.before is None else amount_of(flow, flow.limit(rule.before.limit), terms)
    assert base is not None  # noqa: S101 -- narrows the type: a base is no backward limit
    return Length(own, base, _NOTHING if rule.before is None else rule.before.lead.duration)


@dataclass(frozen=True)
class _Computer:
    flow: Flow
    lateness: Lateness
    time: Clock
    events: Sequence[Event]
    kinds: frozenset[EventKind]
    terms: Terms
    computed: dict[str, list[Limit]] = field(default_factory=dict)

    def limits(self, rule: LimitRule) -> list[Limit]:
        """Every limit of one rule that has begun; computed once, also where it cuts others."""
        if rule.name not in self.computed:
            self.computed[rule.name] = self._begun(rule)
        return self.computed[rule.name]

    def _begun(self, rule: LimitRule) -> list[Limit]:
        base = self._base(rule)
        assert base.starts is not None  # noqa: S101 -- the file was checked: a base states its start
        if base.starts.kind not in self.kinds:
            return []
        runs = Walk(rule, base.starts, base.restart_on_reroute, self.events, self._on_day_off).runs()
        length = self._length(rule)
        return [self._limit(rule, length, run) for run in runs]

    def _base(self, rule: LimitRule) -> LimitRule:
        """The rule whose start, unit and pauses count: a backward limit has those of the limit that it precedes."""
        return rule if rule.before is None else self.flow.limit(rule.before.limit)

    def _length(self, rule: LimitRule) -> Length:
        return length_of(self.flow, rule, self.terms)

    def _on_day_off(self, moment: datetime) -> bool:
        clock = self.terms.plain or self.time
        return not clock.is_working_day(moment.astimezone(ZoneInfo(clock.timezone)).date())

    def _limit(self, rule: LimitRule, length: Length, run: Run) -> Limit:
        start, unit = run.start.at, length.unit
        in_working_time = unit not in _CLOCK_UNITS
        own, own_late_after, stops = self._paused(rule, length, run)
        base_end = self._base_end(rule, run)
        counts, caps = self._binding(rule, length, start, own, base_end).astimezone(UTC), self._caps(rule, start)
        late_after = own_late_after.astimezone(UTC)
        if self._outside(rule):
            late_after = self._late_after(counts, unit, stops).astimezone(UTC)
        due_at = min([counts, *(cap.due_at for cap in caps)])
        return Limit(
            rule=rule,
            basis=Basis(
                start=run.start,
                own=length.own,
                whole=length.base,
                stretches=self._stretches(rule),
                own_end=own.astimezone(UTC),
                base_end=base_end and base_end.astimezone(UTC),
                external_due=self.terms.external_due if self._outside(rule) else None,
                caps=tuple(caps),
            ),
            number=run.number,
            started_at=self._opened(start) if in_working_time else start.astimezone(UTC),
            due_at=due_at,
            late_after=min([late_after, *(cap.late_after for cap in caps)]),
            known_at=run.start.recorded_at.astimezone(UTC),
            in_working_time=in_working_time,
            round_the_clock=unit in _ROUND_THE_CLOCK,
            provisional=in_working_time and self.time.is_provisional(due_at),
            done_at=run.done_at,
            cancelled_at=run.cancelled_at,
            run=run.count,
            first_started_at=self._opened(run.first_start.at) if run.count > 1 else None,
            authority=run.start.authority if rule.per_authority else None,
            own_number=run.own_number,
            estimated=run.start.estimated,
            binding=run.binding,
            stops=stops,
            own_due_at=own.astimezone(UTC) if self._outside(rule) else None,
        )

    def _opened(self, moment: datetime) -> datetime:
        return self.time.next_open(moment).astimezone(UTC)

    def _paused(self, rule: LimitRule, length: Length, run: Run) -> tuple[datetime, datetime, tuple[Stop, ...]]:
        """The end moved by what was paused, the last instant that is in time by it, and the pauses.

        One that begins when it is too late moves nothing; one that begins in the break after the end, with nothing
        left, takes none of that break.
        """
        due, pause, stops = length.end(self.time, run.start.at), self._base(rule).pause, list[Stop]()
        late_after = self._late_after(due, length.unit, stops)
        if pause is None:
            return due, late_after, ()
        for stretch in self._stretches(rule):
            begun, ended = stretch.start, stretch.end
            longest = None if pause.at_most is None else self.time.due(begun, pause.at_most.duration).astimezone(UTC)
            known = [end for end in (ended, longest, run.ended_at) if end is not None]
            stop = Stop(max(begun, run.start.at.astimezone(UTC)), min(known) if known else None)
            if stop.end is not None and stop.end <= stop.start:
                continue
            if stop.start > late_after:
                break
            stops.append(stop)
            spent = late_after if due <= stop.start else due
            due = due if stop.end is None else self._later(due, stop.start, stop.end, length.unit)
            late_after = max(spent, self._late_after(due, length.unit, stops))
        return due, late_after, tuple(stops)

    def _late_after(self, due: datetime, unit: Unit, stops: Sequence[Stop]) -> datetime:
        return self.time.late_after(due, _judged_as(unit, stops), self.lateness)

    def _stretches(self, rule: LimitRule) -> tuple[Stop, ...]:
        """The times between the events of its pause, as they happened."""
        pause = self._base(rule).pause
        found = () if pause is None else stretches(pause.starts, pause.ends, self.events)
        return tuple(Stop(begun, ended) for begun, ended in found)

    def _later(self, due: datetime, begun: datetime, ended: datetime, unit: Unit) -> datetime:
        """The end after a pause: where nothing was left when it began, not before it is over."""
        if unit in _CLOCK_UNITS:
            return due.astimezone(UTC) + (ended - begun)
        return max(self.time.add(due, self.time.between(begun, ended)), ended)

    def _caps(self, rule: LimitRule, start: datetime) -> list[Limit]:
        """The limits that cut this one: not one that was spent before the start (R10e), nor one that stands still."""
        caps = () if rule.capped_by is None else self.limits(self.flow.limit(rule.capped_by))
        return [cap for cap in caps if not cap.stopped and (cap.ended_at is None or cap.ended_at >= start)]

    def _outside(self, rule: LimitRule) -> bool:
        return self.terms.external_due is not None and self._base(rule).external_due

    def _base_end(self, rule: LimitRule, run: Run) -> datetime | None:
        """Where the limit that this one precedes would end by itself; only where another system's instant counts."""
        if rule.before is None or not self._outside(rule):
            return None
        base = self._base(rule)
        end, *_ = self._paused(base, self._length(base), run)
        return end

    def _binding(
        self, rule: LimitRule, length: Length, start: datetime, own: datetime, base_end: datetime | None
    ) -> datetime:
        """The instant that counts: another system's where the act says so, and what precedes it moved equally (R5)."""
        external = self.terms.external_due
        if external is None or not self._outside(rule):
            return own
        if base_end is None:
            return external
        if _CLOCK_UNITS & {length.unit, length.base.unit}:
            return own.astimezone(UTC) + (external - base_end)
        # From the start on, as every end is found: walking back from one may give the end of a break.
        moved = self.time.between(start, own) + self.time.between(base_end, external)
        return self.time.add(start, max(_NOTHING, moved))


def _judged_as(unit: Unit, stops: Sequence[Stop]) -> Unit:
    """A day limit that was paused is an instant like any other (R6)."""
    return Unit.WORKING_HOURS if stops and unit is Unit.WORKING_DAYS else unit
