"""How the demonstration goes on with a life: the next step, its moment, and what it is too late for."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.lifecycle import Rules
from domain.regulation.model import Authority
from domain.terms import CommandName, State
from ops.demo_plan import QUICK, TOO_LATE, Course, Step, start_of
from ops.demo_scenario import Day, Scenario, Turn
from tests.domain.lifecycle.builders import OTHER, OWN, PRO, STA, Life, rules_of, shipped

ORDINARY = Scenario("всё в срок", time(10, 0))
BOTH = [{"authority": OWN}, {"authority": OTHER}]


def _rules(regulation: str, bodies: int = 4) -> Rules:
    more = tuple(Authority(id=f"authority-{number}", title=f"Орган {number}") for number in range(1, bodies + 1))
    return rules_of(shipped(regulation).regulation.model_copy(update={"authorities": more}))


def _course(rules: Rules, *turns: Turn, scenario: Scenario = ORDINARY) -> Course:
    return Course(rules.regulation, rules.regulation.flows[0], scenario, list(turns))


def test_a_part_that_has_come_is_decided_first() -> None:
    """The coordinator passes a part on before anything else is done, whatever turn is waiting."""
    rules = _rules(PRO)
    told = Life(rules, "2026-03-16 10:00")
    told.do("route", "2026-03-16 10:10", assignments=BOTH)
    told.do("contribute", "2026-03-16 11:00")
    course = _course(rules, Turn(CommandName.CLOSE, State.AWAITING_PARTS))
    assert course.next_step(told.view) == Step(CommandName.APPROVE, part=OWN)


def test_a_turn_waits_for_its_state() -> None:
    """A turn is taken once, as soon as the case stands where it belongs; until then the life goes on as usual."""
    rules = _rules(PRO)
    told = Life(rules, "2026-03-16 10:00")
    turn = Turn(CommandName.DECLINE, State.DRAFTING)
    course = _course(rules, turn)
    assert course.next_step(told.view) == Step(CommandName.ROUTE)
    told.do("route", "2026-03-16 10:10")
    step = course.next_step(told.view)
    assert step == Step(CommandName.DECLINE, turn)
    course.done(step, told.view)
    assert course.next_step(told.view) == Step(CommandName.SUBMIT_DRAFT)


def test_an_ended_life_has_no_next_step() -> None:
    """Remarks are still possible after the end, but nothing carries the life forward."""
    rules = _rules(PRO)
    told = Life(rules, "2026-03-16 10:00").completed("2026-03-16 10:10")
    assert told.view.next
    assert _course(rules).next_step(told.view) is None


def test_a_late_step_is_just_too_late_for_what_it_owes() -> None:
    """The moment is two minutes after the nearest limit, in working time, and that limit is the one to be missed."""
    rules = _rules(PRO)
    told = Life(rules, "2026-03-16 17:45")
    course = _course(rules, scenario=Scenario("поздно направлено", time(17, 45), late_step=CommandName.ROUTE))
    step = Step(CommandName.ROUTE)
    moment = course.moment_of(step, told.view, rules.time, told.now)
    assert told.text(moment) == "2026-03-17 09:17"
    assert {name for name, last in course.owed(step, told.view).items() if last < moment} == {"route"}
    assert moment - told.limit("route").late_after == TOO_LATE


def test_what_is_late_already_makes_no_step_later() -> None:
    """A limit that has passed is missed all the same; the step is too late for the next one, or done soon."""
    rules = _rules(PRO)
    told = Life(rules, "2026-03-16 10:00")
    told.wait("2026-03-16 11:00")
    course = _course(rules, scenario=Scenario("поздно направлено", time(10, 0), late_step=CommandName.ROUTE))
    step = Step(CommandName.ROUTE)
    assert told.text(course.moment_of(step, told.view, rules.time, told.now)) == "2026-03-16 16:02"
    told.wait("2026-03-18 11:00")
    assert course.moment_of(step, told.view, rules.time, told.now) == told.now + QUICK
    assert set(course.owed(step, told.view)) == {"route", "overall", "draft"}


def test_a_window_counts_only_for_the_outcome_that_is_taken() -> None:
    """The minutes for a return are owed by a return, and by nothing else."""
    rules = _rules(STA)
    told = Life(rules, "2026-03-16 10:00")
    told.do("route", "2026-03-16 10:10", assignments=BOTH, lead=OWN)
    course = _course(rules)
    assert "return" not in course.owed(Step(CommandName.SUBMIT_DRAFT), told.view)
    assert {"return", "return-2"} <= set(course.owed(Step(CommandName.DECLINE), told.view))
    of_one = Turn(CommandName.DECLINE, State.AWAITING_PARTS, {"actor": {"role": "executor", "authority": OTHER}})
    owed = course.owed(Step(CommandName.DECLINE, of_one), told.view)
    assert "return-2" in owed
    assert "return" not in owed


def test_another_body_takes_over() -> None:
    """Bodies that have declined or given are not asked again; with no other left, the first one is."""
    rules = _rules(PRO, bodies=3)
    told = Life(rules, "2026-03-16 10:00")
    course = _course(rules, scenario=Scenario("очередь", time(10, 0), bodies=2))
    assert course.bodies(told.view) == [OWN, OTHER]
    course.given.add(OWN)
    course.declined.add(OTHER)
    assert course.bodies(told.view) == ["authority-3"]
    course.declined.add("authority-3")
    assert course.bodies(told.view) == [OWN]


@pytest.mark.parametrize(("day", "expected"), [(Day.WORKING, "03-17"), (Day.FRIDAY, "03-20"), (Day.OFF, "03-21")])
def test_a_life_begins_on_its_kind_of_day(day: Day, expected: str) -> None:
    """From a Monday the next working day is Tuesday, then come Friday and Saturday, at the scenario's hour."""
    rules = shipped(PRO)
    now = datetime(2026, 3, 16, 10, 0, tzinfo=ZoneInfo(rules.time.timezone))
    start = start_of(Scenario("начало", time(16, 30), day=day), rules.time, now)
    assert f"{start:%m-%d %H:%M}" == f"{expected} 16:30"
    assert start.utcoffset() == timedelta(hours=12)
