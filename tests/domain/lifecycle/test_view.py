"""The case as it is shown, and the explanation of a limit."""

import pytest

from domain.lifecycle import case_view, explain, explain_all
from domain.worktime import Span, format_duration
from tests.domain.lifecycle.builders import (
    GUL,
    LUZ,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_case_is_shown_with_what_it_is_under(procedure: Procedure) -> None:
    """Regulation, version and flow stand beside the message, not in it."""
    given = life(procedure, author={"name": "Иван"})
    view = given.view
    assert (view.id, view.regulation, view.flow) == ("case-1", procedure.regulation, procedure.flow)
    assert view.regulation_version == procedure.rules.regulation.version
    assert (view.message["text"], view.message["author"]["name"]) == ("Яма", "Иван")
    assert not {"regulation", "regulation_version", "flow"} & set(view.message)
    assert view.journal_seq == 1
    assert view.draft is None


HANDS = [
    (
        Procedure(PRO, "main"),
        [("coordinator", None), ("executor", None), ("coordinator", "curator"), ("executor", None)],
    ),
    (
        Procedure(VOL, "main"),
        [("coordinator", None), ("executor", None), ("coordinator", "curator"), ("coordinator", None)],
    ),
    (Procedure(LUZ, "main"), [("coordinator", None), ("executor", None), ("reviewer", "oiv"), ("executor", None)]),
    (
        Procedure(GUL, "pages"),
        [
            ("head", None),
            ("coordinator", None),
            ("executor", None),
            ("coordinator", "curator"),
            ("head", "head"),
            ("coordinator", None),
        ],
    ),
    (
        Procedure(STA, "main"),
        [
            ("coordinator", None),
            ("executor", None),
            ("coordinator", "department"),
            ("reviewer", "mcu"),
            ("reviewer", "cur"),
            ("coordinator", None),
        ],
    ),
]


@pytest.mark.parametrize(
    ("procedure", "hands"), HANDS, ids=lambda item: item.name if isinstance(item, Procedure) else ""
)
def test_it_is_seen_in_whose_hands_the_message_is(procedure: Procedure, hands: list[tuple[str, str | None]]) -> None:
    """At each step the role that has to act, its stage, and for executors their body and person."""
    given = life(procedure)
    for role, stage in hands:
        held = given.view.hands
        assert held is not None
        assert (held.role, held.stage) == (role, stage)
        expected = (OWN, "executor-1") if role == "executor" else (None, None)
        assert (held.authority, held.person) == expected
        given.do(given.view.next[0].command)
    assert given.view.hands is None


def test_rework_is_in_the_executors_hands() -> None:
    """A returned draft is with the executor again."""
    given = life(PROCEDURES[0]).draft()
    given.do("return")
    assert given.view.hands is not None
    assert given.view.hands.role == "executor"
    assert given.view.returns == 1


def test_next_names_commands_roles_and_the_stage() -> None:
    """What is possible now, who may do it, and at which stage."""
    given = Life(shipped(LUZ), MONDAY).draft()
    named = {str(item.command): (item.roles, item.stage) for item in given.view.next}
    assert list(named) == ["approve", "return", "exclude", "close", "note"]
    assert named["approve"] == (("reviewer", "coordinator"), "oiv")
    assert named["close"] == (("coordinator",), None)


def test_after_the_end_nothing_is_next() -> None:
    """No command, no hands, no due moment, no open and no pending limit."""
    for procedure in PROCEDURES:
        view = life(procedure).completed().view
        assert (view.next, view.hands, view.due_at, view.overdue) == ((), None, None, False)
        assert {deadline.state for deadline in view.deadlines} <= {"met", "missed", "cancelled"}
        assert {deadline.working_time_left for deadline in view.deadlines} == {None}


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
    assert [deadline.name for deadline in view.deadlines] == ["send1", "draft1", "rework1", "overall1", "weekend"]
    assert {(item.started_at, item.due_at, item.working_time_left) for item in view.deadlines} == {(None, None, None)}


def test_begun_limits_come_before_pending_ones() -> None:
    """Every limit of the regulation is shown once, with its clause and debtor."""
    given = Life(shipped(PRO), MONDAY)
    shown = [(item.name, item.clause, item.actor, item.state) for item in given.view.deadlines]
    assert shown == [
        ("route", "7", "coordinator", "running"),
        ("overall", "9", "municipality", "running"),
        ("draft", "10", "executor", "running"),
        ("decide", "11", "coordinator", "pending"),
        ("rework", "12", "executor", "pending"),
        ("publish", "13", "executor", "pending"),
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


def test_a_view_is_a_pure_function() -> None:
    """The same case at the same moment is shown the same, whenever it is asked."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    assert case_view(given.case, given.rules, given.now) == case_view(given.case, given.rules, given.now)


def test_a_limit_is_explained_by_what_it_was_computed_from() -> None:
    """Clause, reading, the working intervals that were counted, and the calendar's version."""
    given = Life(shipped(PRO), MONDAY)
    told = explain(given.case, given.rules, "overall")
    assert told is not None
    assert (told.clause, told.start, told.due_at) == ("9", given.now, given.moment("2026-03-17 11:00"))
    assert [(given.text(span.start), given.text(span.end)) for span in told.intervals] == [
        ("2026-03-16 10:00", "2026-03-16 13:00"),
        ("2026-03-16 14:00", "2026-03-16 18:00"),
        ("2026-03-17 09:00", "2026-03-17 11:00"),
    ]
    assert (told.pauses, told.calendar_version) == ((), given.rules.time.version)
    draft = explain(given.case, given.rules, "draft")
    assert draft is not None
    assert draft.quote
    assert draft.reading


def test_the_intervals_of_an_explanation_add_up_to_the_limit() -> None:
    """What was counted is as long as the limit is, for every limit in hours of every regulation."""
    for procedure in PROCEDURES:
        given = life(procedure, "2026-03-20 15:40").draft()
        for limit in given.rules.limits(given.case):
            told = explain(given.case, given.rules, limit.name)
            assert told is not None
            if limit.rule.unit == "working_hours":
                counted = sum((span.length for span in told.intervals[1:]), told.intervals[0].length)
                assert counted == limit.rule.duration.duration


def test_a_limit_that_has_not_begun_is_not_explained() -> None:
    """Pending and unknown limits have no computation; every begun one has, in order."""
    given = Life(shipped(PRO), MONDAY)
    assert explain(given.case, given.rules, "publish") is None
    assert explain(given.case, given.rules, "") is None
    assert [told.name for told in explain_all(given.case, given.rules)] == ["route", "overall", "draft"]


def test_a_limit_by_the_clock_is_explained_as_one_span() -> None:
    """From its beginning to its end, on the municipality's clock."""
    rules = small('starts = "detected"\nends = ["published"]\namount = 20\nunit = "hours"\n')
    given = Life(rules, MONDAY, known="2026-03-16 10:00")
    told = explain(given.case, given.rules, "limit1")
    assert told is not None
    assert told.intervals == (Span(start=given.now, end=given.moment("2026-03-17 06:00")),)
    assert format_duration(told.intervals[0].length) == "PT20H"
    assert told.intervals[0].start.utcoffset() == told.due_at.utcoffset()


@pytest.mark.parametrize("unit", ["hours", "working_hours"])
def test_a_cap_in_the_past_is_explained_by_nothing(unit: str) -> None:
    """No time was counted where the cap had passed before the limit began."""
    rules = small(
        'starts = "detected"\nends = ["published"]\namount = 1\nunit = "hours"\n',
        f'starts = "approved"\nends = ["published"]\namount = 3\nunit = "{unit}"\ncapped_by = "limit1"\n',
    )
    given = Life(rules, MONDAY).approved("2026-03-16 12:00")
    told = explain(given.case, given.rules, "limit2")
    assert told is not None
    assert (told.intervals, given.state("limit2")) == ((), "missed")
    assert given.deadline("limit2").working_time_left == "-PT1H"


@pytest.mark.parametrize("now", ["2026-03-16 10:59", "2026-03-16 12:00"])
def test_an_open_alternative_makes_nothing_overdue(now: str) -> None:
    """The window to return a draft is shown, and nobody owes the return."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 10:40")
    given.now = given.moment(now)
    approve_late = given.limit("approve").late_after < given.now
    assert given.view.overdue is approve_late
