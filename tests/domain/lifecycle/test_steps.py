"""When acts may have happened: each step has its beginning, and what comes beside the main step has its own."""

from datetime import timedelta
from typing import Any

import pytest

from domain.errors import Refusal
from domain.lifecycle.steps import step_began_at
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    THIRD,
    VOL,
    Life,
    Procedure,
    announcements,
    assigned,
    executor_of,
    later,
    life,
    refused,
    shipped,
    told,
    with_bodies,
)

MONDAY = "2026-03-16 09:00"
EVENING = "2026-03-16 17:30"


def began(given: Life, name: str, authority: str | None = None, **fields: Any) -> str:  # noqa: ANN401
    """When the step began that a command would end, as local time."""
    return given.text(step_began_at(given.command(name, **fields), given.case, authority))


def check_begins(given: Life, name: str, expected: str, **fields: Any) -> None:  # noqa: ANN401
    """An act of that very moment is accepted in the evening, one of a moment before is refused."""
    given.wait(EVENING)
    moment = given.moment(expected)
    early: dict[str, Any] = {"occurred_at": later(moment, microseconds=-1), "comment": "Связи не было"}
    assert told(refused(given, name, **(fields | early))) == ("invalid_input", None, ["occurred_at"])
    assert given.late(name, expected, **fields)[0].at == moment


def side_by_side(*authorities: str) -> Life:
    """A message of Stavropol that these bodies have, the first as the main one."""
    given = Life(with_bodies(shipped(STA), THIRD), MONDAY)
    given.do("route", "2026-03-16 09:10", assignments=assigned(*authorities), lead=authorities[0])
    return given


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_the_step_begins_with_the_latest_act(procedure: Procedure) -> None:
    """Detection, receipt, then each act in its turn."""
    given = life(procedure, MONDAY, received_at="2026-03-16 09:20", known="2026-03-16 09:30")
    name = "resolve" if procedure.regulation == GUL else "route"
    assert began(given, name) == "2026-03-16 09:20"
    given.begin("2026-03-16 09:40")
    assert began(given, "submit_draft") == "2026-03-16 09:40"
    given.do("submit_draft", "2026-03-16 10:00")
    assert began(given, "approve") == "2026-03-16 10:00"
    given.do("return", "2026-03-16 10:10")
    assert began(given, "submit_draft") == "2026-03-16 10:10"


def test_an_act_is_not_earlier_than_the_routing_it_follows() -> None:
    """The moment of the routing itself is possible."""
    given = Life(shipped(PRO), MONDAY).begin("2026-03-16 09:20")
    check_begins(given, "submit_draft", "2026-03-16 09:20")


@pytest.mark.parametrize("name", ["note", "significant", "shortcoming"])
def test_a_remark_goes_back_to_the_detection(name: str) -> None:
    """It ends no step."""
    given = Life(shipped(PRO), MONDAY, received_at="2026-03-16 09:20", known="2026-03-16 09:30")
    given.draft("2026-03-16 10:00")
    check_begins(given, name, MONDAY)


def test_each_part_begins_with_its_own_receipt() -> None:
    """What the main body has done in between does not count."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    given.do("return", "2026-03-16 11:10")
    check_begins(given, "contribute", "2026-03-16 09:10", by=STRANGER)
    check_begins(given, "decline", "2026-03-16 09:10", by=executor_of(THIRD))


def test_a_part_sent_back_begins_anew() -> None:
    """The second version is not earlier than the remarks."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    given.do("return", "2026-03-16 10:05", COORDINATOR)
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    check_begins(given, "contribute", "2026-03-16 10:05", by=STRANGER)


@pytest.mark.parametrize("name", ["approve", "return"])
def test_a_part_is_decided_on_after_it_came(name: str) -> None:
    """Beside a draft that is under review later already."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    given.do("contribute", "2026-03-16 10:30", executor_of(THIRD))
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    assert began(given, name) == "2026-03-16 11:00"
    assert began(given, name, part=THIRD) == "2026-03-16 10:30"
    check_begins(given, name, "2026-03-16 10:00", by=COORDINATOR, part=OTHER)


def test_the_only_part_needs_no_name_to_be_dated() -> None:
    """Without a draft under review an unnamed decision is about the part."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    check_begins(given, "approve", "2026-03-16 10:00", by=COORDINATOR)


def test_parts_are_no_steps_of_the_whole() -> None:
    """The main body's draft may have been there before a part that is known already."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    given.do("approve", "2026-03-16 10:20", COORDINATOR)
    check_begins(given, "submit_draft", "2026-03-16 09:10", by=EXECUTOR)


def test_a_replaced_part_begins_with_its_return() -> None:
    """The department sent it on before the main body's draft came; it is entered afterwards."""
    given = side_by_side(OWN, OTHER)
    given.do("decline", "2026-03-16 09:30", STRANGER)
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    check_begins(given, "route", "2026-03-16 09:30", by=COORDINATOR, assignments=assigned(THIRD))
    assert given.due("co-2") == "2026-03-16 11:30"
    assert began(given, "contribute", THIRD) == "2026-03-16 09:30"
    assert began(given, "approve") == "2026-03-16 11:00"


def test_several_parts_are_replaced_after_the_last_return() -> None:
    """One routing for two declined parts is not earlier than the later of them."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("decline", "2026-03-16 09:30", STRANGER)
    given.do("decline", "2026-03-16 09:50", executor_of(THIRD))
    check_begins(given, "route", "2026-03-16 09:50", by=COORDINATOR, assignments=assigned(OTHER))


def test_in_turn_each_body_begins_when_it_gets_the_message() -> None:
    """The part that was passed on begins the next one's step."""
    given = Life(with_bodies(shipped(PRO), THIRD), MONDAY)
    given.do("route", "2026-03-16 09:10", assignments=assigned(OWN, OTHER, THIRD))
    given.do("contribute", "2026-03-16 10:00", EXECUTOR)
    assert began(given, "approve") == "2026-03-16 10:00"
    given.do("approve", "2026-03-16 10:20", COORDINATOR)
    assert (began(given, "contribute", OTHER), began(given, "decline", OTHER)) == ("2026-03-16 10:20",) * 2
    given.do("contribute", "2026-03-16 11:00", STRANGER)
    given.do("approve", "2026-03-16 11:10", COORDINATOR)
    check_begins(given, "submit_draft", "2026-03-16 11:10", by=executor_of(THIRD))


def asked(given: Life, placed: str) -> Life:
    """A message whose author was asked at a time."""
    given.do("submit_draft", kind="clarification")
    given.do("approve")
    given.do("publish", placed)
    return given


def test_the_reply_begins_with_the_question() -> None:
    """It may be entered after the answer was submitted, with the time at which the author wrote."""
    given = asked(life(Procedure(GUL, "pages"), MONDAY).begin(), "2026-03-16 10:00")
    given.do("submit_draft", "2026-03-16 12:00", EXECUTOR)
    check_begins(given, "clarified", "2026-03-16 10:00", by=COORDINATOR, actor={"role": "author"})


def test_the_reply_is_no_step_of_the_whole() -> None:
    """A draft that was submitted before the reply may be entered after it."""
    given = asked(Life(shipped(PRO), MONDAY).begin(), "2026-03-16 10:00")
    given.do("clarified", "2026-03-16 12:00", COORDINATOR)
    check_begins(given, "submit_draft", "2026-03-16 10:00", by=EXECUTOR)


def test_the_latest_question_is_the_one_that_is_answered() -> None:
    """A reply is not earlier than the question that the case waits for."""
    given = asked(life(Procedure(GUL, "pages"), MONDAY).begin(), "2026-03-16 10:00")
    given.do("clarified", "2026-03-16 10:30", COORDINATOR)
    asked(given, "2026-03-16 11:00")
    assert began(given, "clarified") == "2026-03-16 11:00"


def question_of_tuesday() -> Life:
    """A message of Gulkevichi whose draft is due on Tuesday at 10:00, and whose question is agreed by then."""
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 10:00")
    given.do("submit_draft", "2026-03-17 09:30", EXECUTOR, kind="clarification")
    given.do("approve", "2026-03-17 09:40", COORDINATOR)
    assert ("limit_missed", "draft1") in announcements(given.wait("2026-03-17 12:00"))
    return given


def test_a_question_entered_late_gives_back_what_was_announced_as_missed() -> None:
    """It was placed in time, so that the draft's clock stands still; its real end is announced when it comes."""
    given = question_of_tuesday()
    entries = given.late("publish", "2026-03-17 09:50", by=EXECUTOR)
    assert announcements(list(entries)) == [("limit_corrected", "draft1")]
    assert (given.state("draft1"), given.deadline("draft1").working_time_left) == ("paused", "PT10M")
    given.do("clarified", "2026-03-18 09:00", COORDINATOR)
    again = announcements(given.wait("2026-03-18 10:00"))
    assert ("limit_missed", "draft1") in again
    assert given.due("draft1") == "2026-03-18 09:10"


def test_a_question_that_came_too_late_gives_nothing_back() -> None:
    """Placed after the end of the draft's limit it pauses what is not over yet, and the miss stays (ADR 0023)."""
    given = question_of_tuesday()
    assert announcements(list(given.late("publish", "2026-03-17 10:01", by=EXECUTOR))) == []
    assert (given.state("draft1"), given.state("overall1")) == ("missed", "paused")


def test_a_late_part_of_a_finished_message_owes_nothing() -> None:
    """The answer was placed at 11:20; a part of 11:30, entered before that was known, starts no clock."""
    given = side_by_side(OWN, OTHER)
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    for stage in ("department", "mcu", "cur"):
        given.do("approve", "2026-03-16 11:10", stage=stage)
    given.do("contribute", "2026-03-16 11:30", STRANGER)
    given.wait("2026-03-16 11:40")
    given.late("publish", "2026-03-16 11:20")
    assert "coapprove" not in [item.name for item in given.view.deadlines]
    given.now = given.moment("2026-03-20 11:40")
    assert (given.view.overdue, given.view.due_at) == (False, None)


@pytest.mark.parametrize(
    ("regulation", "estimated"), [(VOL, True), (LUZ, True), (PRO, False), (GUL, False), (STA, False)]
)
def test_a_detection_outside_that_nobody_timed_is_an_estimate(regulation: str, estimated: bool) -> None:  # noqa: FBT001
    """R15: our receipt stands for it and the limits say so; where we detect ourselves it is simply now."""
    given = Life(shipped(regulation), "2026-03-16 10:00", detected_at=None)
    assert given.case.message.detected_estimated is estimated
    assert given.case.events[0].estimated is estimated
    detected = [item for item in given.view.deadlines if item.started_at and item.name in {"overall", "draft"}]
    assert {item.start_estimated for item in detected} == ({estimated} if detected else set())
    told_of = Life(shipped(regulation), "2026-03-16 10:00")
    assert not told_of.case.message.detected_estimated


@pytest.mark.parametrize("name", ["approve", "return"])
@pytest.mark.parametrize("timed", [False, True])
def test_an_outside_decision_that_nobody_timed_is_an_estimate(name: str, timed: bool) -> None:  # noqa: FBT001
    """What the region's body decided is entered by the coordinator: without its time the next clock is estimated."""
    given = Life(shipped(LUZ), MONDAY).draft("2026-03-16 10:00")
    given.wait("2026-03-16 11:00")
    fields = {"occurred_at": given.moment("2026-03-16 10:58")} if timed else {}
    entry = given.do(name, None, COORDINATOR, actor={"role": "oiv"}, **fields)
    limit = given.deadline("publish" if name == "approve" else "rework")
    assert limit.start_estimated is not timed
    assert ("time_estimated" in entry.details) is not timed
    assert limit.started_at == given.moment("2026-03-16 10:58" if timed else "2026-03-16 11:00")


def test_an_own_decision_is_never_an_estimate() -> None:
    """Who acts himself acts now; so does a tool that speaks for the region's body directly."""
    own = Life(shipped(PRO), MONDAY).draft()
    assert "time_estimated" not in own.do("approve", by=COORDINATOR).details
    tool = Life(shipped(LUZ), MONDAY).draft()
    tool.do("approve", actor={"role": "oiv"})
    assert not tool.deadline("publish").start_estimated


def test_the_authors_reply_that_nobody_timed_is_an_estimate() -> None:
    """The coordinator saw it; when it was written is not known."""
    given = asked(Life(shipped(PRO), MONDAY).begin(), "2026-03-16 10:00")
    entry = given.do("clarified", "2026-03-16 12:00", COORDINATOR, actor={"role": "author"})
    assert entry.details["time_estimated"] is True
    assert given.case.events[-1].estimated


def test_two_parts_at_one_moment_are_two_facts() -> None:
    """Both bodies send at 10:00 sharp, the second is heard of later; each is met by its own."""
    given = side_by_side(OWN, OTHER, THIRD)
    given.do("contribute", "2026-03-16 10:00", STRANGER)
    given.wait("2026-03-16 12:00")
    given.late("contribute", "2026-03-16 10:00", by=executor_of(THIRD))
    assert (given.state("co"), given.state("co-2")) == ("met", "met")
    assert given.due("coapprove-2") == "2026-03-16 10:30"


def test_a_race_of_two_people_has_one_winner() -> None:
    """Two officials route at the same moment: the second is told what is possible now, and nothing is done twice."""
    given = Life(shipped(PRO), MONDAY)
    first = given.command("route", COORDINATOR)
    given.do("route", by=COORDINATOR)
    with pytest.raises(Refusal) as caught:
        given.do("route", by=first.principal, assignments=assigned(OTHER))
    assert caught.value.code == "wrong_state"
    assert given.case.authority == OWN


def test_the_clock_of_an_act_is_the_acts_not_the_recordings() -> None:
    """Done at 17:59 on Friday, heard of on Monday: in time, with the reason in the journal."""
    given = Life(shipped(PRO), "2026-03-20 17:30")
    given.wait("2026-03-23 09:30")
    entries = given.late("route", "2026-03-20 17:59")
    assert (entries[0].at, entries[0].recorded_at) == (given.moment("2026-03-20 17:59"), given.now)
    assert entries[0].recorded_at - entries[0].at > timedelta(days=2)
    assert given.state("route") == "met"
