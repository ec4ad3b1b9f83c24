"""The file of questions about working time."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.calendar_source import KNOWN_UNTIL
from activities.worktime_batch import BatchError, run_batch, run_case

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "worktime_cases.json").read_text("utf-8"))
WEEKS = DOCUMENT["_meta"]["weeks"]
PLAIN: dict[str, Any] = {
    "id": "x",
    "tz": "Europe/Moscow",
    "week": "std",
    "calendar": "RU",
    "region_off": [],
    "region_short": [],
    "start": "2026-03-10T10:00:00+03:00",
    "op": "add",
    "amount": "PT9H",
}


def ask(**changes: object) -> str:
    """Answer the plain question with some fields changed."""
    return run_case(PLAIN | changes, WEEKS)


@pytest.mark.parametrize("case", DOCUMENT["cases"], ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    """Every worked answer is reached."""
    assert run_case(case) == case["expected"]


def test_whole_file() -> None:
    """The file as a whole answers every id."""
    assert run_batch(DOCUMENT) == {case["id"]: case["expected"] for case in DOCUMENT["cases"]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "2026-03-11T10:48:00+03:00"),
        ({"amount": "PT0S", "start": "2026-03-08T10:00:00+00:00"}, "2026-03-08T13:00:00+03:00"),
        ({"start": f"{KNOWN_UNTIL.year + 1}-03-10T10:00:00+03:00"}, "error:range"),
        ({"start": "2018-12-31T10:00:00+03:00"}, "error:range"),
        ({"start": f"{KNOWN_UNTIL}T10:00:00+03:00", "amount": "PT40H"}, "error:range"),
        ({"op": "sub", "start": "2019-01-09T09:00:00+03:00", "amount": "PT1H"}, "error:range"),
        ({"op": "between", "amount": f"{KNOWN_UNTIL.year + 1}-01-10T00:00:00+03:00"}, "error:range"),
        ({"op": "add_days_close", "start": f"{KNOWN_UNTIL}T10:00:00+03:00", "amount": 1}, "error:range"),
        ({"op": "next_open", "start": f"{KNOWN_UNTIL}T23:00:00+03:00", "amount": None}, "error:range"),
        ({"calendar": None, "start": "2035-03-09T17:00:00+03:00"}, "2035-03-13T09:18:00+03:00"),
        ({"op": "next_open", "start": "2026-03-10T10:00:00"}, "error:naive"),
        ({"op": "sub", "start": "2026-03-10", "amount": "PT0S"}, "error:naive"),
        (
            {
                "week": "24x7",
                "tz": "Europe/Berlin",
                "calendar": None,
                "op": "between",
                "start": "2026-03-29T00:00:00+01:00",
                "amount": "2026-03-30T00:00:00+02:00",
            },
            "PT23H",
        ),
        (
            {
                "week": "sun-night",
                "tz": "Europe/Berlin",
                "calendar": None,
                "start": "2026-10-25T00:30:00+02:00",
                "amount": "PT6H30M",
            },
            "2026-10-25T06:00:00+01:00",
        ),
        ({"region_off": ["2026-03-11"], "region_short": ["2026-03-11", "2026-03-10"]}, "2026-03-12T11:48:00+03:00"),
    ],
)
def test_further_cases(changes: dict[str, object], expected: str) -> None:
    """Questions of the same form that the file does not hold."""
    assert ask(**changes) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"op": "multiply"},
        {"amount": "P1D"},
        {"amount": 9},
        {"amount": None},
        {"op": "add_days_close", "amount": "7"},
        {"op": "add_days_close", "amount": -1},
        {"op": "between", "amount": None},
        {"op": "between", "amount": "tomorrow"},
        {"start": "tomorrow"},
        {"start": None},
        {"tz": "Mars/Olympus"},
        {"week": "unheard-of"},
        {"week": None},
        {"week_schedule": {"mon": ["9-5"]}},
        {"week_schedule": {}},
        {"calendar": "DE"},
        {"region_off": ["2026-02-30"]},
        {"region_short": 5},
    ],
)
def test_malformed_case_says_what_is_wrong(changes: dict[str, object]) -> None:
    """A question that cannot be read is an error of its own and stops nobody else's."""
    answer = ask(**changes)
    assert answer.startswith("error:")
    assert answer not in {"error:", "error:naive", "error:range"}


@pytest.mark.parametrize(
    "document",
    [{}, {"cases": 1}, {"cases": [1]}, {"cases": [{}]}, {"cases": [{"id": 1}]}],
)
def test_malformed_file(document: dict[str, Any]) -> None:
    """A file without a list of questions with ids cannot be answered."""
    with pytest.raises(BatchError):
        run_batch(document)


@pytest.mark.parametrize("meta", [None, 1, {}, {"weeks": None}])
def test_file_without_weeks(meta: object) -> None:
    """A file needs no named weeks as long as no question uses one."""
    document = {"_meta": meta, "cases": [PLAIN, PLAIN | {"id": "y", "week_schedule": WEEKS["std"]}]}
    answers = run_batch(document)
    assert answers["x"].startswith("error:")
    assert answers["y"] == "2026-03-11T10:48:00+03:00"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9), st.lists, max_leaves=4
)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PLAIN, JSON)))
def test_no_case_raises(changes: dict[str, Any]) -> None:
    """Whatever a question holds, the answer is a text."""
    assert isinstance(run_case(PLAIN | changes, WEEKS), str)
