"""What a message has of its own: its class of importance, a shortened term, another system's clock, days off."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.deadlines import Limit, Terms
from domain.lifecycle import Rules
from domain.terms import LimitState
from domain.worktime import Amount, DutyTime, Unit
from tests.domain.deadlines.samples import (
    MONDAY,
    PAUSED,
    TO_PUBLISH,
    backward,
    computed,
    due,
    fact,
    hours,
    local,
    moment,
    procedure,
)
from tests.domain.lifecycle.builders import LUZ, STA, VOL, Life, shipped

SECOND = timedelta(seconds=1)
FRIDAY = "2026-03-20 17:00"
CRITICAL = 'by_importance = [{ importance = "критическая", amount = AMOUNT, unit = "hours" }]\n'
BY_CLASS = procedure(
    overall=TO_PUBLISH + CRITICAL.replace("AMOUNT", "2") + hours(4),
    draft=backward("overall", 1.5) + CRITICAL.replace("AMOUNT", "1"),
)


def of_class(rules: Rules, importance: str, detected: str = FRIDAY) -> dict[str, Limit]:
    """The limits of a message of that importance."""
    given = Life(rules, detected, importance=importance)
    return {limit.name: limit for limit in given.rules.limits(given.case)}


def test_an_ordinary_message_has_the_ordinary_limit() -> None:
    """Four working hours from Friday at five end on Monday at noon, the draft's two and a half earlier."""
    limits = of_class(BY_CLASS, "обычная")
    assert (due(limits["overall"]), due(limits["draft"])) == ("2026-03-23 12:00", "2026-03-23 10:30")
    assert not limits["overall"].round_the_clock


def test_a_class_may_have_a_limit_in_a_unit_of_its_own() -> None:
    """Two hours by the clock end on Friday evening, judged and reminded by the clock."""
    overall = of_class(BY_CLASS, "критическая")["overall"]
    assert (due(overall), overall.late_after) == ("2026-03-20 19:00", overall.due_at)
    assert (overall.in_working_time, overall.round_the_clock) == (False, True)
    assert overall.state(moment("2026-03-20 19:00") + SECOND) is LimitState.MISSED


def test_a_backward_limit_has_a_forward_amount_for_the_class() -> None:
    """An hour from the beginning of the base, since nothing can be subtracted from hours by the clock."""
    assert due(of_class(BY_CLASS, "критическая")["draft"]) == "2026-03-20 18:00"


def test_the_importance_that_is_set_at_routing_counts() -> None:
    """The coordinator sets it, and every limit follows from its own start."""
    given = Life(BY_CLASS, FRIDAY)
    given.do("route", "2026-03-20 17:10", importance="критическая")
    assert given.due("overall") == "2026-03-20 19:00"


def test_a_class_of_working_time_moves_what_is_counted_back() -> None:
    """Six hours for a class leave four and a half for its draft."""
    terms = 'by_importance = [{ importance = "сложная", amount = 6, unit = "working_hours" }]\n'
    rules = procedure(overall=TO_PUBLISH + terms + hours(4), draft=backward("overall", 1.5))
    limits = of_class(rules, "сложная", MONDAY)
    assert (due(limits["overall"]), due(limits["draft"])) == ("2026-03-16 17:00", "2026-03-16 15:30")


SHARED = 'starts = "routed"\nends = ["draft_submitted"]\nshare_of = { limit = "overall", share = 0.25 }\n'


def test_a_share_is_a_part_of_another_limits_amount() -> None:
    """A quarter of nine working hours is two and a quarter, counted from the limit's own start."""
    rules = procedure(overall=TO_PUBLISH + hours(9), draft=SHARED)
    limits = computed(rules, [f"detected {MONDAY}", "routed 2026-03-16 10:30"])
    assert due(limits["draft"]) == "2026-03-16 12:45"


def test_a_share_follows_a_term_that_was_set_for_the_message() -> None:
    """A quarter of a term shortened to four hours is one."""
    rules = procedure(overall=TO_PUBLISH + hours(9), draft=SHARED)
    terms = Terms({"overall": Amount(amount=Decimal(4), unit=Unit.WORKING_HOURS)})
    limits = computed(rules, [f"detected {MONDAY}", "routed 2026-03-16 10:30"], terms)
    assert (due(limits["overall"]), due(limits["draft"])) == ("2026-03-16 15:00", "2026-03-16 11:30")


def test_a_share_of_hours_by_the_clock_is_by_the_clock() -> None:
    """A quarter of twenty hours is five, the evening included."""
    rules = procedure(overall=TO_PUBLISH + 'amount = 20\nunit = "hours"\n', draft=SHARED)
    assert due(computed(rules, [f"detected {MONDAY}", "routed 2026-03-16 16:00"])["draft"]) == "2026-03-16 21:00"


OUTSIDE = procedure(overall=TO_PUBLISH + "external_due = true\n" + hours(9), draft=backward("overall", 4))


@pytest.mark.parametrize(
    ("external", "draft"),
    [
        ("2026-03-17 11:00", "2026-03-16 16:00"),
        ("2026-03-17 15:00", "2026-03-17 10:00"),
        ("2026-03-17 09:00", "2026-03-16 13:00"),
        ("2026-03-16 18:00", "2026-03-16 13:00"),
        ("2026-03-16 20:00", "2026-03-16 13:00"),
        ("2026-03-23 11:00", "2026-03-20 16:00"),
        ("2026-03-16 11:00", "2026-03-16 10:00"),
    ],
)
def test_another_systems_end_is_the_one_that_counts_and_the_draft_moves_equally(external: str, draft: str) -> None:
    """The draft keeps its four working hours before the end, found from the start on (R5), and never before it."""
    limits = computed(OUTSIDE, [f"detected {MONDAY}"], Terms(external_due=moment(external)))
    assert (due(limits["overall"]), due(limits["draft"])) == (external, draft)
    assert (local(limits["overall"].own_due_at), local(limits["draft"].own_due_at)) == (
        "2026-03-17 11:00",
        "2026-03-16 16:00",
    )


def test_without_another_systems_end_ours_counts_alone() -> None:
    """There is nothing to show beside it; nor is there for a limit whose act does not say so."""
    assert computed(OUTSIDE, [f"detected {MONDAY}"])["overall"].own_due_at is None
    plain = procedure(overall=TO_PUBLISH + hours(9))
    limit = computed(plain, [f"detected {MONDAY}"], Terms(external_due=moment("2026-03-20 10:00")))["overall"]
    assert (due(limit), limit.own_due_at) == ("2026-03-17 11:00", None)


def test_another_systems_end_is_judged_as_the_instant_it_is() -> None:
    """At 13:30, in our break, on time until that very moment; at 13:00 the break follows (R4)."""
    for end, late_after in (("13:30", "13:30"), ("13:00", "14:00")):
        limits = computed(OUTSIDE, [f"detected {MONDAY}"], Terms(external_due=moment(f"2026-03-17 {end}")))
        assert local(limits["overall"].late_after) == f"2026-03-17 {late_after}"


def test_another_systems_end_does_not_wait_for_our_pause() -> None:
    """Their clock runs on while the author is asked; our own computation, shown beside, stood still."""
    rules = procedure(overall=TO_PUBLISH + "external_due = true\n" + PAUSED + hours(9), draft=backward("overall", 4))
    facts = [f"detected {MONDAY}", "published:clarification 2026-03-16 11:00", "clarified 2026-03-16 12:00"]
    limits = computed(rules, facts, Terms(external_due=moment("2026-03-17 11:00")))
    assert (due(limits["overall"]), local(limits["overall"].own_due_at)) == ("2026-03-17 11:00", "2026-03-17 12:00")
    assert (due(limits["draft"]), local(limits["draft"].own_due_at)) == ("2026-03-16 16:00", "2026-03-16 17:00")


def test_a_class_by_the_clock_moves_its_draft_by_the_clock() -> None:
    """Another system's end an hour and a half later, on a Saturday: the draft is due so much later too."""
    rules = procedure(
        overall=TO_PUBLISH + "external_due = true\n" + CRITICAL.replace("AMOUNT", "2") + hours(4),
        draft=backward("overall", 1.5) + CRITICAL.replace("AMOUNT", "1"),
    )
    given = Life(rules, "2026-03-21 12:00", importance="критическая", external_due_at="2026-03-21 15:30")
    assert (given.due("overall"), given.due("draft")) == ("2026-03-21 15:30", "2026-03-21 14:30")


def test_volchikha_keeps_the_monitoring_systems_time() -> None:
    """VOL-6: theirs is authoritative, ours is shown beside, and the draft moves with it."""
    given = Life(shipped(VOL), MONDAY, external_due_at="2026-03-17 15:00")
    overall = given.deadline("overall")
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 15:00", "2026-03-17 10:00")
    assert overall.own_due_at == given.moment("2026-03-17 11:00")


def test_a_detection_that_nobody_timed_is_marked() -> None:
    """Luga: the clocks start at our receipt and say so (R15); what starts at the receipt itself does not."""
    rules = shipped(LUZ)
    detected = fact(f"detected {MONDAY}", rules.regulation.flows[0])
    unknown = computed(rules, [detected.model_copy(update={"estimated": True}), f"received {MONDAY}"])
    assert {name: limit.estimated for name, limit in unknown.items()} == {
        "return": False,
        "overall": True,
        "draft": True,
    }
    assert not any(limit.estimated for limit in computed(rules, [detected, f"received {MONDAY}"]).values())


def test_an_outside_decision_without_a_time_of_its_own_is_marked() -> None:
    """The coordinator enters the regional centre's approval: publication is timed from the entry, and says so."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    given.do("approve", "2026-03-16 11:05")
    given.do("approve", "2026-03-16 11:10")
    flow = given.rules.flow(given.case)
    estimated = fact("approved:cur 2026-03-16 11:20", flow).model_copy(update={"estimated": True})
    changed = given.case.changed(events=(*given.case.events, estimated))
    assert [limit.estimated for limit in given.rules.limits(changed) if limit.name == "publish"] == [True]


WEEKEND = procedure(
    weekend='starts = "received"\nstarts_on_day_off = true\nends = ["resolved"]\n'.replace("resolved", "routed")
    + 'amount = 1\nunit = "working_days"\n',
    draft='starts = "routed"\nends = ["draft_submitted"]\n' + hours(8),
)


def test_whether_it_came_on_a_day_off_is_told_by_the_ordinary_calendar() -> None:
    """Answered on days off too, a Saturday's message still has the limit of a Saturday's message (ADR 0028)."""
    duty = DutyTime(WEEKEND.time, moment("2026-03-21 13:00"))
    facts = ["received 2026-03-21 12:00", "routed 2026-03-21 14:00"]
    plain = computed(WEEKEND, facts)
    counted = computed(WEEKEND, facts, Terms(plain=WEEKEND.time), clock=duty)
    assert (due(plain["weekend"]), due(counted["weekend"])) == ("2026-03-23 18:00", "2026-03-22 18:00")
    assert (due(plain["draft"]), due(counted["draft"])) == ("2026-03-23 18:00", "2026-03-22 13:00")
    assert "weekend" not in computed(WEEKEND, facts, clock=duty)
