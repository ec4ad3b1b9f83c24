"""The case as it is shown, and the explanation of a limit."""

import pytest

from domain.lifecycle import case_view
from domain.terms import State
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
    VOL,
    Life,
    Procedure,
    life,
    shipped,
)

MONDAY = "2026-03-16 10:00"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_case_is_shown_with_what_it_is_under(procedure: Procedure) -> None:
    """Regulation, version and flow stand beside the message, not in it."""
    given = life(procedure, author={"name": "Иван"})
    view = given.view
    assert (view.id, view.regulation, view.flow) == ("case-1", procedure.regulation, procedure.flow)
    assert view.regulation_version == procedure.rules.regulation.version
    assert (view.message["text"], view.message["author"]["name"]) == ("Яма", "Иван")
    assert not {"regulation", "regulation_version", "flow"} & set(view.message)
    assert view.journal_seq == 1
    assert view.draft is None


HANDS = [
    (
        Procedure(PRO, "main"),
        [("coordinator", None), ("executor", None), ("coordinator", "curator"), ("executor", None)],
    ),
    (
        Procedure(VOL, "main"),
        [("coordinator", None), ("executor", None), ("coordinator", "curator"), ("coordinator", None)],
    ),
    (Procedure(LUZ, "main"), [("coordinator", None), ("executor", None), ("reviewer", "oiv"), ("executor", None)]),
    (
        Procedure(GUL, "pages"),
        [
            ("head", None),
            ("coordinator", None),
            ("executor", None),
            ("coordinator", "curator"),
            ("head", "head"),
            ("coordinator", None),
        ],
    ),
    (
        Procedure(STA, "main"),
        [
            ("coordinator", None),
            ("executor", None),
            ("coordinator", "department"),
            ("reviewer", "mcu"),
            ("reviewer", "cur"),
            ("coordinator", None),
        ],
    ),
]


ONWARD = {
    State.AWAITING_RESOLUTION: "resolve",
    State.AWAITING_ROUTING: "route",
    State.DRAFTING: "submit_draft",
    State.IN_REVIEW: "approve",
    State.APPROVED: "publish",
}


@pytest.mark.parametrize(
    ("procedure", "hands"), HANDS, ids=lambda item: item.name if isinstance(item, Procedure) else ""
)
def test_it_is_seen_in_whose_hands_the_message_is(procedure: Procedure, hands: list[tuple[str, str | None]]) -> None:
    """At each step the role that has to act, its stage, and for executors their body and person."""
    given = life(procedure)
    for role, stage in hands:
        held = given.view.hands
        assert held is not None
        assert (held.role, held.stage) == (role, stage)
        expected = (OWN, "executor-1") if role == "executor" else (None, None)
        assert (held.authority, held.person) == expected
        given.do(ONWARD[given.case.state])
    assert given.view.hands is None


def test_rework_is_in_the_executors_hands() -> None:
    """A returned draft is with the executor again."""
    given = life(PROCEDURES[0]).draft()
    given.do("return")
    assert given.view.hands is not None
    assert given.view.hands.role == "executor"
    assert given.view.returns == 1


def test_next_names_commands_roles_and_the_stage() -> None:
    """What is possible now, who may do it, and at which stage."""
    given = Life(shipped(LUZ), MONDAY).draft()
    named = {str(item.command): (item.roles, item.stage) for item in given.view.next}
    assert list(named) == [
        "approve",
        "return",
        "exclude",
        "significant",
        "shortcoming",
        "reassign",
        "hand_over",
        "close",
        "recalculate",
        "note",
    ]
    assert named["approve"] == (("reviewer", "coordinator"), "oiv")
    assert named["reassign"] == (("coordinator", "executor"), None)
    assert named["close"] == (("coordinator",), None)


def test_after_the_end_only_remarks_are_next() -> None:
    """No step, no hands, no due moment, no open and no pending limit."""
    for procedure in PROCEDURES:
        view = life(procedure).completed().view
        assert [item.command for item in view.next] == ["significant", "shortcoming", "note"]
        assert (view.hands, view.due_at, view.overdue) == (None, None, False)
        assert {deadline.state for deadline in view.deadlines} <= {"met", "missed", "cancelled"}
        assert {deadline.working_time_left for deadline in view.deadlines} == {None}


def test_a_view_is_a_pure_function() -> None:
    """The same case at the same moment is shown the same, whenever it is asked."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    assert case_view(given.case, given.rules, given.now) == case_view(given.case, given.rules, given.now)


def test_a_case_of_one_body_shows_no_parts() -> None:
    """Parts are those of joint work."""
    given = Life(shipped(PRO), MONDAY).begin()
    assert (given.view.parts, given.view.authorities) == ((), (OWN,))


def test_a_case_of_several_bodies_shows_each_part() -> None:
    """Who gives what, where it stands, its text and its remarks; a decision names the body."""
    given = Life(shipped(STA), MONDAY)
    named = [{"authority": OWN}, {"authority": OTHER, "executor": "p-2", "part": "Смета"}]
    given.do("route", assignments=named, lead=OWN)
    given.do("contribute", by=STRANGER, text="Тысяча рублей")
    (lead, part) = given.view.parts
    assert (lead.role, lead.text) == ("lead", None)
    assert (part.authority, part.executor, part.part, part.role, part.state) == (
        OTHER,
        "p-2",
        "Смета",
        "part",
        "contributed",
    )
    assert (part.text, part.contributed_by, part.contributed_at) == ("Тысяча рублей", STRANGER.person, given.now)
    assert [(item.command, item.part) for item in given.view.next if item.part] == [
        ("approve", OTHER),
        ("return", OTHER),
    ]
    given.do("return", by=COORDINATOR, remarks="Без копеек")
    assert (given.view.parts[1].remarks, given.view.parts[1].returned_at) == ("Без копеек", given.now)


def test_the_counts_of_a_life_are_shown() -> None:
    """Returns of drafts, returns for competence, interim answers, shortcomings: what the reports will count."""
    given = Life(shipped(PRO), MONDAY).begin()
    given.do("decline", by=EXECUTOR)
    given.do("route")
    given.do("interim_answer", by=EXECUTOR)
    given.do("return")
    given.do("interim_answer", by=EXECUTOR)
    given.do("approve")
    given.do("publish")
    given.do("shortcoming")
    view = given.view
    assert (view.declines, view.returns, view.interims, view.shortcomings, view.significant) == (1, 1, 1, 1, False)


def test_the_time_that_was_held_ends_with_the_life() -> None:
    """A closed case is in nobody's hands, and the sums stay."""
    given = Life(shipped(PRO), MONDAY).completed("2026-03-16 11:00")
    given.now = given.moment("2026-03-20 10:00")
    assert sum(item.working_time != "PT0S" for item in given.view.held) == 1
    assert given.view.hands is None
