"""Providensky № 47, clauses 7 to 14: from detection to publication."""

import pytest

from domain.errors import ForbiddenByRegulation, InvalidInput, WrongState
from domain.regulation.fit import findings
from domain.regulation.fit.finding import Level
from tests.conformance.checks import clauses, commands, missed, only_by, refused, states
from tests.conformance.people import AUDITOR
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    HEAD,
    OTHER,
    PRO,
    STRANGER,
    Life,
    shipped,
)

RULES = shipped(PRO)
TO_OTHER = [{"authority": OTHER}]


def message(detected: str = "2026-03-16 10:00") -> Life:
    """A message under the act."""
    return Life(RULES, detected)


def dues(life: Life, *names: str) -> list[str]:
    """When limits are due."""
    return [life.due(name) for name in names]


@proves("PRO-7")
def test_routing_sets_theme_place_and_importance() -> None:
    """All three are set when the message is sent to a body; what is missing the journal says, and routing is valid."""
    life = message()
    entry = life.do("route", by=COORDINATOR, theme="Дороги", location="ул. Мира", importance="высокая")
    assert (entry.clause, entry.details.get("unset")) == ("7", None)
    named = life.case.message
    assert (named.theme, named.location, named.importance) == ("Дороги", "ул. Мира", "высокая")
    assert message().do("route", theme=None).details["unset"] == ["theme", "location", "importance"]
    by_group = message().do("route", theme=None, theme_group="ЖКХ", importance="обычная")
    assert by_group.details["unset"] == ["location"]


@proves("PRO-7")
def test_detection_is_the_curators_act_and_not_the_authors() -> None:
    """When the author wrote starts no clock: it is kept, and the limits run from detection."""
    life = Life(RULES, "2026-03-16 10:00", posted_at="2026-03-12 08:00")
    assert dues(life, "route", "overall") == ["2026-03-16 10:30", "2026-03-17 11:00"]
    assert life.entries[0].details["posted_at"].startswith("2026-03-12")


@pytest.mark.parametrize(
    ("answer", "draft", "due", "draft_due"),
    [
        ({"amount": 8, "unit": "working_hours"}, None, "2026-03-17 10:00", "2026-03-16 15:00"),
        ({"amount": 510, "unit": "working_minutes"}, None, "2026-03-17 10:30", "2026-03-16 15:30"),
        (
            {"amount": 2, "unit": "working_hours"},
            {"amount": 1, "unit": "working_hours"},
            "2026-03-16 12:00",
            "2026-03-16 11:00",
        ),
    ],
)
@proves("PRO-7", "PRO-short", "R5")
def test_the_curator_may_set_a_shorter_term(
    answer: dict[str, object], draft: dict[str, object] | None, due: str, draft_due: str
) -> None:
    """It replaces the nine hours from the same detection; the draft follows four hours before it, or as he says."""
    life = message()
    entry = life.do(
        "route",
        by=COORDINATOR,
        answer_within=answer,
        draft_within=draft,
        reason="Авария",
        because=["importance"],
        importance="высокая",
    )
    assert dues(life, "overall", "draft") == [due, draft_due]
    assert (entry.details["reason"], entry.details["because"]) == ("Авария", ["importance"])
    life.wait(due)
    life.wait("2026-03-17 11:00")
    assert life.state("overall") == "missed"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"answer_within": {"amount": 9, "unit": "working_hours"}, "reason": "Авария"}, "answer_within"),
        ({"answer_within": {"amount": 12, "unit": "working_hours"}, "reason": "Авария"}, "answer_within"),
        ({"answer_within": {"amount": 8, "unit": "working_hours"}}, "reason"),
        ({"answer_within": {"amount": 6, "unit": "working_hours"}, "reason": "Авария"}, "draft_within"),
        (
            {
                "answer_within": {"amount": 2, "unit": "working_hours"},
                "draft_within": {"amount": 3, "unit": "working_hours"},
                "reason": "Авария",
            },
            "draft_within",
        ),
    ],
)
@proves("PRO-7", "PRO-short")
def test_a_term_that_is_not_shorter_is_refused(fields: dict[str, object], wrong: str) -> None:
    """Longer or equal, without a ground, or leaving the executor less than half: each is refused by clause 7."""
    refusal = refused(message(), "route", clause="7", refusal=InvalidInput, by=COORDINATOR, **fields)
    assert [error.field for error in refusal.errors] == [wrong]


@proves("PRO-8")
def test_another_competence_goes_back_to_the_curator() -> None:
    """Only the executor returns it, without having to say why; the curator sends it to another body."""
    life = message().begin("2026-03-16 10:10")
    only_by(life, "decline", [COORDINATOR, HEAD, AUDITOR])
    entry = life.do("decline", "2026-03-16 10:20", EXECUTOR, reason=None)
    assert (entry.clause, life.case.state, life.view.declines) == ("8", "awaiting_routing", 1)
    assert life.view.hands is not None
    assert life.view.hands.role == "coordinator"
    life.do("route", "2026-03-16 10:40", COORDINATOR, assignments=TO_OTHER)
    life.do("decline", "2026-03-16 10:50", STRANGER)
    assert life.view.declines == 2
    assert clauses(life, "decline") == ["8", "8"]


@proves("PRO-8", "PRO-9", "PRO-10", "R7")
def test_a_return_for_competence_moves_no_clock() -> None:
    """Whatever the detour, the draft and the whole are due when they were; the second body has its own half-hour."""
    life = message().begin("2026-03-16 10:10")
    before = dues(life, "overall", "draft")
    life.do("decline", "2026-03-16 10:20", EXECUTOR)
    life.do("route", "2026-03-16 14:45", COORDINATOR, assignments=TO_OTHER)
    assert dues(life, "overall", "draft") == before
    assert dues(life, "return", "return-2") == ["2026-03-16 10:40", "2026-03-16 15:15"]
    assert life.deadline("return-2").authority == OTHER


@proves("PRO-8", "PRO-return")
def test_a_body_that_answers_owes_no_return() -> None:
    """Once it has sent a draft its half-hour falls away, and it was never asked for."""
    life = message().begin("2026-03-16 10:10")
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    assert life.state("return") == "cancelled"
    assert missed(life, "return") == []


@proves("PRO-8")
def test_a_draft_under_review_cannot_be_declined() -> None:
    """Who has answered does not return the message any more; after remarks he may."""
    life = message().draft()
    refused(life, "decline", clause="8", refusal=WrongState, by=EXECUTOR)
    life.do("return", by=COORDINATOR)
    assert life.do("decline", by=EXECUTOR).clause == "8"


@proves("PRO-9", "R7", "R12")
def test_neither_rework_nor_a_question_stops_the_nine_hours() -> None:
    """A question to the author, his silence, rework and approval all run inside; the debtor is the municipality."""
    life = message().begin("2026-03-16 10:10")
    life.do("submit_draft", "2026-03-16 10:20", EXECUTOR, kind="clarification")
    life.do("approve", "2026-03-16 10:30", COORDINATOR)
    life.do("publish", "2026-03-16 10:40", EXECUTOR)
    assert (life.case.state, life.view.awaiting_reply) == ("awaiting_author", True)
    life.do("clarified", "2026-03-16 17:00", COORDINATOR, actor={"role": "author"})
    life.do("submit_draft", "2026-03-16 17:20", EXECUTOR)
    life.do("return", "2026-03-16 17:30", COORDINATOR)
    assert life.due("overall") == "2026-03-17 11:00"
    assert all(item.paused_since is None for item in life.view.deadlines)
    life.wait("2026-03-17 11:01")
    (entry,) = missed(life, "overall")
    assert (entry.clause, entry.details["actor"]) == ("9", "municipality")
    assert {item["role"] for item in entry.details["held"]} >= {"executor", "coordinator"}


@proves("PRO-10")
def test_all_three_kinds_of_draft_go_to_the_curator_and_only_from_the_executor() -> None:
    """An answer, an interim one and a question to the author each fulfil the draft's limit and go to the curator."""
    for kind in ("final", "interim", "clarification"):
        life = message().begin("2026-03-16 10:10")
        only_by(life, "submit_draft", [COORDINATOR, HEAD], kind=kind)
        entry = life.do("submit_draft", "2026-03-16 16:00", EXECUTOR, kind=kind)
        assert (entry.clause, life.state("draft"), life.case.state) == ("10", "met", "in_review")
        assert life.view.hands is not None
        assert life.view.hands.role == "coordinator"


@proves("PRO-10")
def test_there_is_no_explanation_instead_of_an_answer() -> None:
    """The act knows no such draft: it is refused by the clause on drafts."""
    life = message().begin()
    fields = {"kind": "explanation", "ground": "threats", "text": "Разъяснение"}
    with pytest.raises(ForbiddenByRegulation) as caught:
        life.do("submit_draft", None, EXECUTOR, **fields)
    assert caught.value.clause == "10"


@proves("PRO-11")
def test_each_submission_is_decided_on_anew() -> None:
    """Approved or sent back with remarks, each time within a half-hour of its own; a return demands remarks."""
    life = message().draft("2026-03-16 10:10")
    with pytest.raises(InvalidInput) as caught:
        life.do("return", by=COORDINATOR, remarks=None)
    assert [error.field for error in caught.value.errors] == ["remarks"]
    life.do("return", "2026-03-16 10:30", COORDINATOR)
    life.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    assert dues(life, "decide", "decide-2") == ["2026-03-16 10:40", "2026-03-16 11:30"]
    life.do("approve", "2026-03-16 11:31", COORDINATOR)
    assert states(life, "decide", "decide-2") == {"decide": "met", "decide-2": "missed"}
    assert clauses(life, "return") + clauses(life, "approve") == ["11", "11"]


@proves("PRO-11", "R8")
def test_silence_is_no_approval() -> None:
    """However long the curator says nothing, the draft stays with him and cannot be placed."""
    life = message().draft()
    life.wait("2026-04-16 10:00")
    assert life.case.state == "in_review"
    refused(life, "publish", clause="13", refusal=WrongState, by=EXECUTOR)


@proves("PRO-12", "R11")
def test_rework_comes_back_as_often_as_needed() -> None:
    """Each return opens an hour of its own, also while the first draft's limit is still ahead."""
    life = message().draft("2026-03-16 10:10")
    for number, hour in enumerate(("11", "12", "14", "15"), start=1):
        life.do("return", f"2026-03-16 {hour}:00", COORDINATOR)
        entry = life.do("submit_draft", f"2026-03-16 {hour}:30", EXECUTOR)
        name = "rework" if number == 1 else f"rework-{number}"
        assert (entry.clause, life.deadline(name).clause, life.state(name)) == ("12", "12", "met")
    assert dues(life, "rework", "rework-2") == ["2026-03-16 12:00", "2026-03-16 13:00"]
    assert life.view.returns == 4


@proves("PRO-12")
def test_a_question_is_reworked_like_an_answer() -> None:
    """By analogy: what was sent back comes back within the hour, whatever kind of draft it was."""
    life = message().begin()
    life.do("submit_draft", by=EXECUTOR, kind="clarification")
    life.do("return", "2026-03-16 11:00", COORDINATOR)
    assert life.due("rework") == "2026-03-16 12:00"
    assert life.do("submit_draft", by=EXECUTOR, kind="clarification").clause == "12"


@proves("PRO-13")
def test_only_the_executor_places_the_answer() -> None:
    """Neither the curator nor anybody else, and only what was approved."""
    life = message().approved()
    only_by(life, "publish", [COORDINATOR, HEAD, AUDITOR])
    assert life.do("publish", by=EXECUTOR).clause == "13"
    assert life.case.outcome == "answered"
    assert commands(life) == {"note", "significant", "shortcoming"}


@proves("PRO-13", "R9")
def test_publication_has_two_limits_and_the_earlier_one_binds() -> None:
    """Thirty minutes from approval and nine hours from detection both run; each is judged for itself."""
    life = message().begin()
    life.do("submit_draft", "2026-03-17 09:30", EXECUTOR)
    life.do("approve", "2026-03-17 10:50", COORDINATOR)
    assert dues(life, "publish", "overall") == ["2026-03-17 11:20", "2026-03-17 11:00"]
    assert life.view.due_at is not None
    assert life.text(life.view.due_at) == "2026-03-17 11:00"
    life.do("publish", "2026-03-17 11:10", EXECUTOR)
    assert states(life, "publish", "overall") == {"publish": "met", "overall": "missed"}


@proves("PRO-10", "PRO-13", "R7")
def test_the_authors_question_is_placed_by_the_executor() -> None:
    """An approved question goes out like an answer, but it neither answers nor ends the work."""
    life = message().begin()
    life.do("submit_draft", by=EXECUTOR, kind="clarification")
    life.do("approve", by=COORDINATOR)
    only_by(life, "publish", [COORDINATOR])
    assert life.do("publish", by=EXECUTOR).clause == "10"
    assert (life.case.state, life.state("overall"), life.state("publish")) == ("awaiting_author", "running", "pending")
    life.do("submit_draft", by=EXECUTOR)
    assert life.case.state == "in_review"


@proves("PRO-10", "PRO-11", "PRO-12", "PRO-13")
def test_two_rounds_of_rework_fit_to_the_minute() -> None:
    """After the limit of the draft four hours are left: two full rounds at their limits, and nothing to spare."""
    life = message("2026-03-16 09:00").begin("2026-03-16 09:30")
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    for back, again in (("15:30", "16:30"), ("17:00", "18:00")):
        life.do("return", f"2026-03-16 {back}", COORDINATOR)
        life.do("submit_draft", f"2026-03-16 {again}", EXECUTOR)
    life.do("approve", "2026-03-17 09:30", COORDINATOR)
    life.do("publish", "2026-03-17 10:00", EXECUTOR)
    assert {item.state.value for item in life.view.deadlines if not item.alternative} == {"met"}
    (said,) = [item for item in findings(RULES.regulation) if "9" in item.clauses]
    assert (said.level, said.minutes_left) == (Level.TIGHT, 0)
