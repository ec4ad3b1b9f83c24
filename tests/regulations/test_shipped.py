"""The five regulations that are shipped."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activities.regulation_source import load_library
from domain.regulation import Regulation, Status
from domain.regulation.describe import readings
from domain.terms import CommandName, Outcome, Role
from domain.worktime import Lateness

FOLDER = Path(__file__).parents[2] / "regulations"
LIBRARY = load_library(FOLDER)

LIMITS = {
    ("providensky-2020", "main"): {
        "route": "7",
        "overall": "9",
        "draft": "10",
        "decide": "11",
        "rework": "12",
        "publish": "13",
        "return": "8",
        "final": "14",
        "part": "15(3)",
    },
    ("volchikha-2020", "main"): {"overall": "6", "draft": "7", "rework": "8", "final": "9"},
    ("luga-2020", "main"): {"return": "5", "overall": "6", "draft": "7", "rework": "8", "publish": "9", "final": "10"},
    ("gulkevichi-draft", "pages"): {
        "send1": "3.1.1",
        "draft1": "3.1.2",
        "rework1": "3.1.4",
        "overall1": "3.1.5",
        "weekend": "3.1.6",
        "clar": "3.1.2",
        "explain": "3.8",
        "final": "3.3",
    },
    ("gulkevichi-draft", "incident"): {
        "send2": "3.2.1",
        "draft2": "3.2.2",
        "rework2": "3.2.4",
        "struct2": "3.2.5",
        "handover": "3.2.6",
        "explain": "3.8",
        "final": "3.3",
    },
    ("stavropol-2023", "main"): {
        "send": "9(2)",
        "overall": "11",
        "draft": "12",
        "approve": "13",
        "sendback": "15",
        "rework": "16",
        "publish": "14",
        "return": "10",
        "final": "17",
        "co": "18",
        "coapprove": "18",
    },
}
"""Names and clauses of the limits, as the readings' table of timed obligations has them."""

MARKS = {
    ("providensky-2020", "main"): {"reroute": "7", "place": "13", "reply": "10", "handon": "15"},
    ("volchikha-2020", "main"): {"reply": "7"},
    ("luga-2020", "main"): {"reply": "7"},
    ("gulkevichi-draft", "pages"): {"reply": "3.1.2"},
    ("gulkevichi-draft", "incident"): {},
    ("stavropol-2023", "main"): {"resend": "9(2)", "cosendback": "15", "corework": "16", "coresend": "9(2)"},
}
"""Marks by analogy (R13), and the clauses that they are taken from."""

STAGES = {
    ("providensky-2020", "main"): ["curator"],
    ("volchikha-2020", "main"): ["curator"],
    ("luga-2020", "main"): ["oiv"],
    ("gulkevichi-draft", "pages"): ["curator", "head"],
    ("gulkevichi-draft", "incident"): ["curator", "head"],
    ("stavropol-2023", "main"): ["department", "mcu", "cur"],
}

COMPLETIONS = {
    ("providensky-2020", "main"): (CommandName.PUBLISH, Role.EXECUTOR),
    ("volchikha-2020", "main"): (CommandName.PUBLISH, Role.COORDINATOR),
    ("luga-2020", "main"): (CommandName.PUBLISH, Role.EXECUTOR),
    ("gulkevichi-draft", "pages"): (CommandName.PUBLISH, Role.COORDINATOR),
    ("gulkevichi-draft", "incident"): (CommandName.HAND_OVER, Role.COORDINATOR),
    ("stavropol-2023", "main"): (CommandName.PUBLISH, Role.COORDINATOR),
}

CLAUSE = re.compile(r"D?\d+(\.\d+)*(\(\d+\))?|59-ФЗ|152-ФЗ")
PERSON = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+(?:вич|вна|ична)\b")
"""Initials or a patronymic: every person is named with one or the other in an act."""

every_regulation = pytest.mark.parametrize("regulation", LIBRARY.regulations, ids=lambda item: str(item.id))


def _tables(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 -- whatever TOML holds
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _tables(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _tables(inner, f"{path}[{number}]")


def _file(regulation: Regulation) -> str:
    return (FOLDER / f"{regulation.id}.toml").read_text(encoding="utf-8")


def _flows() -> Iterator[tuple[str, str]]:
    return ((regulation.id, flow.id) for regulation in LIBRARY.regulations for flow in regulation.flows)


def test_all_five_are_loaded() -> None:
    """Exactly the five acts with their flows are there."""
    assert set(_flows()) == set(LIMITS)


@pytest.mark.parametrize(("name", "flow"), LIMITS)
def test_limits_have_their_names_and_clauses(name: str, flow: str) -> None:
    """Each limit is named as in the readings' table and rests on the same clause."""
    found = LIBRARY.versions(name)[0].flow(flow).limits
    assert {rule.name: rule.clause for rule in found if not rule.by_analogy} == LIMITS[name, flow]
    assert {rule.name: rule.clause for rule in found if rule.by_analogy} == MARKS[name, flow]


@pytest.mark.parametrize(("name", "flow"), STAGES)
def test_stages_stand_in_their_order(name: str, flow: str) -> None:
    """The chain of approval is the act's."""
    assert [stage.id for stage in LIBRARY.versions(name)[0].flow(flow).stages] == STAGES[name, flow]


@pytest.mark.parametrize(("name", "flow"), COMPLETIONS)
def test_answers_leave_by_the_right_hands(name: str, flow: str) -> None:
    """Publication and hand-over belong to the office that the act names."""
    completion = LIBRARY.versions(name)[0].flow(flow).completion
    assert (completion.command, completion.by) == COMPLETIONS[name, flow]


@pytest.mark.parametrize(
    ("name", "refused", "unanswered", "explained", "converted"),
    [
        ("providensky-2020", 3, 0, 0, 1),
        ("volchikha-2020", 3, 0, 0, 1),
        ("luga-2020", 3, 0, 0, 1),
        ("gulkevichi-draft", 3, 2, 4, 2),
        ("stavropol-2023", 2, 0, 0, 1),
    ],
)
def test_grounds_have_their_outcomes(name: str, refused: int, unanswered: int, explained: int, converted: int) -> None:
    """Each act refuses on its own grounds; one alone leaves messages without an answer, or explains; all convert."""
    outcomes = [ground.outcome for ground in LIBRARY.versions(name)[0].grounds]
    assert outcomes == [
        *[Outcome.REFUSED] * refused,
        *[Outcome.NO_ANSWER] * unanswered,
        *[Outcome.EXPLAINED] * explained,
        *[Outcome.CONVERTED] * converted,
    ]


@every_regulation
def test_every_clause_is_written_alike(regulation: Regulation) -> None:
    """A clause is a number with subclauses, or a point of the approving act with D before it, or a federal law."""
    for path, table in _tables(tomllib.loads(_file(regulation))):
        for key in ("clause", "return_clause", "rework_clause", "pass_clause", "visibility_clause", "also_at_clause"):
            assert CLAUSE.fullmatch(table.get(key, "1")), (path, key)


@every_regulation
def test_every_reading_can_be_confirmed(regulation: Regulation) -> None:
    """A reading of a clause stands beside a short quote, is not confirmed by us, and has the place to confirm it."""
    for path, table in _tables(tomllib.loads(_file(regulation))):
        if "reading" in table:
            assert table.get("confirmed_by") == "", path
            assert ("quote" in table) == ("clause" in table), path
        assert "reading" in table or "quote" not in table, path
    assert all(len(item.quote.split()) <= 12 for item in readings(regulation))


@every_regulation
def test_unqualified_units_are_readings(regulation: Regulation) -> None:
    """Minutes of working time are always a reading, because no act says what minutes it means."""
    for flow in regulation.flows:
        for rule in flow.limits:
            stated = rule.reading or rule.before or rule.by_analogy
            assert stated or rule.duration.unit != "working_minutes", rule.name


@every_regulation
def test_no_person_is_named(regulation: Regulation) -> None:
    """The file names offices and bodies, never people."""
    assert PERSON.search(_file(regulation)) is None


@every_regulation
def test_the_service_week_is_the_usual_one(regulation: Regulation) -> None:
    """No act has service hours, so all five carry the same ones as a reading."""
    week = regulation.calendar.week
    assert {week.mon, week.tue, week.wed, week.thu, week.fri} == {("09:00-13:00", "14:00-18:00")}
    assert week.sat == week.sun == ()
    assert regulation.lateness.rule is Lateness.SERVICE


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("providensky-2020", "Asia/Anadyr"),
        ("volchikha-2020", "Asia/Barnaul"),
        ("luga-2020", "Europe/Moscow"),
        ("gulkevichi-draft", "Europe/Moscow"),
        ("stavropol-2023", "Europe/Moscow"),
    ],
)
def test_each_works_by_its_own_clock(name: str, zone: str) -> None:
    """The zone is the municipality's."""
    assert LIBRARY.versions(name)[0].calendar.timezone == zone


@every_regulation
def test_bodies_are_placeholders_where_the_act_names_none(regulation: Regulation) -> None:
    """None of the five acts names the bodies that answer, so each ships two to be replaced."""
    assert [(item.id, item.title) for item in regulation.authorities] == [
        ("authority-1", "Орган 1"),
        ("authority-2", "Орган 2"),
    ]


def test_only_the_unadopted_act_is_a_draft() -> None:
    """The draft has no date of effect; the others do."""
    drafts = [item.id for item in LIBRARY.regulations if item.status is Status.DRAFT]
    assert drafts == ["gulkevichi-draft"]
    assert [item.id for item in LIBRARY.regulations if item.effective_from is None] == drafts
