"""How every limit of a life stands by hand: the acts' times, the table of ``clauses.md``, and the worked minutes.

Nothing here is shared with the code under test: it knows only what acts were done when, by which body.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.domain.lifecycle.oracle_table import TERMS, Marks, Term
from tests.domain.lifecycle.oracle_time import ORDINARY, Service, is_day_off

Pause = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Done:
    """An act that was done: by the names that the table knows it by; ``body`` is the one whose act it is."""

    marks: Marks
    at: datetime
    known: datetime
    body: str | None = None
    estimated: bool = False

    def __contains__(self, mark: str) -> bool:
        return mark in self.marks


@dataclass(frozen=True)
class Own:
    """What one message has of its own: terms in minutes, another system's end, the service it is counted by."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    outside: datetime | None = None
    service: Service = ORDINARY


@dataclass(frozen=True)
class Standing:
    """How one limit stands; ``due`` is None while it stands still, ``owed`` whether its end is a debt.

    ``known`` is when its start was entered; ``alarms``: whether a breach of it is announced; ``left`` are the minutes
    of work that are left, or will be when it goes on.
    """

    state: str
    due: datetime | None
    last: datetime | None
    started: datetime
    known: datetime
    body: str | None
    first: datetime | None
    estimated: bool
    owed: bool
    alarms: bool
    ended: datetime | None
    left: int | None

    @property
    def words(self) -> tuple[object, ...]:
        """What others are shown of it."""
        whose = (self.body, self.estimated, not self.owed)
        return (self.state, self.due, self.last, self.started, self.first, self.left, *whose)


class Life:
    """The acts of one life in the order of their times, up to its end."""

    def __init__(self, acts: Sequence[Done], own: Own) -> None:
        ends = [number for number, act in enumerate(acts) if "end" in act]
        self.acts = acts[: ends[0] + 1] if ends else acts
        self.own = own
        outs = [number for number, act in enumerate(self.acts) if "out:interim" in act]
        self.interim = outs[0] if outs else len(self.acts)

    def pauses(self) -> Iterator[Pause]:
        """The times from a question to the author's reply, or to the end."""
        asked: datetime | None = None
        for act in self.acts:
            if asked is None and "out:clarification" in act:
                asked = act.at
            elif asked is not None and act.marks & {"author", "end"}:
                yield asked, act.at
                asked = None
        if asked is not None:
            yield asked, None

    def starts(self, term: Term) -> list[int]:
        """Which acts begin a limit of this row."""
        found = [n for n, act in enumerate(self.acts) if term.start in act and "end" not in act]
        if term.on_day_off:
            found = [n for n in found if is_day_off(self.acts[n].at.date())]
        if term.answers:
            found = [n for n in found if n < self.interim]
        if term.anew:
            back = [n for n, act in enumerate(self.acts) if "declined" in act and n < self.interim]
            found = [n for n in found if not back or n > back[-1]]
        return found if term.repeats or term.by_body else found[:1]

    def first_start(self, term: Term, number: int) -> datetime | None:
        """When a clock that began anew had begun at first."""
        starts = [act.at for act in self.acts[:number] if term.start in act]
        return self.own.service.opened(starts[0]) if term.anew and starts else None

    def fate(self, term: Term, number: int, following: int | None) -> tuple[datetime | None, datetime | None, bool]:
        """When a limit that began with that act was fulfilled, when it fell away, and whether it was owed."""
        body, owed = self.acts[number].body, not term.window
        done: datetime | None = None
        for n, act in enumerate(self.acts[number + 1 :], number + 1):
            mine = not term.by_body or act.body in {None, body}
            if done is not None:
                newest = following is None or n <= following
                if newest and n <= self.interim and mine and act.marks & term.reopened_by:
                    done = None
            elif mine and act.marks & term.ends and not (term.by_body and self._is_no_part(number, act)):
                done = act.at
            elif "end" in act or (act.marks & term.cancels and (mine or "declined" in act)):
                return self._after_all(term, n, body), act.at, owed
            elif term.binds and "draft" in act:
                owed = bool(act.marks & term.binds)
        return done, None, owed

    def _is_no_part(self, number: int, act: Done) -> bool:
        """Whether a draft comes from a body that gives a part: what it sends before the last one's turn is none."""
        return "draft" in act and "given:part" in self.acts[number]

    def _after_all(self, term: Term, fell: int, body: str | None) -> datetime | None:
        """When the outcome of a window came although another one had been begun, and before the next window."""
        if not term.window or term.binds or "end" in self.acts[fell]:
            return None
        for act in self.acts[fell + 1 :]:
            mine = not term.by_body or act.body in {None, body}
            if mine and act.marks & term.ends:
                return act.at
            if mine and term.start in act and (term.repeats or term.by_body):
                return None
        return None

    def end(self, term: Term, start: datetime, stops: Sequence[Pause]) -> tuple[datetime | None, datetime]:
        """When a limit is due, and the last moment in time; no due moment while it stands still."""
        left = list(stops)
        due = self._ordinary_end(term, start, left)
        while due is not None and (stop := self._with_nothing_left(due, left)) is not None:
            left.remove(stop)
            due = stop[1]
        return due, start if due is None else self.own.service.last_in_time(due)

    def stops(self, term: Term, start: datetime, ended: datetime | None) -> tuple[Pause, ...]:
        """The pauses while the limit was open."""
        return tuple(_clipped(self.pauses(), start, ended)) if term.stands_still else ()

    def left(self, term: Term, start: datetime, stops: Sequence[Pause], now: datetime, due: datetime | None) -> int:
        """The minutes of work until the end; while it stands still, those that will be left when it goes on."""
        if due is None:
            without, _ = self.end(term, start, [stop for stop in stops if stop[1] is not None])
            assert without is not None
            return self.own.service.used(stops[-1][0], without)
        return self.own.service.used(max(now, self.own.service.opened(start)), due)

    def _ordinary_end(self, term: Term, start: datetime, stops: Sequence[Pause]) -> datetime | None:
        if term.outside and self.own.outside is not None:
            return self._outside_end(term, start, self.own.outside)
        if term.days:
            return self._end_in_days(start, term.days, stops)
        return self._after(start, self._length(term), stops)

    def _length(self, term: Term) -> int:
        if term.name in self.own.minutes:
            return self.own.minutes[term.name]
        if term.before is None:
            return term.minutes
        name, whole = term.before
        return self.own.minutes.get(name, whole) - (whole - term.minutes)

    def _after(self, start: datetime, minutes: int, stops: Sequence[Pause]) -> datetime | None:
        """The first moment by which so many minutes were worked outside the pauses."""
        left, begun = minutes, start
        for asked, replied in stops:
            spent = self.own.service.used(begun, asked)
            if spent >= left:
                break
            if replied is None:
                return None
            left, begun = left - spent, replied
        return self.own.service.reached(begun, left)

    def _end_in_days(self, start: datetime, days: int, stops: Sequence[Pause]) -> datetime | None:
        """The close of the last day, and after it what the pauses before it took, worked outside the later ones."""
        service, close = self.own.service, self.own.service.close_of_day(start, days)
        if any(replied is None and asked <= close for asked, replied in stops):
            return None
        taken = sum(service.used(asked, min(replied or close, close)) for asked, replied in stops if asked < close)
        later = [(max(asked, close), replied) for asked, replied in stops if replied is None or replied > close]
        return self._after(close, taken, later) if taken else close

    def _with_nothing_left(self, due: datetime, stops: Sequence[Pause]) -> Pause | None:
        """A pause that begins when the time has run out and nothing is late yet."""
        last = self.own.service.last_in_time(due)
        return next((stop for stop in stops if due <= stop[0] <= last), None)

    def _outside_end(self, term: Term, start: datetime, outside: datetime) -> datetime:
        """Another system's end; a draft keeps its distance from it, counted from the start on (R5)."""
        if term.before is None:
            return outside
        service, (_, whole) = self.own.service, term.before
        moved = service.used(service.reached(start, whole), outside)
        return service.reached(start, term.minutes + moved)


def _clipped(pauses: Iterable[Pause], start: datetime, ended: datetime | None) -> Iterator[Pause]:
    for asked, replied in pauses:
        known = [moment for moment in (replied, ended) if moment is not None]
        begun, over = max(asked, start), min(known) if known else None
        if over is None or begun < over:
            yield begun, over


def standings(procedure: str, acts: Sequence[Done], own: Own, now: datetime) -> dict[str, Standing]:
    """How every limit that has begun stands at ``now``, by its name."""
    life = Life(acts, own)
    return {name: how for term in TERMS[procedure] for name, how in _of_term(procedure, life, term, now)}


def pending(procedure: str, acts: Sequence[Done]) -> set[str]:
    """The names of the limits that may still begin; an ended life has none."""
    life = Life(acts, Own())
    ended = any("end" in act for act in acts)
    return set() if ended else {term.name for term in TERMS[procedure] if not life.starts(term)}


def _of_term(procedure: str, life: Life, term: Term, now: datetime) -> Iterator[tuple[str, Standing]]:
    starts = life.starts(term)
    for count, number in enumerate(starts, 1):
        act, following = life.acts[number], starts[count] if count < len(starts) else None
        done, fell, owed = life.fate(term, number, following)
        stops = life.stops(term, act.at, done or fell)
        due, last = life.end(term, act.at, stops)
        if term.cap and due is not None:
            due, last = _capped(procedure, life, term.cap, act.at, (due, last))
        stop = next((s for s in stops if s[0] <= now and (not s[1] or now < s[1]) and (not due or s[0] <= last)), None)
        late = not term.mark_only and (done or fell or now) > last
        yield (
            term.name if count == 1 else f"{term.name}-{count}",
            Standing(
                state=_state(done, fell, late=late, owed=owed, paused=stop is not None),
                due=due,
                last=None if due is None else last,
                started=life.own.service.opened(act.at),
                known=act.known,
                body=act.body if term.by_body else None,
                first=life.first_start(term, number),
                estimated=act.estimated,
                owed=owed,
                alarms=owed and not term.mark_only,
                ended=done or fell,
                left=None if done or fell else life.left(term, act.at, stops, now, due),
            ),
        )


def _state(done: datetime | None, fell: datetime | None, *, late: bool, owed: bool, paused: bool) -> str:
    if done is not None:
        return "missed" if late else "met"
    if fell is not None:
        return "missed" if late and owed else "cancelled"
    if paused:
        return "paused"
    return "missed" if late else "running"


def _capped(
    procedure: str, life: Life, name: str, start: datetime, own: tuple[datetime, datetime]
) -> tuple[datetime, datetime]:
    """The earlier of the own end and the cap's, where the cap was not spent before the start (R10e)."""
    (cap,) = (term for term in TERMS[procedure] if term.name == name)
    for number in life.starts(cap):
        done, fell, _ = life.fate(cap, number, None)
        ended = done or fell
        due, last = life.end(cap, life.acts[number].at, ())
        if due is not None and (ended is None or ended >= start):
            return min(own[0], due), min(own[1], last)
    return own
