"""The facts that leave the program with a «расчёт срока»."""

import json
from datetime import date
from typing import Any

import pytest

from domain.lifecycle import Explanation, explain, explain_all, explanation
from domain.lifecycle.explanation import LONGEST
from domain.worktime import Amount
from tests.domain.lifecycle.builders import (
    GUL,
    OTHER,
    OWN,
    PRO,
    STA,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"
HOURS = 'unit = "working_hours"\n'
FIVE, TWO = ({"amount": number, "unit": "working_hours"} for number in (5, 2))


def _told(given: Life, name: str) -> Explanation:
    told = explain(given.case, given.rules, name)
    assert told is not None
    return told


def _rule(given: Life, name: str) -> dict[str, Any]:
    """The rule as it is written, without what it does not have."""
    written: dict[str, Any] = json.loads(_told(given, name).model_dump_json())["rule"]
    return {key: value for key, value in written.items() if value is not None and value is not False}


def test_a_forward_limit_has_an_amount() -> None:
    """From its start, as the act says."""
    assert _rule(Life(shipped(PRO), MONDAY), "overall") == {
        "kind": "forward",
        "amount": {"amount": 9, "unit": "working_hours"},
        "amount_from": "act",
        "lateness": "service",
    }


def test_a_backward_limit_has_a_lead() -> None:
    """And the amount of the limit that it precedes; none of its own."""
    rule = _rule(Life(shipped(PRO), MONDAY), "draft")

    assert rule["kind"] == "backward"
    assert "amount" not in rule
    assert (rule["before"]["limit"], rule["before"]["lead"]["amount"], rule["before"]["whole"]["amount"]) == (
        "overall",
        4,
        9,
    )


def test_a_share_names_its_whole() -> None:
    """The share, the limit, the amount of that limit for this message, and what comes out."""
    whole = f'starts = "detected"\nends = ["published"]\namount = 9\n{HOURS}'
    classes = whole + f'by_importance = [{{ importance = "высокая", amount = 4, {HOURS.strip()} }}]\n'
    share = 'starts = "detected"\nends = ["published"]\nshare_of = { limit = "limit1", share = 0.25 }\n'
    given = Life(small(classes, share), MONDAY, importance="высокая")
    ordinary = Life(small(classes, share), MONDAY)

    assert _rule(given, "limit2")["share_of"] == {
        "limit": "limit1",
        "title": "Срок",
        "share": "0.25",
        "whole": {"amount": 4, "unit": "working_hours"},
    }
    assert _rule(given, "limit2")["amount"] == {"amount": 1, "unit": "working_hours"}
    assert _rule(ordinary, "limit2")["amount"] == {"amount": "2.25", "unit": "working_hours"}
    assert (_rule(given, "limit1")["amount_from"], _rule(given, "limit1")["importance"]) == ("importance", "высокая")
    assert _rule(given, "limit1")["act_amount"] == {"amount": 9, "unit": "working_hours"}


def test_an_order_replaces_the_acts_amount() -> None:
    """What was set for the message, and what it replaced; a limit without an amount of its own replaced none."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", answer_within=FIVE, draft_within=TWO, reason="Поручение")

    assert _rule(given, "overall") == {
        "kind": "forward",
        "amount": FIVE,
        "amount_from": "order",
        "act_amount": {"amount": 9, "unit": "working_hours"},
        "lateness": "service",
    }
    assert _rule(given, "draft") == {"kind": "forward", "amount": TWO, "amount_from": "order", "lateness": "service"}


def test_what_another_system_moves_is_told_with_what_it_follows() -> None:
    """The draft precedes a whole that another system ends: by its lead, or by an amount of its own."""
    given = Life(shipped(VOL), MONDAY, external_due_at="2026-03-17 09:30")
    own = given.case.changed(amounts={"draft": Amount.model_validate(FIVE)})
    ordered = explain(own, given.rules, "draft")

    assert _told(given, "draft").external_due_at == given.moment("2026-03-17 09:30")
    assert _rule(given, "draft")["before"]["lead"] == {"amount": 4, "unit": "working_hours"}
    assert ordered is not None
    assert ordered.rule is not None
    assert ordered.rule.before is not None
    assert ordered.rule.before.lead is None
    assert ordered.rule.before.whole.amount == 9


def test_the_start_is_told_as_the_file_names_it() -> None:
    """The event, its own time and when it became known; a backward limit has that of its base."""
    given = Life(shipped(PRO), "2026-03-14 12:00", known="2026-03-16 10:00")

    for name in ("overall", "draft"):
        start = _told(given, name).started_by
        assert start is not None
        assert (start.event, start.at, start.recorded_at) == (
            "detected",
            given.moment("2026-03-14 12:00"),
            given.moment("2026-03-16 10:00"),
        )
        assert _told(given, name).start == given.moment("2026-03-16 09:00")


def test_a_limit_that_cuts_is_told_with_its_own_facts() -> None:
    """Its rule, its start and its ends, so that it can be computed again as well."""
    given = life(Procedure(STA, "main"), MONDAY).approved("2026-03-16 11:30")
    (cap,) = _told(given, "publish").caps

    assert (cap.name, cap.clause, cap.rule.kind) == ("overall", given.limit("overall").rule.clause, "forward")
    assert (cap.due_at, cap.own_end) == (given.limit("overall").due_at, given.limit("overall").due_at)


def test_a_pause_is_told_as_it_happened() -> None:
    """From the question to the reply, or to nothing; how long it may be is a part of the rule."""
    pause = 'pause = { starts = "routed", ends = "approved", at_most = { amount = 3, unit = "hours" } }\n'
    given = Life(small(f'starts = "detected"\nends = ["published"]\namount = 9\n{HOURS}{pause}'), MONDAY)
    given.do("route", "2026-03-16 11:00")
    told = _told(given, "limit1")

    assert [(item.start, item.end) for item in told.stretches] == [(given.moment("2026-03-16 11:00"), None)]
    assert [(span.start, span.end) for span in told.pauses] == [
        (given.moment("2026-03-16 11:00"), given.moment("2026-03-16 14:00"))
    ]
    assert _rule(given, "limit1")["pause_at_most"] == {"amount": 3, "unit": "hours"}


def test_a_debtor_is_an_office_and_a_body() -> None:
    """The act's title of the role; the body of a limit that each has; nobody's title where the act names none."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER))
    plain = Life(small(), MONDAY)
    debtor, whole, bare = _told(given, "part").debtor, _told(given, "overall").debtor, _told(plain, "limit").debtor

    assert debtor is not None
    assert (debtor.role, debtor.authority, debtor.authority_title) == ("executor", OWN, "Орган 1")
    assert whole is not None
    assert (whole.role, whole.authority) == (given.limit("overall").rule.actor, None)
    assert bare is not None
    assert (bare.title, bare.authority_title) == (None, None)


def test_the_days_reach_over_all_that_was_counted() -> None:
    """From the date of the start to the next working day after the last moment that matters."""
    given = Life(shipped(PRO), "2026-03-20 17:00")
    days = [day.date for day in _told(given, "overall").days]

    assert (days[0], days[-1]) == (date(2026, 3, 20), date(2026, 3, 24))
    assert _told(given, "overall").sums == ("PT1H", "PT5H", "PT9H")


def test_a_pause_from_before_the_start_is_within_the_days() -> None:
    """The next structure received the message while the author was silent for days."""
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 13:00")
    given.do("submit_draft", "2026-03-16 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 16:00")
    given.do("decline", "2026-03-18 16:10")
    given.do("resolve")
    given.do("route", "2026-03-18 16:30")

    assert _told(given, "draft1-2").days[0].date == date(2026, 3, 16)


def test_a_run_of_years_is_explained_without_days() -> None:
    """Another system's instant may lie centuries ahead."""
    given = Life(shipped(VOL), MONDAY, external_due_at="2031-03-17 09:30")

    assert _told(given, "overall").days == ()
    assert (given.moment("2031-03-17 09:30") - given.moment(MONDAY)).days > LONGEST


def test_days_off_that_count_have_hours() -> None:
    """Beside what the dates are otherwise, and since when."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:00", days_off=True)
    told = _told(given, "draft1")

    assert told.days_off_since == given.moment("2026-03-20 17:00")
    assert [(day.date.day, day.hours == (), day.duty_hours != ()) for day in told.days][:2] == [
        (20, False, True),
        (21, True, True),
    ]


@pytest.mark.parametrize("most", ["MOST_LIMITS", "MOST_DATES"])
def test_a_closed_case_of_very_many_limits_keeps_no_facts(monkeypatch: pytest.MonkeyPatch, most: str) -> None:
    """Its explanations have to travel in one payload; what was found stays, and one by one they are whole."""
    given = life(Procedure(STA, "main"), MONDAY).approved("2026-03-16 11:30")
    whole = explain_all(given.case, given.rules)
    monkeypatch.setattr(explanation, most, 1)
    short = explain_all(given.case, given.rules)

    assert [told.name for told in short] == [told.name for told in whole]
    assert {told.rule for told in short} == {None}
    assert [(told.due_at, told.intervals) for told in short] == [(told.due_at, told.intervals) for told in whole]
    assert _told(given, "overall").rule is not None


def test_an_older_explanation_is_read_as_it_is() -> None:
    """What was kept before the facts were added has none."""
    kept = _told(Life(shipped(PRO), MONDAY), "overall").model_dump(mode="json")
    old = {"name", "clause", "quote", "reading", "start", "due_at", "late_after", "intervals", "pauses"}
    read = Explanation.model_validate({key: kept[key] for key in (*old, "calendar_version")})

    assert (read.rule, read.started_by, read.days, read.caps, read.provisional) == (None, None, (), (), False)
