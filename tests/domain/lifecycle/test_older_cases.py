"""Cases that began under an older release: no team, no holders, no kinds of draft; they go on as they are."""

import pytest

from domain.lifecycle import Case
from domain.terms import Outcome, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    OTHER,
    OWN,
    PROCEDURES,
    STRANGER,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    refused,
    shipped,
    told,
)

NEW = {
    "team",
    "declines",
    "interims",
    "awaiting_reply",
    "amounts",
    "days_off_since",
    "significant",
    "shortcomings",
    "publications",
    "follow_ups",
    "holdings",
}
"""What a case did not have before."""


def of_old(given: Life) -> Life:
    """The same life, carried over from before these fields were known."""
    text = given.case.model_dump(mode="json", exclude=NEW)
    text["events"] = [
        {key: value for key, value in event.items() if key not in {"draft", "authority", "role", "estimated"}}
        for event in text["events"]
    ]
    given.case = Case.model_validate(text)
    return given


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
@pytest.mark.parametrize("step", ["begin", "draft", "approved"])
def test_an_older_case_comes_to_its_ordinary_end(procedure: Procedure, step: str) -> None:
    """From wherever it stood: submitted, approved, sent off; each limit as for a case of today."""
    given, today = life(procedure), life(procedure)
    getattr(given, step)("2026-03-16 10:30")
    getattr(today, step)("2026-03-16 10:30")
    of_old(given)
    for item in (given, today):
        if step == "begin":
            item.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
        while item.case.state is State.IN_REVIEW:
            item.do("approve", "2026-03-16 11:05")
        item.do("hand_over" if procedure.flow == "incident" else "publish", "2026-03-16 11:10")
    assert given.case.outcome in {Outcome.ANSWERED, Outcome.HANDED_OVER}
    old = {item.name: (item.state, item.due_at) for item in given.view.deadlines}
    new = {item.name: (item.state, item.due_at) for item in today.view.deadlines}
    assert {name: new[name] for name in old} == old


def test_an_older_case_is_declined_and_given_to_another_person() -> None:
    """What was not possible when it began is possible now."""
    given = of_old(life(PROCEDURES[0]).begin("2026-03-16 10:20"))
    entry = given.do("reassign", by=COORDINATOR)
    assert (entry.details["before"]["authority"], given.case.executor, given.case.team) == (OWN, "executor-3", ())
    given.do("decline", by=EXECUTOR)
    given.do("route", assignments=assigned(OTHER))
    assert given.do("submit_draft", by=STRANGER).actor.authority == OTHER


def test_an_older_case_of_volchikha_moves_to_another_body() -> None:
    """From then on it has a team like a case of today."""
    given = of_old(Life(shipped(VOL), "2026-03-16 10:00").begin())
    given.do("reassign", by=COORDINATOR, authority=OTHER)
    assert [item.authority for item in given.case.team] == [OTHER]


def test_an_older_case_tells_who_holds_it_from_the_next_act_on() -> None:
    """What was before is not known; nothing is made up for it."""
    given = of_old(life(PROCEDURES[0]).begin("2026-03-16 10:20"))
    given.now = given.moment("2026-03-16 12:00")
    before = given.view
    given.do("submit_draft", "2026-03-16 12:00", EXECUTOR)
    given.now = given.moment("2026-03-16 12:30")
    assert ([item.working_time for item in before.held], [item.working_time for item in given.view.held]) == (
        [],
        ["PT30M"],
    )


def test_the_older_cases_part_is_nobodys() -> None:
    """Joint work begins with a routing of today."""
    given = of_old(life(PROCEDURES[0]).begin())
    assert told(refused(given, "contribute", EXECUTOR)) == ("wrong_state", "15", [])
