"""Joint work under a main body (Stavropol 18): parts and whole messages that are declined, and who takes them."""

from typing import Any

import pytest

from domain.terms import EventKind, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    FOURTH,
    OTHER,
    OWN,
    STA,
    STRANGER,
    THIRD,
    Life,
    assigned,
    executor_of,
    refused,
    shipped,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 09:00"
LEAD, SECOND, THIRD_ONE, FOURTH_ONE = EXECUTOR, STRANGER, executor_of(THIRD), executor_of(FOURTH)


def side_by_side(*authorities: str, lead: str = OWN, routed: str = MONDAY) -> Life:
    """A message of Stavropol that was sent to these bodies at once."""
    given = Life(with_bodies(shipped(STA), THIRD, FOURTH), MONDAY)
    given.do("route", routed, assignments=assigned(*authorities), lead=lead)
    return given


def parts(given: Life) -> dict[str, tuple[str, str]]:
    """What each body does, and where its part stands."""
    return {item.authority: (item.role, item.state) for item in given.case.team}


def passed(given: Life, **of_message: Any) -> Life:  # noqa: ANN401 -- fields of a submission
    """The main body's draft through every stage."""
    given.do("submit_draft", by=LEAD, **of_message)
    for stage in ("department", "mcu", "cur"):
        given.do("approve", stage=stage)
    return given


def test_a_co_executor_returns_its_part_with_reasons() -> None:
    """Stavropol 10 applies to each body; the main clock and the main body go on."""
    given = side_by_side(OWN, OTHER)
    limits = given.due("overall"), given.due("draft")
    assert told(refused(given, "decline", SECOND, reason=None)) == ("invalid_input", "10", ["reason"])
    entry = given.do("decline", "2026-03-16 09:20", SECOND)
    assert (entry.clause, entry.details["authority"], entry.details["declines"]) == ("10", OTHER, 1)
    assert (given.state("return-2"), given.state("co"), given.state("return")) == ("met", "cancelled", "running")
    assert given.view.declines == 1
    assert (given.case.state, parts(given)[OTHER]) == (State.DRAFTING, ("part", "declined"))
    assert (given.due("overall"), given.due("draft")) == limits
    assert given.due("coresend") == "2026-03-16 09:50"
    assert told(refused(given, "note", SECOND)) == ("not_visible", None, [])


def test_another_body_takes_a_declined_part() -> None:
    """The department sends the part on; the new body has its own clocks, the main body keeps its own."""
    given = side_by_side(OWN, OTHER)
    given.do("decline", "2026-03-16 09:20", SECOND)
    entry = given.do("route", "2026-03-16 09:40", COORDINATOR, assignments=assigned(THIRD), location="ул. Мира")
    assert entry.clause == "18"
    assert parts(given) == {OWN: ("lead", "working"), THIRD: ("part", "working")}
    assert [event.kind for event in given.case.events[-1:]] == [EventKind.ASSIGNED]
    assert (given.deadline("co-2").authority, given.due("co-2")) == (THIRD, "2026-03-16 11:40")
    assert (given.due("overall"), given.state("coresend"), given.state("send")) == ("2026-03-16 13:00", "met", "met")
    assert (given.case.message.location, given.case.message.theme) == ("ул. Мира", "Дороги")
    assert told(refused(given, "route", COORDINATOR, assignments=assigned(FOURTH))) == ("wrong_state", "9(2)", [])


def test_the_body_that_declined_may_take_the_part_after_all() -> None:
    """The same body, or several for several parts, in one routing."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("decline", by=SECOND)
    given.do("decline", by=THIRD_ONE)
    given.do("route", assignments=assigned(OTHER, FOURTH))
    assert parts(given) == {OWN: ("lead", "working"), OTHER: ("part", "working"), FOURTH: ("part", "working")}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"lead": THIRD}, "lead"),
        ({"lead": OWN}, "lead"),
        ({"assignments": assigned(OWN)}, "assignments[0].authority"),
        ({"assignments": assigned(FOURTH, THIRD)}, "assignments[1].authority"),
        ({"assignments": assigned(FOURTH, FOURTH)}, "assignments[0].authority"),
        ({"assignments": assigned("authority-9")}, "assignments[0].authority"),
        ({"answer_within": {"amount": 1, "unit": "working_hours"}, "reason": "Срочно"}, "answer_within"),
        ({"draft_within": {"amount": 1, "unit": "working_hours"}}, "draft_within"),
        ({"days_off": True}, "days_off"),
    ],
)
def test_a_declined_part_is_routed_and_nothing_else(fields: dict[str, Any], field: str) -> None:
    """A new main body, a body at work and terms of the whole message are not this routing's."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("decline", by=SECOND)
    refusal = refused(given, "route", COORDINATOR, **({"assignments": assigned(FOURTH)} | fields))
    assert told(refusal)[2] == [field]


@pytest.mark.parametrize("step", ["review", "rework", "approved", "interim"])
def test_a_declined_part_is_replaced_at_any_step(step: str) -> None:
    """Where the answer stands does not change, except that work that goes on waits for parts again."""
    given = side_by_side(OWN, OTHER)
    given.do("decline", by=SECOND)
    if step == "approved":
        passed(given)
    elif step == "interim":
        passed(given, kind="interim").do("publish")
    else:
        given.do("submit_draft", by=LEAD)
        if step == "rework":
            given.do("return")
    before = given.case.state
    given.do("route", assignments=assigned(THIRD))
    assert given.case.state is (State.AWAITING_PARTS if step == "interim" else before)
    assert given.do("contribute", by=THIRD_ONE).clause == "18"


def test_a_lost_part_does_not_keep_the_main_body_from_drafting() -> None:
    """With one part given and one declined the main body works on; a replacement is waited for again."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("decline", by=SECOND)
    given.do("contribute", by=THIRD_ONE)
    given.do("approve", by=COORDINATOR)
    states = [given.case.state]
    given.do("route", assignments=assigned(FOURTH))
    assert [*states, given.case.state] == [State.DRAFTING, State.AWAITING_PARTS]


def test_the_main_bodys_return_keeps_the_parts_that_were_given() -> None:
    """The whole message is sent anew: passed and waiting parts stay, unfinished ones fall away with their clocks."""
    given = side_by_side(OWN, OTHER, THIRD, FOURTH)
    given.do("contribute", "2026-03-16 09:10", SECOND)
    given.do("approve", "2026-03-16 09:15", COORDINATOR)
    given.do("contribute", "2026-03-16 09:20", THIRD_ONE)
    given.do("decline", "2026-03-16 09:25", LEAD)
    assert (given.case.state, given.case.authority) == (State.AWAITING_ROUTING, None)
    assert parts(given) == {OTHER: ("part", "passed"), THIRD: ("part", "contributed")}
    assert told(refused(given, "note", FOURTH_ONE)) == ("not_visible", None, [])
    given.do("approve", "2026-03-16 09:30", COORDINATOR)
    refusal = refused(given, "route", assignments=assigned(OTHER))
    assert told(refusal) == ("invalid_input", None, ["assignments[0].authority"])
    given.do("route", "2026-03-16 09:40", assignments=assigned(FOURTH))
    assert parts(given) == {OTHER: ("part", "passed"), THIRD: ("part", "passed"), FOURTH: ("lead", "working")}
    assert (given.case.state, given.case.authority) == (State.DRAFTING, FOURTH)
    assert (given.due("overall"), given.due("draft")) == ("2026-03-16 14:40", "2026-03-16 12:10")
    cancelled = {
        item.authority for item in given.view.deadlines if item.name.startswith("co") and item.state == "cancelled"
    }
    assert FOURTH in cancelled


def test_a_new_main_body_gets_new_parts_and_those_that_wait() -> None:
    """Several may be named anew, and a part that lies with the department is still to be passed on."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 09:10", SECOND)
    given.do("decline", "2026-03-16 09:25", LEAD)
    refusal = refused(given, "route", assignments=assigned(THIRD, FOURTH))
    assert told(refusal) == ("invalid_input", "18", ["lead"])
    given.do("route", "2026-03-16 09:40", assignments=assigned(THIRD), lead=THIRD)
    assert given.case.state is State.AWAITING_PARTS
    given.do("approve", by=COORDINATOR)
    assert parts(given) == {OTHER: ("part", "passed"), THIRD: ("lead", "working")}
    assert [item.authority for item in given.view.parts] == [OTHER, THIRD]
