"""Rosters for the tests: made by hand, and generated; and the slow oracle of who is present and who acts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.people import Absence, Office, Offices
from domain.terms import OF_A_BODY, Function

MONDAY = date(2026, 3, 16)
"""The day that the tests ask about."""

PERSONS = ("a", "b", "c", "d")
BODIES = ("authority-1", "authority-2")
_NEAR = 5
_SOME = 40
"""Days around Monday on which nothing that is generated begins or ends any more."""


def day(offset: int) -> date:
    """A day so many days after Monday."""
    return MONDAY + timedelta(days=offset)


def office(person: str, stand_in: str | None = None, **fields: Any) -> Office:  # noqa: ANN401 -- fields of an office
    """An executor of the first body, with some fields set otherwise."""
    given = {"post": f"Пост {person}", "function": "executor", "authority": "authority-1"} | fields
    return Office.model_validate({"person": person, "stand_in": stand_in} | given)


def coordinator(person: str, stand_in: str | None = None, **fields: Any) -> Office:  # noqa: ANN401 -- fields of an office
    """A coordinator."""
    return office(person, stand_in, function="coordinator", authority=None, **fields)


def away(until: int | None = 0, since: int = 0, stand_in: str | None = None) -> dict[str, Any]:
    """An office's absences: one, from an offset to another."""
    return {"absences": [Absence(since=day(since), until=None if until is None else day(until), stand_in=stand_in)]}


_days = st.integers(-_NEAR, _NEAR).map(day)


@st.composite
def _absences(draw: st.DrawFn) -> Absence:
    since = draw(_days)
    until = draw(st.none() | st.integers(0, 3).map(lambda length: since + timedelta(days=length)))
    return Absence(since=since, until=until, stand_in=draw(st.none() | st.sampled_from(PERSONS)))


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """An office of one of four persons, of one of two bodies or of none, near Monday."""
    function = draw(st.sampled_from(Function))
    return Office(
        person=draw(st.sampled_from(PERSONS)),
        post=draw(st.sampled_from(("Пост 1", "Пост 2"))),
        function=function,
        authority=draw(st.sampled_from(BODIES)) if function in OF_A_BODY else None,
        valid_from=draw(st.none() | _days),
        valid_until=draw(st.none() | _days),
        stand_in=draw(st.none() | st.sampled_from(PERSONS)),
        absences=tuple(draw(st.lists(_absences(), max_size=2))),
    )


rosters = st.lists(offices(), max_size=8).map(tuple)


def days_of(absence: Absence) -> set[date]:
    """Every day of an absence that a test may ask about."""
    last = absence.until or day(_SOME)
    return {absence.since + timedelta(days=number) for number in range((last - absence.since).days + 1)}


def days_away(people: Offices, person: str) -> set[date]:
    """Every day on which a person is away."""
    return {
        found for item in people if item.person == person for absence in item.absences for found in days_of(absence)
    }


def days_held(item: Office) -> set[date]:
    """Every day near Monday on which an office is held."""
    near = [day(number) for number in range(-_SOME, _SOME + 1)]
    first, last = item.valid_from or near[0], item.valid_until or near[-1]
    return {found for found in near if first <= found <= last}


def slow_acting(people: Offices, item: Office, asked: date) -> str | None:
    """The first on all paths from the holder who is there; each path names nobody twice."""
    paths = [[item.person]]
    while paths:
        path = paths.pop()
        holds = [other for other in people if other.person == path[-1] and asked in days_held(other)]
        fits = [other for other in holds if item.authority is None or other.authority == item.authority]
        if fits and asked not in days_away(people, path[-1]):
            return path[-1]
        paths += [[*path, name] for name in _first(_names(holds, item, asked)) if name not in path]
    return None


def _names(holds: list[Office], item: Office, asked: date) -> Iterator[str]:
    """Whom the offices in the same place name, in their order: for this absence, then in general."""
    for other in holds:
        same_body = item.authority is not None and other.authority == item.authority
        same_function = item.authority is None and other.authority is None and other.function is item.function
        if same_body or same_function:
            own = [found.stand_in for found in other.absences if asked in days_of(found) and found.stand_in]
            yield from own
            if other.stand_in:
                yield other.stand_in


def _first(names: Iterator[str]) -> list[str]:
    found = next(names, None)
    return [] if found is None else [found]
