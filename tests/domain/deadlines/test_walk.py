"""From which event to which a limit runs, told by the order of events alone."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines.walk import Run, Walk, in_order, stretches
from domain.event import Event
from domain.regulation import EventRef
from tests.domain.deadlines.samples import fact, hours, local, procedure

CYCLE = 'starts = "returned"\nends = ["draft_submitted"]\ncancelled_by = ["declined"]\n'
QUESTION, REPLY = EventRef.parse("published:clarification"), EventRef.parse("clarified")


def event(text: str) -> Event:
    """An event of that Monday, from its words and its time of day."""
    what, clock = text.rsplit(" ", 1)
    return fact(f"{what} 2026-03-16 {clock}", procedure(limit=CYCLE + hours(1)).regulation.flows[0])


def runs(keys: str, *facts: str) -> list[Run]:
    """The beginnings of a rule after these events."""
    (rule,) = procedure(limit=keys + hours(1)).regulation.flows[0].limits
    assert rule.starts is not None
    events = in_order(event(text) for text in facts)
    return Walk(rule, rule.starts, rule.restart_on_reroute, events, on_day_off=lambda moment: moment.hour > 17).runs()


def clock(moment: datetime | None) -> str:
    """The time of day."""
    return local(moment)[11:]


def told(found: list[Run]) -> list[tuple[str, str, str]]:
    """When each run began, was fulfilled, and fell away."""
    return [(clock(run.start.at), clock(run.done_at), clock(run.cancelled_at)) for run in found]


def test_a_rule_without_repeats_begins_once() -> None:
    """A second start event changes nothing, also after the end."""
    facts = ["returned 10:00", "draft_submitted 11:00", "returned 12:00"]
    assert told(runs(CYCLE, *facts)) == [("10:00", "11:00", "")]


def test_a_rule_that_repeats_begins_with_every_start() -> None:
    """Each run has its own end, and is numbered."""
    facts = ["returned 10:00", "draft_submitted 11:00", "returned 12:00", "draft_submitted 12:30"]
    found = runs(CYCLE + "repeats = true\n", *facts)
    assert told(found) == [("10:00", "11:00", ""), ("12:00", "12:30", "")]
    assert [(run.number, run.own_number, run.count) for run in found] == [(1, 1, 1), (2, 2, 1)]


def test_what_happened_before_the_start_ends_nothing() -> None:
    """An act of an earlier cycle is none of this one."""
    assert told(runs(CYCLE, "draft_submitted 09:30", "returned 10:00")) == [("10:00", "", "")]


def test_an_act_that_fulfils_is_no_falling_away() -> None:
    """The publication that ends the life fulfils what it was to fulfil, and lets the rest fall away."""
    keys = 'starts = "detected"\nends = ["published:answer"]\n'
    assert told(runs(keys, "detected 10:00", "published 11:00")) == [("10:00", "11:00", "")]
    assert told(runs(CYCLE, "returned 10:00", "published 11:00")) == [("10:00", "", "11:00")]


@pytest.mark.parametrize(
    ("end", "ended"),
    [
        ("excluded", True),
        ("closed", True),
        ("converted", True),
        ("returned_outside", True),
        ("published:final", True),
        ("published:explanation", True),
        ("published:interim", False),
        ("published:clarification", False),
    ],
)
def test_only_the_end_of_life_ends_everything(end: str, ended: bool) -> None:  # noqa: FBT001
    """An interim answer and a question to the author leave the message open."""
    assert told(runs(CYCLE, "returned 10:00", f"{end} 11:00")) == [("10:00", "", "11:00" if ended else "")]


def test_nothing_begins_after_the_end_of_life() -> None:
    """Though it was entered before the end was, it came later by its own time."""
    assert told(runs(CYCLE + "repeats = true\n", "returned 10:00", "closed 11:00", "returned 12:00")) == [
        ("10:00", "", "11:00")
    ]


def test_the_first_end_counts() -> None:
    """Cancelled it is not fulfilled afterwards, fulfilled it is not cancelled."""
    assert told(runs(CYCLE, "returned 10:00", "declined 11:00", "draft_submitted 12:00")) == [("10:00", "", "11:00")]
    assert told(runs(CYCLE, "returned 10:00", "draft_submitted 11:00", "declined 12:00")) == [("10:00", "11:00", "")]


def test_one_event_may_end_a_run_and_begin_the_next() -> None:
    """A resubmission closes nothing but what was open before it."""
    keys = 'starts = "draft_submitted"\nends = ["approved", "returned"]\ncancelled_by = ["draft_submitted"]\n'
    found = runs(keys + "repeats = true\n", "draft_submitted 10:00", "draft_submitted 11:00", "approved 11:30")
    assert told(found) == [("10:00", "", "11:00"), ("11:00", "11:30", "")]


def test_only_a_start_on_a_day_off_may_count() -> None:
    """Where the rule says so, a start on a working day is none."""
    keys = 'starts = "received"\nstarts_on_day_off = true\nends = ["routed"]\n'
    assert told(runs(keys, "received 10:00")) == []
    assert told(runs(keys, "received 18:30")) == [("18:30", "", "")]


def test_events_are_put_in_the_order_of_their_own_times() -> None:
    """Whatever their zone and entry; those of one moment stay as they were entered."""
    entered = [event("routed 11:00"), event("resolved 10:00"), event("assigned 11:00"), event("detected 09:00")]
    in_utc = entered[3].model_copy(update={"at": entered[3].at.astimezone(UTC)})
    kinds = [item.kind.value for item in in_order([*entered[:3], in_utc])]
    assert kinds == ["detected", "resolved", "routed", "assigned"]


def paused(*facts: str) -> list[tuple[str, str]]:
    """The stretches between question and reply."""
    events = in_order(event(text) for text in facts)
    return [(clock(start), clock(end)) for start, end in stretches(QUESTION, REPLY, events)]


def test_a_stretch_is_from_a_question_to_the_next_reply() -> None:
    """A second question inside it, and a reply outside any, change nothing."""
    ask, reply = "published:clarification", "clarified"
    assert paused(f"{reply} 09:30", f"{ask} 10:00", f"{ask} 10:30", f"{reply} 11:00", f"{reply} 11:30") == [
        ("10:00", "11:00")
    ]
    assert paused(f"{ask} 10:00", f"{reply} 10:30", f"{ask} 11:00") == [("10:00", "10:30"), ("11:00", "")]


def test_the_end_of_life_ends_a_stretch() -> None:
    """Nobody waits for the author of a message that is closed; an answer in the meantime is no end."""
    assert paused("published:clarification 10:00", "published:interim 11:00", "excluded 12:00") == [("10:00", "12:00")]


KINDS = ("returned", "draft_submitted", "declined", "routed", "published:interim", "approved")


@given(st.lists(st.sampled_from(KINDS), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(kinds: list[str], random: Random) -> None:
    """Late entries give the same runs as if everything had been entered at its time."""
    facts = [f"{kind} 10:{minute:02}" for minute, kind in enumerate(kinds)]
    shuffled = list(facts)
    random.shuffle(shuffled)
    for keys in (
        CYCLE,
        CYCLE + "repeats = true\n",
        CYCLE.replace("returned", "routed") + "restart_on_reroute = true\n",
    ):
        assert runs(keys, *shuffled) == runs(keys, *facts)


@given(st.lists(st.sampled_from(KINDS), max_size=8))
def test_every_run_has_one_end_at_most(kinds: list[str]) -> None:
    """Fulfilled or fallen away, never both, and never before its beginning; numbers have no gap."""
    found = runs(CYCLE + "repeats = true\n", *(f"{kind} 10:{minute:02}" for minute, kind in enumerate(kinds)))
    assert [run.number for run in found] == list(range(1, kinds.count("returned") + 1))
    for run in found:
        assert run.done_at is None or run.cancelled_at is None
        assert run.open == (run.ended_at is None)
        assert run.ended_at is None or run.ended_at > run.start.at


def test_nothing_begins_with_the_end_of_life() -> None:
    """What is placed of an interim answer begins a limit, what is placed for good does not."""
    keys = 'starts = "published:answer"\nends = ["draft_submitted:final"]\nrepeats = true\n'
    facts = ["published:interim 10:00", "draft_submitted:final 11:00", "published:final 12:00"]
    assert told(runs(keys, *facts)) == [("10:00", "11:00", "")]
