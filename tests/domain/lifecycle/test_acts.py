"""What each command does, under each regulation."""

from typing import Any

import pytest

from domain.errors import ForbiddenByRegulation, InvalidInput
from domain.terms import Outcome, State
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
    VOL,
    Life,
    Procedure,
    life,
    shipped,
)

PAGES = Procedure(GUL, "pages")
INCIDENT = Procedure(GUL, "incident")

CLAUSES = {
    f"{PRO}-main": {"route": "7", "submit_draft": "10", "approve": ["11"], "return": "11", "rework": "12", "end": "13"},
    f"{VOL}-main": {"route": "5", "submit_draft": "7", "approve": ["7"], "return": "8", "rework": "8", "end": "6"},
    f"{LUZ}-main": {"route": "4", "submit_draft": "7", "approve": ["7"], "return": "8", "rework": "8", "end": "9"},
    f"{GUL}-pages": {
        "resolve": "3.1.1",
        "route": "3.1.1",
        "submit_draft": "3.1.2",
        "approve": ["3.1.3", "3.1.7"],
        "return": "3.1.3",
        "rework": "3.1.4",
        "end": "1.8",
    },
    f"{GUL}-incident": {
        "resolve": "3.2.1",
        "route": "3.2.1",
        "submit_draft": "3.2.2",
        "approve": ["3.2.3", "3.2.6"],
        "return": "3.2.3",
        "rework": "3.2.4",
        "end": "3.2.6",
    },
    f"{STA}-main": {
        "route": "9(2)",
        "submit_draft": "12",
        "approve": ["13", "13", "13"],
        "return": "15",
        "rework": "16",
        "end": "14",
    },
}
"""The clause that each act rests on, by ``clauses.md``."""


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_each_act_cites_its_clause(procedure: Procedure) -> None:
    """The journal names the clause of every step, of a return and of the rework."""
    clauses = CLAUSES[procedure.name]
    given = life(procedure)
    if "resolve" in clauses:
        assert given.do("resolve").clause == clauses["resolve"]
    assert given.do("route").clause == clauses["route"]
    assert given.do("submit_draft").clause == clauses["submit_draft"]
    assert given.do("return").clause == clauses["return"]
    assert given.do("submit_draft").clause == clauses["rework"]
    assert [given.do("approve").clause for _ in clauses["approve"]] == clauses["approve"]
    completion = procedure.rules.flow(given.case).completion.command
    assert given.do(completion).clause == clauses["end"]
    handed_over = procedure == INCIDENT
    assert given.case.outcome is (Outcome.HANDED_OVER if handed_over else Outcome.ANSWERED)
    assert given.case.state is State.CLOSED


@pytest.mark.parametrize(("procedure", "clause"), [(PAGES, "3.1.4"), (INCIDENT, "3.2.4")], ids=["pages", "incident"])
def test_the_heads_disagreement_is_a_return_for_rework(procedure: Procedure, clause: str) -> None:
    """What the head does not approve goes back to the structure under the clause on rework."""
    given = life(procedure).draft()
    given.do("approve", by=COORDINATOR)
    assert given.do("return").clause == clause
    assert given.case.state is State.REWORK


@pytest.mark.parametrize(("procedure", "clause"), [(PAGES, "3.1.1"), (INCIDENT, "3.2.1")], ids=["pages", "incident"])
def test_the_message_goes_to_the_body_that_the_head_named(procedure: Procedure, clause: str) -> None:
    """Routing to another body than the resolution names is forbidden, and nothing has changed."""
    given = life(procedure)
    given.do("resolve", authority=OTHER)
    before = given.case
    with pytest.raises(ForbiddenByRegulation) as caught:
        given.do("route")
    assert caught.value.clause == clause
    assert OTHER in caught.value.detail
    assert given.case == before
    given.do("route", assignments=[{"authority": OTHER}])
    assert (given.case.authority, given.case.executor) == (OTHER, None)


def test_the_resolution_is_kept_with_its_text() -> None:
    """Who, which body and what the head wrote stand in the journal."""
    entry = life(PAGES).do("resolve")
    assert entry.details == {"authority": OWN, "note": "Подготовить ответ"}


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("resolve", {"authority": "authority-9"}, "authority"),
        ("route", {"assignments": [{"authority": "authority-9"}]}, "assignments[0].authority"),
    ],
)
def test_an_unknown_body_is_refused_with_the_known_ones(name: str, fields: dict[str, Any], wrong: str) -> None:
    """A body that the regulation does not have is a wrong value of the field that named it."""
    given = life(PAGES if name == "resolve" else PROCEDURES[0])
    with pytest.raises(InvalidInput) as caught:
        given.do(name, **fields)
    assert [error.field for error in caught.value.errors] == [wrong]
    assert caught.value.detail.endswith("допустимо: authority-1, authority-2")


def test_routing_sets_what_it_names_and_leaves_the_rest() -> None:
    """Theme, group, location and importance are set by the one who routes; what was known stays."""
    given = life(PROCEDURES[0], theme="ЖКХ", location="ул. Мира")
    given.do("route", theme="Дороги", importance="высокая", theme_group="Благоустройство")
    message = given.case.message
    assert (message.theme, message.theme_group) == ("Дороги", "Благоустройство")
    assert (message.location, message.importance) == ("ул. Мира", "высокая")
    assert (given.case.authority, given.case.executor) == (OWN, "executor-1")
    assert "unset" not in given.entries[-1].details


@pytest.mark.parametrize(
    ("regulation", "unset"), [(PRO, ["location", "importance"]), (STA, ["location", "importance"])]
)
def test_attributes_that_the_act_wants_are_missed_in_the_journal(regulation: str, unset: list[str]) -> None:
    """Routing without them is valid, and the journal shows which are not set."""
    assert Life(shipped(regulation), "2026-03-16 10:00").do("route").details["unset"] == unset


@pytest.mark.parametrize("regulation", [VOL, LUZ])
def test_other_acts_want_no_attributes(regulation: str) -> None:
    """Where somebody else sets them the journal misses none."""
    assert "unset" not in Life(shipped(regulation), "2026-03-16 10:00").do("route").details


def test_a_draft_is_kept_with_its_author() -> None:
    """The case has the last draft, its attachments, who sent it and when."""
    given = life(PROCEDURES[0]).begin("2026-03-16 10:10")
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR, attachments=[{"id": "f-1", "title": "Фото"}])
    draft = given.case.draft
    assert draft is not None
    assert (draft.text, draft.by.person, draft.submitted_at) == ("Проект ответа", "executor-1", given.now)
    assert [item.title for item in draft.attachments] == ["Фото"]
    given.do("return")
    given.do("submit_draft", text="Второй проект")
    assert given.case.draft is not None
    assert given.case.draft.text == "Второй проект"


def test_the_chain_of_stavropol_goes_department_centre_region() -> None:
    """Each stage has its turn, and only the last approval makes the draft approved."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    turns = []
    while given.case.state is State.IN_REVIEW:
        turns.append(given.rules.stage(given.case).id)
        given.do("approve")
    assert turns == ["department", "mcu", "cur"]
    assert [event.final for event in given.case.events[-3:]] == [False, False, True]
    assert given.case.state is State.APPROVED


@pytest.mark.parametrize("approvals", [0, 1, 2])
def test_a_return_of_any_stage_goes_straight_to_the_executor(approvals: int) -> None:
    """Whoever returns, the executor reworks, and re-submission starts the chain again."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    for _ in range(approvals):
        given.do("approve")
    stage = given.rules.stage(given.case).id
    entry = given.do("return", remarks="Не по существу")
    assert (entry.clause, entry.details["stage"], entry.details["remarks"]) == ("15", stage, "Не по существу")
    assert (given.case.state, given.case.returns) == (State.REWORK, 1)
    given.do("submit_draft", by=EXECUTOR)
    assert given.rules.stage(given.case).id == "department"


def test_rework_may_go_on_for_ever() -> None:
    """The number of cycles is not limited, it is counted."""
    given = life(PROCEDURES[0]).draft()
    for _ in range(12):
        given.do("return")
        given.do("submit_draft")
    assert given.case.returns == 12
    assert given.state("rework-12") == "met"


GROUNDS = [
    (PRO, "intent-to-harm", "18", Outcome.REFUSED),
    (PRO, "obscene-or-insulting", "18", Outcome.REFUSED),
    (VOL, "threats", "12", Outcome.REFUSED),
    (LUZ, "threats", "12", Outcome.REFUSED),
    (GUL, "threats", "3.7", Outcome.REFUSED),
    (GUL, "illegible", "3.7", Outcome.NO_ANSWER),
    (GUL, "unclear-meaning", "3.7", Outcome.NO_ANSWER),
    (STA, "obscene-or-insulting", "22", Outcome.REFUSED),
]


@pytest.mark.parametrize(("regulation", "ground", "clause", "outcome"), GROUNDS)
def test_a_ground_of_the_regulation_ends_the_work(regulation: str, ground: str, clause: str, outcome: Outcome) -> None:
    """The outcome and the clause are those of the ground, which the journal names in words."""
    given = Life(shipped(regulation), "2026-03-16 10:00")
    entry = given.do("exclude", ground=ground, note="Проверено")
    assert (given.case.state, given.case.outcome, entry.clause) == (State.CLOSED, outcome, clause)
    assert entry.details["title"] == given.rules.regulation.ground(ground).title
    assert entry.details["note"] == "Проверено"


@pytest.mark.parametrize(
    ("regulation", "ground"),
    [(STA, "intent-to-harm"), (PRO, "illegible"), (LUZ, "spam"), (GUL, "judicial-acts"), (PRO, "formal-appeal")],
)
def test_another_ground_is_refused_with_those_that_serve(regulation: str, ground: str) -> None:
    """Only the regulation's own grounds to refuse or not to answer serve, and exactly they are listed."""
    given = Life(shipped(regulation), "2026-03-16 10:00")
    with pytest.raises(InvalidInput) as caught:
        given.do("exclude", ground=ground)
    assert [error.field for error in caught.value.errors] == ["ground"]
    serving = [item.id for item in given.rules.regulation.grounds if item.outcome in {"refused", "no_answer"}]
    assert caught.value.detail.endswith(f"допустимо: {', '.join(serving)}")


@pytest.mark.parametrize("step", ["begin", "draft", "approved"])
@pytest.mark.parametrize("name", ["exclude", "close"])
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_message_can_be_ended_until_its_publication(procedure: Procedure, name: str, step: str) -> None:
    """A ground found later, or an unforeseen cause, ends the work at any step, without a breach."""
    given = life(procedure)
    getattr(given, step)()
    given.do(name)
    assert given.case.state is State.CLOSED
    assert {deadline.state for deadline in given.view.deadlines} <= {"met", "cancelled"}


def test_an_unforeseen_cause_rests_on_no_clause() -> None:
    """What no regulation provides for cites none and keeps its reason."""
    given = life(PROCEDURES[0])
    entry = given.do("close", reason="Сообщение удалено")
    assert (entry.clause, entry.details["reason"], given.case.outcome) == (None, "Сообщение удалено", Outcome.OTHER)


def test_a_note_is_only_journalled() -> None:
    """A remark changes nothing else."""
    given = life(PROCEDURES[0])
    before = given.case
    entry = given.do("note", text="Звонил автору")
    assert (entry.clause, entry.details) == (None, {"text": "Звонил автору"})
    assert given.case.changed(journal_seq=before.journal_seq, recent=before.recent) == before


def test_a_publication_is_kept_with_its_evidence() -> None:
    """Link, other places, the text as published and its openness stand in the journal."""
    given = life(PROCEDURES[0]).approved()
    fields = {
        "url": "https://vk.com/wall-1_3",
        "evidence": {"screenshot": "s-1.png", "sha256": "a" * 64},
        "text": "Ответ",
        "visibility": "direct",
        "also_at": ["https://example.org/news"],
    }
    entry = given.do("publish", None, None, **fields)
    assert {key: entry.details[key] for key in fields} == fields | {
        "evidence": {"screenshot": "s-1.png", "sha256": "a" * 64}
    }


def test_a_handover_is_kept_with_its_receiver() -> None:
    """The journal says to whom the answer went."""
    given = life(INCIDENT).approved()
    assert given.do("hand_over", to="Отдел СМИ").details["to"] == "Отдел СМИ"
