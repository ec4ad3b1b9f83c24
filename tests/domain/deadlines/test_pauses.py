"""A limit that stands still: while the author is asked no time of it passes (GUL-3.1.2)."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import Limit
from domain.lifecycle import Rules
from domain.terms import LimitState
from domain.worktime import Lateness
from tests.domain.deadlines.samples import (
    MONDAY,
    PAUSED,
    TO_PUBLISH,
    backward,
    computed,
    due,
    hours,
    local,
    moment,
    procedure,
)

EIGHT = procedure(limit=TO_PUBLISH + PAUSED + hours(8))
THREE = procedure(limit=TO_PUBLISH + PAUSED + hours(3))
MORNING = "detected 2026-03-16 09:00"
SECOND = timedelta(seconds=1)


def asked(*times: str) -> list[str]:
    """A question to the author and his reply, in turn, at these times."""
    kinds = ("published:clarification", "clarified")
    return [f"{kinds[number % 2]} {text}" for number, text in enumerate(times)]


def paused(rules: Rules, *facts: str) -> Limit:
    """The one limit of a procedure after these facts."""
    return computed(rules, facts)["limit"]


def stops(limit: Limit) -> list[tuple[str, str]]:
    """The pauses of a limit, as local times."""
    return [(local(stop.start), local(stop.end)) for stop in limit.stops]


def test_a_pause_moves_the_end_by_the_working_time_that_passed_in_it() -> None:
    """Eight hours from nine o'clock end at six; asked from 12:30 to 15:00 they end an hour and a half later."""
    assert due(paused(EIGHT, MORNING)) == "2026-03-16 18:00"
    limit = paused(EIGHT, MORNING, *asked("2026-03-16 12:30", "2026-03-16 15:00"))
    assert due(limit) == "2026-03-17 10:30"
    assert stops(limit) == [("2026-03-16 12:30", "2026-03-16 15:00")]


def test_several_pauses_add_up() -> None:
    """Each is credited once: an hour in the morning and one and a half in the afternoon."""
    limit = paused(
        EIGHT, MORNING, *asked("2026-03-16 10:00", "2026-03-16 11:00", "2026-03-16 15:00", "2026-03-16 16:30")
    )
    assert due(limit) == "2026-03-17 11:30"
    assert len(limit.stops) == 2


def test_a_later_pause_is_judged_by_the_end_that_an_earlier_one_moved() -> None:
    """The second question comes after the ordinary end, and in time all the same."""
    limit = paused(
        THREE, "detected 2026-03-16 09:00", *asked("2026-03-16 10:00", "2026-03-16 16:00", "2026-03-16 17:00")
    )
    assert stops(limit) == [("2026-03-16 10:00", "2026-03-16 16:00"), ("2026-03-16 17:00", "")]
    assert limit.state(moment("2026-03-20 10:00")) is LimitState.PAUSED


def test_over_a_weekend_only_working_time_is_credited() -> None:
    """Asked on Friday at five, answered on Monday at ten: two working hours, not sixty-five."""
    friday = "detected 2026-03-20 14:00"
    assert due(paused(EIGHT, friday)) == "2026-03-23 13:00"
    assert due(paused(EIGHT, friday, *asked("2026-03-20 17:00", "2026-03-23 10:00"))) == "2026-03-23 16:00"


def test_a_question_inside_a_pause_begins_no_second_one() -> None:
    """Two questions and one reply are one pause from the first question on."""
    questions = ["published:clarification 2026-03-16 10:00", "published:clarification 2026-03-16 11:00"]
    limit = paused(EIGHT, MORNING, *questions, "clarified 2026-03-16 12:00")
    assert stops(limit) == [("2026-03-16 10:00", "2026-03-16 12:00")]
    assert due(limit) == "2026-03-17 11:00"


def test_while_the_author_is_silent_nothing_is_late() -> None:
    """A pause that nobody has ended may last for weeks: the limit is paused, and neither late nor overdue."""
    limit = paused(EIGHT, MORNING, *asked("2026-03-16 10:00"))
    assert limit.stopped
    for now in ("2026-03-16 10:00", "2026-03-16 18:01", "2026-04-20 10:00"):
        assert limit.state(moment(now)) is LimitState.PAUSED
        assert not limit.overdue(moment(now))


def test_before_and_after_a_pause_the_limit_runs() -> None:
    """The moment of the question is the first of the pause, that of the reply is outside it."""
    limit = paused(EIGHT, MORNING, *asked("2026-03-16 10:00", "2026-03-16 12:00"))
    states = [limit.state(moment(f"2026-03-16 {clock}")).value for clock in ("09:59", "10:00", "11:59", "12:00")]
    assert states == ["running", "paused", "paused", "running"]


def test_a_limit_that_begins_in_a_pause_begins_paused() -> None:
    """Asked before the routing: the new body's clock stands from its beginning until the reply."""
    rules = procedure(limit=TO_PUBLISH.replace("detected", "routed") + PAUSED + hours(2))
    question = asked("2026-03-16 09:30")
    open_limit = paused(rules, *question, "routed 2026-03-16 10:00")
    assert open_limit.state(moment("2026-03-16 10:00")) is LimitState.PAUSED
    limit = paused(rules, *question, "routed 2026-03-16 10:00", "clarified 2026-03-16 11:00")
    assert stops(limit) == [("2026-03-16 10:00", "2026-03-16 11:00")]
    assert due(limit) == "2026-03-16 13:00"


def test_a_pause_before_the_limit_is_none_of_its_own() -> None:
    """What was over when the limit began moves nothing."""
    rules = procedure(limit=TO_PUBLISH.replace("detected", "routed") + PAUSED + hours(2))
    limit = paused(rules, *asked("2026-03-16 09:10", "2026-03-16 09:50"), "routed 2026-03-16 10:00")
    assert (limit.stops, due(limit)) == ((), "2026-03-16 12:00")


@pytest.mark.parametrize(
    ("question", "reply", "end"),
    [
        ("2026-03-16 13:30", "2026-03-16 15:00", "2026-03-16 15:00"),
        ("2026-03-16 14:00", "2026-03-17 10:00", "2026-03-17 10:00"),
        ("2026-03-16 13:30", "2026-03-16 20:00", "2026-03-16 20:00"),
        ("2026-03-16 13:00", "2026-03-21 12:00", "2026-03-21 12:00"),
    ],
)
def test_in_the_break_after_the_due_moment_the_clock_still_stops_with_nothing_left(
    question: str, reply: str, end: str
) -> None:
    """Due at 13:00, asked before 14:00: until the reply nothing is late, and just after it everything is."""
    limit = paused(THREE, "detected 2026-03-16 10:00", *asked(question, reply))
    assert due(limit) == end
    before = moment(reply) - SECOND
    assert (limit.state(before), limit.state(moment(reply))) == (LimitState.PAUSED, LimitState.RUNNING)
    assert limit.state(moment(reply) + SECOND) is LimitState.MISSED


@pytest.mark.parametrize("times", [("13:30", "13:45"), ("13:00", "14:00"), ("13:10", "13:20", "13:30", "13:55")])
def test_a_reply_within_the_break_leaves_that_break_whole(times: tuple[str, ...]) -> None:
    """Due at 13:00: no working time was asked away, so 14:00 is the last moment in time, as without a question (R4)."""
    limit = paused(THREE, "detected 2026-03-16 10:00", *asked(*(f"2026-03-16 {clock}" for clock in times)))
    assert local(limit.late_after) == "2026-03-16 14:00"
    assert limit.state(moment("2026-03-16 14:00")) is LimitState.RUNNING
    assert limit.state(moment("2026-03-16 14:00") + SECOND) is LimitState.MISSED


def test_a_pause_that_begins_too_late_moves_nothing() -> None:
    """A minute after the break the act is late already; a question cannot undo that."""
    limit = paused(THREE, "detected 2026-03-16 10:00", *asked("2026-03-16 14:01", "2026-03-17 10:00"))
    assert (limit.stops, due(limit)) == ((), "2026-03-16 13:00")
    assert limit.state(moment("2026-03-16 15:00")) is LimitState.MISSED


def test_the_end_of_life_ends_a_pause() -> None:
    """Closed while the author is silent: nothing is paused any more, and nothing was late."""
    limit = paused(EIGHT, MORNING, *asked("2026-03-16 10:00"), "closed 2026-03-20 12:00")
    assert stops(limit) == [("2026-03-16 10:00", "2026-03-20 12:00")]
    assert limit.state(moment("2026-04-01 10:00")) is LimitState.CANCELLED


def test_the_act_itself_ends_a_pause() -> None:
    """Who answers without waiting for the reply has answered in time."""
    limit = paused(EIGHT, MORNING, *asked("2026-03-16 10:00"), "published:final 2026-03-16 11:00")
    assert stops(limit) == [("2026-03-16 10:00", "2026-03-16 11:00")]
    assert limit.state(moment("2026-04-01 10:00")) is LimitState.MET


AT_MOST = (
    'pause = { starts = "published:clarification", ends = "clarified", at_most = { amount = 1, unit = "UNIT" } }\n'
)


@pytest.mark.parametrize(
    ("unit", "until", "end"),
    [
        ("working_hours", "2026-03-20 17:00", "2026-03-23 16:00"),
        ("working_days", "2026-03-23 18:00", "2026-03-24 17:00"),
        ("calendar_days", "2026-03-22 00:00", "2026-03-23 17:00"),
        ("hours", "2026-03-20 17:00", "2026-03-23 16:00"),
    ],
)
def test_a_pause_may_have_a_longest_length(unit: str, until: str, end: str) -> None:
    """Asked on Friday at four, the clock goes on by itself after so long, whatever the author does."""
    rules = procedure(limit=TO_PUBLISH + AT_MOST.replace("UNIT", unit) + hours(8))
    limit = paused(rules, "detected 2026-03-20 15:00", *asked("2026-03-20 16:00"))
    assert stops(limit) == [("2026-03-20 16:00", until)]
    assert due(limit) == end
    assert not limit.stopped
    assert limit.state(moment(until) - SECOND) is LimitState.PAUSED
    assert limit.state(moment(until)) is LimitState.RUNNING


def test_a_reply_ends_a_pause_before_its_longest_length_and_not_again_after_it() -> None:
    """The earlier of the two counts."""
    rules = procedure(limit=TO_PUBLISH + AT_MOST.replace("UNIT", "working_hours") + hours(8))
    soon = paused(rules, MORNING, *asked("2026-03-16 10:00", "2026-03-16 10:30"))
    late = paused(rules, MORNING, *asked("2026-03-16 10:00", "2026-03-17 16:00"))
    assert (stops(soon), due(soon)) == ([("2026-03-16 10:00", "2026-03-16 10:30")], "2026-03-17 09:30")
    assert (stops(late), due(late)) == ([("2026-03-16 10:00", "2026-03-16 11:00")], "2026-03-17 10:00")


DAYS = TO_PUBLISH + PAUSED + 'amount = 2\nunit = "working_days"\n'


@pytest.mark.parametrize("rule", list(Lateness))
def test_a_day_limit_that_was_paused_becomes_an_instant(rule: Lateness) -> None:
    """Its close moves by the working time of the pause and is judged as an instant, whatever holds for days (R6)."""
    rules = procedure(f'lateness.rule = "{rule}"\n', limit=DAYS)
    plain = paused(rules, MORNING)
    moved = paused(rules, MORNING, *asked("2026-03-16 16:00", "2026-03-18 10:00"))
    assert (due(plain), due(moved)) == ("2026-03-18 18:00", "2026-03-20 12:00")
    assert moved.late_after == moved.due_at
    ends = {Lateness.DAY_END: "2026-03-19 00:00", Lateness.WORKING_TIME: "2026-03-19 09:00"}
    assert local(plain.late_after) == ends.get(rule, "2026-03-18 18:00")


def test_a_pause_of_a_day_limit_outside_working_time_moves_nothing() -> None:
    """Asked and answered in the evening: no working time has passed."""
    limit = paused(procedure(limit=DAYS), MORNING, *asked("2026-03-16 19:00", "2026-03-16 21:00"))
    assert due(limit) == "2026-03-18 18:00"


def test_a_backward_limit_follows_the_pauses_of_its_base() -> None:
    """Four hours before the end of nine, both moved by the same three hours."""
    rules = procedure(overall=TO_PUBLISH + PAUSED + hours(9), draft=backward("overall", 4))
    limits = computed(rules, [f"detected {MONDAY}", *asked("2026-03-16 11:00", "2026-03-16 15:00")])
    assert (due(limits["draft"]), due(limits["overall"])) == ("2026-03-17 10:00", "2026-03-17 15:00")
    assert limits["draft"].stops == limits["overall"].stops
    stopped = computed(rules, [f"detected {MONDAY}", *asked("2026-03-16 11:00")])
    assert stopped["draft"].state(moment("2026-03-30 10:00")) is LimitState.PAUSED


def test_a_backward_limit_that_is_done_is_not_paused_afterwards() -> None:
    """The draft came before the question: only what is still owed stands still."""
    rules = procedure(overall=TO_PUBLISH + PAUSED + hours(9), draft=backward("overall", 4))
    facts = [f"detected {MONDAY}", "draft_submitted:clarification 2026-03-16 11:00", *asked("2026-03-16 12:00")]
    limits = computed(rules, facts)
    assert (limits["draft"].stops, due(limits["draft"])) == ((), "2026-03-16 16:00")
    assert limits["overall"].stopped


@pytest.mark.parametrize(
    ("amount", "unit", "end"),
    [
        (24, "hours", "2026-03-18 20:00"),
        (2, "days_24h", "2026-03-19 20:00"),
        (2, "calendar_days", "2026-03-20 10:00"),
    ],
)
def test_by_the_clock_a_pause_counts_by_the_clock(amount: int, unit: str, end: str) -> None:
    """Asked on Monday at noon, answered on Tuesday at ten in the evening: thirty-four hours, the night included."""
    rules = procedure(limit=TO_PUBLISH + PAUSED + f'amount = {amount}\nunit = "{unit}"\n')
    assert due(paused(rules, f"detected {MONDAY}", *asked("2026-03-16 12:00", "2026-03-17 22:00"))) == end


MINUTES = st.integers(0, 5 * 24 * 60)


@given(amount=st.integers(1, 40), minutes=st.lists(MINUTES, unique=True, max_size=8).map(sorted))
def test_a_pause_is_credited_once(amount: int, minutes: list[int]) -> None:
    """Whenever it is asked and answered, the time outside the pauses, that which is left included, is the amount."""
    start = moment("2026-03-19 09:00")
    rules = procedure(limit=TO_PUBLISH + PAUSED + hours(amount))
    times = [local(start + timedelta(minutes=minute)) for minute in minutes]
    limit = paused(rules, "detected 2026-03-19 09:00", *asked(*times))
    bounds = [start, *(edge for stop in limit.stops for edge in (stop.start, stop.end or stop.start)), limit.due_at]
    running = [(first, last) for first, last in list(pairwise(bounds))[::2] if first < last]
    assert sum((rules.time.between(first, last) for first, last in running), timedelta(0)) == timedelta(hours=amount)
