"""The roster as it stands on one day: who works in each office, and what of it whom concerns."""

from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from domain.people.office import Office, Offices
from domain.people.presence import absent_until, acting, is_absent
from domain.roles import Principal
from domain.terms import Function, Role

_SEE_ALL = (Role.ADMIN, Role.AUDITOR, Role.COORDINATOR, Role.HEAD)


class OnDuty(BaseModel):
    """An office on a day: its holder, until when he is away where he is, and who acts; None: nobody can."""

    model_config = ConfigDict(frozen=True)

    function: Function
    authority: str | None
    post: str
    person: str
    absent: bool
    absent_until: date | None
    acting: str | None
    acting_post: str | None


_Item = TypeVar("_Item", Office, OnDuty)


def on_duty(people: Offices, day: date) -> tuple[OnDuty, ...]:
    """Every office that is held on a day, in the roster's order."""
    return tuple(_on_duty(people, office, day) for office in people if office.held_on(day))


def concerning(items: tuple[_Item, ...], principal: Principal) -> tuple[_Item, ...]:
    """What a person may see of a roster: all, or the own body with those who coordinate and head the work."""
    if principal.has(*_SEE_ALL):
        return items
    return tuple(item for item in items if item.authority in {None, principal.authority})


def post_of(people: Offices, person: str, office: Office, day: date) -> str:
    """The post in which a person acts in an office: one in the same body, else the first that is held."""
    held = [item for item in people if item.person == person and item.held_on(day)]
    return min(held, key=lambda item: item.authority != office.authority).post


def _on_duty(people: Offices, office: Office, day: date) -> OnDuty:
    absent = is_absent(people, office.person, day)
    works = acting(people, office, day)
    return OnDuty(
        function=office.function,
        authority=office.authority,
        post=office.post,
        person=office.person,
        absent=absent,
        absent_until=absent_until(people, office.person, day) if absent else None,
        acting=works,
        acting_post=None if works is None else post_of(people, works, office, day),
    )
