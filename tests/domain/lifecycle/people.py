"""Who gives commands in the stories of whole lives, and who of them may: by the notes of a clerk, not by the code."""

from collections.abc import Mapping
from typing import Any

from domain.lifecycle import Rules
from domain.lifecycle.view import NextView
from domain.regulation.model import Authority
from domain.roles import Principal
from domain.terms import Role
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    HEAD,
    OTHER,
    OWN,
    STRANGER,
    person,
    rules_of,
    shipped,
)
from tests.domain.lifecycle.notebook import OUTSIDE, Notebook

THIRD = "authority-3"
BODIES = (OWN, OTHER, THIRD)
STAGES = ("curator", "oiv", "head", "department", "mcu", "cur")

PEOPLE = (
    COORDINATOR,
    EXECUTOR,
    STRANGER,
    person(Role.EXECUTOR, person="executor-3", authority=THIRD),
    HEAD,
    ADMIN,
    person(Role.AUDITOR),
    person(Role.MONITORING),
    person(Role.REVIEWER),
    *(person(Role.REVIEWER, person=f"reviewer-{stage}", stages=(stage,)) for stage in STAGES),
    Principal(person="p-1", roles=(Role.COORDINATOR, Role.EXECUTOR), authority=OTHER),
    person(Role.COORDINATOR, person="coordinator-2", regulation="volchikha-2020"),
)


def of_three_bodies(name: str) -> Rules:
    """The rules of a shipped regulation with a third body, so that two may give parts side by side."""
    regulation = shipped(name).regulation
    third = Authority(id=THIRD, title="Орган 3")
    return rules_of(regulation.model_copy(update={"authorities": (*regulation.authorities, third)}))


def acting_bodies(offer: NextView, notes: Notebook) -> list[str]:
    """The bodies whose executor may give the command."""
    holder = [notes.holder] if notes.holder else []
    match offer.command:
        case "contribute":
            return notes.bodies("working")
        case "decline":
            return decliners(notes)
        case "reassign":
            return list(dict.fromkeys([*holder, *notes.team]))
        case "note":
            return sorted(notes.has_it())
        case _:
            return holder


def decliners(notes: Notebook) -> list[str]:
    """Who has the message still to answer, and under a lead everybody whose part is still to come."""
    holder = notes.team.get(notes.holder or "")
    at_work = holder is not None and holder.state == "working" and notes.where == "work"
    whole = [notes.holder] if notes.holder and at_work else []
    parts = notes.bodies("working") if holder is not None and holder.role == "lead" else []
    return list(dict.fromkeys([*whole, *parts]))


def may(by: Principal | None, offer: NextView, fields: Mapping[str, Any], notes: Notebook, regulation: str) -> bool:
    """Whether this person may give a command that is possible now; a tool that names nobody may."""
    if by is None:
        return True
    if by.regulation not in {None, regulation} or not sees(by, notes):
        return False
    if by.has(Role.ADMIN):
        return True
    held = set(by.roles)
    if by.authority not in acting_bodies(offer, notes):
        held.discard(Role.EXECUTOR)
    if offer.stage not in {None, *by.stages}:
        held.discard(Role.REVIEWER)
    if offer.stage in OUTSIDE and "actor" not in fields:
        held.discard(Role.COORDINATOR)
    return bool(held & set(offer.roles))


def sees(by: Principal, notes: Notebook) -> bool:
    """Executors see the messages of their own body only."""
    return by.roles != (Role.EXECUTOR,) or by.authority in notes.has_it()
