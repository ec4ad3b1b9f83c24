"""A clock that begins anew: the message was sent to a body that returned it, and is sent again (STA-11)."""

from domain.lifecycle import Rules
from domain.terms import LimitState
from tests.domain.deadlines.samples import backward, computed, due, fact, hours, local, moment, procedure
from tests.domain.lifecycle.builders import EXECUTOR, GUL, OTHER, PRO, STA, Life, announcements, shipped

SENT = 'starts = "routed"\nends = ["published:answer"]\n'
RULES = procedure(
    overall=SENT + "restart_on_reroute = true\n" + hours(4), draft=backward("overall", 1.5), kept=SENT + hours(4)
)
FIRST = "routed 2026-03-16 10:00"
BACK = "declined 2026-03-16 10:20 authority-1"
AGAIN = "routed 2026-03-16 11:00"
TO_OTHER = [{"authority": OTHER}]


def names(rules: Rules, *facts: str) -> list[str]:
    """The limits that have begun."""
    return list(computed(rules, facts))


def test_a_return_for_competence_takes_the_limit_back() -> None:
    """What was sent to the wrong body was not yet sent: the limit is pending again, its draft limit too."""
    assert names(RULES, FIRST) == ["overall", "draft", "kept"]
    assert names(RULES, FIRST, BACK) == ["kept"]


def test_the_next_sending_begins_it_anew_under_its_name() -> None:
    """Four hours from the second sending; the first one stays known."""
    limits = computed(RULES, [FIRST, BACK, AGAIN])
    overall, draft = limits["overall"], limits["draft"]
    assert (due(overall), due(draft)) == ("2026-03-16 16:00", "2026-03-16 14:30")
    assert (overall.number, overall.run, overall.key) == (1, 2, "overall@2")
    assert (draft.number, draft.run, draft.key) == (1, 2, "draft@2")
    assert local(overall.started_at) == "2026-03-16 11:00"
    assert local(overall.first_started_at) == local(draft.first_started_at) == "2026-03-16 10:00"


def test_the_first_sending_is_that_before_all_returns() -> None:
    """After two wrong bodies the third run still tells of the first start."""
    again = ["declined 2026-03-16 11:10 authority-2", "routed 2026-03-17 09:00"]
    overall = computed(RULES, [FIRST, BACK, AGAIN, *again])["overall"]
    assert (overall.run, local(overall.first_started_at)) == (3, "2026-03-16 10:00")
    assert due(overall) == "2026-03-17 13:00"


def test_the_first_sending_outside_working_time_counts_from_the_opening() -> None:
    """The first start is shown as any start is (R3)."""
    facts = ["routed 2026-03-14 12:00", "declined 2026-03-16 09:10 a", AGAIN]
    assert local(computed(RULES, facts)["overall"].first_started_at) == "2026-03-16 09:00"


def test_without_the_option_a_return_changes_nothing() -> None:
    """By default the clock runs on, whoever returns the message (R7), and a second sending begins nothing."""
    first, later = (computed(RULES, facts)["kept"] for facts in ([FIRST], [FIRST, BACK, AGAIN]))
    assert (later.due_at, later.run, later.first_started_at, later.key) == (first.due_at, 1, None, "kept")


def test_a_draft_that_was_given_is_owed_anew_by_the_next_body() -> None:
    """Returned for rework and then for competence: the other body has its own draft to write."""
    facts = [FIRST, "draft_submitted 2026-03-16 11:00 a", "returned:curator 2026-03-16 11:10"]
    assert computed(RULES, facts)["draft"].state(moment("2026-03-16 11:10")) is LimitState.MET
    limits = computed(RULES, [*facts, "declined 2026-03-16 11:20 a", "routed 2026-03-16 12:00"])
    assert limits["draft"].open
    assert due(limits["draft"]) == "2026-03-16 15:30"


def test_a_late_entry_of_the_return_takes_it_back_all_the_same() -> None:
    """The order of the acts counts, not that of their entry."""
    flow = RULES.regulation.flows[0]
    entered = [fact(AGAIN, flow), fact(BACK, flow, known="2026-03-16 17:00"), fact(FIRST, flow)]
    assert computed(RULES, entered) == computed(RULES, [entered[2], entered[1], entered[0]])


def test_after_an_interim_answer_the_overall_limit_does_not_come_back() -> None:
    """It was fulfilled for good (R10b): a return of the final draft's body begins no new one, at no sending."""
    facts = [
        FIRST,
        "draft_submitted:interim 2026-03-16 11:00 a",
        "published:interim 2026-03-16 12:00",
        "draft_submitted:final 2026-03-17 10:00 a",
        "returned:curator 2026-03-17 10:10",
        "declined 2026-03-17 10:20 a",
    ]
    for limits in (computed(RULES, facts), computed(RULES, [*facts, "routed 2026-03-17 11:00"])):
        assert {name: limit.state(moment("2026-04-01 10:00")).value for name, limit in limits.items()} == {
            "overall": "met",
            "draft": "met",
            "kept": "met",
        }
        assert limits["overall"].run == 1


def test_the_new_run_is_announced_anew() -> None:
    """The first run was missed and said so; the second one reminds, and is missed, by keys of its own."""
    given = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    given.wait("2026-03-16 15:00")
    assert [kind for kind, name in announcements(given.entries) if name == "overall"] == [
        "reminder",
        "limit_due",
        "limit_missed",
    ]
    given.do("decline", "2026-03-16 15:00", EXECUTOR)
    given.do("route", "2026-03-16 16:00", assignments=TO_OTHER)
    made = [
        (kind, given.text(entry.recorded_at))
        for entry in given.wait("2026-03-17 12:00")
        for kind in [entry.action]
        if entry.details["name"] == "overall"
    ]
    assert made == [("reminder", "2026-03-17 10:00"), ("limit_missed", "2026-03-17 11:00")]
    assert len(set(given.case.announced)) == len(given.case.announced)


def test_while_the_message_is_back_nothing_of_it_is_announced() -> None:
    """A limit that was taken back neither reminds nor is missed."""
    given = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    given.do("decline", "2026-03-16 09:20", EXECUTOR)
    assert {name for _, name in announcements(given.wait("2026-03-20 12:00"))} == {"resend"}
    assert not given.view.overdue


def test_a_structures_clock_begins_at_its_own_receipt() -> None:
    """Gulkevichi: after a new resolution the other structure has a limit of its own, numbered as a repeat."""
    given = Life(shipped(GUL), "2026-03-16 10:00").begin("2026-03-16 10:00")
    given.do("decline", "2026-03-16 12:00", EXECUTOR)
    assert (given.state("draft1"), given.state("overall1")) == ("cancelled", "cancelled")
    given.do("resolve", "2026-03-17 10:00", authority=OTHER)
    given.do("route", "2026-03-17 11:00", assignments=TO_OTHER)
    assert (given.due("draft1-2"), given.due("overall1-2")) == ("2026-03-18 11:00", "2026-03-19 18:00")
    assert given.due("send1-2") == "2026-03-17 12:00"


def test_detection_happens_once() -> None:
    """Providensky's overall and draft limits run on through any number of returns (PRO-8)."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:00")
    before = (given.due("overall"), given.due("draft"))
    for minute in (10, 30):
        given.do("decline", f"2026-03-16 11:{minute}", EXECUTOR)
        given.do("route", f"2026-03-16 11:{minute + 5}")
    assert (given.due("overall"), given.due("draft")) == before
    assert given.case.declines == 2
