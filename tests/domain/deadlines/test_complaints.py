"""What users of other systems complain about («What users of the peers complained about»): here it does not happen."""

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.deadlines import Limit
from domain.lifecycle import Rules, decide, explain
from domain.regulation.model import ServiceCalendar
from domain.terms import LimitState
from tests.domain.deadlines.samples import TO_PUBLISH, computed, due, hours, moment, procedure
from tests.domain.lifecycle.builders import (
    EXECUTOR,
    GUL,
    OTHER,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    announcements,
    life,
    rules_of,
    shipped,
)
from tests.domain.lifecycle.oracle_time import ORDINARY

MONDAY = "2026-03-16 10:00"
SECOND = timedelta(seconds=1)
DAY = ("09:00-13:00", "14:00-18:00")
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
HOUR_BEFORE = 'reminders = [{ amount = 1, unit = "working_hours" }]\n'
DAYS = 'amount = AMOUNT\nunit = "working_days"\n'


def served(*day: str, length: str = hours(8), **calendar: Any) -> Rules:  # noqa: ANN401 -- fields of the calendar
    """A procedure of one limit under a service calendar of its own, with these hours from Monday to Friday."""
    rules = procedure(HOUR_BEFORE, limit=TO_PUBLISH + length)
    fields = {"timezone": "Europe/Moscow", "week": dict.fromkeys(WORKDAYS, day or DAY)} | calendar
    return rules_of(rules.regulation.model_copy(update={"calendar": ServiceCalendar.model_validate(fields)}))


def limit_from(rules: Rules, detected: str, *facts: str) -> Limit:
    """The one limit of such a procedure."""
    return computed(rules, [f"detected {detected}", *facts])["limit"]


def test_lunch_breaks_no_due_date() -> None:
    """Complaint: lunch entered as a holiday breaks the due date. Here a break takes its hour, and no day."""
    assert due(limit_from(served(), "2026-03-16 09:00")) == "2026-03-16 18:00"
    assert due(limit_from(served(length=DAYS.replace("AMOUNT", "3")), MONDAY)) == "2026-03-19 18:00"


@pytest.mark.parametrize(
    ("length", "reminded"),
    [("4.5", "2026-03-16 12:30"), ("9", "2026-03-17 09:00"), ("8.5", "2026-03-16 17:30"), ("8", "2026-03-16 17:00")],
)
def test_an_hour_before_is_an_hour_of_work_before(length: str, reminded: str) -> None:
    """Complaint: «one hour before» lands at 00:00 on split days. Here it is across the break, and across the night."""
    given = Life(served(length=hours(length)), "2026-03-16 09:00")
    (first, *_) = given.wait("2026-03-18 18:00")
    assert (first.action, given.text(first.recorded_at)) == ("reminder", reminded)


@pytest.mark.parametrize("close", ["13:00", "18:00"])
def test_the_closing_minute_is_worked(close: str) -> None:
    """Complaint: the closing minute is lost. Here the act of the last second, and at the close itself, is in time."""
    limit = limit_from(served(length=hours(4 if close == "13:00" else 8)), "2026-03-16 09:00")
    end = moment(f"2026-03-16 {close}")
    assert limit.due_at == end
    assert [limit.state(end - SECOND), limit.state(end)] == [LimitState.RUNNING, LimitState.RUNNING]
    assert served().time.between(end - timedelta(minutes=1), end) == timedelta(minutes=1)


def test_round_the_clock_loses_no_minute() -> None:
    """Complaint: 00:00–23:59 loses a minute. Here a day is said as 00:00–24:00, and a week has 168 hours."""
    always = dict.fromkeys((*WORKDAYS, "sat", "sun"), ("00:00-24:00",))
    rules = served(length=hours(168), country="none", week=always)
    assert due(limit_from(rules, "2026-03-16 00:00")) == "2026-03-23 00:00"
    assert rules.time.between(moment("2026-03-16 23:59"), moment("2026-03-17 00:01")) == timedelta(minutes=2)


def test_hours_of_service_are_said_to_the_minute() -> None:
    """Complaint: whole hours only, so 17:45 or a 48-minute lunch can't be said. Here both can."""
    rules = served("09:00-13:00", "13:48-17:45")
    assert due(limit_from(rules, "2026-03-16 09:00")) == "2026-03-17 09:03"
    assert due(limit_from(served("09:00-13:00", "13:48-17:45", length=DAYS.replace("AMOUNT", "1")), MONDAY)) == (
        "2026-03-17 17:45"
    )


def test_a_short_day_before_a_holiday_is_short() -> None:
    """Complaint: short pre-holiday days are impossible. Here 30 April 2026 closes at five, and 4 May goes on."""
    assert due(limit_from(served(), "2026-04-30 12:00")) == "2026-05-04 13:00"
    assert due(limit_from(served(length=DAYS.replace("AMOUNT", "1")), "2026-04-29 12:00")) == "2026-04-30 17:00"


def test_a_working_saturday_is_worked() -> None:
    """Complaint: working Saturdays are impossible. Here 20 February 2027 is worked, and shortened as an eve is."""
    assert due(limit_from(served(length=DAYS.replace("AMOUNT", "1")), "2027-02-19 12:00")) == "2027-02-20 17:00"


def test_a_year_without_published_transfers_says_so() -> None:
    """Complaint: a year without published transfers is silently wrong. Here the limit is marked provisional."""
    known, unknown = (limit_from(served(), f"{year}-12-01 10:00") for year in (2027, 2031))
    assert (known.provisional, unknown.provisional) == (False, True)
    assert Life(served(), "2031-12-01 10:00").deadline("limit").provisional


def test_a_calendar_that_is_edited_moves_nothing_that_runs() -> None:
    """Complaint: the calendar is edited between computing and showing. Here both come from the case's own snapshot."""
    given = Life(served(), "2026-03-16 14:00")
    shown, told = given.deadline("limit"), explain(given.case, given.rules, "limit")
    served(days_off=[{"date": "2026-03-17", "basis": "Распоряжение 1"}])
    assert given.deadline("limit") == shown
    assert told is not None
    assert (told.due_at, told.calendar_version) == (shown.due_at, given.rules.time.version)


def test_an_edit_is_taken_over_on_purpose_and_leaves_the_past_alone() -> None:
    """Complaint: an edit never recalculates, or recalculates the past. Here it is a command, and facts stay facts."""
    given = Life(served(), "2026-03-16 14:00")
    given.wait("2026-03-17 12:30")
    before, announced = tuple(given.entries), given.case.announced
    edited = served(days_off=[{"date": "2026-03-18", "basis": "Распоряжение 1"}], length=hours(14))
    decision = decide(given.case, given.rules, given.command("recalculate"), given.now, renewed=edited)
    assert given.due("limit") == "2026-03-17 13:00"
    given.take(decision)
    (told,) = decision.entries[0].details["recalculated"]
    assert [told[side]["due_at"][:16] for side in ("before", "after")] == ["2026-03-17T13:00", "2026-03-19T11:00"]
    assert tuple(given.entries[: len(before)]) == before
    assert given.case.announced == announced


def asked(placed: str) -> Life:
    """A message of Gulkevichi whose author is asked at that time."""
    given = Life(shipped(GUL), "2026-03-20 09:00").begin("2026-03-20 09:00")
    given.do("submit_draft", placed, EXECUTOR, kind="clarification")
    given.do("approve", placed)
    given.do("publish", placed)
    return given


def test_a_pause_over_a_weekend_is_credited_once() -> None:
    """Complaint: a pause is credited twice over a weekend. Here Friday's last hour and Monday's first are all."""
    given = asked("2026-03-20 17:00")
    given.do("clarified", "2026-03-23 10:00")
    assert (given.due("draft1"), given.due("overall1")) == ("2026-03-23 11:00", "2026-03-25 11:00")


def test_a_pause_is_not_lost_when_the_route_changes() -> None:
    """Complaint: a pause is lost when the route changes. Here the next structure's clock begins paused."""
    given = asked("2026-03-20 12:00")
    given.do("decline", "2026-03-20 13:00", EXECUTOR)
    given.do("resolve", "2026-03-20 14:00", authority=OTHER)
    given.do("route", "2026-03-20 15:00", assignments=[{"authority": OTHER}])
    assert (given.state("draft1-2"), given.state("overall1-2")) == ("paused", "paused")
    given.do("clarified", "2026-03-23 10:00")
    assert given.due("draft1-2") == "2026-03-24 10:00"


def test_a_pause_does_not_run_after_the_end() -> None:
    """Complaint: a pause still runs after the end. Here the end of life ends it, and no clock is paused any more."""
    given = asked("2026-03-20 12:00")
    given.do("close", "2026-03-25 12:00")
    given.wait("2026-04-25 12:00")
    assert [given.state(name) for name in ("draft1", "overall1")] == ["cancelled", "cancelled"]
    assert not [deadline for deadline in given.view.deadlines if deadline.paused_since]


def test_no_breach_is_raised_while_paused() -> None:
    """Complaint: a breach is raised while paused. Here a month of the author's silence raises none."""
    given = asked("2026-03-20 12:00")
    made = announcements(given.wait("2026-04-20 12:00"))
    assert {name for _, name in made} == {"reply"}
    assert not [kind for kind, _ in made if kind == "limit_missed"]
    assert not given.view.overdue


def test_time_in_which_the_work_was_done_is_no_pause() -> None:
    """Complaint: solved time is counted as pause after reopening. Here a return reopens the limit with its old end."""
    given = Life(shipped(GUL), MONDAY, flow="incident").draft("2026-03-16 12:00")
    given.do("return", "2026-03-16 17:00")
    limit = given.limit("struct2")
    assert (limit.open, limit.stops, given.due("struct2")) == (True, (), "2026-03-17 12:00")


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
@pytest.mark.parametrize("detected", ["2026-03-19 16:00", "2026-03-20 17:30", "2026-03-21 12:00", "2026-04-30 16:50"])
def test_reminders_keep_to_service_hours(procedure: Procedure, detected: str) -> None:
    """Complaint: reminders at midnight and on Sundays. Here neglect over weekends and holidays reminds in service."""
    given = life(procedure, detected).begin(detected)
    sent = [entry for entry in given.wait("2026-05-20 12:00") if entry.action == "reminder"]
    assert sent
    for entry in sent:
        assert ORDINARY.is_open(entry.recorded_at.replace(tzinfo=None, second=0, microsecond=0))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_no_escalation_fires_for_ever(procedure: Procedure) -> None:
    """Complaint: the same escalation fires for ever. Here each is made once, and then there is nothing to wait for."""
    given = life(procedure).draft(MONDAY)
    given.wait("2026-08-20 12:00")
    made = announcements(given.entries)
    assert len(made) == len(set(made))
    assert given.next_alarm() is None


@pytest.mark.parametrize("end", ["exclude", "close"])
def test_a_clock_that_was_removed_alarms_no_more(end: str) -> None:
    """Complaint: a removed clock keeps alarming. Here what fell away with the message is silent."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 10:10")
    given.do(end, "2026-03-16 10:20")
    assert given.wait("2026-08-20 12:00") == ()


def test_the_old_executors_clock_does_not_survive_a_transfer() -> None:
    """Complaint: the old executor's clock survives a transfer. Here only the new body's runs and alarms."""
    given = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    given.do("decline", "2026-03-16 09:20", EXECUTOR)
    given.do("route", "2026-03-16 09:30", assignments=[{"authority": OTHER}])
    bodies = {limit.authority for limit in given.rules.limits(given.case) if limit.open}
    assert bodies == {None, OTHER}
    missed = [name for kind, name in announcements(given.wait("2026-03-18 12:00")) if kind == "limit_missed"]
    assert missed == ["draft", "overall"]


def test_another_person_for_the_same_work_changes_no_clock() -> None:
    """The other side of that complaint: handing the work over inside, or in Volchikha to another body, moves none."""
    given = Life(shipped(VOL), MONDAY).begin(MONDAY)
    before = given.rules.limits(given.case)
    given.do("reassign", "2026-03-16 12:00")
    given.do("reassign", "2026-03-16 12:30", authority=OTHER)
    assert given.rules.limits(given.case) == before


def test_an_officer_in_another_zone_sees_no_false_late() -> None:
    """Complaint: an officer in another zone sees a false «late». Here an instant is one, however it is written."""
    given = Life(shipped(PRO), MONDAY).begin(MONDAY)
    last = given.limit("draft").late_after
    given.wait("2026-03-16 18:00")
    for zone in (UTC, ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Anadyr")):
        command = given.command("submit_draft", occurred_at=last.astimezone(zone), comment="Из командировки")
        case = decide(given.case, given.rules, command, given.now.astimezone(zone)).case
        (draft,) = (limit for limit in given.rules.limits(case) if limit.name == "draft")
        assert draft.state(given.now.astimezone(zone)) is LimitState.MET
    assert f"{given.deadline('draft').due_at:%H:%M%z}" == "16:00+1200"


@pytest.mark.parametrize(("friday", "end"), [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")])
def test_a_change_of_clocks_shifts_no_schedule(friday: str, end: str) -> None:
    """Complaint: clock changes shift schedules. Here service is from nine to six by the wall clock all along."""
    given = Life(served(timezone="Europe/Berlin", country="none", length=hours(9)), f"{friday} 17:00")
    assert given.due("limit") == f"{end} 18:00"
    offsets = {given.moment(f"{day} 17:00").utcoffset() for day in (friday, end)}
    assert len(offsets) == 2
