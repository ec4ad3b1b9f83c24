"""The official at ten to six on the Friday before a long weekend: every clock of every act, and no alarm until then."""

import pytest

from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    assigned,
    life,
    shipped,
)

FRIDAY = "2026-03-06 17:50"
"""Monday the ninth is a day off; the next working time is on Tuesday the tenth."""


@pytest.mark.parametrize(
    ("procedure", "dues"),
    [
        (Procedure(PRO, "main"), {"route": "10 09:20", "overall": "11 09:50", "draft": "10 14:50"}),
        (Procedure(VOL, "main"), {"overall": "11 09:50", "draft": "10 14:50"}),
        (Procedure(LUZ, "main"), {"return": "10 09:20", "overall": "11 09:50", "draft": "10 14:50"}),
        (Procedure(GUL, "incident"), {"handover": "10 17:50"}),
        (Procedure(STA, "main"), {"send": "10 09:20"}),
    ],
    ids=lambda item: item.name if isinstance(item, Procedure) else "",
)
def test_ten_minutes_are_of_friday_and_the_rest_of_tuesday(procedure: Procedure, dues: dict[str, str]) -> None:
    """Each limit that began goes on on Tuesday at nine, and nobody is reminded of it before."""
    given = life(procedure, FRIDAY)
    assert {name: given.due(name)[8:] for name in dues} == dues
    assert [item for item in given.wait("2026-03-10 09:00") if item.action != "reminder"] == []
    assert all(given.text(item.at) == "2026-03-10 09:00" for item in given.entries[1:])


def test_a_night_shift_answers_before_anybody_owes_it() -> None:
    """Routed, drafted, approved and placed on the Sunday: every limit is met, with all its time left."""
    given = Life(shipped(PRO), FRIDAY).completed("2026-03-08 03:00")
    assert {item.state for item in given.view.deadlines} <= {"met", "cancelled"}
    assert announcements(given.entries) == []


def test_the_clock_of_stavropol_counts_one_minute_of_friday() -> None:
    """Sent at 17:59: the four hours and the draft's two and a half have one minute behind them."""
    given = Life(shipped(STA), FRIDAY)
    given.do("route", "2026-03-06 17:59", COORDINATOR)
    assert (given.due("overall"), given.due("draft")) == ("2026-03-10 12:59", "2026-03-10 11:29")
    given.do("decline", "2026-03-06 18:30", EXECUTOR)
    assert given.state("return") == "met"
    given.do("route", "2026-03-07 12:00", COORDINATOR, assignments=assigned("authority-2"))
    assert (given.due("overall"), given.due("draft")) == ("2026-03-10 13:00", "2026-03-10 11:30")
    assert given.deadline("overall").working_time_since_first == "PT1M"


def test_two_working_days_skip_the_long_weekend() -> None:
    """Gulkevichi: received on Friday evening, the second working day after is Wednesday."""
    given = life(Procedure(GUL, "pages"), FRIDAY)
    given.do("resolve")
    given.do("route", "2026-03-06 17:55")
    assert (given.due("draft1"), given.due("clar"), given.due("overall1")) == (
        "2026-03-10 17:55",
        "2026-03-10 12:55",
        "2026-03-11 18:00",
    )


def test_an_arrival_on_the_day_off_is_considered_on_the_first_working_day() -> None:
    """Gulkevichi 3.1.6: on Saturday, Sunday and the holiday the head has until Tuesday evening, on Friday no limit."""
    for day, due in (("07", "10 18:00"), ("08", "10 18:00"), ("09", "10 18:00")):
        assert life(Procedure(GUL, "pages"), f"2026-03-{day} 12:00").due("weekend")[8:] == due
    assert life(Procedure(GUL, "pages"), FRIDAY).state("weekend") == "pending"


def test_a_remark_of_the_minute_before_closing_is_reworked_on_tuesday() -> None:
    """Sent back at 17:59: one minute of the hour is Friday's; done on Saturday it is in time all the same."""
    given = Life(shipped(PRO), "2026-03-06 10:00").draft("2026-03-06 17:30")
    given.do("return", "2026-03-06 17:59", COORDINATOR)
    assert given.due("rework") == "2026-03-10 09:59"
    given.do("submit_draft", "2026-03-07 11:00", EXECUTOR)
    assert (given.state("rework"), given.due("decide-2")) == ("met", "2026-03-10 09:30")


def test_closing_time_is_the_last_moment_of_a_limit_that_ends_there() -> None:
    """Due at 18:00: on the second it is in time, a moment later on the same evening it is late (R4)."""
    for done, state in (("2026-03-06 18:00", "met"), ("2026-03-06 18:01", "missed"), ("2026-03-07 10:00", "missed")):
        given = Life(shipped(PRO), "2026-03-06 17:30")
        assert given.due("route") == "2026-03-06 18:00"
        given.do("route", done, COORDINATOR)
        assert given.state("route") == state


def test_the_break_after_a_limit_still_belongs_to_it() -> None:
    """Due at 13:00: 14:00 sharp is in time, a minute of work later is late (R4)."""
    for done, state in (("2026-03-06 13:30", "met"), ("2026-03-06 14:00", "met"), ("2026-03-06 14:01", "missed")):
        given = Life(shipped(PRO), "2026-03-06 12:30")
        given.do("route", done, COORDINATOR)
        assert (given.due("route"), given.state("route")) == ("2026-03-06 13:00", state)
