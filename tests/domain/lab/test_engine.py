"""Days that can be worked by hand: who does what when, and what the core says of it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from domain.lab.engine import live
from domain.lab.life import Lived
from domain.lab.terms import Step
from domain.terms import CommandName, LimitState, Outcome
from tests.domain.lab.builders import ALWAYS, NEVER, at, lives, staff, steady, town, under
from tests.domain.lifecycle.builders import GUL, LUZ, PRO, STA, Life, Procedure, shipped, small

INCIDENT = Procedure(GUL, "incident")
STAVROPOL = Procedure(STA, "main")
MINUTE = timedelta(minutes=1)


def ended(*lived: Lived) -> list[str]:
    """When messages ended, on the clock of Anadyr, where Providensky is."""
    zone = Life(shipped(PRO), "2026-03-16 10:00").zone
    return [f"{item.ended.astimezone(zone):%m-%d %H:%M}" for item in lived]


def test_a_day_worked_by_hand() -> None:
    """Four steps of ten minutes, one after another, and every limit is kept."""
    (lived,) = live(town(people=steady()), at("2026-03-16 10:00"))
    assert ended(lived) == ["03-16 10:40"]
    assert [(spent.step, spent.waiting, spent.working) for spent in lived.spent] == [
        (step, timedelta(0), 10 * MINUTE) for step in (Step.ROUTE, Step.DRAFT, Step.REVIEW, Step.PUBLISH)
    ]
    assert (lived.outcome, lived.answer, lived.whole) == (Outcome.ANSWERED, 40 * MINUTE, 40 * MINUTE)
    assert lived.kept
    assert lived.reminders == 0


def test_service_hours_interrupt_the_work() -> None:
    """Break and night count for nothing: what was begun before goes on after."""
    (lived,) = live(town(people=steady()), at("2026-03-16 12:45"))
    assert ended(lived) == ["03-16 14:25"]
    (lived,) = live(town(people=steady()), at("2026-03-20 17:45"))
    assert ended(lived) == ["03-23 09:25"]


def test_what_ends_at_the_close_goes_on_at_the_opening() -> None:
    """Who ends at 18:00 begins nothing more that day; what came by the morning is then chosen from."""
    lived = live(town(people=steady()), at("2026-03-16 17:50", "2026-03-16 17:51", "2026-03-17 03:00"))
    assert ended(*lived) == ["03-17 09:40", "03-17 09:50", "03-17 10:00"]


def test_one_person_does_one_thing_at_a_time() -> None:
    """The coordinator routes the second message while the first is drafted; nobody else waits for anybody."""
    first, second = live(town(people=steady()), at("2026-03-16 10:00", "2026-03-16 10:00"))
    assert [spent.waiting for spent in first.spent] == [timedelta(0)] * 4
    assert [spent.waiting for spent in second.spent] == [10 * MINUTE, timedelta(0), timedelta(0), timedelta(0)]
    assert ended(first, second) == ["03-16 10:40", "03-16 10:50"]


def test_the_nearest_due_goes_first() -> None:
    """At 10:20 a message that is to be routed by 10:30 goes before a draft that is to be decided on by 10:50."""
    first, _, third = live(town(people=steady()), at(*["2026-03-16 10:00"] * 3))
    assert [spent.waiting for spent in first.spent] == [timedelta(0), timedelta(0), 10 * MINUTE, timedelta(0)]
    assert third.spent[0].waiting == 20 * MINUTE


def test_two_persons_do_two_things() -> None:
    """With another one nobody waits."""
    lived = live(town(people=steady(people=2)), at("2026-03-16 10:00", "2026-03-16 10:00"))
    assert ended(*lived) == ["03-16 10:40", "03-16 10:40"]


def test_what_is_not_looked_at_waits() -> None:
    """Who looks every hour sees a message within that hour, and the wait is counted."""
    offices = [{"role": role, "people": 9, "look": 60} for role in ("coordinator", "executor")]
    (lived,) = live(town(people=steady(offices=offices)), at("2026-03-16 09:00"))
    waits = [spent.waiting for spent in lived.spent]
    assert all(timedelta(0) < wait < 60 * MINUTE for wait in waits)
    assert len(set(waits)) == 4


def test_an_office_has_its_own_pace() -> None:
    """Durations of an office go before the usual ones."""
    slow = {"role": "executor", "people": 1, "steps": {"draft": {"always": 300}}}
    (lived,) = live(town(people=steady(offices=[{"role": "coordinator", "people": 1}, slow])), at("2026-03-16 09:00"))
    assert [spent.working // MINUTE for spent in lived.spent] == [10, 300, 10, 10]
    # The draft was due at 15:00, and came ten minutes later.
    assert {limit.rule: limit.state for limit in lived.limits}["draft"] is LimitState.MISSED
    assert not lived.kept
    assert lived.reminders > 0


def test_returned_drafts_come_again() -> None:
    """A draft that a stage returns is worked on again, and the core counts each round."""
    chances = NEVER | {"returned": 0.9}
    (lived,), (life,) = lives(town(people=steady(chances=chances)), at("2026-03-16 10:00"))
    steps = [spent.step for spent in lived.spent]
    assert steps.count(Step.REWORK) == life.case.returns == steps.count(Step.REVIEW) - 1 > 0


def test_a_declined_message_goes_to_another_body() -> None:
    """Whoever declines does not get it back while there is another body."""
    _, (life,) = lives(town(people=steady(chances=NEVER | {"declined": 0.95})), at("2026-03-16 10:00"))
    bodies = [event.authority for event in life.case.events if event.kind == "assigned"]
    assert life.case.declines == len(bodies) - 1 > 0
    assert all(before != after for before, after in pairwise(bodies))


def test_the_only_body_gets_it_back() -> None:
    """Where no other body answers, it is sent to the same one."""
    people = steady(chances=NEVER | {"declined": 0.95}, bodies={"shares": {"authority-1": 1}})
    _, (life,) = lives(town(people=people), at("2026-03-16 10:00"))
    assert life.case.declines > 0
    assert life.case.authority == "authority-1"


def test_a_message_returned_outside_is_at_its_end() -> None:
    """Where the act sends it back to its sender, nobody has more to do."""
    luga = Procedure(LUZ, "main")
    (lived,) = live(town(luga, steady(chances=NEVER | {"declined": 0.95})), at("2026-03-16 10:00"))
    assert (lived.outcome, lived.answer) == (Outcome.RETURNED_OUTSIDE, None)


def test_an_interim_answer_is_followed_by_the_final_one() -> None:
    """The author is answered early; the facts come by themselves, and nobody waits for anybody meanwhile."""
    people = steady(chances=NEVER | {"interim": 1.0}, steps=ALWAYS | {"facts": {"always": 960}})
    (lived,), (life,) = lives(town(people=people), at("2026-03-16 10:00"))
    assert [spent.step for spent in lived.spent] == [
        Step.ROUTE,
        Step.INTERIM,
        Step.REVIEW,
        Step.PUBLISH,
        Step.FACTS,
        Step.FINAL,
        Step.REVIEW,
        Step.PUBLISH,
    ]
    assert lived.spent[4].place is None
    assert (lived.answer, lived.whole) == (40 * MINUTE, 1_030 * MINUTE)
    assert life.case.interims == 1


def test_a_returned_interim_answer_stays_one() -> None:
    """Rework changes no kind of draft."""
    people = steady(chances=NEVER | {"interim": 1.0, "returned": 0.9})
    _, (life,) = lives(town(people=people), at("2026-03-16 10:00"))
    assert life.case.returns > 1
    assert life.case.interims == 1


@pytest.mark.parametrize("procedure", [Procedure(PRO, "main"), STAVROPOL], ids=["in turn", "side by side"])
def test_two_bodies_answer_together(procedure: Procedure) -> None:
    """One gives a part, which the coordinator hands on; the other composes the answer."""
    (lived,), (life,) = lives(town(procedure, steady(chances=NEVER | {"joint": 1.0})), at("2026-03-16 10:00"))
    assert [spent.step for spent in lived.spent][:4] == [Step.ROUTE, Step.PART, Step.HAND_ON, Step.DRAFT]
    assert len(life.case.team) == 2
    part, draft = lived.spent[1], lived.spent[3]
    assert part.place != draft.place
    assert lived.outcome is Outcome.ANSWERED


def test_one_body_alone_answers_alone() -> None:
    """Joint work needs a second body."""
    people = steady(chances=NEVER | {"joint": 1.0}, bodies={"shares": {"authority-1": 1}})
    _, (life,) = lives(town(people=people), at("2026-03-16 10:00"))
    assert len(life.case.team) == 1


def test_a_chain_of_stages_is_gone_through() -> None:
    """Department, municipal centre and regional centre each have their turn and their own people."""
    (lived,) = live(town(STAVROPOL, steady()), at("2026-03-16 10:00"))
    places = [spent.place.id for spent in lived.spent if spent.place and spent.step is Step.REVIEW]
    assert places == ["coordinator", "reviewer:mcu", "reviewer:cur"]


def test_the_head_resolves_and_the_answer_is_handed_over() -> None:
    """A procedure with a resolution and without publication of its own lives too."""
    (lived,), (life,) = lives(town(INCIDENT, steady()), at("2026-03-16 10:00"))
    assert [spent.step for spent in lived.spent] == [
        Step.RESOLVE,
        Step.ROUTE,
        Step.DRAFT,
        *[Step.REVIEW] * len(INCIDENT.rules.regulation.flow("incident").stages),
        Step.PUBLISH,
    ]
    assert lived.outcome is Outcome.HANDED_OVER
    assert life.case.resolved_authority == life.case.authority


def test_a_file_names_the_body_and_the_importance() -> None:
    """What the file says goes before what would be drawn; an unknown name is as none."""
    people = steady(bodies={"shares": {"authority-1": 1}, "names": {"Комитет дорог": "authority-2"}})
    arrival, other = at("2026-03-16 10:00", "2026-03-16 11:00")
    named = arrival.letter.__class__("Яма", body="КОМИТЕТ  дорог", importance="особая")
    unknown = arrival.letter.__class__("Яма", body="Комитет парков")
    arrivals = (
        arrival.__class__(arrival.number, arrival.at, named),
        other.__class__(other.number, other.at, unknown),
    )
    _, (first, second) = lives(town(people=people), arrivals)
    assert (first.case.authority, first.case.message.importance) == ("authority-2", "особая")
    assert second.case.authority == "authority-1"
    assert second.case.message.importance in {"обычная", "высокая"}
    _, (unsaid, *_) = lives(town(people=staff(importance={})), at("2026-03-16 10:00"))
    assert unsaid.case.message.importance is None


def test_a_stage_may_return_more_often() -> None:
    """What is said of one stage holds for it alone."""
    chances = NEVER | {"returned": 0.9, "returned_by": {"mcu": 0.0, "cur": 0.0}}
    _, (life,) = lives(town(STAVROPOL, steady(chances=chances)), at("2026-03-16 10:00"))
    returned = {event.stage for event in life.case.events if event.kind == "returned"}
    assert returned == {"department"}


def test_a_procedure_without_stages_lives() -> None:
    """Nobody approves, so that what is drafted is placed."""
    rules = small(reviewed=False)
    lived = live(under(rules, steady()), at("2026-03-16 10:00"))
    assert [spent.step for spent in lived[0].spent] == [Step.ROUTE, Step.DRAFT, Step.PUBLISH]


def test_reminders_are_the_cores_own() -> None:
    """The lab announces what and when the workflow would."""
    slow = {"role": "executor", "people": 1, "steps": {"draft": {"always": 400}}}
    place = town(people=steady(offices=[{"role": "coordinator", "people": 1}, slow]))
    (lived,), (life,) = lives(place, at("2026-03-16 09:00"))
    by_hand = Life(shipped(PRO), "2026-03-16 09:00")
    by_hand.do("route", "2026-03-16 09:10")
    by_hand.do("submit_draft", "2026-03-16 16:50")
    by_hand.do("approve", "2026-03-16 17:00")
    by_hand.do("publish", "2026-03-16 17:10")
    told = [entry.action for entry in by_hand.entries if entry.action not in list(CommandName)]
    assert [entry.action for entry in life.case.recent if entry.action not in list(CommandName)] == told
    assert lived.reminders == told.count("reminder") > 0
