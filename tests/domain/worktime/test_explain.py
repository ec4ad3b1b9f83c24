"""The explanation of a result."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from domain.worktime import CalendarSnapshot, Span, WorkingTime
from tests.domain.worktime.samples import BERLIN, PLAIN, ROUND_THE_CLOCK, msk, utc
from tests.strategies import moments

TIME = WorkingTime(PLAIN)


def test_json_form() -> None:
    """An explanation is written with from and to, its length in hours."""
    text = TIME.explain(msk(3, 16, 12), msk(3, 16, 15)).model_dump(mode="json")
    assert text == {
        "start": "2026-03-16T12:00:00+03:00",
        "end": "2026-03-16T15:00:00+03:00",
        "intervals": [
            {"from": "2026-03-16T12:00:00+03:00", "to": "2026-03-16T13:00:00+03:00"},
            {"from": "2026-03-16T14:00:00+03:00", "to": "2026-03-16T15:00:00+03:00"},
        ],
        "pauses": [],
        "calendar_version": PLAIN.version,
        "working": "PT2H",
    }


def test_backwards() -> None:
    """Where the end is the earlier moment the same intervals count as negative."""
    forward = TIME.explain(msk(3, 16, 12), msk(3, 16, 15))
    backward = TIME.explain(msk(3, 16, 15), msk(3, 16, 12))
    assert backward.intervals == forward.intervals
    assert backward.working == -forward.working


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        ((msk(3, 16, 11), msk(3, 16, 12)), [(10, 11), (12, 13), (14, 16)]),
        ((msk(3, 16, 12), msk(3, 16, 15)), [(10, 12), (15, 16)]),
        ((msk(3, 16, 9), msk(3, 16, 14)), [(14, 16)]),
        ((msk(3, 15, 9), msk(3, 17, 14)), []),
        ((msk(3, 16, 13), msk(3, 16, 14)), [(10, 13), (14, 16)]),
    ],
)
def test_pauses(pause: tuple[datetime, datetime], expected: list[tuple[int, int]]) -> None:
    """What a pause covers is not counted, wherever it begins and ends."""
    span = Span(start=pause[0].astimezone(UTC), end=pause[1].astimezone(UTC))
    explanation = TIME.explain(msk(3, 16, 10), msk(3, 16, 16), (span,))
    assert [(part.start, part.end) for part in explanation.intervals] == [
        (msk(3, 16, begin), msk(3, 16, end)) for begin, end in expected
    ]
    assert explanation.pauses == (span,)


@settings(max_examples=50)
@given(moments(msk(3, 16).date()), moments(msk(3, 16).date()))
def test_a_pause_takes_its_own_working_time(one: datetime, other: datetime) -> None:
    """The working time counted and that of the pause add up to the whole."""
    begin, end = min(one, other), max(one, other)
    whole = (utc(2026, 3, 9), utc(2026, 3, 23))
    explanation = TIME.explain(*whole, (Span(start=begin, end=end),))
    assert explanation.working + TIME.between(begin, end) == TIME.between(*whole)


def test_pause_in_an_hour_that_occurs_twice() -> None:
    """A pause is cut out by real time where the clock on the wall runs an hour twice."""
    time = WorkingTime(CalendarSnapshot(timezone="Europe/Berlin", week=ROUND_THE_CLOCK))
    first = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)
    again = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
    pause = Span(start=first, end=again)
    assert pause.length == timedelta(minutes=20)
    explanation = time.explain(utc(2026, 10, 25), utc(2026, 10, 25, 3), (pause,))
    assert explanation.working == timedelta(hours=3) - timedelta(minutes=20)


def test_span_runs_forward() -> None:
    """A span cannot end before it starts, and its moments need an offset."""
    with pytest.raises(ValidationError, match="раньше"):
        Span(start=msk(3, 17), end=msk(3, 16))
    with pytest.raises(ValidationError):
        Span.model_validate({"from": "2026-03-16T10:00:00", "to": "2026-03-16T11:00:00"})
