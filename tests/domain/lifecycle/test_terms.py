"""Terms of one message: a shortened one (Providensky 7), answering on days off (Gulkevichi 3.10), its importance."""

from typing import Any

import pytest

from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PRO,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    assigned,
    life,
    refused,
    shipped,
    small,
    told,
)

MONDAY = "2026-03-16 10:00"


def term(amount: Any, unit: str = "working_hours") -> dict[str, Any]:  # noqa: ANN401 -- a number as it is sent
    """An amount of time as the wire has it."""
    return {"amount": amount, "unit": unit}


def shortened(amount: Any, unit: str = "working_hours", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields of a routing with a shortened term."""
    return {"answer_within": term(amount, unit), "reason": "Авария", **fields}


def pro(detected: str = MONDAY) -> Life:
    """A message under the act of Providensky."""
    return Life(shipped(PRO), detected)


def test_a_shortened_term_replaces_the_overall_limit() -> None:
    """It runs from the same detection, the draft follows four hours before, and the journal has the ground."""
    given = pro()
    entry = given.do("route", None, COORDINATOR, **shortened(8, because=["importance", "location"]))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 10:00", "2026-03-16 15:00")
    assert entry.details["answer_within"] == term(8)
    assert (entry.details["reason"], entry.details["because"]) == ("Авария", ["importance", "location"])


@pytest.mark.parametrize(
    ("amount", "unit", "accepted"),
    [
        (8.5, "working_hours", True),
        (539, "working_minutes", True),
        (540, "working_minutes", False),
        (9, "working_hours", False),
        ("8.999999", "working_hours", True),
        (10, "working_hours", False),
        (0, "working_hours", False),
        (0, "at_once", False),
        (24, "hours", True),
        (25, "hours", False),
        (1, "working_days", False),
        (0, "calendar_days", False),
    ],
)
def test_a_shortened_term_is_shorter(amount: Any, unit: str, accepted: bool) -> None:  # noqa: ANN401, FBT001
    """By the instant at which it ends: equal is not shorter, in whatever unit, and no time at all is no term."""
    given = pro()
    fields = shortened(amount, unit, draft_within=term(1))
    if accepted:
        given.do("route", None, COORDINATOR, **fields)
        assert given.due("overall") < "2026-03-17 11:00"
        return
    assert told(refused(given, "route", COORDINATOR, **fields)) == ("invalid_input", "7", ["answer_within"])


@pytest.mark.parametrize(
    ("amount", "follows"), [("8", True), ("8.5", True), ("7.99", False), ("4", False), ("1", False)]
)
def test_the_draft_follows_where_half_of_the_term_is_left(amount: str, follows: bool) -> None:  # noqa: FBT001
    """Else the curator has to say when the draft is due."""
    given = pro()
    if follows:
        given.do("route", None, COORDINATOR, **shortened(amount))
        return
    refusal = refused(given, "route", COORDINATOR, **shortened(amount))
    assert told(refusal) == ("invalid_input", "7", ["draft_within"])


def test_a_term_by_the_clock_leaves_the_draft_to_a_person() -> None:
    """From hours by the clock nothing can be subtracted on the working-time axis (R5)."""
    given = pro()
    refusal = refused(given, "route", COORDINATOR, **shortened(20, "hours"))
    assert told(refusal) == ("invalid_input", "7", ["draft_within"])
    given.do("route", None, COORDINATOR, **shortened(20, "hours", draft_within=term(90, "working_minutes")))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 06:00", "2026-03-16 11:30")
    assert given.limit("overall").in_working_time is False


@pytest.mark.parametrize(
    ("draft", "accepted"),
    [(term(4), True), (term(240, "working_minutes"), True), (term("4.01"), False), (term(0), False)],
)
def test_the_draft_is_due_by_the_answer(draft: dict[str, Any], accepted: bool) -> None:  # noqa: FBT001
    """A draft due at the very end of the term is possible, one after it is not, nor one without any time."""
    given = pro()
    fields = shortened(4, draft_within=draft)
    if accepted:
        given.do("route", None, COORDINATOR, **fields)
        assert given.due("draft") == given.due("overall") == "2026-03-16 15:00"
        return
    assert told(refused(given, "route", COORDINATOR, **fields)) == ("invalid_input", "7", ["draft_within"])


def test_a_shortened_term_has_a_reason() -> None:
    """The ground is part of the decision."""
    refusal = refused(pro(), "route", COORDINATOR, answer_within=term(8))
    assert told(refusal) == ("invalid_input", "7", ["reason"])


def test_a_term_of_the_draft_alone_is_none() -> None:
    """Only the whole term may be shortened."""
    refusal = refused(pro(), "route", COORDINATOR, draft_within=term(1))
    assert told(refusal) == ("invalid_input", None, ["draft_within"])


@pytest.mark.parametrize(
    ("regulation", "flow", "clause"),
    [
        (VOL, "main", "5"),
        (LUZ, "main", "4"),
        (GUL, "pages", "3.1.1"),
        (GUL, "incident", "3.2.1"),
        (STA, "main", "9(2)"),
    ],
)
def test_other_acts_know_no_shortened_term(regulation: str, flow: str, clause: str) -> None:
    """The refusal cites their clause on routing."""
    given = life(Procedure(regulation, flow))
    if regulation == GUL:
        given.do("resolve")
    assert told(refused(given, "route", **shortened(1))) == ("forbidden_by_regulation", clause, [])


def test_a_term_survives_a_return_and_may_be_set_anew() -> None:
    """The next routing keeps it, shortens it more, or sets it to anything that is shorter than the act's own."""
    given = pro()
    given.do("route", "2026-03-16 10:05", COORDINATOR, **shortened(4, draft_within=term(3)))
    given.do("decline", "2026-03-16 10:10", EXECUTOR)
    given.do("route", "2026-03-16 10:20", COORDINATOR, assignments=assigned(OTHER))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-16 15:00", "2026-03-16 13:00")
    given.do("decline", by=None)
    refusal = refused(given, "route", COORDINATOR, **shortened(9))
    assert told(refusal) == ("invalid_input", "7", ["answer_within"])
    given.do("route", None, COORDINATOR, **shortened("8.5"))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 10:30", "2026-03-16 15:30")


def test_a_shorter_term_alarms_and_is_missed_like_the_ordinary_one() -> None:
    """It is the same limit with another end."""
    given = pro()
    given.do("route", "2026-03-16 10:05", COORDINATOR, **shortened(2, draft_within=term(1)))
    missed = [item for item in given.wait("2026-03-16 13:00") if item.action == "limit_missed"]
    assert [(item.details["name"], item.at) for item in missed] == [
        ("draft", given.moment("2026-03-16 11:00")),
        ("overall", given.moment("2026-03-16 12:00")),
    ]


def test_a_term_may_be_shortened_before_the_weekend_and_the_holiday() -> None:
    """Detected at 17:50 on the Friday before the long weekend: seven hours are still Tuesday's."""
    given = pro("2026-05-08 16:50")
    given.do("route", None, COORDINATOR, **shortened(7, draft_within=term(3)))
    assert (given.due("overall"), given.due("draft")) == ("2026-05-12 16:50", "2026-05-12 11:50")


def test_a_shortened_limit_may_begin_with_the_routing_itself() -> None:
    """A made-up act whose term runs from the routing, without a limit of the draft."""
    steps = 'routing.shortening = { clause = "2", limit = "limit1" }\n'
    rules = small('starts = "routed"\nends = ["published"]\namount = 9\nunit = "working_hours"\n', steps=steps)
    given = Life(rules, MONDAY)
    refusal = refused(given, "route", COORDINATOR, **shortened(2, draft_within=term(1)))
    assert told(refusal) == ("invalid_input", "2", ["draft_within"])
    given.do("route", "2026-03-16 11:00", COORDINATOR, **shortened(2))
    assert given.due("limit1") == "2026-03-16 13:00"


def test_a_class_that_has_no_time_for_the_draft_asks_a_person() -> None:
    """Where the draft's limit of the class is an amount of its own, it does not follow a shortened term."""
    steps = 'routing.shortening = { clause = "2", limit = "limit1", draft = "limit2" }\n'
    rules = small(
        'starts = "detected"\nends = ["published"]\namount = 9\nunit = "working_hours"\n'
        'by_importance = [{ importance = "высокая", amount = 8, unit = "working_hours" }]\n',
        'before = { limit = "limit1", amount = 1, unit = "working_hours" }\nends = ["draft_submitted"]\n'
        'by_importance = [{ importance = "высокая", amount = 2, unit = "working_hours" }]\n',
        steps=steps,
    )
    urgent = Life(rules, MONDAY, importance="высокая")
    refusal = refused(urgent, "route", COORDINATOR, **shortened(8))
    assert told(refusal) == ("invalid_input", "2", ["answer_within"])
    refusal = refused(urgent, "route", COORDINATOR, **shortened(6))
    assert told(refusal) == ("invalid_input", "2", ["draft_within"])
    plain = Life(rules, MONDAY)
    plain.do("route", None, COORDINATOR, **shortened(6))
    assert (plain.due("limit1"), plain.due("limit2")) == ("2026-03-16 17:00", "2026-03-16 16:00")
    named = Life(rules, MONDAY)
    refusal = refused(named, "route", COORDINATOR, **shortened("8.5", importance="высокая"))
    assert told(refusal) == ("invalid_input", "2", ["answer_within"])


@pytest.mark.parametrize("flow", ["pages", "incident"])
def test_gulkevichi_may_answer_on_days_off(flow: str) -> None:
    """3.10: from the decision on every day is a working day of this message, with the usual hours."""
    given = life(Procedure(GUL, flow), "2026-03-20 17:00")
    given.do("resolve", "2026-03-20 17:30")
    entry = given.do("route", "2026-03-21 12:00", COORDINATOR, days_off=True)
    assert entry.details["days_off"] is True
    name = "draft1" if flow == "pages" else "draft2"
    assert given.due(name) == ("2026-03-22 12:00" if flow == "pages" else "2026-03-21 17:00")
    ordinary = life(Procedure(GUL, flow), "2026-03-20 17:00")
    ordinary.do("resolve", "2026-03-20 17:30")
    ordinary.do("route", "2026-03-21 12:00", COORDINATOR)
    assert ordinary.due(name) == ("2026-03-23 18:00" if flow == "pages" else "2026-03-23 13:00")


@pytest.mark.parametrize(("regulation", "clause"), [(PRO, "7"), (VOL, "5"), (LUZ, "4"), (STA, "9(2)")])
def test_other_acts_know_no_answers_on_days_off(regulation: str, clause: str) -> None:
    """Their clause on routing is cited."""
    given = Life(shipped(regulation), MONDAY)
    assert told(refused(given, "route", COORDINATOR, days_off=True)) == ("forbidden_by_regulation", clause, [])


def test_the_decision_on_days_off_stays_as_it_was_first_made() -> None:
    """Another routing after a return counts from the first decision, whether it repeats it or not."""
    for again in (True, False):
        given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
        given.do("resolve")
        given.do("route", "2026-03-20 17:00", COORDINATOR, days_off=True)
        given.do("decline", "2026-03-21 10:00", EXECUTOR)
        given.do("resolve", "2026-03-21 11:00")
        given.do("route", "2026-03-21 12:00", COORDINATOR, days_off=again)
        assert given.case.days_off_since == given.moment("2026-03-20 17:00")
        assert given.due("draft1-2") == "2026-03-22 12:00"


def test_a_message_of_the_weekend_is_still_one() -> None:
    """Whether it arrived on a day off is told by the ordinary calendar: 3.1.6 keeps its limit (ADR 0028)."""
    given = life(Procedure(GUL, "pages"), "2026-03-21 12:00")
    assert given.due("weekend") == "2026-03-23 18:00"
    given.do("resolve", "2026-03-21 12:30")
    given.do("route", "2026-03-21 13:00", COORDINATOR, days_off=True)
    assert given.state("weekend") == "met"


def test_reminders_go_out_on_days_off_too() -> None:
    """For such a message Saturday is working time."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 17:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:30", COORDINATOR, days_off=True)
    told_of = [item for item in given.wait("2026-03-23 09:00") if item.action == "reminder"]
    assert [given.text(item.at)[:10] for item in told_of][:1] == ["2026-03-21"]


BY_IMPORTANCE = (
    'starts = "detected"\nends = ["published"]\namount = 9\nunit = "working_hours"\n'
    'by_importance = [{ importance = "высокая", amount = 2, unit = "working_hours" },'
    ' { importance = "низкая", amount = 3, unit = "working_days" }]\n'
)
SHARE = 'starts = "detected"\nends = ["draft_submitted"]\nshare_of = { limit = "limit1", share = 0.5 }\n'
SHARE += 'by_importance = [{ importance = "низкая", amount = 1, unit = "working_days" }]\n'


@pytest.mark.parametrize(
    ("importance", "due", "half"),
    [
        (None, "2026-03-17 11:00", "2026-03-16 15:30"),
        ("обычная", "2026-03-17 11:00", "2026-03-16 15:30"),
        ("высокая", "2026-03-16 12:00", "2026-03-16 11:00"),
        ("низкая", "2026-03-19 18:00", "2026-03-17 18:00"),
    ],
)
def test_each_class_of_importance_has_its_term(importance: str | None, due: str, half: str) -> None:
    """The class's own amount, and the share of it, whether the class came with the message or with the routing."""
    rules = small(BY_IMPORTANCE, SHARE)
    fields = {} if importance is None else {"importance": importance}
    came = Life(rules, MONDAY, **fields)
    assert (came.due("limit1"), came.due("limit2")) == (due, half)
    routed = Life(rules, MONDAY)
    routed.do("route", None, None, **fields)
    assert (routed.due("limit1"), routed.due("limit2")) == (due, half)


def test_another_importance_corrects_what_was_announced() -> None:
    """A miss by the shorter term proves wrong when the message turns out to be of no class."""
    given = Life(small(BY_IMPORTANCE), MONDAY, importance="высокая")
    assert ("limit_missed", "limit1") in announcements(given.wait("2026-03-16 14:30"))
    entries = given.every("route", importance="обычная")
    assert announcements(list(entries)) == [("limit_corrected", "limit1")]
    assert ("limit_missed", "limit1") in announcements(given.wait("2026-03-18 10:00"))


def test_the_bodies_are_the_last_thing_that_matters() -> None:
    """A term is the message's, not the body's: with several bodies it is set the same way."""
    given = pro()
    given.do("route", None, COORDINATOR, **shortened(8, assignments=assigned(OWN, OTHER)))
    assert given.due("overall") == "2026-03-17 10:00"
