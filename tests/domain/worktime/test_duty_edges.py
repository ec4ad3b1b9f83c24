"""Answering on days off where a calendar ends, and what is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.worktime import Beyond, CalendarSnapshot, DutyTime, NaiveDatetimeError, OutOfRangeError, WorkingTime
from tests.domain.worktime.samples import K1_WEEK, KNOWN_2026, msk

HOUR = timedelta(hours=1)
NAIVE = datetime(2026, 3, 21, 12)  # noqa: DTZ001  # naive is the point
PLAIN = WorkingTime(KNOWN_2026)
FLAGGED = msk(3, 21, 12)
DUTY = DutyTime(PLAIN, FLAGGED)


def test_provisional() -> None:
    """Only a moment before the decision waits for a calendar to be published."""
    time = DutyTime(WorkingTime(KNOWN_2026, beyond=Beyond.STATUTORY), msk(1, 4, 12, year=2027))
    moments = (msk(12, 31, 12), msk(1, 3, year=2027), msk(1, 4, 11, year=2027), msk(1, 4, 12, year=2027))
    assert [time.is_provisional(moment) for moment in moments] == [False, True, True, False]
    assert not time.is_provisional(msk(1, 4, year=2040))


def test_no_published_calendar_is_needed_after_the_decision() -> None:
    """Where the usual calendar would refuse, every day counts on; before the decision it still refuses."""
    time = DutyTime(PLAIN, msk(12, 31, 19))
    assert time.next_open(msk(12, 31, 18)) == msk(1, 1, 9, year=2027)
    assert time.add(msk(12, 31, 17), 2 * HOUR) == msk(1, 1, 10, year=2027)
    assert time.add_days(msk(12, 30), 2) == msk(1, 1, 18, year=2027)
    for ask in (time.next_open, time.is_close, lambda moment: time.add(moment, HOUR)):
        with pytest.raises(OutOfRangeError):
            ask(msk(12, 31, 18, year=2025))


def test_a_decision_beyond_the_known_years() -> None:
    """A question that reaches a decision which the usual calendar does not reach is refused, not guessed."""
    time = DutyTime(PLAIN, msk(1, 5, year=2027))
    for ask in (
        lambda: time.add(msk(12, 31, 17), 2 * HOUR),
        lambda: time.add_days(msk(12, 30), 2),
        lambda: time.next_open(msk(12, 31, 18)),
        lambda: time.between(msk(12, 31), msk(1, 6, year=2027)),
        lambda: time.subtract(msk(1, 5, year=2027), HOUR),
    ):
        with pytest.raises(OutOfRangeError):
            ask()


@pytest.mark.parametrize("since", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_decision_at_the_end_of_time(since: datetime) -> None:
    """A decision on no date of the service's own clock is out of range, not an overflow."""
    west = WorkingTime(CalendarSnapshot(timezone="America/Santiago", week=K1_WEEK))
    with pytest.raises(OutOfRangeError):
        DutyTime(PLAIN if since.year > 1 else west, since)


@pytest.mark.parametrize(
    ("field", "ask"),
    [
        ("since", lambda: DutyTime(PLAIN, NAIVE)),
        ("start", lambda: DUTY.add(NAIVE, HOUR)),
        ("start", lambda: DUTY.subtract(NAIVE, -HOUR)),
        ("start", lambda: DUTY.between(NAIVE, FLAGGED)),
        ("end", lambda: DUTY.between(FLAGGED, NAIVE)),
        ("start", lambda: DUTY.add_days(NAIVE, 0)),
        ("moment", lambda: DUTY.next_open(NAIVE)),
        ("start", lambda: DUTY.spans(NAIVE, FLAGGED)),
        ("end", lambda: DUTY.spans(msk(3, 20), NAIVE)),
        ("end", lambda: DUTY.spans(msk(3, 22), NAIVE)),
        ("moment", lambda: DUTY.is_provisional(NAIVE)),
        ("moment", lambda: DUTY.is_close(NAIVE)),
        ("moment", lambda: DUTY.interval_after_close(NAIVE)),
        ("moment", lambda: DUTY.local(NAIVE)),
    ],
    ids=[
        "made",
        "add",
        "subtract",
        "between-from",
        "between-to",
        "days",
        "open",
        "spans",
        "spans-across",
        "spans-after",
        "provisional",
        "close",
        "break",
        "local",
    ],
)
def test_naive_moments_are_refused(field: str, ask: Callable[[], object]) -> None:
    """A moment without an offset is never guessed at, and the refusal names it."""
    with pytest.raises(NaiveDatetimeError) as refused:
        ask()
    assert refused.value.field == field
