"""A limit cut by another: whichever ends first counts (STA-14)."""

import pytest

from domain.deadlines import Terms
from domain.terms import LimitState
from tests.domain.deadlines.samples import MONDAY, PAUSED, TO_PUBLISH, computed, due, hours, local, moment, procedure
from tests.domain.lifecycle.builders import STA, Life, shipped, small

CAPPED = 'starts = "approved"\nends = ["published:answer"]\ncapped_by = "overall"\nrepeats = true\n'
HALF_AN_HOUR = CAPPED + 'amount = 30\nunit = "working_minutes"\n'


def test_publication_in_stavropol_is_capped_by_the_overall_limit() -> None:
    """Half an hour from the last approval, but not later than the limit of clause 11."""
    early = Life(shipped(STA), "2026-03-16 09:00").approved("2026-03-16 12:25")
    assert early.due("publish") == "2026-03-16 12:55"
    tied = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    for name in ("submit_draft", "approve", "approve", "approve"):
        tied.do(name, "2026-03-16 12:50")
    assert tied.due("publish") == "2026-03-16 13:00"
    assert tied.text(tied.limit("publish").late_after) == "2026-03-16 14:00"


def test_a_cap_that_has_passed_is_missed_at_once() -> None:
    """An approval after the overall limit leaves no time to publish."""
    given = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    for name in ("submit_draft", "approve", "approve", "approve"):
        given.do(name, "2026-03-16 15:00")
    assert given.due("publish") == "2026-03-16 13:00"
    assert given.state("publish") == "missed"


@pytest.mark.parametrize(
    ("approved", "due"), [("2026-03-16 11:00", "2026-03-16 11:30"), ("2026-03-16 13:00", "2026-03-16 12:00")]
)
def test_a_cap_may_pass_before_the_capped_limit_begins(approved: str, due: str) -> None:
    """The earlier of the two counts, though that be in the past when the limit begins."""
    rules = small(
        'starts = "detected"\nends = ["published"]\namount = 2\nunit = "hours"\n',
        'starts = "approved"\nends = ["published"]\namount = 0.5\nunit = "hours"\ncapped_by = "limit1"\n'.replace(
            "0.5", '"0.5"'
        ),
    )
    given = Life(rules, MONDAY).draft("2026-03-16 10:30")
    given.do("approve", approved)
    assert given.due("limit2") == due


def test_a_fulfilled_cap_is_spent() -> None:
    """A cap that ended before the capped limit begins does not bind it any more."""
    rules = small(
        'starts = "detected"\nends = ["routed"]\namount = 1\nunit = "hours"\n',
        'starts = "approved"\nends = ["published"]\namount = 3\nunit = "hours"\ncapped_by = "limit1"\n',
    )
    given = Life(rules, MONDAY).begin("2026-03-16 10:10")
    given.do("submit_draft", "2026-03-16 10:20")
    given.do("approve", "2026-03-16 10:30")
    assert given.due("limit2") == "2026-03-16 13:30"


def test_a_cap_that_an_interim_answer_fulfilled_is_spent() -> None:
    """The final answer is published half an hour after its approval, whenever that is (R10e)."""
    rules = procedure(overall=TO_PUBLISH + hours(4), publish=HALF_AN_HOUR)
    facts = ["detected 2026-03-16 10:00", "approved:curator 2026-03-16 11:00", "published:interim 2026-03-16 11:20"]
    limits = computed(rules, [*facts, "approved:curator 2026-03-19 11:00"])
    assert (due(limits["publish"]), due(limits["publish-2"])) == ("2026-03-16 11:30", "2026-03-19 11:30")
    assert limits["overall"].state(moment("2026-03-30 10:00")) is LimitState.MET


def test_a_cap_that_begins_anew_cuts_from_then_on() -> None:
    """After a re-routing the cap is that of the second sending."""
    overall = 'starts = "routed"\nends = ["published:answer"]\nrestart_on_reroute = true\n' + hours(4)
    rules = procedure(overall=overall, publish=HALF_AN_HOUR)
    facts = ["routed 2026-03-16 09:00", "declined 2026-03-16 09:20 a", "routed 2026-03-16 10:00"]
    limits = computed(rules, [*facts, "approved:curator 2026-03-16 14:50"])
    assert due(limits["publish"]) == "2026-03-16 15:00"


def test_a_cap_that_stands_still_cuts_nothing() -> None:
    """Nobody knows when it will end, so the limit's own end counts until it goes on."""
    rules = procedure(overall=TO_PUBLISH + PAUSED + hours(2), publish=HALF_AN_HOUR)
    facts = ["detected 2026-03-16 10:00", "published:clarification 2026-03-16 11:45"]
    approved = [*facts, "approved:curator 2026-03-16 16:00"]
    assert due(computed(rules, approved)["publish"]) == "2026-03-16 16:30"
    limits = computed(rules, [*approved, "clarified 2026-03-16 16:10"])
    assert (due(limits["overall"]), due(limits["publish"])) == ("2026-03-16 16:25", "2026-03-16 16:25")


def test_a_cap_by_the_clock_is_late_by_the_clock() -> None:
    """Cut at 13:00 by hours of the clock: the break is no reprieve, as it would be for working time."""
    rules = procedure(overall=TO_PUBLISH + 'amount = 3\nunit = "hours"\n', publish=HALF_AN_HOUR)
    publish = computed(rules, [f"detected {MONDAY}", "approved:curator 2026-03-16 12:50"])["publish"]
    assert (due(publish), local(publish.late_after)) == ("2026-03-16 13:00", "2026-03-16 13:00")


@pytest.mark.parametrize(("approved", "late_after"), [("12:30", "14:00"), ("12:40", "14:00"), ("12:29", "12:59")])
def test_the_earlier_of_two_ends_says_what_is_late(approved: str, late_after: str) -> None:
    """Own end at 13:00 with the cap behind it, the cap at 13:00 before the own end, and the own end before both."""
    rules = procedure(overall=TO_PUBLISH + hours(3), publish=HALF_AN_HOUR)
    publish = computed(rules, [f"detected {MONDAY}", f"approved:curator 2026-03-16 {approved}"])["publish"]
    assert local(publish.late_after) == f"2026-03-16 {late_after}"


def test_an_outside_instant_cuts_as_well() -> None:
    """Where another system's end is the one that counts, it is the cap."""
    rules = procedure(overall=TO_PUBLISH + "external_due = true\n" + hours(9), publish=HALF_AN_HOUR)
    facts = [f"detected {MONDAY}", "approved:curator 2026-03-16 16:00"]
    limits = computed(rules, facts, Terms(external_due=moment("2026-03-16 16:10")))
    assert due(limits["publish"]) == "2026-03-16 16:10"
