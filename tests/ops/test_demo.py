"""The demonstration, shortened to two kinds of life: what it shows, and that its exit code tells the truth."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from domain.terms import CommandName
from ops import demo
from ops.demo_plan import SCENARIOS
from ops.demo_report import Played, print_report, report_json

LATE = next(scenario for scenario in SCENARIOS if scenario.late_step is CommandName.SUBMIT_DRAFT)


@pytest.fixture
def two_scenarios(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play one life in time with rework and one that is late, in every procedure."""
    rework = next(scenario for scenario in SCENARIOS if scenario.returns == 2)
    monkeypatch.setattr(demo, "SCENARIOS", (rework, LATE))


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """A file of messages as another system exports it."""
    path = tmp_path / "messages.csv"
    path.write_text("id,text,theme\n1,Не горит фонарь.,Освещение\n2,Яма на дороге.,\n3, ,Пусто\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("two_scenarios")
def test_every_procedure_is_played(messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every procedure shows a life in time and a late one, each with the clauses of its limits."""
    assert demo.run(messages, as_json=True) == 0
    played = json.loads(capsys.readouterr().out)
    assert len(played) == 12
    assert len({(item["regulation"], item["flow"]) for item in played}) == 6
    for item in played:
        assert bool(item["missed"]) == (item["scenario"] == LATE.title)
        assert all(limit["clause"] for limit in item["met"] + item["missed"])


def test_messages_without_a_text_are_left_out(messages: Path) -> None:
    """Only rows that say something are played; a theme may be absent."""
    assert demo.read_messages(messages) == [("Не горит фонарь.", "Освещение"), ("Яма на дороге.", None)]


def test_a_life_that_was_not_recorded_is_shown() -> None:
    """A life that the read model does not have is marked, in the table and as data."""
    lost = Played("Регламент", None, "всё в срок", None, (CommandName.ROUTE,), None, as_played=False)
    console = Console(record=True, width=160)
    print_report(console, [lost])
    assert "Не так, как задумано: 1." in console.export_text()
    assert report_json([lost])[0]["as_played"] is False
