"""Joint work under a main body (Stavropol 18): side by side, parts that come, are sent back, declined and late."""

import pytest

from domain.lifecycle.acts.drafts import TEAM_LETTERS
from domain.terms import Outcome, State
from domain.text import MAX_TEXT
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    FOURTH,
    OTHER,
    OWN,
    PRO,
    STA,
    STRANGER,
    THIRD,
    Life,
    announcements,
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


def test_all_bodies_begin_at_once() -> None:
    """Each has its own two hours and its own window to return, the main one has the limit of the draft."""
    given = side_by_side(OTHER, OWN, THIRD)
    assert given.case.state is State.AWAITING_PARTS
    assert parts(given) == {OTHER: ("part", "working"), OWN: ("lead", "working"), THIRD: ("part", "working")}
    assert (given.case.authority, set(given.case.authorities)) == (OWN, {OWN, OTHER, THIRD})
    assert [(given.deadline(name).authority, given.due(name)) for name in ("co", "co-2")] == [
        (OTHER, "2026-03-16 11:00"),
        (THIRD, "2026-03-16 11:00"),
    ]
    assert [given.deadline(name).authority for name in ("return", "return-2", "return-3")] == [OTHER, OWN, THIRD]
    assert (given.due("overall"), given.due("draft")) == ("2026-03-16 13:00", "2026-03-16 11:30")
    assert given.view.hands is not None
    assert given.view.hands.authority == OWN


@pytest.mark.parametrize("lead", [None, FOURTH, "authority-9"])
def test_the_main_body_is_named_among_those_that_get_it(lead: str | None) -> None:
    """Stavropol 18: without a main body, or with one that is not there, several are refused."""
    given = Life(with_bodies(shipped(STA), THIRD, FOURTH), MONDAY)
    refusal = refused(given, "route", assignments=assigned(OWN, OTHER), lead=lead)
    assert told(refusal) == ("invalid_input", "18", ["lead"])


def test_a_part_is_agreed_by_the_department_and_passed_on() -> None:
    """Half an hour to agree, ten minutes to send back; when nothing is outstanding the main body drafts."""
    given = side_by_side(OWN, OTHER)
    entry = given.do("contribute", "2026-03-16 10:00", SECOND, attachments=[{"id": "f-1", "title": "Смета"}])
    assert (entry.clause, entry.details["authority"], entry.actor.authority) == ("18", OTHER, OTHER)
    assert (given.state("co"), given.due("coapprove"), given.due("cosendback")) == (
        "met",
        "2026-03-16 10:30",
        "2026-03-16 10:10",
    )
    assert given.view.hands is not None
    assert given.view.hands.authority == OWN  # the main body works on meanwhile
    entry = given.do("approve", "2026-03-16 10:30", COORDINATOR)
    assert (entry.clause, entry.details["part"]) == ("18", OTHER)
    assert (given.state("coapprove"), given.state("cosendback")) == ("met", "cancelled")
    assert (given.case.state, parts(given)[OTHER]) == (State.DRAFTING, ("part", "passed"))
    assert [item.title for item in given.view.parts[1].attachments] == ["Смета"]


def test_the_arithmetic_of_stavropol_leaves_the_main_body_nothing() -> None:
    """Part at 11:00, agreed at 11:30, the draft due at 11:30 (vector STA-4)."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 11:00", SECOND)
    given.do("approve", "2026-03-16 11:30", COORDINATOR)
    assert (given.state("co"), given.state("coapprove"), given.due("draft")) == ("met", "met", "2026-03-16 11:30")
    given.do("submit_draft", "2026-03-16 11:31", LEAD)
    assert given.state("draft") == "missed"


def test_several_parts_are_told_apart_by_name() -> None:
    """A decision that names none of several is refused with their names; each is decided on for itself."""
    given = side_by_side(OWN, OTHER, THIRD, FOURTH)
    given.do("contribute", "2026-03-16 09:30", SECOND)
    given.do("contribute", "2026-03-16 09:40", THIRD_ONE)
    for name in ("approve", "return"):
        refusal = refused(given, name, COORDINATOR)
        assert told(refusal) == ("invalid_input", None, ["part"])
        assert refusal.detail.endswith(f"{OTHER}, {THIRD}")
    given.do("return", "2026-03-16 09:45", COORDINATOR, part=THIRD)
    given.do("approve", "2026-03-16 09:50", COORDINATOR)
    assert parts(given) == {
        OWN: ("lead", "working"),
        OTHER: ("part", "passed"),
        THIRD: ("part", "working"),
        FOURTH: ("part", "working"),
    }
    assert given.case.state is State.AWAITING_PARTS
    assert [(given.deadline(name).authority, given.state(name)) for name in ("coapprove", "coapprove-2")] == [
        (OTHER, "met"),
        (THIRD, "cancelled"),
    ]


def test_remarks_on_a_part_are_marks_by_analogy() -> None:
    """Nothing is said of them in the act: they remind and are due, and nobody is late with them."""
    given = side_by_side(OWN, OTHER)
    given.do("contribute", "2026-03-16 09:30", SECOND)
    given.do("return", "2026-03-16 09:50", COORDINATOR)
    assert (given.state("cosendback"), given.deadline("corework").by_analogy) == ("met", True)
    assert given.due("corework") == "2026-03-16 10:05"
    assert ("limit_due", "corework") in announcements(given.wait("2026-03-16 10:30"))
    assert (given.state("corework"), given.view.overdue) == ("running", False)
    given.do("contribute", by=SECOND)
    assert given.state("corework") == "met"
    assert (given.state("co"), given.due("coapprove-2")) == ("met", "2026-03-16 11:00")


def test_a_late_part_moves_nothing() -> None:
    """The main body answers without it; the part may come under review, after approval, and not after the end."""
    given = side_by_side(OWN, OTHER, THIRD)
    limits = given.due("overall"), given.due("draft")
    given.do("submit_draft", "2026-03-16 11:00", LEAD)
    given.do("contribute", "2026-03-16 11:10", SECOND)
    assert (given.case.state, given.rules.stage(given.case).id) == (State.IN_REVIEW, "department")
    given.do("approve", "2026-03-16 11:15", COORDINATOR)
    assert (given.rules.stage(given.case).id, parts(given)[OTHER]) == ("mcu", ("part", "contributed"))
    given.do("approve", "2026-03-16 11:20", COORDINATOR, part=OTHER)
    assert (given.rules.stage(given.case).id, parts(given)[OTHER]) == ("mcu", ("part", "passed"))
    given.do("approve", stage="mcu")
    given.do("approve", stage="cur")
    given.do("contribute", "2026-03-16 11:30", THIRD_ONE)
    given.do("approve", by=COORDINATOR)
    assert (given.case.state, (given.due("overall"), given.due("draft"))) == (State.APPROVED, limits)
    given.do("publish", by=COORDINATOR)
    assert told(refused(given, "contribute", THIRD_ONE)) == ("wrong_state", None, [])


def test_a_return_of_the_draft_leaves_the_parts_where_they_are() -> None:
    """The main body reworks while parts are still owed."""
    given = side_by_side(OWN, OTHER)
    given.do("submit_draft", by=LEAD)
    given.do("return", by=COORDINATOR)
    assert (given.case.state, parts(given)[OTHER]) == (State.REWORK, ("part", "working"))
    given.do("contribute", by=SECOND)
    given.do("approve", by=COORDINATOR)
    assert given.case.state is State.REWORK


def test_the_main_body_may_answer_in_the_meantime() -> None:
    """The act leaves it no time, so an interim answer may go out while parts are owed; then they are waited for."""
    given = side_by_side(OWN, OTHER)
    given.do("interim_answer", "2026-03-16 09:30", LEAD)
    for stage in ("department", "mcu", "cur"):
        given.do("approve", stage=stage)
    given.do("publish", "2026-03-16 09:50", COORDINATOR)
    assert (given.case.state, given.state("co"), given.state("overall")) == (State.AWAITING_PARTS, "running", "met")
    given.do("contribute", by=SECOND)
    given.do("approve", by=COORDINATOR)
    assert given.case.state is State.INTERIM_PUBLISHED


def test_long_parts_are_cut_in_what_travels_and_whole_in_the_journal() -> None:
    """Four parts of the greatest length would not travel with the case; what the journal keeps is not cut."""
    given = side_by_side(OWN, OTHER, THIRD, FOURTH)
    text = "т" * MAX_TEXT
    lengths = []
    for by in (SECOND, THIRD_ONE, FOURTH_ONE):
        entry = given.do("contribute", by=by, text=text)
        assert len(entry.details["text"]) == MAX_TEXT
        lengths.append([len(item.text or "") for item in given.case.team])
    assert lengths[-1] == [0, MAX_TEXT, MAX_TEXT, MAX_TEXT]
    given.do("decline", by=LEAD)
    given.do("route", assignments=assigned(OWN))
    given.do("decline", by=LEAD)
    rules = with_bodies(given.rules, "authority-5")
    given.rules = rules
    given.do("route", assignments=assigned(OWN, "authority-5"), lead=OWN)
    given.do("contribute", by=executor_of("authority-5"), text=text)
    share = TEAM_LETTERS // 5
    assert [len(item.text or "") for item in given.case.team] == [share + 1, share + 1, share + 1, 0, share + 1]
    assert all((item.text or "…").endswith("…") for item in given.case.team)


def test_the_other_acts_mode_of_work_is_not_mixed_in() -> None:
    """Providensky has an order and no main body, Stavropol a main body and no order."""
    first = Life(with_bodies(shipped(PRO), THIRD), MONDAY)
    first.do("route", assignments=assigned(OWN, OTHER))
    assert {item.role for item in first.case.team} == {"part", "last"}
    assert {role for role, _ in parts(side_by_side(OWN, OTHER)).values()} == {"lead", "part"}


def test_an_appeal_ends_joint_work_too() -> None:
    """Whatever is still owed falls away when the message becomes a formal appeal."""
    given = side_by_side(OWN, OTHER)
    appeal = {"ground": "formal-appeal", "registration_number": "7", "registered_on": "2026-03-16"}
    given.do("hand_over", by=COORDINATOR, to=None, appeal=appeal)
    assert (given.case.outcome, given.state("co")) == (Outcome.CONVERTED, "cancelled")
