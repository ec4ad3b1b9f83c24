"""What is said of a message whose executor is away: who, until when, who stands in, by which clause."""

import pytest

from domain.people import Offices, absence_warnings
from domain.regulation import Regulation
from domain.terms import Role
from tests.domain.lifecycle.builders import COORDINATOR, LUZ, OTHER, OWN, PRO, STA, Life, shipped
from tests.domain.people.rosters import MONDAY, away, coordinator, day, office

RULES = shipped(PRO)
BODY = (office("executor-1", "b", **away(4)), office("b", function="responsible"))


def told(life: Life, people: Offices, regulation: Regulation = RULES.regulation) -> tuple[str, ...]:
    """The warnings on Monday."""
    return absence_warnings(life.view, people, regulation, MONDAY)


def routed(executor: str | None = "executor-1") -> Life:
    """A message in the hands of the own body, perhaps of a person in it."""
    life = Life(RULES, "2026-03-16 10:00")
    life.do("route", by=COORDINATOR, assignments=[{"authority": OWN, "executor": executor}])
    return life


def test_an_absent_executor() -> None:
    """The warning says the post and the id of who is away, until when, and of who stands in, with the clause."""
    (warning,) = told(routed(), BODY)

    assert warning == (
        "Исполнитель отсутствует: Пост executor-1 (executor-1) — по 20.03.2026 включительно, "
        "замещает Пост b (b) (пункт 6(2))"
    )


def test_an_absence_without_an_end_and_without_a_stand_in() -> None:
    """Where no end is known or nobody can stand in, that is said."""
    people = (office("executor-1", **away(None)),)

    assert told(routed(), people) == (
        "Исполнитель отсутствует: Пост executor-1 (executor-1) — срок не указан, заменить некому (пункт 6(2))",
    )


@pytest.mark.parametrize("person", ["executor-1", None])
def test_whoever_is_there_is_no_matter(person: str | None) -> None:
    """A present executor, named or not, is nothing to warn of; neither is a roster that nobody has set."""
    present = (office("executor-1"), *BODY[1:])

    assert told(routed(person), present) == ()
    assert told(routed(person), ()) == ()


def test_a_body_without_a_present_executor() -> None:
    """Where nobody is named and each executor of the body is away, each of them is told (PRO-6)."""
    people = (*BODY, office("c", **away(0)))

    (warning,) = told(routed(None), people)

    assert warning == (
        "В органе «Орган 1» нет присутствующего исполнителя: "
        "Пост executor-1 (executor-1) — по 20.03.2026 включительно, замещает Пост b (b); "
        "Пост c (c) — по 16.03.2026 включительно, заменить некому (пункт 6(2))"
    )


def test_a_body_without_an_executor() -> None:
    """A body whose offices of the day are no executor's, or that has none, is warned of."""
    ended = office("executor-1", valid_until=day(-1))
    for people in (BODY[1:], (ended,), (coordinator("a"),)):
        assert told(routed(None), people) == ("У органа «Орган 1» в списке сегодня нет исполнителя (пункт 6(2))",)


def test_an_executor_who_is_not_of_the_body() -> None:
    """A person that the body's roster does not have today is told by the id."""
    elsewhere = office("executor-1", authority=OTHER)

    assert told(routed(), (elsewhere, office("b"))) == (
        "Исполнитель executor-1 в списке органа «Орган 1» сегодня не значится (пункт 6(2))",
    )


def test_only_work_that_is_due_is_warned_of() -> None:
    """While somebody else has the message, or its life has ended, nobody waits for the executor."""
    life = Life(RULES, "2026-03-16 10:00")
    assert told(life, BODY) == ()
    life.begin().do("submit_draft", by=None)
    assert told(life, BODY) == ()
    life.do("approve", by=COORDINATOR)
    assert life.view.hands is not None
    assert life.view.hands.role is Role.EXECUTOR
    assert len(told(life, BODY)) == 1
    life.do("publish")
    assert told(life, BODY) == ()


@pytest.mark.parametrize("name", [PRO, STA])
def test_every_body_of_joint_work_is_asked(name: str) -> None:
    """In joint work each body that owes a part is warned of, once, also while its turn has not come."""
    rules = shipped(name)
    life = Life(rules, "2026-03-16 10:00")
    bodies = [{"authority": OWN, "executor": "executor-1"}, {"authority": OTHER, "executor": "other"}]
    life.do("route", assignments=bodies, lead=OWN if name == STA else None)

    warnings = told(life, (*BODY, office("other", authority=OTHER, **away())), rules.regulation)

    assert ["executor-1" in text for text in warnings] == [True, False]
    assert ["(other)" in text for text in warnings] == [False, True]


def test_a_part_that_was_given_is_owed_no_more() -> None:
    """While the coordinator holds the first part, only the body that follows is warned of."""
    life = Life(RULES, "2026-03-16 10:00")
    bodies = [{"authority": OWN, "executor": "executor-1"}, {"authority": OTHER, "executor": "other"}]
    life.do("route", assignments=bodies)
    life.do("contribute")

    (warning,) = told(life, (*BODY, office("other", authority=OTHER, **away())))

    assert "(other)" in warning


def test_a_regulation_that_names_no_clause() -> None:
    """Where the file has no clause on executors, none is cited, and a body that it does not have is told by its id."""
    rules = shipped(LUZ)
    silent = rules.regulation.model_copy(update={"roles": (), "authorities": ()})
    life = Life(rules, "2026-03-16 10:00").begin()

    assert told(life, (coordinator("a"),), silent) == (
        "Исполнитель executor-1 в списке органа «authority-1» сегодня не значится",
    )
