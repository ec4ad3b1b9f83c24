"""Each limit as it is shown: states, times, what is left, marks, and what began outside or anew."""

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
    STRANGER,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"


def test_the_due_moment_is_that_of_the_nearest_open_limit() -> None:
    """What is fulfilled does not count any more."""
    given = Life(shipped(PRO), MONDAY)
    assert given.view.due_at == given.limit("route").due_at
    given.do("route", "2026-03-16 10:10")
    assert given.view.due_at == given.limit("draft").due_at


def test_without_a_running_limit_there_is_no_due_moment() -> None:
    """Gulkevichi sets no time for the resolution: nothing is due, and the limits are pending."""
    view = Life(shipped(GUL), MONDAY).view
    assert view.due_at is None
    assert {deadline.state for deadline in view.deadlines} == {"pending"}
    assert [deadline.name for deadline in view.deadlines] == [
        "send1",
        "draft1",
        "clar",
        "reply",
        "rework1",
        "overall1",
        "weekend",
        "explain",
        "final",
    ]
    assert {(item.started_at, item.due_at, item.working_time_left) for item in view.deadlines} == {(None, None, None)}


def test_begun_limits_come_before_pending_ones() -> None:
    """Every limit of the regulation is shown once, with its clause and debtor."""
    given = Life(shipped(PRO), MONDAY)
    shown = [(item.name, item.clause, item.actor, item.state) for item in given.view.deadlines]
    assert shown == [
        ("route", "7", "coordinator", "running"),
        ("overall", "9", "municipality", "running"),
        ("draft", "10", "executor", "running"),
        ("return", "8", "executor", "pending"),
        ("reroute", "7", "coordinator", "pending"),
        ("decide", "11", "coordinator", "pending"),
        ("rework", "12", "executor", "pending"),
        ("publish", "13", "executor", "pending"),
        ("place", "13", "executor", "pending"),
        ("reply", "10", "coordinator", "pending"),
        ("final", "14", "executor", "pending"),
        ("part", "15(3)", "executor", "pending"),
        ("handon", "15", "coordinator", "pending"),
    ]


@pytest.mark.parametrize(
    ("now", "left", "overdue"),
    [
        ("2026-03-16 10:00", "PT9H", False),
        ("2026-03-16 13:30", "PT6H", False),
        ("2026-03-16 20:00", "PT2H", False),
        ("2026-03-17 11:00", "PT0S", False),
        ("2026-03-17 11:01", "-PT1M", True),
        ("2026-03-18 09:00", "-PT6H", True),
    ],
)
def test_the_working_time_left_runs_in_working_time(now: str, left: str, overdue: bool) -> None:  # noqa: FBT001
    """It stands still in breaks and by night, and is negative when the limit is over."""
    given = Life(shipped(VOL), MONDAY)
    given.now = given.moment(now)
    assert given.deadline("overall").working_time_left == left
    assert given.deadline("overall").state == ("missed" if overdue else "running")


def test_before_its_beginning_a_limit_has_all_its_time() -> None:
    """A message of the night has its whole limit left."""
    given = Life(shipped(PRO), "2026-03-16 03:00")
    assert given.deadline("route").working_time_left == "PT30M"
    assert given.text(given.limit("route").started_at) == "2026-03-16 09:00"


def test_a_limit_by_the_clock_is_left_by_the_clock() -> None:
    """Hours by the clock run at night too."""
    given = Life(small('starts = "detected"\nends = ["published"]\namount = 20\nunit = "hours"\n'), MONDAY)
    given.now = given.moment("2026-03-16 23:30")
    assert given.deadline("limit1").working_time_left == "PT6H30M"
    given.now = given.moment("2026-03-17 07:00")
    assert given.deadline("limit1").working_time_left == "-PT1H"


def test_a_fulfilled_limit_has_its_act_and_no_time_left() -> None:
    """When it was done is shown, and nothing is left to wait for."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", "2026-03-16 10:10")
    shown = given.deadline("route")
    assert (shown.done_at, shown.working_time_left) == (given.now, None)


def test_marks_of_a_limit_are_shown() -> None:
    """By analogy and provisional limits are marked as such, pending ones too."""
    keys = 'starts = "detected"\nends = ["published"]\namount = 20\nunit = "working_days"\nby_analogy = true\n'
    pending = 'starts = "routed"\nends = ["published"]\namount = 1\nunit = "working_days"\nby_analogy = true\n'
    given = Life(small(keys, pending), "2027-12-20 10:00")
    assert [(item.by_analogy, item.provisional) for item in given.view.deadlines] == [(True, True), (True, False)]


def test_times_are_shown_on_the_municipalitys_clock() -> None:
    """Whatever zone the message came with, its limits are read in the local one."""
    given = Life(shipped(PRO), MONDAY)
    assert given.deadline("route").model_dump(mode="json")["due_at"] == "2026-03-16T10:30:00+12:00"


def test_overdue_is_what_somebody_owes_and_is_late_with() -> None:
    """A missed limit whose act was done makes nothing overdue."""
    given = Life(shipped(PRO), MONDAY)
    given.wait("2026-03-16 10:40")
    assert given.view.overdue
    given.do("route")
    assert given.state("route") == "missed"
    assert not given.view.overdue


@pytest.mark.parametrize("now", ["2026-03-16 10:59", "2026-03-16 12:00"])
def test_an_open_alternative_makes_nothing_overdue(now: str) -> None:
    """The window to return a draft is shown, and nobody owes the return."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 10:40")
    given.now = given.moment(now)
    approve_late = given.limit("approve").late_after < given.now
    assert given.view.overdue is approve_late


@pytest.mark.parametrize(
    ("theirs", "overall", "draft"),
    [
        ("2026-03-17 09:00", "2026-03-17 09:00", "2026-03-16 13:00"),
        ("2026-03-17 11:00", "2026-03-17 11:00", "2026-03-16 16:00"),
        ("2026-03-18 10:00", "2026-03-18 10:00", "2026-03-17 15:00"),
        ("2026-03-17 12:30", "2026-03-17 12:30", "2026-03-16 17:30"),
        ("2026-03-16 11:00", "2026-03-16 11:00", "2026-03-16 10:00"),
        ("2026-03-17 03:00", "2026-03-17 03:00", "2026-03-16 13:00"),
    ],
)
def test_the_clock_of_the_monitoring_system_is_the_one_that_counts(theirs: str, overall: str, draft: str) -> None:
    """Volchikha 6: theirs is binding, ours stands beside it, and the draft moves equally along working time (R5)."""
    given = Life(shipped(VOL), MONDAY, external_due_at=theirs)
    shown = given.deadline("overall")
    assert (given.due("overall"), shown.own_due_at) == (overall, given.moment("2026-03-17 11:00"))
    assert (given.due("draft"), given.deadline("draft").own_due_at) == (draft, given.moment("2026-03-16 16:00"))
    assert shown.late_after is not None
    assert shown.late_after >= given.moment(theirs)


def test_the_other_clock_judges_and_alarms() -> None:
    """An answer after theirs and before ours is late."""
    given = Life(shipped(VOL), MONDAY, external_due_at="2026-03-16 17:00").approved("2026-03-16 10:30")
    missed = [item for item in given.wait("2026-03-16 18:00") if item.action == "limit_missed"]
    assert [(item.details["name"], item.at) for item in missed] == [("overall", given.moment("2026-03-16 17:00"))]
    given.do("publish")
    assert given.state("overall") == "missed"


@pytest.mark.parametrize("regulation", [PRO, LUZ, STA])
def test_where_the_act_does_not_say_so_ours_counts(regulation: str) -> None:
    """What another system thinks is kept with the message and binds nobody."""
    given = Life(shipped(regulation), MONDAY, external_due_at="2026-03-16 11:00")
    plain = Life(shipped(regulation), MONDAY)
    assert given.rules.limits(given.case) == plain.rules.limits(plain.case)
    assert {item.own_due_at for item in given.view.deadlines} == {None}


def test_luga_shows_what_was_left_at_arrival() -> None:
    """Luga 6 and 7: both clocks began outside; the return's own clock began with the arrival."""
    given = Life(shipped(LUZ), "2026-03-16 09:00", received_at="2026-03-16 15:00", known="2026-03-16 15:00")
    left = {item.name: item.left_at_arrival for item in given.view.deadlines}
    assert (left["overall"], left["draft"], left["return"], left["publish"]) == ("PT4H", "PT0S", None, None)
    late = Life(shipped(LUZ), "2026-03-16 09:00", received_at="2026-03-17 11:00", known="2026-03-17 11:00")
    assert late.deadline("overall").left_at_arrival == "-PT1H"
    assert late.view.overdue


def test_what_was_left_at_arrival_of_a_backward_limit_is_that_of_its_base() -> None:
    """The draft of Volchikha precedes a limit that began outside, so it too was partly spent."""
    given = Life(shipped(VOL), "2026-03-16 09:00", received_at="2026-03-16 12:00", known="2026-03-16 12:00")
    left = {item.name: item.left_at_arrival for item in given.view.deadlines}
    assert (left["overall"], left["draft"]) == ("PT6H", "PT2H")


def test_what_came_at_once_was_not_spent_outside() -> None:
    """Received as it was detected: there is nothing to tell."""
    assert {item.left_at_arrival for item in Life(shipped(LUZ), MONDAY).view.deadlines} == {None}


def test_a_window_becomes_a_limit_with_the_choice() -> None:
    """Before the question is submitted nobody owes it, and it is not what is due next."""
    given = life(Procedure(GUL, "pages"))
    given.do("resolve", "2026-03-16 12:00")
    given.do("route", "2026-03-16 13:00")
    assert given.view.due_at == given.moment("2026-03-17 13:00")
    given.do("submit_draft", "2026-03-16 14:30", EXECUTOR, kind="clarification")
    assert given.view.due_at == given.moment("2026-03-16 18:00")
    assert not given.deadline("clar").alternative


def test_what_stands_still_is_not_due_next() -> None:
    """While the author is silent only the mark of the reply is before the coordinator."""
    given = life(Procedure(GUL, "pages")).begin("2026-03-16 10:00")
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR, kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 12:00", EXECUTOR)
    assert given.view.due_at == given.limit("reply").due_at
    given.now = given.moment("2026-03-16 15:00")
    assert given.deadline("draft1").working_time_left == "PT6H"
    given.do("clarified", "2026-03-17 10:00", COORDINATOR)
    assert (given.deadline("draft1").paused_since, given.deadline("draft1").working_time_left) == (None, "PT6H")


def test_a_pause_that_ends_by_itself_is_shown_with_what_will_be_left() -> None:
    """Where a made-up file lets the author have an hour at most, the limit goes on by itself after it."""
    rules = small(
        'starts = "routed"\nends = ["draft_submitted:reply"]\namount = 4\nunit = "working_hours"\n'
        'pause = { starts = "published:clarification", ends = "clarified",'
        ' at_most = { amount = 1, unit = "working_hours" } }\n',
        steps='clarification = { clause = "3", placed_by = "executor" }\n',
    )
    given = Life(rules, MONDAY).begin()
    given.do("submit_draft", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 11:00")
    given.now = given.moment("2026-03-16 11:30")
    shown = given.deadline("limit1")
    assert (shown.state, shown.working_time_left) == ("paused", "PT3H")
    assert (shown.due_at, shown.paused_since) == (given.moment("2026-03-16 16:00"), given.moment("2026-03-16 11:00"))
    given.now = given.moment("2026-03-16 12:30")
    shown = given.deadline("limit1")
    assert (shown.state, shown.working_time_left, shown.paused_since) == ("running", "PT2H30M", None)


def test_the_limits_of_several_bodies_are_told_apart_by_their_body() -> None:
    """Each shows whose it is; those of the whole message show none."""
    given = Life(shipped(STA), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    bodies = {item.name: item.authority for item in given.view.deadlines if item.state == "running"}
    assert bodies == {"return": OWN, "return-2": OTHER, "overall": None, "draft": None, "co": OTHER}


def test_a_closed_case_shows_no_limit_that_never_began() -> None:
    """What might have begun is shown while the case is open only."""
    given = Life(shipped(PRO), MONDAY)
    assert "pending" in {item.state for item in given.view.deadlines}
    given.do("close")
    assert [item.name for item in given.view.deadlines] == ["route", "overall", "draft"]


def test_a_limit_that_began_anew_shows_how_long_it_took_in_all() -> None:
    """Also when it is fulfilled: from the first sending to the act."""
    given = Life(shipped(STA), MONDAY)
    given.do("route")
    given.do("decline", "2026-03-16 10:30", EXECUTOR)
    given.do("route", "2026-03-16 11:00", assignments=assigned(OTHER))
    given.do("submit_draft", "2026-03-16 12:00", STRANGER)
    given.now = given.moment("2026-03-16 12:30")
    assert given.deadline("draft").working_time_since_first == "PT2H"
    assert given.deadline("overall").working_time_since_first == "PT2H30M"
