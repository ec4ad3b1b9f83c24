"""The file against what the walker finds: every field that says something else, by its name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, zip_longest
from zoneinfo import ZoneInfo

from ops.verify.document import Document, Facts, Found, Interval, read_document
from ops.verify.errors import BeyondDaysError
from ops.verify.minutes import Walker, joined
from ops.verify.reckoning import Reckoned, Reckoner, share_is_right


@dataclass(frozen=True)
class Difference:
    """A field, what the file says there and what was computed; None where there should be nothing."""

    field: str
    stated: str | None
    computed: str | None


def verify(document: object) -> tuple[Difference, ...]:
    """Compute a limit again from the facts of its file, and say what differs; nothing: the file is right.

    Raises:
        WrongFileError: a field is missing or cannot be read.
    """
    read = read_document(document)
    try:
        return tuple(_compared(read))
    except BeyondDaysError as error:
        first, last = min(read.calendar.days), max(read.calendar.days)
        return (Difference("days", f"{first} — {last}", f"счёт доходит до {error.day}"),)


def _compared(read: Document) -> Iterator[Difference]:
    reckoner, zone = Reckoner(Walker(read.calendar)), read.calendar.zone
    own = reckoner.reckon(read.facts)
    stands = own.standing_since is not None
    due, late = own.due_at, own.late_after
    for number, (facts, found) in enumerate(read.caps):
        cap = reckoner.reckon(facts)
        yield from _limit(facts, found, cap, f"caps[{number}].", zone)
        if _cuts(facts, cap, read.facts):
            due, late = min(due, cap.due_at), min(late, cap.late_after)
    yield from _instants(read.found, own.own_end, None if stands else due, None if stands else late, zone)
    yield from _amount(read.facts)
    yield from _moments("start", read.start, own.begun, zone)
    yield from _moments("own_due_at", read.own_due_at, own.own_end if read.facts.external else None, zone)
    yield from _moments("paused_since", read.paused_since, own.standing_since, zone)
    pauses = [(stop.start, stop.end) for stop in own.stops if stop.end is not None]
    yield from _spans("pauses", read.pauses, pauses, zone)
    counted = reckoner.counted(read.facts, own.begun, own.standing_since or due, pauses)
    yield from _spans("intervals", joined(list(read.intervals)), joined(counted), zone)
    yield from _sums(read.sums, read.intervals)


def _limit(facts: Facts, found: Found, cap: Reckoned, path: str, zone: ZoneInfo) -> Iterator[Difference]:
    for item in (*_instants(found, cap.own_end, cap.due_at, cap.late_after, zone), *_amount(facts)):
        yield Difference(path + item.field, item.stated, item.computed)


def _cuts(facts: Facts, cap: Reckoned, limit: Facts) -> bool:
    """Neither one that was spent before the start, nor one that stands still."""
    return cap.standing_since is None and (facts.ended_at is None or facts.ended_at >= limit.start)


def _instants(
    found: Found, own_end: datetime, due: datetime | None, late: datetime | None, zone: ZoneInfo
) -> Iterator[Difference]:
    yield from _moments("own_end", found.own_end, own_end, zone)
    yield from _moments("due_at", found.due_at, due, zone)
    yield from _moments("late_after", found.late_after, late, zone)


def _amount(facts: Facts) -> Iterator[Difference]:
    if not share_is_right(facts) and facts.amount and facts.share is not None and facts.share_of:
        whole = facts.share_of
        computed = f"{float(facts.share * whole.number)} {whole.unit}"
        yield Difference("rule.amount", f"{float(facts.amount.number)} {facts.amount.unit}", computed)


def _moments(field: str, stated: datetime | None, computed: datetime | None, zone: ZoneInfo) -> Iterator[Difference]:
    if stated != computed:
        yield Difference(field, _text(stated, zone), _text(computed, zone))


def _spans(
    field: str, stated: Sequence[Interval], computed: Sequence[Interval], zone: ZoneInfo
) -> Iterator[Difference]:
    for number, (one, other) in enumerate(zip_longest(stated, computed)):
        if one != other:
            yield Difference(f"{field}[{number}]", _span(one, zone), _span(other, zone))


def _sums(stated: Sequence[timedelta], intervals: Iterable[Interval]) -> Iterator[Difference]:
    computed = accumulate(end - begin for begin, end in intervals)
    for number, (one, other) in enumerate(zip_longest(stated, computed)):
        if one != other:
            said, right = (None if item is None else str(item) for item in (one, other))
            yield Difference(f"sums[{number}]", said, right)


def _span(span: Interval | None, zone: ZoneInfo) -> str | None:
    return None if span is None else f"{_text(span[0], zone)} — {_text(span[1], zone)}"


def _text(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat()
