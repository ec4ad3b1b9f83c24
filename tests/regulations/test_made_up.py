"""A regulation's file is enough: a made-up ground, stage, limit and class of importance need no code."""

import pytest

from domain.errors import Refusal
from domain.lifecycle import Rules
from domain.regulation import parse_regulation
from domain.terms import LimitState, Outcome, Role, State
from tests.domain.lifecycle.builders import ADMIN, FOLDER, PRO, Life, person, rules_of

GROUND = """
[[grounds]]
id = "advertising"
title = "Реклама"
clause = "18.1"
outcome = "no_answer"
"""

STAGE = """
[[flows.stages]]
id = "lawyer"
title = "Правовая проверка"
clause = "11.1"
return_clause = "11.2"
decided_by = "reviewer"
"""

LIMITS = """
[[flows.limits]]
name = "lawyer"
title = "Правовая проверка"
clause = "11.1"
actor = "reviewer"
starts = "approved:curator"
ends = ["approved:lawyer", "returned:lawyer"]
repeats = true
amount = 90
unit = "working_minutes"

[[flows.limits]]
name = "first-word"
title = "Первый отклик автору"
clause = "9.1"
actor = "municipality"
starts = "detected"
ends = ["published:reply", "published:clarification"]
amount = 4
unit = "working_hours"
by_importance = [{ importance = "авария", amount = 2, unit = "hours" }]
"""


@pytest.fixture(scope="module")
def made_up() -> Rules:
    """Providensky's regulation with a ground, a stage and two limits that nobody has ever written."""
    text = (FOLDER / f"{PRO}.toml").read_text(encoding="utf-8")
    text = text.replace("[[flows]]", GROUND + "\n[[flows]]", 1)
    text = text.replace("[flows.completion]", STAGE + "\n[flows.completion]", 1)
    return rules_of(parse_regulation(text + LIMITS, "made-up"))


def test_a_made_up_ground_ends_a_life(made_up: Rules) -> None:
    """The ground is accepted, cites its clause and gives its outcome."""
    life = Life(made_up, "2026-03-16 10:00")
    entry = life.do("exclude", ground="advertising")
    assert (entry.clause, life.case.outcome) == ("18.1", Outcome.NO_ANSWER)


def test_a_made_up_stage_takes_its_turn(made_up: Rules) -> None:
    """After the curator the lawyer decides, and nobody else; his return and his approval cite their clauses."""
    lawyer = person(Role.REVIEWER, stages=("lawyer",))
    life = Life(made_up, "2026-03-16 10:00").draft("2026-03-16 11:00")
    life.do("approve", "2026-03-16 11:10")
    assert life.case.state is State.IN_REVIEW
    with pytest.raises(Refusal):
        life.do("approve", by=person(Role.REVIEWER, stages=("curator",)))
    assert life.do("return", "2026-03-16 11:30", lawyer).clause == "11.2"
    life.do("submit_draft", "2026-03-16 11:40")
    life.do("approve", "2026-03-16 11:45")
    assert life.do("approve", "2026-03-16 11:50", lawyer).clause == "11.1"
    assert life.view.state == State.APPROVED


def test_a_made_up_limit_runs(made_up: Rules) -> None:
    """The lawyer's ninety minutes are counted for every draft that reaches him, and missed a second after."""
    life = Life(made_up, "2026-03-16 10:00").draft("2026-03-16 11:00")
    life.do("approve", "2026-03-16 11:10")
    assert life.due("lawyer") == "2026-03-16 12:40"
    life.wait("2026-03-16 12:40:00")
    assert life.state("lawyer") == LimitState.RUNNING
    life.wait("2026-03-16 12:40:01")
    assert life.state("lawyer") == LimitState.MISSED
    life.do("approve", by=ADMIN)
    assert life.state("lawyer") == LimitState.MISSED


@pytest.mark.parametrize(
    ("importance", "due"), [("обычная", "2026-03-17 11:00"), ("авария", "2026-03-16 18:00"), (None, "2026-03-17 11:00")]
)
def test_a_made_up_class_has_its_own_unit(made_up: Rules, importance: str | None, due: str) -> None:
    """An emergency has two hours by the clock where everything else has four working hours."""
    life = Life(made_up, "2026-03-16 16:00", importance=importance)
    assert life.due("first-word") == due
