"""Providensky № 47, clause 15: several executors, one after another."""

import pytest

from domain.errors import InvalidInput, WrongRole, WrongState
from tests.conformance.checks import clauses, commands, refused, states
from tests.conformance.people import BOTH, THIRD, THIRD_EXECUTOR, with_bodies
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, OTHER, OWN, PRO, STRANGER, Life, shipped

THREE = [*BOTH, {"authority": THIRD}]


def message() -> Life:
    """A message that two bodies answer, sent to the first."""
    life = Life(shipped(PRO), "2026-03-16 09:00")
    life.do("route", "2026-03-16 09:20", COORDINATOR, assignments=BOTH)
    return life


@proves("PRO-15", "PRO-15(1)")
def test_the_curators_order_is_the_order_of_work() -> None:
    """The first that he names has it, and not the second: for that one the message does not exist yet."""
    life = message()
    assert life.view.hands is not None
    assert (life.view.hands.authority, life.case.state) == (OWN, "awaiting_parts")
    assert [(part.authority, part.state.value) for part in life.view.parts] == [(OWN, "working"), (OTHER, "waiting")]
    assert "part-2" not in states(life, "part-2")
    swapped = Life(shipped(PRO), "2026-03-16 09:00")
    swapped.do("route", by=COORDINATOR, assignments=BOTH[::-1])
    assert swapped.case.authority == OTHER


@proves("PRO-15")
def test_nobody_leads_where_they_work_in_turn() -> None:
    """A main executor is a thing of other acts: the last one composes."""
    life = Life(shipped(PRO), "2026-03-16 09:00")
    refusal = refused(life, "route", clause="15", refusal=InvalidInput, assignments=BOTH, lead=OWN)
    assert [error.field for error in refusal.errors] == ["lead"]


@proves("PRO-15(2)")
def test_a_part_goes_to_the_curator_and_he_passes_the_message_on() -> None:
    """The executor sends his part; the curator hands the message with it to the next one."""
    life = message()
    entry = life.do("contribute", "2026-03-16 11:00", EXECUTOR, text="Дорога наша")
    assert (entry.clause, life.view.parts[0].text) == ("15", "Дорога наша")
    assert life.view.hands is not None
    assert life.view.hands.role == "coordinator"
    with pytest.raises(WrongRole):
        life.do("approve", by=EXECUTOR, part=OWN)
    assert life.do("approve", "2026-03-16 11:10", COORDINATOR).clause == "15(2)"
    assert (life.case.authority, life.case.state) == (OTHER, "drafting")
    assert life.view.parts[0].text == "Дорога наша"


@proves("PRO-15(2)")
def test_the_curator_may_send_a_part_back() -> None:
    """With remarks to the same executor, who sends it again."""
    life = message()
    life.do("contribute", by=EXECUTOR)
    entry = life.do("return", by=COORDINATOR, part=OWN, remarks="Где срок ремонта?")
    assert (entry.clause, life.view.parts[0].remarks) == ("15(2)", "Где срок ремонта?")
    life.do("contribute", by=EXECUTOR)
    life.do("approve", by=COORDINATOR, part=OWN)
    assert life.case.authority == OTHER


@proves("PRO-15(3)", "PRO-part")
def test_everybody_has_two_hours_from_his_own_receipt() -> None:
    """The second's two hours begin when the message is passed to him, however long the first one took."""
    life = message()
    assert life.due("part") == "2026-03-16 11:20"
    life.do("contribute", "2026-03-16 12:30", EXECUTOR)
    life.do("approve", "2026-03-16 12:40", COORDINATOR)
    assert states(life, "part", "part-2") == {"part": "missed", "part-2": "running"}
    assert (life.due("part-2"), life.deadline("part-2").authority) == ("2026-03-16 15:40", OTHER)


@proves("PRO-15(3)", "PRO-15(4)", "R9")
def test_the_last_one_has_his_two_hours_and_the_limit_of_the_draft() -> None:
    """Both run for him, and the common draft fulfils both."""
    life = message()
    life.do("contribute", "2026-03-16 11:00", EXECUTOR)
    life.do("approve", "2026-03-16 11:10", COORDINATOR)
    assert (life.due("part-2"), life.due("draft")) == ("2026-03-16 14:10", "2026-03-16 15:00")
    life.do("submit_draft", "2026-03-16 14:00", STRANGER)
    assert states(life, "part-2", "draft") == {"part-2": "met", "draft": "met"}
    assert clauses(life, "submit_draft") == ["10"]


@proves("PRO-15(4)")
def test_only_the_last_one_drafts_and_with_all_parts() -> None:
    """Before his turn no draft is possible; then he sees the parts, and the answer goes on by clauses 11 to 13."""
    life = message()
    refused(life, "submit_draft", clause="15", by=EXECUTOR)
    life.do("contribute", by=EXECUTOR)
    refused(life, "submit_draft", clause="10", refusal=WrongState, by=EXECUTOR)
    life.do("approve", by=COORDINATOR)
    assert "submit_draft" in commands(life)
    assert life.view.parts[0].text == "Наша часть ответа"
    life.do("submit_draft", by=STRANGER)
    life.do("approve", by=COORDINATOR)
    life.do("publish", by=STRANGER)
    assert life.case.outcome == "answered"


@proves("PRO-15", "PRO-8")
def test_each_may_return_what_is_not_his() -> None:
    """A part that is another body's competence goes back to the curator; the parts that were given are kept."""
    life = message()
    life.do("contribute", by=EXECUTOR)
    life.do("approve", by=COORDINATOR)
    assert life.do("decline", by=STRANGER).clause == "8"
    assert life.case.state == "awaiting_routing"
    assert [part.state.value for part in life.case.team] == ["passed"]


@proves("PRO-15(3)")
def test_that_three_do_not_fit_is_said_before_they_begin() -> None:
    """Two parts of two hours fit before the draft, three do not: the routing is valid and warns with the clauses."""
    life = message()
    assert life.view.warnings == ()
    more = Life(with_bodies(PRO, "Первый", "Второй", "Третий"), "2026-03-16 09:00")
    entry = more.do("route", by=COORDINATOR, assignments=THREE)
    assert "15(3)" in entry.details["warning"]
    assert more.view.warnings == (entry.details["warning"],)
    for who in (EXECUTOR, STRANGER):
        more.do("contribute", by=who)
        more.do("approve", by=COORDINATOR)
    more.do("submit_draft", by=THIRD_EXECUTOR)
    assert more.case.state == "in_review"
