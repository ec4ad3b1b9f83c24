"""«Расчёт срока»: everything that a deadline was computed from."""

import pytest

from domain.lifecycle import explain, explain_all
from domain.worktime import Span, format_duration
from tests.domain.lifecycle.builders import (
    GUL,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"


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
    assert told.due_at is not None
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


def asked(placed: str) -> Life:
    """A message of Gulkevichi, received on Monday at 13:00, whose author was asked at a time."""
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 13:00")
    given.do("submit_draft", "2026-03-16 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", placed)
    return given


def test_a_limit_that_stands_still_is_explained_up_to_the_pause() -> None:
    """What was counted so far, since when it stands, and no end."""
    given = asked("2026-03-16 16:00")
    given.now = given.moment("2026-03-17 12:00")
    told = explain(given.case, given.rules, "draft1")
    assert told is not None
    assert (told.due_at, told.late_after, told.paused_since) == (None, None, given.moment("2026-03-16 16:00"))
    assert [(given.text(span.start), given.text(span.end)) for span in told.intervals] == [
        ("2026-03-16 14:00", "2026-03-16 16:00")
    ]
    assert told.pauses == ()


def test_a_pause_is_left_out_of_what_was_counted() -> None:
    """Before it and after it: the eight hours, without the time in which the author was silent."""
    given = asked("2026-03-16 16:00")
    given.do("clarified", "2026-03-18 10:00")
    told = explain(given.case, given.rules, "draft1")
    assert told is not None
    assert [(given.text(span.start), given.text(span.end)) for span in told.pauses] == [
        ("2026-03-16 16:00", "2026-03-18 10:00")
    ]
    assert [(given.text(span.start), given.text(span.end)) for span in told.intervals] == [
        ("2026-03-16 14:00", "2026-03-16 16:00"),
        ("2026-03-18 10:00", "2026-03-18 13:00"),
        ("2026-03-18 14:00", "2026-03-18 17:00"),
    ]
    assert told.due_at == given.moment("2026-03-18 17:00")
    assert told.paused_since is None


def test_a_limit_paused_from_its_beginning_has_counted_nothing() -> None:
    """The next structure received the message while the author was silent."""
    given = asked("2026-03-16 16:00")
    given.do("decline", "2026-03-16 16:10")
    given.do("resolve")
    given.do("route", "2026-03-16 16:30")
    told = explain(given.case, given.rules, "draft1-2")
    assert told is not None
    assert (told.intervals, told.paused_since) == ((), given.moment("2026-03-16 16:30"))


def test_another_systems_end_is_explained_beside_ours() -> None:
    """What is binding, and what the own computation gives."""
    given = Life(shipped(VOL), MONDAY, external_due_at="2026-03-17 09:30")
    told = explain(given.case, given.rules, "overall")
    assert told is not None
    assert (told.due_at, told.own_due_at) == (given.moment("2026-03-17 09:30"), given.moment("2026-03-17 11:00"))


def test_answering_on_days_off_is_another_calendar() -> None:
    """The days off stand among what was counted, and the calendar's name says from when on."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:00", days_off=True)
    told = explain(given.case, given.rules, "draft1")
    assert told is not None
    assert [given.text(span.start)[:10] for span in told.intervals] == ["2026-03-20", "2026-03-21", "2026-03-21"]
    assert told.calendar_version.startswith(given.rules.time.version)
    assert told.calendar_version != given.rules.time.version


def test_every_limit_of_a_body_is_explained_by_its_name() -> None:
    """Repeats and bodies have their numbers, as they are shown."""
    given = Life(shipped(PRO), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER))
    given.do("contribute", "2026-03-16 11:00")
    given.do("approve", "2026-03-16 11:30")
    names = [told.name for told in explain_all(given.case, given.rules)]
    assert names == [item.name for item in given.view.deadlines if item.state != "pending"]
    told = explain(given.case, given.rules, "part-2")
    assert told is not None
    assert (told.clause, told.start) == ("15(3)", given.moment("2026-03-16 11:30"))
