"""The demonstration, shortened to some kinds of life: what it shows, and that its exit code tells the truth."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

import telemetry
from activities.regulation_source import load_library
from domain.terms import CommandName
from ops import demo
from ops.demo import as_played
from ops.demo_life import Lived
from ops.demo_report import Played, print_report, report_json
from ops.demo_scenarios import SCENARIOS
from ops.message_file import Message, read_messages
from settings import Settings
from tests.domain.lifecycle.builders import PROCEDURES, life

LATE = "поздний проект"

MISSED = {
    ("providensky-2020", "main", "поздний возврат не по компетенции"): {"8"},
    ("luga-2020", "main", "поздний возврат не по компетенции"): {"5"},
    ("stavropol-2023", "main", "поздний возврат не по компетенции"): {"10"},
    ("gulkevichi-draft", "pages", "вопрос автору поздно"): {"3.1.2"},
    ("providensky-2020", "main", "очередь: отказ, часть поздно"): {"15(3)"},
    ("stavropol-2023", "main", "головной и соисполнители, замена"): set[str](),
    ("stavropol-2023", "main", "соисполнитель опоздал"): {"12", "18"},
    ("providensky-2020", "main", "сокращённый срок нарушен"): {"9", "13"},
    ("gulkevichi-draft", "pages", "ответ в выходные"): set[str](),
    ("gulkevichi-draft", "incident", "ответ в выходные"): set[str](),
    ("gulkevichi-draft", "pages", "в выходной, поздно рассмотрено"): {"3.1.6"},
    ("volchikha-2020", "main", "срок внешней системы нарушен"): {"6"},
    ("gulkevichi-draft", "pages", "разъяснение поздно"): {"3.8"},
    ("gulkevichi-draft", "incident", "разъяснение поздно"): {"3.2.6"},
}
"""Lives of the new behaviours with the clauses that each breaks."""

SHOWN = {
    ("providensky-2020", "части нескольких органов", ("15", "15(2)")),
    ("stavropol-2023", "части нескольких органов", ("18",)),
    ("providensky-2020", "возврат не по компетенции", ("8",)),
    ("stavropol-2023", "срок начат заново", ("11", "12")),
    ("providensky-2020", "сокращённый срок", ("7",)),
    ("gulkevichi-draft", "срок стоял до ответа автора", ("3.1.2", "3.1.5")),
    ("gulkevichi-draft", "ответ в выходные", ("3.10",)),
    ("gulkevichi-draft", "поступило в выходной", ("3.1.6",)),
    ("gulkevichi-draft", "разъяснение", ("3.8",)),
    ("volchikha-2020", "срок внешней системы", ("6", "7")),
}
"""Some of the behaviours that these lives show, each with its clauses."""


def _only(monkeypatch: pytest.MonkeyPatch, *titles: str) -> None:
    chosen = tuple(scenario for scenario in SCENARIOS if scenario.title in titles)
    assert len(chosen) == len(titles)
    monkeypatch.setattr(demo, "SCENARIOS", chosen)


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """A file of messages as another system exports it."""
    path = tmp_path / "messages.csv"
    path.write_text("id,text,theme\n1,Не горит фонарь.,Освещение\n2,Яма на дороге.,\n3, ,Пусто\n", encoding="utf-8")
    return path


def test_every_procedure_is_played(
    messages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every procedure shows a life in time and a late one, each with the clauses of its steps and limits."""
    _only(monkeypatch, "две доработки", LATE)
    assert demo.run(messages, as_json=True) == 0
    played = json.loads(capsys.readouterr().out)
    assert len(played) == 12
    assert len({(item["regulation"], item["flow"]) for item in played}) == 6
    for item in played:
        assert bool(item["missed"]) == (item["scenario"] == LATE)
        assert all(limit["clause"] for limit in item["met"] + item["missed"])
        assert [act["command"] for act in item["acts"]] == item["steps"]
        assert all(act["clause"] for act in item["acts"])


def test_behaviours_are_played_where_the_act_knows_them(
    messages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each behaviour comes in its procedures only, breaks the clauses that it should, and is named with its own."""
    _only(monkeypatch, *{title for _, _, title in MISSED})
    assert demo.run(messages, as_json=True) == 0
    played = json.loads(capsys.readouterr().out)
    missed = {
        (item["regulation"], item["flow"], item["scenario"]): {limit["clause"] for limit in item["missed"]}
        for item in played
    }
    assert missed == MISSED
    shown = {
        (item["regulation"], told["behaviour"], tuple(told["clauses"])) for item in played for told in item["shown"]
    }
    assert shown >= SHOWN


def test_messages_without_a_text_are_left_out(messages: Path) -> None:
    """Only rows that say something are played; a theme may be absent."""
    assert read_messages(messages) == [Message("Не горит фонарь.", "Освещение"), Message("Яма на дороге.", None)]


def test_samples_stay_with_their_regulation() -> None:
    """Where a file says under which regulation a message came, it is played there; else each has its turn."""
    library = load_library(Settings().regulations_dir)
    own = [Message(f"Луга {number}", None, "luga-2020") for number in range(3)]
    others = [Message(f"Любое {number}", None) for number in range(50)]
    parts = demo.cast_parts(library, [*others, *own])
    at_luga = [part.text for part in parts if part.regulation.id == "luga-2020"]
    assert set(at_luga) == {"Луга 0", "Луга 1", "Луга 2"}
    elsewhere = {part.text for part in parts if part.regulation.id != "luga-2020"}
    assert len(elsewhere & {message.text for message in others}) > 20


def test_a_life_that_was_not_recorded_is_shown() -> None:
    """A life that the read model does not have is marked, in the table and as data."""
    lost = Played("Регламент", None, "всё в срок", None, (CommandName.ROUTE,), None, as_played=False)
    console = Console(record=True, width=160)
    print_report(console, [lost])
    assert "Не так, как задумано: 1." in console.export_text()
    assert report_json([lost])[0]["as_played"] is False


def test_a_life_that_went_otherwise_is_noticed() -> None:
    """A limit missed or kept against the plan, a step or a turn left out, an entry lost, an open end: each is seen."""
    told = life(PROCEDURES[0]).completed("2026-03-16 10:30")
    steps = tuple(CommandName(entry.action) for entry in told.entries if entry.action in list(CommandName))
    planned = Lived(told.case.id, steps, frozenset(), every_turn_taken=True)
    assert as_played(told.view, told.entries, planned)
    assert not as_played(told.view, told.entries, replace(planned, expect_missed=frozenset({"overall"})))
    assert not as_played(told.view, told.entries, replace(planned, steps=steps[1:]))
    assert not as_played(told.view, told.entries, replace(planned, every_turn_taken=False))
    assert not as_played(told.view, told.entries[1:], planned)
    unfinished = life(PROCEDURES[0]).approved("2026-03-16 10:30")
    taken = tuple(CommandName(entry.action) for entry in unfinished.entries if entry.action in list(CommandName))
    assert not as_played(unfinished.view, unfinished.entries, replace(planned, steps=taken))
    late = life(PROCEDURES[0]).completed("2026-03-16 10:31")
    assert not as_played(late.view, late.entries, planned)


def test_nothing_of_the_core_is_written_past_the_loggers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its warnings would stand in English amid the progress bar; traces stay off, whatever this machine's settings."""
    begun: list[tuple[object, str]] = []

    async def nothing(*_: object) -> list[Played]:
        return []

    monkeypatch.setenv("OTKLIK_TRACING_ENDPOINT", "http://127.0.0.1:4318")
    monkeypatch.setattr(demo, "_play", nothing)
    monkeypatch.setattr(telemetry, "start", lambda settings, name: begun.append((settings.tracing_endpoint, name)))

    assert demo.run(None, as_json=True) == 0
    assert begun == [(None, "otklik-demo")]
    assert json.loads(capsys.readouterr().out) == []
