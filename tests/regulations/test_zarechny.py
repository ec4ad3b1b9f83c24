"""The invented municipality of docs/examples: what its file says happens, and no code knows it."""

from pathlib import Path

import pytest

from activities.regulation_source import load_library
from domain.regulation import Library, Status
from domain.regulation.fit import Level, findings
from domain.terms import Action, LimitState, Outcome, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    SIXTH,
    Life,
    announcements,
    assigned,
    executor_of,
    refused,
    sixth,
)

ROOT = Path(__file__).parents[2]
HOUSING, ROADS, NETWORKS = executor_of("housing"), executor_of("roads"), executor_of("networks")
CODE = ("activities", "api", "db", "domain", "importing", "ops", "workflows")


@pytest.fixture(scope="module")
def library() -> Library:
    """Both versions, as a folder of regulations holds them."""
    return load_library(SIXTH)


def routed(detected: str, importance: str = "обычное", year: str = "2025") -> Life:
    """A message that was sent to the housing department at once."""
    given = Life(sixth(year), detected, importance=importance)
    given.do("route", assignments=assigned("housing"))
    return given


def test_no_code_knows_it() -> None:
    """Neither its name nor the names of its bodies stand in any module."""
    names = ("zarechny", "заречн")
    modules = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    assert len(modules) > 100
    assert [path for path in modules if any(name in path.read_text(encoding="utf-8").lower() for name in names)] == []


def test_it_says_that_it_is_invented(library: Library) -> None:
    """Nobody takes it for a real act, and its numbers fit."""
    for path in SIXTH.glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# ВЫМЫШЛЕННЫЙ муниципалитет")
    for version in library.versions("zarechny"):
        assert (version.status, "вымышлен" in version.title) == (Status.IN_FORCE, True)
        assert {item.level for item in findings(version)} == {Level.FITS}


def test_a_whole_urgent_life() -> None:
    """First reaction, facts, answer, no approval; warned half an hour before, and everything in time (7, 8, 9, 13)."""
    given = Life(sixth(), "2026-03-16 10:00", importance="срочное")
    given.do("route", "2026-03-16 10:10", COORDINATOR, assignments=assigned("housing"))
    asked = [{"authority": "networks", "part": "Когда дадут тепло?"}]
    given.do("route", "2026-03-16 10:12", HOUSING, assignments=asked, theme=None)
    given.do("interim_answer", "2026-03-16 10:35", HOUSING)
    given.do("publish", "2026-03-16 10:40", HOUSING)
    assert (given.state("first"), given.state("answer")) == (LimitState.MET, LimitState.RUNNING)
    given.do("contribute", "2026-03-16 11:00", NETWORKS)
    given.do("submit_draft", "2026-03-16 11:30", HOUSING)
    assert given.view.state == State.APPROVED
    given.do("publish", "2026-03-16 11:40", HOUSING)
    assert (given.view.outcome, {item.state for item in given.view.deadlines}) == (Outcome.ANSWERED, {LimitState.MET})
    reminded = [(entry.details["name"], given.text(entry.at)) for entry in given.entries if entry.action == "reminder"]
    assert reminded == [("first", "2026-03-16 10:30"), ("facts", "2026-03-16 10:42")]


def test_a_first_reaction_is_owed_whatever_else_is_done() -> None:
    """A draft alone is none; a question to the author is one (9)."""
    given = routed("2026-03-16 10:00")
    given.do("submit_draft", "2026-03-16 11:30", HOUSING)
    given.wait("2026-03-16 12:01")
    assert given.state("first") == LimitState.MISSED
    asked = routed("2026-03-16 10:00")
    asked.do("submit_draft", "2026-03-16 11:30", HOUSING, kind="clarification")
    asked.do("publish", "2026-03-16 11:40", HOUSING)
    assert asked.state("first") == LimitState.MET


@pytest.mark.parametrize(
    ("importance", "routing", "first", "answer"),
    [
        ("обычное", "2026-03-23 08:50", "2026-03-23 10:30", "2026-03-25 02:15"),
        ("срочное", "2026-03-23 08:50", "2026-03-23 09:30", "2026-03-23 12:30"),
        ("аварийное", "2026-03-22 02:30", "2026-03-22 02:45", "2026-03-22 04:15"),
    ],
)
def test_a_sunday_night(importance: str, routing: str, first: str, answer: str) -> None:
    """An emergency runs by the clock, what is urgent waits for Monday, and days and nights run at any hour (7, 9)."""
    given = Life(sixth(), "2026-03-22 02:15", importance=importance)
    assert (given.due("route"), given.due("first"), given.due("answer")) == (routing, first, answer)


def test_a_warning_at_night_belongs_to_what_runs_at_night() -> None:
    """Of an emergency's two hours the last half hour begins at a quarter to four (13)."""
    given = Life(sixth(), "2026-03-22 02:15", importance="аварийное")
    told = [(item.action, item.details["name"], given.text(item.at)) for item in given.wait("2026-03-22 05:00")]
    assert (Action.REMINDER, "answer", "2026-03-22 03:45") in told
    assert announcements(given.entries)[-1] == (Action.LIMIT_MISSED, "answer")


@pytest.mark.parametrize(
    ("detected", "importance", "year", "first"),
    [
        ("2026-03-21 09:00", "срочное", "2025", "2026-03-21 11:00"),
        ("2026-03-21 13:30", "срочное", "2025", "2026-03-23 09:00"),
        ("2026-03-21 09:00", "обычное", "2025", "2026-03-23 10:30"),
        ("2026-03-22 09:00", "срочное", "2025", "2026-03-23 09:30"),
        ("2026-05-09 08:00", "срочное", "2025", "2026-05-09 10:00"),
        ("2026-07-05 09:00", "срочное", "2026", "2026-07-05 10:30"),
    ],
)
def test_days_off_on_duty(detected: str, importance: str, year: str, first: str) -> None:
    """Saturdays are served for what is urgent, a named date by its own hours, Sundays since the amendment (4)."""
    assert Life(sixth(year), detected, importance=importance).due("first") == first


def test_a_warning_comes_on_duty_too() -> None:
    """Half an hour before an urgent limit that ends on a Saturday (4, 13)."""
    given = Life(sixth(), "2026-03-21 09:00", importance="срочное")
    told = [(item.details["name"], given.text(item.at)) for item in given.wait("2026-03-21 10:31")]
    assert told[-1] == ("first", "2026-03-21 10:30")


def test_importance_that_is_set_at_routing_counts() -> None:
    """The one who routes makes a message urgent, and a Saturday becomes a working one for it (4, 5)."""
    given = Life(sixth(), "2026-03-21 09:00")
    given.do("route", "2026-03-21 10:10", assignments=assigned("roads"), importance="срочное")
    assert (given.due("first"), given.due("draft")) == ("2026-03-21 11:00", "2026-03-21 12:10")


def test_silence_is_refused_to_executors() -> None:
    """Whether the author's silence ends the work, whoever is on duty decides (10)."""
    given = routed("2026-03-16 10:00")
    assert refused(given, "exclude", HOUSING, ground="author-silent").code == "wrong_role"


def test_an_amended_version_is_for_later_messages(library: Library) -> None:
    """The day of detection, on the municipality's own clock, chooses the version (R17)."""
    lives = [Life(sixth(), "2026-06-30 23:59", importance="аварийное")]
    lives.append(Life(sixth("2026"), "2026-07-01 00:00", importance="аварийное"))
    assert [item.due("answer") for item in lives] == ["2026-07-01 01:59", "2026-07-01 01:30"]
    chosen = [library.on("zarechny", item.now.astimezone(item.zone).date()).version for item in lives]
    assert chosen == ["2025-02-20", "2026-06-10"]
