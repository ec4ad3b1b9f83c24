"""The roster on one day, and what of it whom concerns."""

import pytest

from domain.people import concerning, on_duty
from domain.terms import Role
from tests.domain.lifecycle.builders import person
from tests.domain.people.rosters import MONDAY, away, coordinator, day, office

PEOPLE = (
    coordinator("a", "b", **away(3)),
    office("b", "c"),
    office("c", "d", authority="authority-2", **away(None)),
    office("d", valid_from=day(1)),
)


def test_every_office_of_the_day_says_who_works_in_it() -> None:
    """The holder, until when he is away, and who acts with his own post; an office of another day is left out."""
    shown = [
        (item.person, item.absent, item.absent_until, item.acting, item.acting_post) for item in on_duty(PEOPLE, MONDAY)
    ]

    assert shown == [
        ("a", True, day(3), "b", "Пост b"),
        ("b", False, None, "b", "Пост b"),
        ("c", True, None, None, None),
    ]


def test_the_post_of_a_stand_in_is_that_in_the_same_body() -> None:
    """Who holds offices in two bodies stands in with the post that he has in this one."""
    elsewhere = office("b", post="Чужой пост", authority="authority-2")
    people = (elsewhere, office("b"), office("a", "b", **away()))

    assert on_duty(people, MONDAY)[2].acting_post == "Пост b"


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.ADMIN, "abcd"),
        (Role.AUDITOR, "abcd"),
        (Role.COORDINATOR, "abcd"),
        (Role.HEAD, "abcd"),
        (Role.EXECUTOR, "abd"),
    ],
)
def test_executors_see_their_own_body(role: Role, seen: str) -> None:
    """Whoever directs or inspects the work sees all, an executor his body and who coordinates; today too."""
    principal = person(role)

    assert "".join(item.person for item in concerning(PEOPLE, principal)) == seen
    today = {item.person for item in on_duty(PEOPLE, MONDAY)}
    assert {item.person for item in concerning(on_duty(PEOPLE, MONDAY), principal)} == today & set(seen)
