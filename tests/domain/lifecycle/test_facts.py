"""Requests for facts: one body answers, asks others, and gets what they know straight from them."""

from typing import Any

import pytest

from domain.lifecycle import Rules
from domain.roles import Principal
from domain.terms import State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    OTHER,
    OWN,
    STRANGER,
    THIRD,
    Life,
    assigned,
    executor_of,
    refused,
    small,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 10:00"
THIRD_ONE = executor_of(THIRD)
STEPS = """joint = { clause = "8", mode = "facts" }
decline = { clause = "6", then = "reroute" }
interim = { clause = "9" }
"""
FACTS = """
starts = "assigned:part"
ends = ["part_contributed"]
per_authority = true
amount = 2
unit = "working_hours"
"""
TO_OTHER: dict[str, Any] = {"assignments": [{"authority": OTHER, "part": "Когда ремонт?"}], "theme": None}


def facts_rules(*, reviewed: bool = False) -> Rules:
    """A regulation by which facts are asked for; without approval unless it is said."""
    return with_bodies(small(FACTS, reviewed=reviewed, steps=STEPS), THIRD)


def begun(*, reviewed: bool = False) -> Life:
    """A message that one body has to answer."""
    return Life(facts_rules(reviewed=reviewed), MONDAY).begin()


def asking(given: Life, authority: str = OTHER, by: Principal | None = EXECUTOR, **fields: Any) -> Life:  # noqa: ANN401
    """Ask a body for facts."""
    given.do("route", by=by, **TO_OTHER | {"assignments": assigned(authority)} | fields)
    return given


def parts(given: Life) -> dict[str, tuple[str, str]]:
    """What each body does, and where that stands."""
    return {item.authority: (item.role, item.state) for item in given.case.team}


def standing(given: Life) -> State:
    """Where the message stands now."""
    return given.case.state


@pytest.mark.parametrize("by", [EXECUTOR, COORDINATOR, None])
def test_another_body_is_asked_while_the_answer_is_written(by: Principal | None) -> None:
    """The body that answers, or the coordinator, asks; the other one sees the message, and its clock begins."""
    given = begun()
    entry = given.do("route", "2026-03-16 10:30", by, **TO_OTHER)
    assert (entry.clause, entry.details["assignments"]) == ("8", [{"authority": OTHER, "part": "Когда ремонт?"}])
    assert parts(given) == {OWN: ("single", "working"), OTHER: ("part", "working")}
    assert (given.view.state, given.view.authority) == (State.AWAITING_PARTS, OWN)
    assert (given.view.hands and given.view.hands.authority) == OWN
    assert given.view.authorities == (OWN, OTHER)
    assert given.due("limit1") == "2026-03-16 12:30"


def test_facts_come_straight_to_whoever_asked() -> None:
    """Nobody passes them on: the work goes on at once, and there is nothing to decide on."""
    given = asking(begun())
    entry = given.do("contribute", "2026-03-16 11:00", STRANGER, text="Ремонт в пятницу")
    assert (entry.clause, entry.actor.authority) == ("8", OTHER)
    assert (given.view.state, given.state("limit1")) == (State.DRAFTING, "met")
    assert parts(given)[OTHER] == ("part", "passed")
    assert given.view.parts[1].text == "Ремонт в пятницу"
    assert "approve" not in {item.command for item in given.view.next}
    assert told(refused(given, "approve", COORDINATOR))[0] == "wrong_role"


def test_the_answer_need_not_wait_for_facts() -> None:
    """The draft goes on without them, and facts that come afterwards are kept and move nothing."""
    given = asking(begun())
    given.do("submit_draft", by=EXECUTOR)
    assert standing(given) is State.APPROVED
    given.do("contribute", by=STRANGER)
    assert standing(given) is State.APPROVED
    given.do("publish", by=EXECUTOR)
    assert standing(given) is State.CLOSED


def test_facts_are_asked_for_in_rework_and_after_an_interim_answer() -> None:
    """Wherever the answer is written; where it is under review or approved, nobody is asked any more."""
    given = begun(reviewed=True)
    given.do("submit_draft", by=EXECUTOR)
    assert told(refused(given, "route", EXECUTOR, **TO_OTHER))[:2] == ("wrong_state", "2")
    given.do("return")
    asking(given)
    assert standing(given) is State.REWORK
    given.do("contribute", by=STRANGER)
    assert standing(given) is State.REWORK
    given.do("interim_answer", by=EXECUTOR)
    given.do("approve")
    given.do("publish", by=EXECUTOR)
    asking(given, THIRD)
    assert standing(given) is State.AWAITING_PARTS
    given.do("contribute", by=THIRD_ONE)
    assert standing(given) is State.INTERIM_PUBLISHED


def test_a_body_that_has_answered_is_asked_again() -> None:
    """A second question takes the place of the first, and begins a clock of its own."""
    given = asking(begun())
    given.do("contribute", "2026-03-16 11:00", STRANGER, text="В пятницу")
    given.do("route", "2026-03-16 11:30", EXECUTOR, **TO_OTHER)
    assert (given.view.state, given.view.parts[1].text) == (State.AWAITING_PARTS, None)
    assert given.due("limit1-2") == "2026-03-16 14:30"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"assignments": assigned(OWN)}, "assignments[0].authority", "этот орган сам готовит ответ"),
        ({"assignments": assigned(OTHER)}, "assignments[0].authority", "у этого органа сведения уже запрошены"),
        ({"assignments": assigned(THIRD, THIRD)}, "assignments[1].authority", "сведения уже запрошены"),
        ({"assignments": assigned("nobody")}, "assignments[0].authority", "такого органа нет"),
        ({"assignments": assigned(THIRD), "theme": "Дороги"}, "theme", "когда направляется само сообщение"),
        ({"assignments": assigned(THIRD), "importance": "срочное"}, "importance", "когда направляется само сообщение"),
        ({"assignments": assigned(THIRD), "lead": THIRD}, "lead", "когда направляется само сообщение"),
        ({"assignments": assigned(THIRD), "significant": True}, "significant", "когда направляется само сообщение"),
    ],
)
def test_a_request_for_facts_asks_for_nothing_else(fields: dict[str, Any], field: str, message: str) -> None:
    """Nobody asks itself or twice at once, and a request changes neither the message nor its clocks."""
    refusal = refused(asking(begun()), "route", EXECUTOR, **{"theme": None} | fields)
    assert told(refusal) == ("invalid_input", None, [field])
    assert message in refusal.detail


def test_only_the_body_that_answers_asks() -> None:
    """A body that was asked asks no other, and before the routing no executor is asked for anything."""
    given = asking(begun())
    assert told(refused(given, "route", STRANGER, assignments=assigned(THIRD), theme=None))[0] == "wrong_role"
    unrouted = Life(facts_rules(), MONDAY)
    assert told(refused(unrouted, "route", executor_of(None)))[0] == "wrong_role"


def test_one_body_answers() -> None:
    """A routing to several bodies at once is no request for facts."""
    refusal = refused(Life(facts_rules(), MONDAY), "route", assignments=assigned(OWN, OTHER))
    assert told(refusal) == ("invalid_input", "8", ["assignments"])
    assert "ответ готовит один орган" in refusal.detail


def test_whoever_has_no_facts_says_so() -> None:
    """A body that was asked declines its part only, and another one is asked instead."""
    given = asking(begun())
    entry = given.do("decline", "2026-03-16 10:20", STRANGER)
    assert (entry.clause, entry.details["authority"]) == ("6", OTHER)
    assert (given.view.state, given.view.authorities) == (State.DRAFTING, (OWN,))
    given.do("route", "2026-03-16 10:40", EXECUTOR, assignments=assigned(THIRD), theme=None)
    assert parts(given)[THIRD] == ("part", "working")
    given.late("route", "2026-03-16 10:30", principal=EXECUTOR, assignments=assigned(OTHER), theme=None)
    assert parts(given)[OTHER] == ("part", "working")


def test_facts_outlive_a_re_routing() -> None:
    """What was given stays with the message; the body that gave it may be the one that answers next."""
    given = asking(begun())
    given.do("contribute", by=STRANGER, text="В пятницу")
    asking(given, THIRD)
    given.do("contribute", by=THIRD_ONE, text="Во вторник")
    given.do("decline", by=EXECUTOR)
    given.do("route", assignments=assigned(OTHER))
    assert parts(given) == {THIRD: ("part", "passed"), OTHER: ("single", "working")}
    assert standing(given) is State.DRAFTING
    given.do("submit_draft", by=STRANGER)
    assert standing(given) is State.APPROVED


def test_what_a_routing_means_now_is_said() -> None:
    """Where a routing asks for facts, the case says so beside the command; before, it is the routing itself."""
    offers = {str(item.command): item for item in begun().view.next}
    assert offers["route"].roles == ("coordinator", "executor")
    assert "Запрос сведений" in str(offers["route"].notice)
    unrouted = {str(item.command): item for item in Life(facts_rules(), MONDAY).view.next}
    assert (unrouted["route"].roles, unrouted["route"].notice) == (("coordinator",), None)
