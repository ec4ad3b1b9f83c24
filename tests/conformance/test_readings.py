"""The readings that hold for all acts: units, the service calendar, starts, lateness, backward and day limits."""

from datetime import timedelta

import pytest

from domain.lifecycle import Rules, explain
from domain.worktime import Unit
from tests.conformance.checks import states
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    rules_of,
    shipped,
    small,
)

WORKING = {Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS}

NINE_HOURS = 'starts = "detected"\nends = ["published"]\namount = 9\nunit = "working_hours"\n'
NINE_CLOCK_HOURS = NINE_HOURS.replace("working_hours", "hours")

of_every_procedure = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)


def whole_day(rules: Rules) -> Rules:
    """The same rules with the break counted as working time."""
    regulation = rules.regulation
    week = regulation.calendar.week.model_copy(
        update=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("09:00-18:00",))
    )
    calendar = regulation.calendar.model_copy(update={"week": week})
    return rules_of(regulation.model_copy(update={"calendar": calendar}))


def publish(life: Life, when: str) -> str:
    """Do everything up to publication at one moment; answers how the first limit stands then."""
    life.approved(when)
    life.do("publish", when)
    return life.state("limit1")


@of_every_procedure
@proves("R1")
def test_every_limit_of_the_acts_is_in_working_time(procedure: Procedure) -> None:
    """Minutes and hours without a word are working time, and where the act does not say so it stands as a reading."""
    for rule in procedure.rules.regulation.flow(procedure.flow).limits:
        if rule.before is not None:
            assert rule.before.unit in WORKING
            continue
        assert rule.duration.unit in WORKING
        if rule.duration.unit is Unit.WORKING_MINUTES and not rule.by_analogy:
            assert rule.reading, rule.name


@proves("R1")
def test_the_unit_is_a_property_of_each_limit() -> None:
    """Two limits of one procedure may count in different units: nine working hours, and nine by the clock."""
    life = Life(small(NINE_HOURS, NINE_CLOCK_HOURS), "2026-03-16 10:00")
    assert (life.due("limit1"), life.due("limit2")) == ("2026-03-17 11:00", "2026-03-16 19:00")


@pytest.mark.parametrize(
    ("regulation", "zone"),
    [
        (PRO, "Asia/Anadyr"),
        (VOL, "Asia/Barnaul"),
        (LUZ, "Europe/Moscow"),
        (GUL, "Europe/Moscow"),
        (STA, "Europe/Moscow"),
    ],
)
@proves("R2")
def test_each_municipality_works_by_its_own_clock_and_hours(regulation: str, zone: str) -> None:
    """Zone, hours and break are data of the file, and not confirmed by anybody yet."""
    calendar = shipped(regulation).regulation.calendar
    assert calendar.timezone == zone
    assert calendar.week.mon == ("09:00-13:00", "14:00-18:00")
    assert (bool(calendar.reading), calendar.confirmed_by) == (True, "")


@proves("R2")
def test_the_break_may_be_counted_where_a_file_says_so() -> None:
    """Excluded it makes nine hours end at eleven the next day, counted at ten."""
    assert Life(shipped(PRO), "2026-03-16 10:00").due("overall") == "2026-03-17 11:00"
    assert Life(whole_day(shipped(PRO)), "2026-03-16 10:00").due("overall") == "2026-03-17 10:00"
    assert Life(whole_day(shipped(PRO)), "2026-03-16 09:00").due("overall") == "2026-03-16 18:00"


@pytest.mark.parametrize(
    ("detected", "overall"),
    [
        ("2026-05-08 15:30", "2026-05-12 17:30"),
        ("2026-04-30 16:30", "2026-05-05 09:30"),
        ("2026-12-30 17:00", "2027-01-11 18:00"),
        ("2027-02-19 16:00", "2027-02-20 17:00"),
        ("2026-11-03 16:30", "2026-11-06 09:30"),
    ],
)
@proves("R2")
def test_the_production_calendar_counts(detected: str, overall: str) -> None:
    """Shortened days close an hour earlier, holidays and moved days off are skipped, a working Saturday is worked."""
    assert Life(shipped(PRO), detected).due("overall") == overall


@pytest.mark.parametrize(
    ("detected", "started", "route"),
    [
        ("2026-03-21 12:00", "2026-03-23 09:00", "2026-03-23 09:30"),
        ("2026-03-16 07:15", "2026-03-16 09:00", "2026-03-16 09:30"),
        ("2026-03-16 13:20", "2026-03-16 14:00", "2026-03-16 14:30"),
        ("2026-03-16 18:00", "2026-03-17 09:00", "2026-03-17 09:30"),
        ("2026-03-20 17:50", "2026-03-20 17:50", "2026-03-23 09:20"),
    ],
)
@proves("R3")
def test_what_begins_outside_service_runs_from_the_next_opening(detected: str, started: str, route: str) -> None:
    """On a Saturday, before the opening, in the break, at the close; ten minutes before it ten minutes count."""
    deadline = Life(shipped(PRO), detected).deadline("route")
    assert deadline.started_at is not None
    assert deadline.due_at is not None
    assert f"{deadline.started_at:%Y-%m-%d %H:%M}" == started
    assert f"{deadline.due_at:%Y-%m-%d %H:%M}" == route


@pytest.mark.parametrize(
    ("drafted", "state"),
    [
        ("2026-03-17 13:00", "met"),
        ("2026-03-17 13:30", "met"),
        ("2026-03-17 14:00", "met"),
        ("2026-03-17 14:00:01", "missed"),
        ("2026-03-17 14:01", "missed"),
    ],
)
@proves("R4", "R5", "PRO-10")
def test_the_tie_at_the_break(drafted: str, state: str) -> None:
    """Due at 13:00, alarmed then, and in time until the break's end, because no more working time was used."""
    life = Life(shipped(PRO), "2026-03-16 17:00").begin()
    assert life.due("draft") == "2026-03-17 13:00"
    life.do("submit_draft", drafted, EXECUTOR)
    assert life.state("draft") == state
    alarms = [entry for entry in life.entries if entry.action == "limit_due" and entry.details["name"] == "draft"]
    assert {life.text(entry.at) for entry in alarms} <= {"2026-03-17 13:00"}


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("2026-03-16 18:00", "met"),
        ("2026-03-16 18:01", "missed"),
        ("2026-03-16 20:00", "missed"),
        ("2026-03-17 08:59", "missed"),
    ],
)
@proves("R4")
def test_what_is_due_at_the_close_is_late_afterwards(done: str, state: str) -> None:
    """Neither in the evening nor before the next opening is it in time any more."""
    life = Life(shipped(LUZ), "2026-03-16 12:00").begin()
    assert life.due("draft") == "2026-03-16 18:00"
    life.do("submit_draft", done, EXECUTOR)
    assert life.state("draft") == state


@pytest.mark.parametrize(
    ("rule", "in_break", "evening", "morning"),
    [
        ("service", "met", "missed", "missed"),
        ("working_time", "met", "met", "met"),
        ("instant", "missed", "missed", "missed"),
    ],
)
@proves("R4")
def test_a_file_may_judge_lateness_otherwise(rule: str, in_break: str, evening: str, morning: str) -> None:
    """By the service day, by working time used, or by the instant: each as the file says."""
    rules = small(NINE_HOURS, head=f'lateness = {{ rule = "{rule}" }}\n')
    for detected, done, state in (
        ("2026-03-16 12:00", "2026-03-17 13:30", in_break),
        ("2026-03-16 17:00", "2026-03-17 19:00", evening),
        ("2026-03-16 17:00", "2026-03-18 09:00", morning),
    ):
        assert publish(Life(rules, detected), done) == state


@pytest.mark.parametrize(
    ("done", "state"), [("2026-03-18 23:59", "met"), ("2026-03-19 00:00", "met"), ("2026-03-19 00:01", "missed")]
)
@proves("R4", "R6")
def test_a_day_limit_may_last_until_midnight(done: str, state: str) -> None:
    """Where the file says so two working days end with the calendar day and not with the service."""
    two_days = NINE_HOURS.replace("amount = 9", "amount = 2").replace("working_hours", "working_days")
    rules = small(two_days, head='lateness = { rule = "day_end" }\n')
    assert publish(Life(rules, "2026-03-16 10:00"), done) == state


@pytest.mark.parametrize(
    ("regulation", "detected", "draft", "overall"),
    [
        (PRO, "2026-03-16 17:00", "2026-03-17 13:00", "2026-03-17 18:00"),
        (VOL, "2026-03-16 17:00", "2026-03-17 13:00", "2026-03-17 18:00"),
        (PRO, "2026-05-08 15:30", "2026-05-12 12:30", "2026-05-12 17:30"),
        (PRO, "2026-03-20 17:50", "2026-03-23 14:50", "2026-03-24 09:50"),
    ],
)
@proves("R5")
def test_a_backward_limit_is_counted_on_working_time(regulation: str, detected: str, draft: str, overall: str) -> None:
    """Four working hours before the end is five after the start, not an instant taken off the wall clock."""
    life = Life(shipped(regulation), detected)
    assert (life.due("draft"), life.due("overall")) == (draft, overall)


@pytest.mark.parametrize(
    ("placed", "due"),
    [
        ("2026-03-18 09:00", "2026-03-27 18:00"),
        ("2026-03-18 17:59", "2026-03-27 18:00"),
        ("2026-03-18 22:00", "2026-03-27 18:00"),
        ("2026-03-21 12:00", "2026-03-31 18:00"),
        ("2026-04-30 15:00", "2026-05-13 18:00"),
    ],
)
@proves("R6")
def test_working_days_count_from_the_day_after(placed: str, due: str) -> None:
    """Whatever hour the day has, its own rest is not the first of the seven; the last one ends at its close."""
    life = Life(shipped(PRO), "2026-03-16 10:00").begin()
    life.do("interim_answer", by=EXECUTOR)
    life.do("approve", by=COORDINATOR)
    life.do("publish", placed, EXECUTOR)
    assert life.due("final") == due


@proves("R6", "R7")
def test_a_paused_day_limit_ends_at_an_instant() -> None:
    """Eleven working hours of waiting move Wednesday's close to Friday noon, and a minute later is late."""
    life = Life(shipped(GUL), "2026-03-16 09:30", flow="pages")
    life.do("resolve", "2026-03-16 11:00")
    life.do("route", "2026-03-16 13:00")
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="clarification")
    life.do("approve", by=COORDINATOR)
    life.do("publish", "2026-03-16 16:00", EXECUTOR)
    life.do("clarified", "2026-03-18 10:00", COORDINATOR)
    shown = explain(life.case, life.rules, "overall1")
    assert shown is not None
    paused = sum((life.rules.time.between(item.start, item.end) for item in shown.pauses), timedelta(0))
    assert (paused, life.due("overall1")) == (timedelta(hours=11), "2026-03-20 12:00")
    life.wait("2026-03-20 12:01")
    assert states(life, "overall1") == {"overall1": "missed"}
