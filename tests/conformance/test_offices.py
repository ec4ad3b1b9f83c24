"""The people whom the acts demand: an acting curator, executors with stand-ins, the posts of an appendix."""

from datetime import date
from pathlib import Path

import pytest

from domain.people import Offices, Roster, absence_warnings, acting, check_roster, parse_roster, parse_roster_file
from domain.regulation import Regulation
from domain.terms import Function, Role
from tests.conformance.checks import clauses
from tests.conformance.people import SUBSTITUTE
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, OTHER, OWN, PRO, VOL, Life, person, shipped

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "people" / "volchikha.toml"
MONDAY = date(2026, 3, 16)
LEAVE = {"from": "2026-03-16", "until": "2026-03-27"}
OFFICES = [
    {"person": "coordinator-1", "post": "Куратор", "function": "coordinator", "stand_in": "coordinator-2"},
    {"person": "coordinator-2", "post": "Заместитель куратора", "function": "coordinator"},
    {"person": "chief", "post": "Начальник отдела", "function": "responsible", "authority": OWN},
    {"person": "executor-1", "post": "Специалист", "function": "executor", "authority": OWN, "stand_in": "chief"},
]


def roster(regulation: Regulation, *away: str) -> Roster:
    """The roster of Providensky's curator and one body, some of whom are on leave."""
    people = [item | ({"absences": [LEAVE]} if item["person"] in away else {}) for item in OFFICES]
    found = parse_roster({"regulation": regulation.id, "version": 0, "people": people})
    check_roster(found.people, regulation)
    return found


def warned(life: Life, people: Offices) -> tuple[str, ...]:
    """What is said of a message on Monday."""
    return absence_warnings(life.view, people, life.rules.regulation, MONDAY)


@proves("PRO-5")
def test_the_roster_says_who_acts_for_the_curator() -> None:
    """While the curator is on leave his stand-in is the acting one, and his token's acts are the curator's."""
    rules = shipped(PRO)
    for away, acts in ((), "coordinator-1"), (("coordinator-1",), SUBSTITUTE.person):
        people = roster(rules.regulation, *away).people
        assert acting(people, people[0], MONDAY) == acts
    life = Life(rules, "2026-03-16 10:00")
    life.do("route", by=SUBSTITUTE)
    assert clauses(life, "route") == ["7"]


@proves("PRO-6", "PRO-6(1)", "PRO-6(2)")
def test_each_body_has_one_responsible_and_executors_with_stand_ins() -> None:
    """A body's people are data with functions, and the executor on leave is replaced by whom the body has named."""
    rules = shipped(PRO)
    people = roster(rules.regulation, "executor-1").people
    own = [office for office in people if office.authority == OWN]
    assert {office.function for office in own} == {Function.RESPONSIBLE, Function.EXECUTOR}
    assert acting(people, people[3], MONDAY) == "chief"


@proves("PRO-6")
@pytest.mark.parametrize("executor", ["executor-1", None])
def test_routing_to_a_body_without_a_present_executor_warns(executor: str | None) -> None:
    """It is accepted all the same, and the warning cites the clause, says until when, and names the stand-in."""
    rules = shipped(PRO)
    life = Life(rules, "2026-03-16 10:00")
    life.do("route", by=COORDINATOR, assignments=[{"authority": OWN, "executor": executor}])
    assert life.case.state == "drafting"
    assert warned(life, roster(rules.regulation).people) == ()
    (warning,) = warned(life, roster(rules.regulation, "executor-1").people)
    for told in ("Специалист (executor-1)", "по 27.03.2026", "замещает Начальник отдела (chief)", "пункт 6(2)"):
        assert told in warning
    # Nobody is there at all: the roster has no people of the other body.
    life = Life(rules, "2026-03-16 10:00")
    life.do("route", by=COORDINATOR, assignments=[{"authority": OTHER}])
    (warning,) = warned(life, roster(rules.regulation).people)
    assert "нет исполнителя" in warning


@proves("VOL-A2", "VOL-5")
def test_the_eleven_posts_are_imported_as_executors() -> None:
    """The shipped roster fits the shipped regulation, and each of its eleven executors is given a message by name."""
    rules = shipped(VOL)
    example = parse_roster_file(EXAMPLE.read_text(encoding="utf-8"))
    assert example.regulation == VOL
    check_roster(example.people, rules.regulation)
    executors = [office for office in example.people if office.function is Function.EXECUTOR]
    assert len({office.post for office in executors}) == len({office.person for office in executors}) == 11
    for office in executors:
        life = Life(rules, "2026-03-16 10:00")
        life.do("route", by=COORDINATOR, assignments=[{"authority": office.authority, "executor": office.person}])
        assert life.view.hands is not None
        assert life.view.hands.person == office.person
        assert warned(life, example.people) == ()
        life.do("submit_draft", by=person(Role.EXECUTOR, person=office.person, authority=office.authority))
    assert [office.post for office in example.people if office.function is Function.COORDINATOR]
