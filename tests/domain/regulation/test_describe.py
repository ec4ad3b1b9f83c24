"""A regulation as other tools see it."""

import json

import pytest

from domain.regulation import Regulation
from domain.regulation.describe import readings, regulation_json, warnings
from tests.domain.regulation.samples import EXAMPLE, sample

_FLOW = EXAMPLE[EXAMPLE.index("[[flows]]") :]
_SECOND = _FLOW.replace('id = "main"', 'id = "second"', 1)


def test_the_description_has_the_contracts_shape() -> None:
    """Versions, bodies, grounds, stages, limits and calendar are plain data."""
    described = regulation_json(sample())
    assert json.loads(json.dumps(described)) == described
    assert described["id"] == "zarechny-2026"
    assert described["versions"] == [{"version": "2026-02-01", "status": "in_force", "effective_from": "2026-02-10"}]
    assert described["authorities"][0] == {"id": "roads", "title": "Управление дорожного хозяйства"}
    assert {"id", "clause", "title", "outcome"} <= set(described["grounds"][0])
    assert [(stage["flow"], stage["id"]) for stage in described["stages"]] == [("main", "sector"), ("main", "press")]
    assert described["flows"][0]["limits"] == ["overall", "draft", "check", "publish"]
    assert described["calendar"]["timezone"] == "Europe/Moscow"


def test_a_limit_says_how_it_runs() -> None:
    """A forward limit has its amount, a backward one the limit that it precedes."""
    forward, backward, check, _ = regulation_json(sample())["limits"]
    assert (forward["amount"], forward["unit"], forward["before"]) == (8, "working_hours", None)
    assert (forward["starts"], forward["ends"]) == ("routed", ["published"])
    assert (backward["amount"], backward["starts"]) == (None, None)
    assert backward["before"] == {"limit": "overall", "amount": "1.5", "unit": "working_hours"}
    assert (check["clause"], check["confirmed_by"]) == ("8", "")
    assert check["reading"]


def test_all_loaded_versions_are_listed() -> None:
    """Versions that were loaded beside it are listed with it, a draft without a date too."""
    draft = sample(("effective_from = 2026-02-10\n", ""), ('"in_force"', '"draft"'))
    described = regulation_json(sample(), (sample(), draft))
    assert [item["effective_from"] for item in described["versions"]] == ["2026-02-10", None]


def test_readings_know_whether_they_are_confirmed() -> None:
    """Every reading is listed with its place, clause, quote and whether somebody confirmed it."""
    calendar, check = readings(sample())
    assert (calendar.where, calendar.clause, calendar.confirmed) == ("рабочее время", "", True)
    assert (check.where, check.clause, check.quote, check.confirmed) == ("срок check", "8", "в течение 30 минут", False)


def test_readings_of_several_flows_name_the_flow() -> None:
    """Where there are two flows, a reading says whose it is; a flow without a resolution has none of it."""
    second = _SECOND.replace('[flows.resolution]\nclause = "5"\n', "")
    places = [item.where for item in readings(sample((_FLOW, _FLOW + second)))]
    assert places == ["рабочее время", "main: срок check", "second: срок check"]


@pytest.mark.parametrize(
    ("regulation", "said"),
    [
        (sample(('"in_force"', '"draft"')), "Это проект"),
        (sample(('"in_force"', '"repealed"')), "утратил силу"),
        (sample(), "не подтверждены толкования (1): срок check"),
    ],
)
def test_a_user_is_warned(regulation: Regulation, said: str) -> None:
    """A draft, a repealed act and unconfirmed readings are said."""
    assert any(said in warning for warning in warnings(regulation))
    assert list(warnings(regulation)) == regulation_json(regulation)["warnings"]


def test_nothing_is_said_of_a_confirmed_act_in_force() -> None:
    """There is no warning where every reading is confirmed."""
    assert warnings(sample(('confirmed_by = ""', 'confirmed_by = "Юрист"'))) == ()
