"""Reminders, due moments and misses: what is announced, when, and how often."""

from datetime import timedelta

import pytest

from domain.deadlines import AlarmKind
from domain.deadlines.alarms import JUST_AFTER
from tests.domain.lifecycle.builders import (
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"
HOUR = 'amount = 1\nunit = "working_hours"\n'
TO_PUBLISH = 'starts = "detected"\nends = ["published"]\n'
TO_ROUTE = 'starts = "detected"\nends = ["routed"]\n'


def reminding(keys: str, *reminders: str) -> Life:
    """A message under one limit with reminders of the regulation, detected on Monday at ten."""
    tables = ", ".join(f"{{ {reminder} }}" for reminder in reminders)
    return Life(small(keys, head=f"reminders = [{tables}]\n"), MONDAY)


def timeline(given: Life, until: str) -> list[tuple[str, str, str]]:
    """What a life of waiting announces, and when it goes out."""
    entries = given.wait(until)
    return [(entry.action, entry.details["name"], given.text(entry.recorded_at)) for entry in entries]


def test_a_limit_is_announced_before_at_and_after_its_end() -> None:
    """A reminder, the due moment where the break follows, and lateness: each at its own time."""
    given = Life(shipped(PRO), "2026-03-16 17:00").begin("2026-03-16 17:00")
    assert timeline(given, "2026-03-17 15:00") == [
        ("reminder", "draft", "2026-03-17 11:45"),
        ("limit_due", "draft", "2026-03-17 13:00"),
        ("limit_missed", "draft", "2026-03-17 14:00"),
    ]


def test_the_journal_has_the_moments_themselves() -> None:
    """A due moment and a miss are dated by the limit, a reminder by its going out."""
    given = Life(shipped(PRO), "2026-03-16 17:00").begin("2026-03-16 17:00")
    entries = given.wait("2026-03-17 15:00")
    limit = given.limit("draft")
    assert [entry.at for entry in entries[1:]] == [limit.due_at, limit.late_after]
    assert entries[2].recorded_at == limit.late_after + JUST_AFTER
    assert entries[0].at == entries[0].recorded_at
    assert {entry.clause for entry in entries} == {"10"}
    assert [entry.details["state"] for entry in entries] == ["running", "running", "missed"]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_nothing_is_announced_twice(procedure: Procedure) -> None:
    """A week of neglect announces each thing once, and asking again announces nothing."""
    given = life(procedure).begin(MONDAY)
    given.wait("2026-03-24 12:00")
    made = announcements(given.entries)
    assert made
    assert len(set(made)) == len(made)
    assert len(set(given.case.announced)) == len(given.case.announced)
    assert given.announce("2026-03-24 12:00") == ()
    assert given.next_alarm() is None


def test_no_reminder_after_the_step_is_done() -> None:
    """Who has acted is not reminded, and misses nothing."""
    given = Life(shipped(VOL), MONDAY).completed("2026-03-16 10:30")
    assert given.next_alarm() is None
    begun = Life(shipped(PRO), MONDAY)
    begun.do("route", "2026-03-16 10:05")
    assert not [name for _, name in announcements(begun.wait("2026-03-20 18:00")) if name == "route"]


def test_a_reminder_that_fires_at_night_is_put_off() -> None:
    """After an outage into the night nothing goes out before the morning, and then it does."""
    given = reminding(TO_PUBLISH + 'amount = 2\nunit = "working_days"\n', "share = 0.5")
    assert given.announce("2026-03-17 22:00") == ()
    following = given.next_alarm()
    assert following is not None
    assert given.text(following) == "2026-03-18 09:00"
    assert timeline(given, "2026-03-18 09:00") == [("reminder", "limit1", "2026-03-18 09:00")]


def test_a_reminder_is_dropped_where_the_limit_would_be_over() -> None:
    """What cannot go out before the end is not sent at all."""
    given = Life(shipped(PRO), "2026-03-16 17:00").begin("2026-03-16 17:00")
    assert announcements(given.announce("2026-03-17 18:00")) == [("limit_due", "draft"), ("limit_missed", "draft")]
    assert announcements(given.wait("2026-03-18 12:00")) == [("limit_missed", "overall")]


def test_after_an_outage_announcements_keep_their_order() -> None:
    """What came due while the worker was away is announced in the order of the moments."""
    given = Life(shipped(PRO), MONDAY)
    made = announcements(given.announce("2026-03-18 12:00"))
    assert made == [("limit_missed", "route"), ("limit_missed", "draft"), ("limit_missed", "overall")]


def test_a_paper_trail_is_not_announced() -> None:
    """A message entered a week later raises no alarm for what was past, though it is overdue."""
    given = Life(shipped(PRO), MONDAY, known="2026-03-23 12:00")
    assert given.next_alarm() is None
    assert given.announce("2026-03-24 12:00") == ()
    assert given.view.overdue
    assert given.state("overall") == "missed"


def test_of_a_paper_trail_only_what_is_ahead_is_announced() -> None:
    """Entered in the middle of its life, a message is announced from there on."""
    given = Life(shipped(PRO), MONDAY, known="2026-03-16 15:00")
    assert timeline(given, "2026-03-17 18:00") == [
        ("limit_missed", "draft", "2026-03-16 16:00"),
        ("reminder", "overall", "2026-03-16 17:45"),
        ("limit_missed", "overall", "2026-03-17 11:00"),
    ]


def test_a_step_entered_late_is_not_announced_for_the_past() -> None:
    """The limit that a back-dated act begins is announced from its entry on."""
    given = Life(shipped(STA), MONDAY)
    given.wait("2026-03-16 14:30")
    given.late("route", "2026-03-16 10:10")
    assert given.due("draft") == "2026-03-16 12:40"
    made = timeline(given, "2026-03-17 12:00")
    assert made == [("limit_missed", "overall", "2026-03-16 15:10")]


def test_an_alternative_is_never_an_alarm() -> None:
    """The ten minutes to return a draft pass without alarm, and make nothing overdue."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    given.wait("2026-03-16 11:29")
    assert not [kind for kind, name in announcements(given.entries) if name == "sendback" and kind != "reminder"]
    assert not given.view.overdue
    given.wait("2026-03-16 12:00")
    assert ("limit_missed", "approve") in announcements(given.entries)
    assert ("limit_missed", "sendback") not in announcements(given.entries)


def test_a_limit_by_analogy_is_due_but_never_missed() -> None:
    """It may remind of its end; no miss is announced."""
    given = reminding(TO_ROUTE + HOUR + "by_analogy = true\n")
    assert timeline(given, "2026-03-20 12:00") == [("limit_due", "limit1", "2026-03-16 11:00")]


def test_a_limit_has_reminders_of_its_own() -> None:
    """A limit's own list replaces the regulation's; an empty one means none."""
    own = '[[flows.limits.reminders]]\namount = 20\nunit = "working_minutes"\n'
    assert timeline(reminding(TO_ROUTE + HOUR + own, "share = 0.5"), "2026-03-16 10:59") == [
        ("reminder", "limit1", "2026-03-16 10:40")
    ]
    assert timeline(reminding(TO_ROUTE + HOUR + "reminders = []\n", "share = 0.5"), "2026-03-16 10:59") == []


def test_each_reminder_goes_out_once() -> None:
    """Two reminders of one limit are two announcements."""
    given = reminding(TO_ROUTE + HOUR, "share = 0.5", 'amount = 10, unit = "working_minutes"')
    assert timeline(given, "2026-03-16 11:30") == [
        ("reminder", "limit1", "2026-03-16 10:30"),
        ("reminder", "limit1", "2026-03-16 10:50"),
        ("limit_missed", "limit1", "2026-03-16 11:00"),
    ]
    assert given.case.announced == ("limit1:reminder-1", "limit1:reminder-2", "limit1:missed")


def test_a_reminder_longer_than_the_limit_is_none() -> None:
    """There is no moment before the beginning to send it at."""
    given = reminding(TO_ROUTE + HOUR, 'amount = 2, unit = "working_hours"')
    assert timeline(given, "2026-03-16 10:59") == []


def test_a_limit_that_runs_round_the_clock_reminds_at_night() -> None:
    """Hours by the clock are reminded of by the clock."""
    given = reminding(TO_PUBLISH + 'amount = 20\nunit = "hours"\n', "share = 0.25")
    assert timeline(given, "2026-03-17 12:00") == [
        ("reminder", "limit1", "2026-03-17 01:00"),
        ("limit_missed", "limit1", "2026-03-17 06:00"),
    ]
    by_amount = reminding(TO_PUBLISH + 'amount = 20\nunit = "hours"\n', 'amount = 2, unit = "working_hours"')
    assert timeline(by_amount, "2026-03-17 05:00") == [("reminder", "limit1", "2026-03-17 04:00")]


def test_calendar_days_end_by_the_clock_and_remind_in_working_time() -> None:
    """The end is midnight, the reminder keeps to service hours."""
    given = reminding(TO_PUBLISH + 'amount = 1\nunit = "calendar_days"\n', "share = 0.25")
    assert timeline(given, "2026-03-18 12:00") == [
        ("reminder", "limit1", "2026-03-17 14:15"),
        ("limit_missed", "limit1", "2026-03-18 00:00"),
    ]


def test_at_once_is_late_just_after() -> None:
    """A limit of nothing has no reminder, and is missed as soon as it is not fulfilled."""
    given = reminding(TO_PUBLISH + 'amount = 0\nunit = "at_once"\n', "share = 0.5")
    plan, limit = given.rules.alarms(given.case), given.limit("limit1")
    following = plan.next(limit, given.now)
    assert following is not None
    assert (following.kind, following.at - given.now) == (AlarmKind.MISSED, timedelta(milliseconds=1))


def test_a_reopened_limit_is_announced_again_where_it_was_not() -> None:
    """Rework reopens the structure's limit; its end, still ahead, is announced."""
    given = Life(shipped("gulkevichi-draft"), MONDAY, flow="incident").draft("2026-03-16 10:30")
    given.do("return", "2026-03-16 11:00")
    made = [(kind, when) for kind, name, when in timeline(given, "2026-03-17 12:00") if name == "struct2"]
    assert made == [("reminder", "2026-03-16 17:30"), ("limit_missed", "2026-03-17 10:30")]
