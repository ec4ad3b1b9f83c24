"""Who is present, who stands in and who acts: by examples, and against a slow oracle that counts days and paths."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.people import Offices, absent_until, acting, is_absent, is_present, replaced_by
from tests.domain.people.rosters import (
    MONDAY,
    PERSONS,
    away,
    coordinator,
    day,
    days_away,
    days_held,
    office,
    rosters,
    slow_acting,
)

asked_days = st.integers(-7, 7).map(day)


def test_whoever_is_there_acts_himself() -> None:
    """A holder who is not away does the work of his office, whoever would stand in."""
    people = (office("a", "b"), office("b"))

    assert acting(people, people[0], MONDAY) == "a"
    assert replaced_by(people, "b", MONDAY) == ()


def test_first_and_last_day_of_an_absence_count() -> None:
    """An absence covers both its first and its last day, and not the days beside them."""
    people = (office("a", **away(2)),)

    assert [is_absent(people, "a", day(offset)) for offset in (-1, 0, 2, 3)] == [False, True, True, False]


def test_stand_in_of_a_stand_in() -> None:
    """Where the stand-in is away too, his own stands in, as long as the chain goes on."""
    people = (office("a", "b", **away()), office("b", "c", **away()), office("c"))

    assert acting(people, people[0], MONDAY) == "c"
    assert replaced_by(people, "c", MONDAY) == people[:2]


def test_people_may_name_each_other() -> None:
    """Two who stand in for each other and are both away leave nobody, and nobody is asked twice."""
    both = (office("a", "b", **away()), office("b", "a", **away()))

    assert acting(both, both[0], MONDAY) is None
    assert acting((office("a", "b", **away()), office("b", "a")), both[0], MONDAY) == "b"


def test_an_absence_may_name_its_own_stand_in() -> None:
    """Who is named for one absence stands in during it; on other days of absence it is the office's own."""
    absences = [*away(0, stand_in="c")["absences"], *away(1, since=1)["absences"]]
    people = (office("a", "b", absences=absences), office("b"), office("c"))

    assert [acting(people, people[0], day(offset)) for offset in (0, 1, 2)] == ["c", "b", "a"]


def test_an_absence_keeps_its_person_from_every_office() -> None:
    """Whoever holds two offices is away from both, and each has its own stand-in."""
    people = (office("a", "b", **away()), coordinator("a", "c"), office("b"), office("c", authority="authority-2"))

    assert [acting(people, item, MONDAY) for item in people[:2]] == ["b", "c"]


def test_a_chain_stays_in_its_place() -> None:
    """Who stands in for a stand-in of the coordinator in another office does not become the acting coordinator."""
    people = (coordinator("a", "b", **away()), office("b", "c", **away()), office("c"))

    assert [acting(people, item, MONDAY) for item in people] == [None, "c", "c"]


def test_nobody_stands_in_for_a_body_he_is_not_of() -> None:
    """A person whose office in the body has ended sees its messages no more, and stands in for nobody there."""
    ended = office("b", valid_until=day(-1))
    people = (office("a", "b", **away()), ended, coordinator("b"))

    assert is_present(people, "b", MONDAY)
    assert not is_present(people, "b", MONDAY, "authority-1")
    assert acting(people, people[0], MONDAY) is None


def test_an_office_that_has_ended_names_nobody() -> None:
    """Whom a person named as stand-in in an office that is over, or not begun, does not stand in by that."""
    for bounds in ({"valid_until": day(-1)}, {"valid_from": day(1)}):
        people = (office("a", "b", **away()), office("b", "c", **bounds), office("c"))
        assert acting(people, people[0], MONDAY) is None


def test_appointment_covers_its_first_and_last_day() -> None:
    """An office is held from its first day to its last; without bounds, always."""
    people = (office("a", valid_from=day(0), valid_until=day(1)),)

    assert [is_present(people, "a", day(offset)) for offset in (-1, 0, 1, 2)] == [False, True, True, False]
    assert is_present((office("b"),), "b", date(2999, 12, 31))


def test_absences_that_touch_are_one() -> None:
    """A person is back after the last of absences that follow each other day by day, in whichever office they stand."""
    first, second, later = (away(*bounds)["absences"] for bounds in ((1, 0), (3, 2), (6, 5)))
    people = (office("a", absences=[*later, *second]), coordinator("a", absences=first))

    assert absent_until(people, "a", MONDAY) == day(3)
    assert absent_until((*people, office("a", **away(None, since=4))), "a", MONDAY) is None


@given(people=rosters, person=st.sampled_from(PERSONS), asked=asked_days)
def test_presence_is_what_counting_days_gives(people: Offices, person: str, asked: date) -> None:
    """A person is away on the days of his absences, and present on the other days of his offices."""
    gone = days_away(people, person)
    held = {found for item in people if item.person == person for found in days_held(item)}

    assert is_absent(people, person, asked) == (asked in gone)
    assert is_present(people, person, asked) == (asked in held - gone)
    for body in {item.authority for item in people} - {None}:
        there = {
            found for item in people if (item.person, item.authority) == (person, body) for found in days_held(item)
        }
        assert is_present(people, person, asked, body) == (asked in there - gone)


@given(people=rosters, person=st.sampled_from(PERSONS), asked=asked_days)
def test_end_of_an_absence_is_what_counting_days_gives(people: Offices, person: str, asked: date) -> None:
    """Each day up to the end is one of absence, the day after it is none; an open end never comes."""
    gone = days_away(people, person)
    if asked not in gone:
        return
    last = asked
    while last + timedelta(days=1) in gone:
        last += timedelta(days=1)
    told = absent_until(people, person, asked)

    assert told == (None if last >= day(20) else last)


@given(people=rosters, asked=asked_days)
def test_acting_is_what_the_paths_give(people: Offices, asked: date) -> None:
    """Who acts in an office is the first that is there on the path of stand-ins, and works in it as a replacement."""
    for item in people:
        if not item.held_on(asked):
            continue
        expected = slow_acting(people, item, asked)
        assert acting(people, item, asked) == expected
        if expected not in {None, item.person}:
            assert item in replaced_by(people, str(expected), asked)


@given(people=rosters, person=st.sampled_from(PERSONS), asked=asked_days)
def test_nobody_replaces_whoever_is_there(people: Offices, person: str, asked: date) -> None:
    """Who is away replaces nobody, and only those are replaced who hold an office and are away."""
    replaced = replaced_by(people, person, asked)

    assert not replaced or is_present(people, person, asked)
    assert all(item.held_on(asked) and is_absent(people, item.person, asked) for item in replaced)
    assert person not in {item.person for item in replaced}
