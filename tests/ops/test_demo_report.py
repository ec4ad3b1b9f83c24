"""The demonstration's table: what a reader sees of a life, at the width that there is."""

from dataclasses import replace

import pytest
from rich.console import Console

from domain.terms import CommandName
from ops.demo_report import Played, Taken, print_report, report_json
from ops.demo_scenarios import SCENARIOS
from ops.demo_shown import Seen, shown
from tests.domain.lifecycle.builders import EXECUTOR, GUL, PRO, Life, shipped

_LONG = "Неудовлетворительное [b]состояние[/b] дорог и тротуаров после ремонта сетей"


def _played(told: Life) -> Played:
    acts = [entry for entry in told.entries if entry.action in list(CommandName)]
    return Played(
        regulation="Малый порядок",
        flow=None,
        scenario="поздний проект",
        theme=_LONG,
        steps=tuple(CommandName(entry.action) for entry in acts),
        case=told.view,
        as_played=True,
        taken=tuple(Taken.of(entry) for entry in acts),
        shown=shown(Seen(told.rules.flow(told.case), told.view, tuple(told.entries))),
    )


@pytest.fixture
def late() -> Played:
    """A life with rework whose first draft came too late."""
    told = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    told.do("submit_draft", "2026-03-16 16:10", EXECUTOR)
    told.do("return", "2026-03-16 16:20")
    told.do("submit_draft", "2026-03-16 16:30", EXECUTOR)
    told.do("approve", "2026-03-16 16:40")
    told.do("publish", "2026-03-16 16:50", EXECUTOR)
    return _played(told)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_the_table_fits_its_width(width: int, late: Played) -> None:
    """Steps stand with their clauses, limits by their clauses, and a long theme is cut and never read as markup."""
    console = Console(record=True, width=width)
    print_report(console, [late])
    text = console.export_text()
    assert all(len(line) <= width for line in text.splitlines())
    words = " ".join(text.split())
    for told in ("нарушено: 1", "Показано: доработка (11)", "Всё прошло, как задумано.", "Неудовлетв", "размещено"):
        assert told in words
    assert "тротуаров" not in words
    row = next(line for line in text.splitlines() if "поздний проект" in line)
    assert " 10 " in row
    assert "✓" in row


def test_steps_cite_their_clauses(late: Played) -> None:
    """Each step is named shortly with its clause, and as data by its command."""
    assert [(step.words, step.clause) for step in late.taken] == [
        ("направлено", "7"),
        ("проект", "10"),
        ("замечания", "11"),
        ("проект", "12"),
        ("согласовано", "11"),
        ("размещено", "13"),
    ]
    told = report_json([late])[0]
    assert told["acts"][0] == {"command": "route", "clause": "7"}
    assert told["shown"] == [{"behaviour": "доработка", "clauses": ["11"]}]
    assert [limit["clause"] for limit in told["missed"]] == ["10"]


def test_a_mark_by_analogy_is_no_limit_of_the_act() -> None:
    """Marks that only remind are neither kept nor broken in the report (R13)."""
    told = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    told.do("decline", "2026-03-16 10:20", EXECUTOR)
    told.do("route", "2026-03-16 10:30")
    told.do("close", "2026-03-16 10:40")
    assert "reroute" in {limit.name for limit in told.view.deadlines}
    assert "reroute" not in {limit["name"] for limit in report_json([_played(told)])[0]["met"]}


def test_steps_that_are_no_answer_are_told_apart() -> None:
    """A question, an explanation and a formal appeal have words of their own."""
    told = Life(shipped(GUL), "2026-03-16 10:00", flow="pages").begin("2026-03-16 10:10")
    told.do("submit_draft", "2026-03-16 11:00", EXECUTOR, kind="clarification")
    told.do("approve", "2026-03-16 11:10")
    told.do("publish", "2026-03-16 11:20", EXECUTOR)
    told.do("submit_draft", "2026-03-16 12:00", EXECUTOR, kind="explanation", ground="judicial-acts")
    appeal = {"ground": "formal-appeal", "registration_number": "О-1", "registered_on": "2026-03-16"}
    told.do("hand_over", "2026-03-16 12:10", to=None, appeal=appeal)
    assert [step.words for step in _played(told).taken] == [
        "резолюция",
        "направлено",
        "вопрос автору",
        "согласовано",
        "размещено",
        "разъяснение",
        "обращение",
    ]


def test_no_word_of_what_was_played_is_cut_in_a_narrow_terminal(late: Played) -> None:
    """At 80 columns each scenario is named whole, in as many lines as that takes."""
    console = Console(record=True, width=80)
    for scenario in SCENARIOS:
        print_report(console, [replace(late, scenario=scenario.title, theme=None)])
    text = console.export_text()

    assert "…" not in text
    assert {word for scenario in SCENARIOS for word in scenario.title.split()} <= set(text.split())
