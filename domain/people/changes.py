"""What a change of a roster changed, for its journal: each office that came, went or became another."""

from collections import Counter
from collections.abc import Container, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.people.office import Office, Offices
from domain.terms import ChangeKind, Function

_Key = tuple[str, Function, str | None]


class OfficeChange(BaseModel):
    """An office that is not what it was: the fields that differ, as they were and as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: ChangeKind
    person: str
    function: Function
    authority: str | None = None
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}


def changes(before: Offices, after: Offices) -> tuple[OfficeChange, ...]:
    """Compare two rosters; an office is the same while person, function and body are. Their order says nothing.

    Of an office that one person holds twice, in two terms, nobody could tell which one a change is of: there the one
    that went and the one that came are told whole.
    """
    left, came = list(before), list(after)
    twice = {key for roster in (before, after) for key, count in Counter(map(_key, roster)).items() if count > 1}
    for office in before:
        if office in came:
            came.remove(office)
            left.remove(office)
    return tuple(_paired(left, came, twice))


def _paired(left: list[Office], came: list[Office], twice: Container[_Key]) -> Iterator[OfficeChange]:
    for office in came:
        earlier = next((item for item in left if _key(item) == _key(office) and _key(item) not in twice), None)
        if earlier is None:
            yield _change(ChangeKind.ADDED, office, {}, _fields(office))
        else:
            left.remove(earlier)
            old, new = _fields(earlier), _fields(office)
            yield _change(ChangeKind.CHANGED, office, _without(old, new), _without(new, old))
    for office in left:
        yield _change(ChangeKind.REMOVED, office, _fields(office), {})


def _change(kind: ChangeKind, office: Office, before: dict[str, Any], after: dict[str, Any]) -> OfficeChange:
    person, function, authority = _key(office)
    return OfficeChange(change=kind, person=person, function=function, authority=authority, before=before, after=after)


def _key(office: Office) -> _Key:
    return office.person, office.function, office.authority


def _fields(office: Office) -> dict[str, Any]:
    return office.model_dump(mode="json", exclude={"person", "function", "authority"}, exclude_defaults=True)


def _without(fields: dict[str, Any], same: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if same.get(name) != value}
