"""The time of an act: its own, that of its receipt, or now; what is refused, and what needs a reason."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import InvalidInput
from domain.terms import State
from tests.domain.lifecycle.builders import PRO, PROCEDURES, Life, later, life, shipped


def pro(detected: str = "2026-03-16 10:00", **fields: Any) -> Life:  # noqa: ANN401 -- fields of an intake
    """A message under the act of Providensky."""
    return Life(shipped(PRO), detected, **fields)


def test_an_act_without_a_time_happens_now() -> None:
    """Neither ``occurred_at`` nor ``received_at``: the clock of the workflow."""
    begun = pro()
    entry = begun.do("route", "2026-03-16 10:12")
    assert (entry.at, entry.recorded_at) == (begun.now, begun.now)
    assert begun.case.events[-1].at == begun.now


def test_an_act_without_a_time_happens_when_it_was_received() -> None:
    """``received_at`` counts where ``occurred_at`` is absent, however long the worker was away."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 15:00")
    entry = begun.do("route", received_at=begun.moment("2026-03-16 10:12"))
    assert (entry.at, entry.recorded_at) == (begun.moment("2026-03-16 10:12"), begun.now)
    assert begun.state("route") == "met"


@pytest.mark.parametrize(
    ("received", "expected"), [("2026-03-16 09:00", "2026-03-16 10:00"), ("2026-03-16 12:00", "2026-03-16 10:30")]
)
def test_the_time_of_receipt_is_clamped(received: str, expected: str) -> None:
    """A receipt before the step or after now is not believed: the step's beginning or now counts."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 10:30")
    assert begun.do("route", received_at=begun.moment(received)).at == begun.moment(expected)


def test_the_own_time_of_an_act_is_stronger_than_its_receipt() -> None:
    """``occurred_at`` counts where both are given."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 10:20")
    happened, received = begun.moment("2026-03-16 10:16"), begun.moment("2026-03-16 10:19")
    assert begun.do("route", occurred_at=happened, received_at=received).at == happened


@pytest.mark.parametrize("ahead", [0, 1, 60])
def test_a_clock_a_minute_ahead_counts_as_now(ahead: int) -> None:
    """Up to 60 seconds ahead is now."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 10:10")
    assert begun.do("route", occurred_at=later(begun.now, seconds=ahead)).at == begun.now


def wrong(begun: Life, occurred_at: datetime, **fields: Any) -> str:  # noqa: ANN401 -- fields of a command
    """The field that the refusal of a routing at that time names."""
    with pytest.raises(InvalidInput) as caught:
        begun.do("route", occurred_at=occurred_at, **fields)
    return caught.value.errors[0].field


def test_the_future_is_refused() -> None:
    """More than 60 seconds ahead is refused, with a comment too."""
    begun = pro()
    assert wrong(begun, later(begun.now, seconds=60, microseconds=1), comment="Позже") == "occurred_at"


def test_an_act_before_its_step_is_refused() -> None:
    """Nothing of a step can have happened before the step began; its very beginning is possible."""
    begun = pro(known="2026-03-16 12:00")
    began = begun.moment("2026-03-16 10:00")
    assert wrong(begun, later(began, microseconds=-1), comment="Связи не было") == "occurred_at"
    assert begun.do("route", occurred_at=began, comment="Связи не было").at == began


def test_the_step_begins_with_the_latest_fact() -> None:
    """A draft cannot have come before the routing, though it came after detection."""
    begun = pro().begin("2026-03-16 10:20")
    begun.now = begun.moment("2026-03-16 12:00")
    with pytest.raises(InvalidInput) as caught:
        begun.late("submit_draft", "2026-03-16 10:19")
    assert caught.value.errors[0].field == "occurred_at"


def test_an_old_act_needs_a_reason() -> None:
    """Up to five minutes need no comment; anything older does, and the journal keeps it."""
    begun = pro(known="2026-03-16 12:00")
    assert wrong(begun, begun.moment("2026-03-16 11:54")) == "comment"
    assert wrong(begun, later(begun.now, minutes=-5, microseconds=-1)) == "comment"
    entry = begun.do("route", occurred_at=begun.moment("2026-03-16 11:54"), comment="Связи не было")
    assert entry.details["comment"] == "Связи не было"
    fresh = pro(known="2026-03-16 12:00")
    assert fresh.do("route", occurred_at=later(fresh.now, minutes=-5)).at == fresh.moment("2026-03-16 11:55")


def test_a_clock_behind_the_step_still_serves() -> None:
    """Where the workflow's clock is behind the step's beginning, an act of now is at that beginning."""
    begun = pro()
    began = begun.now
    begun.now = later(began, minutes=-3)
    assert begun.do("route").at == began
    assert begun.entries[-1].recorded_at == begun.now


def test_a_note_is_no_step() -> None:
    """A note changes neither the state nor what an act may be dated by."""
    begun = pro()
    before = begun.case
    begun.do("note", "2026-03-16 11:00")
    assert (begun.case.state, begun.case.events) == (before.state, before.events)
    assert begun.do("route", occurred_at=begun.moment("2026-03-16 10:05"), comment="Раньше").clause == "7"


def test_times_are_kept_on_the_municipalitys_clock() -> None:
    """An act that is told in another zone stands in the journal as its people read the clock."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 10:12")
    entry = begun.do("route", occurred_at="2026-03-15T22:12:00Z")
    assert entry.at.isoformat() == "2026-03-16T10:12:00+12:00"


def test_five_minutes_and_a_minute_are_the_contracts_numbers() -> None:
    """A clock that is behind by five minutes and a bit is asked for a reason in every regulation."""
    for procedure in PROCEDURES:
        begun = life(procedure, known="2026-03-16 11:00")
        name = "resolve" if begun.case.state is State.AWAITING_RESOLUTION else "route"
        with pytest.raises(InvalidInput, match="comment"):
            begun.do(name, occurred_at=begun.now - timedelta(minutes=5, seconds=1))
        assert begun.do(name, occurred_at=begun.now - timedelta(minutes=5)).action == name


def test_a_time_before_the_step_is_refused_with_the_step_s_beginning() -> None:
    """The beginning is told as the municipality's people read it, not in the time of London."""
    begun = pro()
    with pytest.raises(InvalidInput) as caught:
        begun.do("route", occurred_at=begun.moment("2026-03-16 09:00"), comment="Связи не было")
    assert caught.value.errors[0].message == "раньше начала этого шага (16.03.2026 10:00)"
