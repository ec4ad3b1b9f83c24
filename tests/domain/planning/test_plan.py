"""Plans worked out by hand: each act's limits, from the outermost backwards."""

import pytest

from domain.planning import Plan, PlanStep, plan
from domain.terms import CommandName
from tests.domain.lifecycle.builders import (
    EXECUTOR,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PLAIN,
    PRO,
    STA,
    THIRD,
    VOL,
    Life,
    Procedure,
    assigned,
    life,
    shipped,
    small,
    with_bodies,
)

FRIDAY = "2026-03-06 17:50"
"""Before a long weekend: Monday the ninth is a day off."""


def planned(given: Life) -> Plan:
    """The plan of a message as it stands."""
    return plan(given.case, given.rules, given.now)


def moments(made: Plan) -> list[tuple[str, str | None]]:
    """Each step by its stage, part or command, and its latest moment: day and time."""
    return [(_named(step), f"{step.latest:%d %H:%M}" if step.latest else None) for step in made.steps]


def _named(step: PlanStep) -> str:
    return step.stage or (step.part and f"pass {step.part[-1]}") or _with_body(step)


def _with_body(step: PlanStep) -> str:
    return f"part {step.authority[-1]}" if step.authority and step.command == "contribute" else step.command


def step(made: Plan, command: str) -> PlanStep:
    """The first step of a command."""
    return next(item for item in made.steps if item.command == command)


def test_the_official_at_ten_to_six_before_a_long_weekend() -> None:
    """Ten minutes are of Friday; each step has its own term after the one before, and three hours of reserve remain."""
    made = planned(Life(shipped(PRO), FRIDAY))
    assert moments(made) == [
        ("route", "10 09:20"),
        ("submit_draft", "10 14:50"),
        ("curator", "10 15:20"),
        ("publish", "10 15:50"),
    ]
    assert [item.binding_clause for item in made.steps] == ["7", "10", "11", "13"]
    assert [item.slack for item in made.steps] == ["PT30M", "PT5H", "PT5H30M", "PT6H"]
    after = [item.latest_after_rework and f"{item.latest_after_rework:%d %H:%M}" for item in made.steps]
    assert after == [None, "10 17:50", "11 09:20", "11 09:50"]
    assert made.rework_rounds_left == 2
    assert made.outermost is not None
    assert (made.outermost.name, made.outermost.clause, f"{made.outermost.due_at:%d %H:%M}") == (
        "overall",
        "9",
        "11 09:50",
    )


@pytest.mark.parametrize(
    ("procedure", "expected", "rounds"),
    [
        (Procedure(VOL, "main"), ["16 16:00", "16 16:00", "17 11:00", "17 11:00"], 4),
        (Procedure(LUZ, "main"), ["16 16:00", "16 16:00", "17 10:30", "17 11:00"], 3),
        (Procedure(GUL, "pages"), [None] * 6, None),
        (
            Procedure(GUL, "incident"),
            ["16 12:00", "16 15:00", "17 10:00", "17 10:00", "17 10:00", "17 10:00"],
            0,
        ),
        (
            Procedure(STA, "main"),
            ["16 10:30", "16 13:00", "16 14:30", "16 14:30", "16 15:00", "16 15:30"],
            1,
        ),
    ],
    ids=lambda item: item.name if isinstance(item, Procedure) else "",
)
def test_every_procedure_has_its_own_plan(procedure: Procedure, expected: list[str | None], rounds: int | None) -> None:
    """At Monday ten o'clock: what the act leaves to each step, and how many whole rounds of rework fit."""
    made = planned(life(procedure))
    assert [at for _, at in moments(made)] == expected
    assert made.rework_rounds_left == rounds


def test_after_the_resolution_gulkevichi_has_a_plan() -> None:
    """The structure's clocks will run from the routing, at its latest: eight hours, two days, no limit to publish."""
    given = life(Procedure(GUL, "pages"))
    given.do("resolve")
    made = planned(given)
    assert moments(made) == [
        ("route", "16 12:00"),
        ("submit_draft", "17 12:00"),
        ("curator", "18 18:00"),
        ("head", "18 18:00"),
        ("publish", None),
    ]
    assert "ни один идущий срок" in step(made, "publish").reading
    assert "не отведено" in step(made, "approve").reading


def test_parts_one_after_another() -> None:
    """Providensky 15: two bodies of two hours each end exactly where the draft is due."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    given.do("route", "2026-03-16 10:30", assignments=assigned(OWN, OTHER))
    assert moments(planned(given))[:3] == [("part 1", "16 12:30"), ("pass 1", "16 13:00"), ("submit_draft", "16 16:00")]


def test_three_in_turn_cannot_all_have_their_two_hours() -> None:
    """What the last two need is left to them: the first has half an hour of its two."""
    given = Life(with_bodies(shipped(PRO), THIRD), "2026-03-16 10:00")
    given.do("route", "2026-03-16 10:30", assignments=assigned(OWN, OTHER, THIRD))
    assert moments(planned(given))[:5] == [
        ("part 1", "16 11:00"),
        ("pass 1", "16 11:00"),
        ("part 2", "16 13:00"),
        ("pass 2", "16 13:00"),
        ("submit_draft", "16 16:00"),
    ]


def test_an_interim_answer_beside_the_parts_gives_them_time() -> None:
    """It starts the clock of the final draft, from which the last body's two hours are walked back."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    given.do("route", assignments=assigned(OWN, OTHER))
    given.do("interim_answer", by=EXECUTOR)
    assert moments(planned(given)) == [
        ("part 1", "16 12:00"),
        ("pass 1", "25 16:00"),
        ("curator", "16 10:30"),
        ("publish", "16 11:00"),
        ("submit_draft", "25 18:00"),
        ("curator", "26 09:30"),
        ("publish", "26 10:00"),
    ]


def test_parts_side_by_side_leave_the_lead_no_minute() -> None:
    """Stavropol 18: what is passed on at its latest comes when the common draft is due."""
    given = Life(shipped(STA), "2026-03-16 09:00")
    given.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    made = planned(given)
    assert moments(made)[:3] == [("part 2", "16 11:00"), ("pass 2", "16 11:30"), ("submit_draft", "16 11:30")]
    assert step(made, "contribute").authority == OTHER


def test_a_missed_limit_no_longer_binds_what_can_still_be_kept() -> None:
    """The draft is late; it still saves the overall limit if it comes by the time that the rest of the way needs."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.wait("2026-03-16 16:30")
    draft = step(planned(given), "submit_draft")
    assert (draft.overdue, f"{draft.own_due:%H:%M}") == (True, "16:00")
    assert (f"{draft.latest:%d %H:%M}", draft.binding_clause, draft.slack) == ("17 10:00", "9", "PT2H30M")


def test_what_is_over_shows_by_how_much() -> None:
    """Nothing can be kept any more: moments are past and slack is negative."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.wait("2026-03-17 12:00")
    made = planned(given)
    assert [item.slack for item in made.steps] == ["-PT5H", "-PT1H30M", "-PT1H"]
    assert made.rework_rounds_left is None
    assert "уже прошёл" in step(made, "approve").reading


def test_while_the_author_is_awaited_clocks_stand() -> None:
    """Gulkevichi 3.1.2: no moment is named, and the slack is what would be left if the reply came now."""
    given = life(Procedure(GUL, "pages")).begin()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("approve")
    asked = planned(given)
    assert moments(asked)[:2] == [("publish", "16 15:00"), ("clarified", None)]
    assert "ответ автора сдвинет" in step(asked, "submit_draft").reading
    given.do("publish", "2026-03-16 12:00")
    given.wait("2026-03-17 15:00")
    made = planned(given)
    assert made.paused
    assert {item.latest for item in made.steps} == {item.own_due for item in made.steps} == {None}
    assert (step(made, "clarified").slack, step(made, "submit_draft").slack) == (None, "PT6H")
    assert "если бы он ответил сейчас" in step(made, "submit_draft").reading
    assert made.outermost is not None
    assert made.outermost.due_at is None


def test_a_question_that_pauses_nothing_is_a_step() -> None:
    """Providensky: the reply is of use as long as the answer can still go its way."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("approve")
    given.do("publish")
    assert moments(planned(given)) == [
        ("clarified", "17 10:00"),
        ("submit_draft", "17 10:00"),
        ("curator", "17 10:30"),
        ("publish", "17 11:00"),
    ]


def test_after_an_interim_answer_only_the_draft_has_an_end() -> None:
    """The overall clock is spent; rework is no question of time."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.do("interim_answer", by=EXECUTOR)
    assert [at for _, at in moments(planned(given))][:2] == ["16 10:30", "16 11:00"]
    given.do("approve")
    given.do("publish")
    made = planned(given)
    assert moments(made) == [("submit_draft", "25 18:00"), ("curator", "26 09:30"), ("publish", "26 10:00")]
    assert made.rework_rounds_left is None


def test_another_systems_clock_binds() -> None:
    """Volchikha: theirs counts, and what precedes it is moved equally."""
    given = life(Procedure(VOL, "main"), external_due_at="2026-03-16 20:00")
    assert [at for _, at in moments(planned(given))] == ["16 13:00", "16 13:00", "16 20:00", "16 20:00"]


def test_a_life_that_has_ended_has_no_plan() -> None:
    """Nothing is left to do."""
    made = planned(Life(shipped(PRO), "2026-03-16 10:00").completed())
    assert (made.steps, made.rework_rounds_left, made.outermost) == ((), 0, None)


def test_what_was_sent_back_is_submitted_again_as_what_it_was() -> None:
    """An explanation that was returned goes its own way to its end."""
    given = life(Procedure(GUL, "incident")).begin()
    given.do("submit_draft", by=EXECUTOR, kind="explanation", ground="judicial-acts")
    given.do("return", stage="curator")
    assert [name for name, _ in moments(planned(given))] == ["submit_draft", "curator", "head", "publish"]


def test_approved_work_leaves_no_round() -> None:
    """What is approved is not sent back; a procedure without stages knows no rework."""
    assert planned(Life(shipped(PRO), "2026-03-16 10:00").approved()).rework_rounds_left == 0
    unreviewed = planned(Life(small(PLAIN, reviewed=False), "2026-03-16 10:00"))
    assert (moments(unreviewed)[-1], unreviewed.rework_rounds_left) == (("publish", "17 11:00"), 0)


@pytest.mark.parametrize(
    ("amount", "unit", "first"),
    [
        (2, "hours", "18 12:00"),
        (1, "days_24h", "17 14:00"),
        (1, "working_days", "16 18:00"),
        (1, "calendar_days", "16 23:59"),
        (0, "at_once", "18 14:00"),
        (0, "working_hours", "18 14:00"),
    ],
)
def test_a_term_of_any_unit_is_left_whole(amount: int, unit: str, first: str) -> None:
    """Before a publication that is due on Wednesday at two, its own term after the draft is walked back by its unit."""
    outer = 'starts = "detected"\nends = ["published"]\namount = 52\nunit = "hours"\n'
    own = f'starts = "draft_submitted"\nends = ["published"]\namount = {amount}\nunit = "{unit}"\n'
    given = Life(small(outer, own, reviewed=False), "2026-03-16 10:00")
    assert dict(moments(planned(given)))["submit_draft"] == first


def test_roles_are_those_of_the_permits() -> None:
    """Each step names who gives the command when its turn comes."""
    made = planned(life(Procedure(STA, "main")))
    assert [(item.command, item.stage, item.roles[0]) for item in made.steps] == [
        (CommandName.ROUTE, None, "coordinator"),
        (CommandName.SUBMIT_DRAFT, None, "executor"),
        (CommandName.APPROVE, "department", "coordinator"),
        (CommandName.APPROVE, "mcu", "reviewer"),
        (CommandName.APPROVE, "cur", "reviewer"),
        (CommandName.PUBLISH, None, "coordinator"),
    ]


def test_a_plan_changes_nothing() -> None:
    """Asking is no act."""
    given = Life(shipped(PRO), FRIDAY)
    before = given.case.model_dump_json()
    planned(given)
    assert given.case.model_dump_json() == before
