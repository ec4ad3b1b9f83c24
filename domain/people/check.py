"""Reads a roster as it is sent or written in a file, and finds what is wrong in it, field by field."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import InvalidInput
from domain.people.office import ME, MOST_OFFICES, Office, Offices, Roster
from domain.regulation import Regulation
from domain.terms import OF_A_BODY
from domain.text import AT_THE_DOOR, Identifier
from domain.validation import MOST_ERRORS, FieldError, field_errors

_Model = TypeVar("_Model", bound=BaseModel)
_Wrong = Iterator[tuple[str, str]]


class RosterFile(BaseModel):
    """A roster in a TOML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    regulation: Identifier
    people: Annotated[Offices, Field(max_length=MOST_OFFICES)]


def parse_roster(payload: Mapping[str, Any]) -> Roster:
    """Read a roster's form; raises InvalidInput that names every wrong field."""
    return _validated(Roster, payload)


def parse_roster_file(text: str) -> RosterFile:
    """Read a TOML file's text; raises InvalidInput that names every wrong field."""
    try:
        tables = tomllib.loads(text)
    # tomllib lets out two errors of Python itself: of numbers with thousands of digits, and of very deep nesting.
    except (ValueError, RecursionError) as error:
        raise _refused((FieldError("TOML", f"файл не читается: {error}"),)) from error
    return _validated(RosterFile, tables)


def check_roster(people: Offices, regulation: Regulation) -> None:
    """Compare offices with each other and with their regulation; raises InvalidInput that names every wrong field."""
    bodies = [body.id for body in regulation.authorities]
    errors = [
        FieldError(f"people[{number}].{field}", message)
        for number in range(len(people))
        for field, message in _wrong(people, number, bodies)
    ]
    if errors:
        raise _refused(tuple(errors[:MOST_ERRORS]))


def _validated(model: type[_Model], given: Mapping[str, Any]) -> _Model:
    try:
        return model.model_validate(given, context=AT_THE_DOOR)
    except ValidationError as error:
        raise _refused(field_errors(error)) from error


def _refused(errors: tuple[FieldError, ...]) -> InvalidInput:
    return InvalidInput("Список людей не принят", errors=errors)


def _wrong(people: Offices, number: int, bodies: list[str]) -> _Wrong:
    office = people[number]
    yield from _person(people, number)
    yield from _body(office, bodies)
    yield from _days(office)
    yield from _stand_in(people, office, "stand_in", office.stand_in)
    for place, absence in enumerate(office.absences):
        yield from _stand_in(people, office, f"absences[{place}].stand_in", absence.stand_in)


def _person(people: Offices, number: int) -> _Wrong:
    office = people[number]
    if office.person == ME:
        yield "person", f"{ME} — слово, которым человек называет себя сам; нужно другое имя"
    for earlier, other in enumerate(people[:number]):
        same = (other.person, other.function, other.authority) == (office.person, office.function, office.authority)
        if same and _overlap(other, office):
            yield "person", f"в эти дни это лицо с той же функцией уже названо: people[{earlier}]"


def _overlap(one: Office, other: Office) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_until or date.max, other.valid_until or date.max)


def _body(office: Office, bodies: list[str]) -> _Wrong:
    if office.function not in OF_A_BODY and office.authority is not None:
        yield "authority", "у этой функции нет органа: уберите поле"
    elif office.function in OF_A_BODY and office.authority not in bodies:
        yield "authority", f"укажите орган регламента: {', '.join(bodies)}"


def _days(office: Office) -> _Wrong:
    if office.valid_from is not None and office.valid_until is not None and office.valid_until < office.valid_from:
        yield "valid_until", "раньше, чем valid_from"
    for number, absence in enumerate(office.absences):
        if absence.until is not None and absence.until < absence.since:
            yield f"absences[{number}].until", "раньше, чем from"


def _stand_in(people: Offices, office: Office, field: str, named: str | None) -> _Wrong:
    """A body's message does not exist for another body's people, so that they could not stand in."""
    if named is None:
        return
    theirs = [other for other in people if other.person == named]
    if named == office.person:
        yield field, "замещать самого себя нельзя"
    elif not theirs:
        yield field, "такого лица в списке нет"
    elif office.authority is not None and office.authority not in {other.authority for other in theirs}:
        yield field, "замещающий должен состоять в том же органе: чужих сообщений он не видит"
