"""What a case is judged by."""

from datetime import date, timedelta
from weakref import ref

from domain.lifecycle import Case, case_view, rules_from
from domain.regulation import Regulation
from domain.worktime import Beyond, engine
from tests.domain.lifecycle.builders import GUL, PRO, Life, Procedure, life, rules_of, shipped, sixth


def test_equal_snapshots_share_their_rules() -> None:
    """Two cases of one snapshot are judged by the same object, decoded once."""
    rules = shipped(PRO)
    texts = rules.regulation.model_dump_json(), rules.time.snapshot.model_dump_json()
    assert rules_from(*texts) is rules_from(*texts)
    assert rules_from(*texts).regulation == rules.regulation


def test_a_running_case_never_leaves_its_calendar() -> None:
    """Beyond the published years the statutory days count, so a case of 2030 is computed too."""
    rules = shipped(PRO)
    assert rules.time is not engine(rules.time.snapshot.model_dump_json(), Beyond.REFUSE)
    given = Life(rules, "2030-03-18 10:00")
    assert (given.due("overall"), given.limit("overall").provisional) == ("2030-03-19 11:00", True)


def test_flow_and_stage_are_those_of_the_case() -> None:
    """The two procedures of Gulkevichi differ, and the stage is the one whose turn it is."""
    pages, incident = (life(Procedure(GUL, flow)).draft() for flow in ("pages", "incident"))
    assert pages.rules.flow(pages.case).id == "pages"
    assert incident.rules.flow(incident.case).id == "incident"
    assert pages.rules.stage(pages.case).id == "curator"
    pages.do("approve")
    assert pages.rules.stage(pages.case).id == "head"


def test_duty_is_for_the_messages_that_the_act_names() -> None:
    """An urgent message counts duty hours, another one does not; both began on a day off."""
    rules = sixth()
    assert rules.served("срочное").version != rules.time.version
    assert rules.served("обычное") is rules.served(None) is rules.time
    urgent = Life(rules, "2026-03-21 09:00", importance="срочное")
    assert rules.clock(urgent.case) is rules.served("срочное")
    assert urgent.text(urgent.limit("route").started_at) == "2026-03-21 10:00"


def test_duty_for_all_messages() -> None:
    """Where no importance is named, every message counts the hours of duty."""
    duty = {"clause": "4", "week": {"sat": ["10:00-14:00"]}}
    rules = rules_of(Regulation.model_validate(shipped(PRO).regulation.model_dump() | {"duty": duty}))
    assert Life(rules, "2026-03-21 10:00").due("route") == "2026-03-21 10:30"


def test_a_persons_decision_for_days_off_goes_beyond_duty() -> None:
    """From the decision on every day has the usual hours; what was counted on duty before it stays counted."""
    rules = sixth()
    given = Life(rules, "2026-03-21 09:00", importance="срочное")
    decided = given.case.changed(days_off_since=given.moment("2026-03-21 12:00"))
    clock = rules.clock(decided)
    assert clock.between(given.moment("2026-03-21 00:00"), given.moment("2026-03-21 12:00")) == timedelta(hours=2)
    assert clock.is_working_day(date(2026, 3, 22))


def test_local_time_is_the_same_instant() -> None:
    """Only the reading of the clock changes."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    moment = Life(shipped(GUL), "2026-03-16 10:00").now
    assert given.rules.local(moment) == moment
    assert given.rules.local(moment).hour == 19


def test_overdue_is_asked_for_a_moment() -> None:
    """The same case is in time at one moment and overdue at a later one."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    due = given.limit("route").late_after
    assert not case_view(given.case, given.rules, due).overdue
    assert case_view(given.case, given.rules, given.moment("2026-03-16 10:31")).overdue


def test_limits_are_computed_once_for_the_same_facts() -> None:
    """A step asks often; an act adds facts, so that other limits are computed, and another case has its own."""
    given, other = Life(shipped(PRO), "2026-03-16 10:00"), Life(shipped(PRO), "2026-03-16 10:00")
    before = given.rules.limits(given.case)
    assert given.rules.limits(given.case.changed(announced=("told",))) is before
    assert other.rules.limits(other.case) == before
    assert other.rules.limits(other.case) is not before
    given.begin()
    assert given.rules.limits(given.case) is not before


def test_remembered_limits_are_no_part_of_a_case() -> None:
    """A case that was asked for its limits equals one that was not, reads the same and is stored the same."""
    asked = Life(shipped(PRO), "2026-03-16 10:00")
    case = Case.model_validate(asked.case.model_dump())
    asked.rules.limits(asked.case)
    assert asked.case == case
    assert (repr(asked.case), dict(asked.case)) == (repr(case), dict(case))
    assert asked.case.model_dump_json() == case.model_dump_json()


def test_remembered_limits_go_with_their_case() -> None:
    """Nothing but the case keeps them, so that any number of cases under way is remembered and none that has gone."""
    lives = [Life(shipped(PRO), "2026-03-16 10:00") for _ in range(1100)]
    first = [life.rules.limits(life.case) for life in lives]
    assert all(life.rules.limits(life.case) is known for life, known in zip(lives, first, strict=True))
    seen = ref(first[0][0])
    del first, lives
    assert seen() is None


def test_each_change_moves_the_limits_anew() -> None:
    """A term of its own, days off and what the coordinator sets move the limits, though no event may have come."""
    given = Life(shipped(PRO), "2026-03-20 17:00")
    before = given.rules.limits(given.case)
    term = {"unit": "working_hours"}
    given.do(
        "route", answer_within=term | {"amount": "4"}, draft_within=term | {"amount": "2"}, reason="Опасно для детей"
    )
    shortened = given.rules.limits(given.case)
    off = given.rules.limits(given.case.changed(days_off_since=given.now))
    assert [found.due_at for found in shortened] != [found.due_at for found in before]
    assert [found.due_at for found in off] != [found.due_at for found in shortened]
