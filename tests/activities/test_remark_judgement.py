"""A remark judged by the recorded case: always what the core says of the case itself."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from domain.errors import Refusal, WrongState
from domain.lifecycle import case_view, decide
from domain.lifecycle.remark import remark
from domain.roles import Principal
from domain.terms import REMARKS, CommandName, Role
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    OTHER,
    OWN,
    PRO,
    STA,
    STRANGER,
    VOL,
    Life,
    Procedure,
    life,
    person,
    shipped,
)

FILE = "otklik.sqlite"
MONDAY = "2026-03-16 10:00"


def _answered(regulation: str) -> Life:
    return Life(shipped(regulation), MONDAY).completed()


def _joint_closed() -> Life:
    ended = Life(shipped(STA), MONDAY)
    ended.do("route", None, None, assignments=[{"authority": OWN}, {"authority": OTHER}], lead=OWN)
    ended.do("close", None, COORDINATOR)
    return ended


def _unrouted_with_a_part() -> Life:
    """One body has given its part, and nobody has the rest: the only part is no list of parts."""
    ended = Life(shipped(PRO), MONDAY)
    ended.do("route", None, None, assignments=[{"authority": OWN}, {"authority": OTHER}])
    ended.do("contribute", None, EXECUTOR)
    ended.do("approve", None, COORDINATOR)
    ended.do("decline", None, STRANGER)
    ended.do("close", None, COORDINATOR)
    return ended


def _returned() -> Life:
    ended = Life(shipped(LUZ), MONDAY)
    ended.do("decline", None, COORDINATOR)
    return ended


ENDED: Mapping[str, Callable[[], Life]] = {
    "answered": lambda: _answered(PRO),
    "answered elsewhere": lambda: _answered(VOL),
    "answered after three stages": lambda: _answered(STA),
    "handed over": lambda: life(Procedure(GUL, "incident")).completed(),
    "joint": _joint_closed,
    "a part left over": _unrouted_with_a_part,
    "returned": _returned,
}
PEOPLE: Mapping[str, Principal | None] = {
    "tool": None,
    "admin": ADMIN,
    "coordinator": COORDINATOR,
    "executor": EXECUTOR,
    "other executor": STRANGER,
    "head": HEAD,
    "auditor": person(Role.AUDITOR),
    "mcu": person(Role.REVIEWER, stages=("mcu",)),
    "oiv": person(Role.REVIEWER, stages=("oiv",)),
    "elsewhere": person(Role.COORDINATOR, regulation="atlantis-1999"),
}
WISHES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "no signatory": {"signatory": None},
    "long ago": {"occurred_at": "2026-03-16T01:00:00+03:00"},
    "before it was found": {"occurred_at": "2026-03-01T01:00:00+03:00", "comment": "по записям"},
    "by a body": {"actor": {"role": "executor", "authority": OTHER}},
}


@cache
def ended(name: str) -> Life:
    """A life that has ended, some days ago."""
    found = ENDED[name]()
    found.now += timedelta(days=3)
    return found


def told(judge: Callable[[], tuple[object, object]]) -> object:
    """What a judgement comes to: a refusal as it travels, or its effect."""
    try:
        return judge()
    except Refusal as refusal:
        return refusal.as_details()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", ENDED)
def test_recorded_case_is_judged_as_the_case_itself(name: str, who: str) -> None:
    """Of every ended case, whoever remarks what: the record gives the same refusal, or the same entry and case."""
    found = ended(name)
    recorded = case_view(found.case, found.rules, found.now)
    for command in (*sorted(REMARKS), CommandName.APPROVE):
        for wish in WISHES.values():
            fields = {key: value for key, value in wish.items() if key != "signatory" or command == "significant"}
            given = found.command(command, PEOPLE[who], **fields)

            def by_case(given: Any = given) -> tuple[object, object]:  # noqa: ANN401 -- bound in a loop
                decision = decide(found.case, found.rules, given, found.now)
                (entry,) = decision.entries
                return case_view(decision.case, found.rules, found.now), entry

            def by_record(given: Any = given) -> tuple[object, object]:  # noqa: ANN401 -- as above
                remarked = remark(recorded, found.rules, given, found.now)
                return remarked.case, remarked.entry

            assert told(by_record) == told(by_case)


def test_open_case_is_not_judged_by_its_record() -> None:
    """A message that is still worked on is its own workflow's."""
    found = Life(shipped(PRO), MONDAY)
    with pytest.raises(WrongState):
        remark(found.view, found.rules, found.command("note", COORDINATOR), found.now)
