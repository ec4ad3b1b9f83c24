"""Limits of an outcome that somebody may choose: silent until the choice, ordinary after it (ADR 0026)."""

import pytest

from domain.terms import LimitState
from tests.domain.deadlines.samples import computed, due, hours, moment, procedure
from tests.domain.lifecycle.builders import EXECUTOR, GUL, HEAD, STA, Life, announcements, shipped

MONDAY = "2026-03-16 10:00"
WINDOW = 'starts = "routed"\nalternative = true\nrepeats = true\n'
ASK = (
    WINDOW
    + 'ends = ["published:clarification"]\n'
    + 'reopened_by = ["draft_submitted:clarification"]\nbinds_from = ["draft_submitted:clarification"]\n'
)
RULES = procedure(ask=ASK + hours(4))
SENT = "routed 2026-03-16 10:00"
QUESTION = "draft_submitted:clarification"
EVENING = moment("2026-03-16 18:00")


def structure(until: str = "2026-03-16 13:00", flow: str = "pages") -> Life:
    """A message of Gulkevichi that its structure has from that time on."""
    given = Life(shipped(GUL), MONDAY, flow=flow)
    given.do("resolve", "2026-03-16 11:00")
    given.do("route", until)
    return given


def explain(given: Life, when: str, **fields: str) -> None:
    """Submit an explanation instead of an answer."""
    given.do("submit_draft", when, EXECUTOR, kind="explanation", ground="judicial-acts", **fields)


def test_a_window_that_nobody_chose_owes_nothing() -> None:
    """Past its end it shows that the outcome would be late, and makes nobody overdue."""
    window = computed(RULES, [SENT])["ask"]
    assert not window.binding
    assert due(window) == "2026-03-16 15:00"
    assert window.state(EVENING) is LimitState.MISSED
    assert not window.overdue(EVENING)


def test_the_choice_makes_it_a_limit_like_any_other() -> None:
    """From the choice on it is owed, counted from the old start."""
    window = computed(RULES, [SENT, f"{QUESTION} 2026-03-16 12:00"])["ask"]
    assert window.binding
    assert due(window) == "2026-03-16 15:00"
    assert window.overdue(EVENING)


def test_a_draft_of_another_kind_is_another_choice() -> None:
    """The question was sent back and an answer was written instead: nobody owes the question any more."""
    facts = [SENT, f"{QUESTION} 2026-03-16 12:00", "returned:curator 2026-03-16 12:10"]
    dropped = computed(RULES, [*facts, "draft_submitted:final 2026-03-16 12:30"])["ask"]
    assert not dropped.binding
    assert not dropped.overdue(EVENING)
    again = computed(RULES, [*facts, "draft_submitted:final 2026-03-16 12:30", f"{QUESTION} 2026-03-16 14:30"])["ask"]
    assert again.overdue(EVENING)


@pytest.mark.parametrize(("chosen", "state"), [(False, "cancelled"), (True, "missed")])
def test_the_end_of_life_does_not_undo_the_breach_of_a_choice(chosen: bool, state: str) -> None:  # noqa: FBT001
    """Chosen and late it was missed, as any limit that falls away late; never chosen it is cancelled."""
    facts = [SENT, *([f"{QUESTION} 2026-03-16 12:00"] if chosen else []), "closed 2026-03-16 17:00"]
    assert computed(RULES, facts)["ask"].state(EVENING) == state


@pytest.mark.parametrize(("placed", "state"), [("15:00", "met"), ("15:01", "missed")])
def test_a_window_that_is_used_is_judged_as_any_limit(placed: str, state: str) -> None:
    """Exactly at the limit is on time; later is a breach that is recorded (R8)."""
    facts = [SENT, f"{QUESTION} 2026-03-16 14:00", f"published:clarification 2026-03-16 {placed}"]
    assert computed(RULES, facts)["ask"].state(EVENING) == state


@pytest.mark.parametrize(("at", "state"), [("10:30", "met"), ("10:31", "missed"), ("16:00", "missed")])
def test_an_outcome_that_comes_after_the_other_was_begun_is_judged(at: str, state: str) -> None:
    """A draft takes the window away; whoever returns the message all the same is judged by its end (R8)."""
    back = WINDOW + 'ends = ["declined"]\ncancelled_by = ["draft_submitted"]\n' + hours("0.5")
    facts = [SENT, "draft_submitted:final 2026-03-16 10:10", "returned:curator 2026-03-16 10:20"]
    assert computed(procedure(back=back), facts)["back"].state(EVENING) is LimitState.CANCELLED
    window = computed(procedure(back=back), [*facts, f"declined 2026-03-16 {at}"])["back"]
    assert (window.state(EVENING).value, window.cancelled_at) == (state, None)


def test_only_the_newest_window_is_taken_after_all() -> None:
    """What was settled of an earlier receipt stays so; every body's own last one counts."""
    back = WINDOW + 'ends = ["declined"]\ncancelled_by = ["draft_submitted"]\n' + hours("0.5")
    facts = [SENT, "draft_submitted:final 2026-03-16 10:10", "routed 2026-03-16 11:00", "declined 2026-03-16 11:10"]
    found = computed(procedure(back=back), facts)
    assert {name: limit.state(EVENING).value for name, limit in found.items()} == {"back": "cancelled", "back-2": "met"}


def test_a_further_question_opens_the_window_again() -> None:
    """Several questions share one window, each must be inside it (GUL-3.1.2d)."""
    first = [SENT, f"{QUESTION} 2026-03-16 11:00", "published:clarification 2026-03-16 11:30"]
    assert computed(RULES, first)["ask"].state(EVENING) is LimitState.MET
    second = [*first, "clarified 2026-03-16 12:00", f"{QUESTION} 2026-03-16 14:50"]
    window = computed(RULES, second)["ask"]
    assert (window.open, window.number, due(window)) == (True, 1, "2026-03-16 15:00")
    late = computed(RULES, [*second, "published:clarification 2026-03-16 15:10"])["ask"]
    assert late.state(EVENING) is LimitState.MISSED


def test_the_departments_two_limits_are_alternatives() -> None:
    """Stavropol 13 and 15: a draft starts both; approval drops the return's, a return the approval's."""
    approved = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    assert (approved.due("sendback"), approved.due("approve")) == ("2026-03-16 11:10", "2026-03-16 11:30")
    approved.do("approve", "2026-03-16 11:20")
    assert (approved.state("sendback"), approved.state("approve")) == ("cancelled", "running")
    approved.do("approve", "2026-03-16 11:25")
    assert approved.state("approve") == "met"
    returned = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    returned.do("return", "2026-03-16 11:20")
    assert (returned.state("sendback"), returned.state("approve")) == ("missed", "cancelled")
    returned.do("submit_draft", "2026-03-16 11:30")
    assert (returned.due("sendback-2"), returned.due("approve-2")) == ("2026-03-16 11:40", "2026-03-16 12:00")


def test_remarks_of_the_centre_do_not_break_the_departments_limit() -> None:
    """After the department's approval its own ten minutes are settled, whoever returns later."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    given.do("approve", "2026-03-16 11:05")
    given.do("return", "2026-03-16 11:40")
    assert (given.state("sendback"), given.state("approve")) == ("cancelled", "missed")


def test_a_structure_that_asks_nothing_is_never_reminded_of_asking() -> None:
    """Gulkevichi 3.1.2: the four hours of a question announce nothing until one is drafted."""
    given = structure()
    assert not [name for _, name in announcements(given.wait("2026-03-17 12:00")) if name in {"clar", "explain"}]


def test_a_question_that_is_drafted_is_announced() -> None:
    """From the draft on the four hours remind, and are missed."""
    given = structure()
    given.do("submit_draft", "2026-03-16 14:30", EXECUTOR, kind="clarification")
    assert [item for item in announcements(given.wait("2026-03-17 12:00")) if item[1] == "clar"] == [
        ("reminder", "clar"),
        ("limit_missed", "clar"),
    ]
    assert given.view.overdue


def test_a_question_that_is_drafted_too_late_is_not_announced_for_the_past() -> None:
    """Late performance is valid (R8): it is a breach on record from the draft on, and the clocks stop all the same."""
    given = structure()
    given.do("submit_draft", "2026-03-17 09:30", EXECUTOR, kind="clarification")
    given.do("approve", "2026-03-17 10:00")
    given.do("publish", "2026-03-17 10:10", EXECUTOR)
    assert (given.state("clar"), given.state("draft1"), given.state("overall1")) == ("missed", "paused", "paused")


def test_an_explanation_binds_from_its_draft_and_is_sent_within_eight_hours() -> None:
    """Gulkevichi 3.8: the structure's eight hours count from its receipt, and the curator's sending ends them."""
    given = structure()
    assert (given.due("explain"), given.deadline("explain").alternative) == ("2026-03-17 13:00", True)
    explain(given, "2026-03-17 11:00")
    assert given.deadline("explain").alternative is False
    given.do("approve", "2026-03-17 11:10")
    given.do("approve", "2026-03-17 11:20", HEAD)
    given.do("publish", "2026-03-17 14:01")
    assert (given.state("explain"), given.case.outcome) == ("missed", "explained")


@pytest.mark.parametrize("flow", ["pages", "incident"])
def test_an_answer_after_a_rejected_explanation_owes_no_explanation(flow: str) -> None:
    """The head asked for an answer instead: the explanation's limit raises no alarm and falls away."""
    given = structure(flow=flow)
    explain(given, "2026-03-16 14:00")
    given.do("return", "2026-03-16 15:00")
    given.do("submit_draft", "2026-03-16 17:00", EXECUTOR)
    assert not [name for _, name in announcements(given.wait("2026-03-18 12:00")) if name == "explain"]
    given.do("approve", "2026-03-18 12:00")
    given.do("approve", "2026-03-18 12:10", HEAD)
    assert given.state("explain") == "cancelled"


def test_a_return_reopens_the_structures_whole_limit() -> None:
    """Gulkevichi 3.2.5: rework is inside the eight hours, and gives no new ones."""
    given = Life(shipped(GUL), MONDAY, flow="incident").draft("2026-03-16 11:00")
    end = given.due("struct2")
    assert given.state("struct2") == "met"
    given.do("return", "2026-03-16 12:00")
    assert (given.state("struct2"), given.due("struct2")) == ("running", end)
    given.do("submit_draft", "2026-03-17 12:30")
    assert (given.state("struct2"), given.state("rework2")) == ("missed", "missed")
    assert [limit.name for limit in given.rules.limits(given.case) if limit.rule.name == "struct2"] == ["struct2"]


REOPENED = 'starts = "returned"\nends = ["draft_submitted"]\nreopened_by = ["approved"]\nrepeats = true\n'


def test_only_the_newest_of_several_limits_is_reopened() -> None:
    """What was done in an earlier cycle stays done."""
    facts = [
        "returned:curator 2026-03-16 10:20",
        "draft_submitted 2026-03-16 10:25",
        "returned:curator 2026-03-16 10:30",
        "draft_submitted 2026-03-16 10:35",
        "approved:curator 2026-03-16 10:40",
    ]
    limits = computed(procedure(limit=REOPENED + hours(1)), facts)
    assert [limits[name].open for name in ("limit", "limit-2")] == [False, True]


def test_a_limit_that_one_event_ends_is_not_reopened_by_the_same_event() -> None:
    """An event that both fulfils and reopens fulfils the first time."""
    keys = 'starts = "draft_submitted"\nends = ["returned"]\nreopened_by = ["returned"]\n'
    facts = ["draft_submitted 2026-03-16 10:10", "returned:curator 2026-03-16 10:20"]
    assert not computed(procedure(limit=keys + hours(1)), facts)["limit"].open


def test_a_limit_that_fell_away_is_not_reopened() -> None:
    """What was cancelled is no act that could prove insufficient."""
    keys = 'starts = "draft_submitted"\nends = ["approved"]\ncancelled_by = ["returned"]\nreopened_by = ["returned"]\n'
    facts = [
        "draft_submitted 2026-03-16 10:10",
        "returned:curator 2026-03-16 10:20",
        "returned:curator 2026-03-16 10:30",
    ]
    assert not computed(procedure(limit=keys + hours(1)), facts)["limit"].open
