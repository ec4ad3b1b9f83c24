"""A regulation as other tools see it."""

import json
from itertools import count

import pytest

from domain.regulation import Regulation, parse_regulation
from domain.regulation.describe import readings, regulation_json, warnings
from tests.domain.lifecycle.builders import sixth
from tests.domain.regulation.samples import EXAMPLE, sample
from tests.domain.regulation.small import DECLINE, limit, small, text

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
    assert described["flows"][0]["limits"][:4] == ["overall", "draft", "check", "publish"]
    assert described["calendar"]["timezone"] == "Europe/Moscow"


def test_a_limit_says_how_it_runs() -> None:
    """A forward limit has its amount, a backward one the limit that it precedes."""
    forward, backward, check, *_ = regulation_json(sample())["limits"]
    assert (forward["amount"], forward["unit"], forward["before"]) == (8, "working_hours", None)
    assert (forward["starts"], forward["ends"]) == ("routed", ["published:answer"])
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
    calendar, contradiction, check = readings(sample())
    assert (calendar.where, calendar.clause, calendar.confirmed) == ("рабочее время", "", True)
    assert (contradiction.where, contradiction.clause, contradiction.confirmed) == ("противоречие 1", "12", True)
    assert (check.where, check.clause, check.quote, check.confirmed) == ("срок check", "8", "в течение 30 минут", False)


def test_readings_of_several_flows_name_the_flow() -> None:
    """Where there are two flows, a reading says whose it is; a flow without a resolution has none of it."""
    second = _SECOND.replace('[flows.resolution]\nclause = "5"\n', "")
    places = [item.where for item in readings(sample((_FLOW, _FLOW + second)))]
    assert places == ["рабочее время", "противоречие 1", "main: срок check", "second: срок check"]


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


def test_every_part_that_is_read_is_listed() -> None:
    """Whatever table carries a reading, it is among the readings with its clause."""
    described = readings(_everything())
    assert {item.reading for item in described} == {f"Принято {number}." for number in range(1, len(described) + 1)}
    assert [item.where for item in described] == [
        "сфера действия",
        "рабочее время",
        "просрочка",
        "роль head",
        "основание explained",
        "контрольный список: measures",
        "длина ответа: vk",
        "повторные сообщения",
        "доклад о значимом",
        "доклад о недостатках",
        "отчёт month",
        "противоречие 1",
        "резолюция",
        "направление",
        "сокращённый срок",
        "ответ в выходные",
        "возврат не по компетенции",
        "совместная работа",
        "подготовка ответа",
        "промежуточный ответ",
        "уточнение",
        "разъяснение",
        "этап a",
        "завершение",
        "срок overall",
    ]
    assert all(item.clause for item in described if item.where not in {"рабочее время", "просрочка"})


def test_every_table_is_described() -> None:
    """What other tools need of the new tables stands in the answer as plain data."""
    described = regulation_json(_everything())
    assert json.loads(json.dumps(described)) == described
    flow = described["flows"][0]
    assert (flow["decline"]["then"], flow["joint"]["mode"]) == ("reroute", "lead")
    assert flow["clarification"]["placed_by"] == "executor"
    assert (flow["interim"]["clause"], flow["explaining"]["sent_by"]) == ("14", "coordinator")
    assert flow["routing"]["shortening"]["limit"] == "overall"
    assert described["grounds"][0]["must_contain"] == ["куда обратиться"]
    assert described["repeats"]["must_contain"] == ["меры"]
    assert (described["significant"]["to"], described["shortcomings"]["by"]) == ("Глава", "coordinator")
    assert [item["name"] for item in described["periodic"]] == ["month"]
    assert [item["title"] for item in described["contradictions"]] == ["Спор"]


def test_tables_that_are_absent_are_empty() -> None:
    """A regulation without them says so."""
    described = regulation_json(sample())
    assert [described[key] for key in ("repeats", "significant", "shortcomings", "periodic")] == [None, None, None, []]


def test_the_fit_of_the_numbers_is_described() -> None:
    """The check of the numbers is part of the description, as plain data."""
    (found,) = regulation_json(sample())["findings"]
    assert found["limits"] == ["overall", "draft", "check", "publish"]
    assert found["clauses"] == ["12", "7", "8", "11"]
    assert (found["flow"], found["level"], found["minutes_left"]) == ("main", "fits", 30)
    assert "остаётся 30 мин" in found["text"]
    assert found["explanation"] == {
        "sum": "проект 6 ч 30 мин + согласование 30 мин + размещение 30 мин = 7 ч 30 мин из 8 ч, остаётся 30 мин",
        "meaning": "Если каждый займёт весь свой срок, остаётся 30 мин. В остаток должно войти то, у чего своего срока "
        "нет: согласование (press), доработка.",
        "changes": [],
    }


def test_what_would_settle_a_sum_is_described() -> None:
    """Each change names the limit, its clause, the key and the number."""
    rules = (
        limit("overall", "routed > published", "60 working_minutes", clause="9"),
        limit("draft", "routed > draft_submitted", "90 working_minutes", clause="10"),
    )
    (found,) = regulation_json(small(*rules))["findings"]
    assert found["explanation"]["changes"] == [
        {
            "limit": "overall",
            "clause": "9",
            "key": "amount",
            "minutes": 90,
            "text": "«Срок overall» (пункт 9): 1 ч 30 мин вместо 1 ч",
        },
        {
            "limit": "draft",
            "clause": "10",
            "key": "amount",
            "minutes": 60,
            "text": "«Срок draft» (пункт 10): 1 ч вместо 1 ч 30 мин",
        },
    ]


def test_a_limit_says_what_moves_it() -> None:
    """Classes of importance, pauses and shares are plain data; a share has no amount of its own."""
    overall = regulation_json(sample())["limits"][0]
    assert overall["pause"] == {
        "starts": "published:clarification",
        "ends": "clarified",
        "at_most": {"amount": 3, "unit": "working_days"},
    }
    classes = 'by_importance = [{ importance = "срочное", amount = 1.5, unit = "hours" }]'
    first, half = regulation_json(
        small(
            limit("whole", "detected > published:answer", "9 working_hours", f"pause = {{ {_PAUSE} }}\n{classes}"),
            limit("half", "detected > routed", "0.5 of whole"),
            steps=DECLINE,
        )
    )["limits"]
    assert first["by_importance"] == [{"importance": "срочное", "amount": "1.5", "unit": "hours"}]
    assert first["pause"] == {"starts": "declined", "ends": "routed", "at_most": None}
    assert (half["amount"], half["unit"], half["before"]) == (None, None, None)
    assert half["share_of"] == {"limit": "whole", "share": "0.5"}


_PAUSE = 'starts = "declined", ends = "routed"'


def _everything() -> Regulation:
    """A regulation that has every table, each with a numbered reading."""
    numbers = count(1)

    def read(clause: str = "1") -> str:
        cited = f'clause = "{clause}", ' if clause else ""
        return f'{cited}reading = "Принято {next(numbers)}."'

    head = (
        f"lateness = {{ {read('')} }}\n"
        f'roles = [{{ role = "head", title = "Глава", {read()} }}]\n'
        'grounds = [{ id = "explained", title = "Не наше", outcome = "explained", '
        f'must_contain = ["куда обратиться"], {read()} }}]\n'
        f'checklist.items = [{{ id = "measures", title = "Мера", {read()} }}]\n'
        f'checklist.lengths = [{{ network = "vk", letters = 100, {read()} }}]\n'
        f'repeats = {{ must_contain = ["меры"], {read()} }}\n'
        f'significant = {{ by = "reviewer", stage = "a", to = "Глава", {read()} }}\n'
        f'shortcomings = {{ by = "coordinator", to = "Глава", {read()} }}\n'
        f'periodic = [{{ name = "month", title = "Итоги", actor = "coordinator", {read()} }}]\n'
        f'contradictions = [{{ title = "Спор", {read()} }}]\n'
    )
    steps = (
        f"resolution = {{ {read()} }}\n"
        f'decline = {{ then = "reroute", {read()} }}\n'
        f'joint = {{ mode = "lead", pass_clause = "1", {read()} }}\n'
        f"interim = {{ {read('14')} }}\n"
        f'clarification = {{ placed_by = "executor", {read()} }}\n'
        f'explaining = {{ sent_by = "coordinator", {read()} }}\n'
        f'routing.shortening = {{ limit = "overall", {read()} }}\n'
        f"routing.days_off = {{ {read()} }}\n"
    )
    file = text(
        limit("overall", "detected > published:answer", "9 working_hours", read().replace('clause = "1", ', "")),
        steps=steps,
        head=head,
    )
    for old in (
        'scope = { clause = "1", ',
        'calendar.timezone = "Europe/Moscow"\n',
        'routing.clause = "3"\n',
        'drafting = { clause = "4", ',
        'completion = { command = "publish", ',
        'title = "Этап"\n',
    ):
        assert old in file, old
    file = (
        file.replace("scope = {", f"scope = {{ {read('')}, ")
        .replace("calendar.timezone", f"calendar.{read('')}\ncalendar.timezone")
        .replace("routing.clause", f"routing.{read('')}\nrouting.clause")
        .replace("drafting = {", f"drafting = {{ {read('')}, ")
        .replace("completion = {", f"completion = {{ {read('')}, ")
        .replace('title = "Этап"\n', f'title = "Этап"\n{read("")}\n')
    )
    return parse_regulation(file, "everything.toml")


def test_duty_and_breaches_are_described() -> None:
    """Hours of duty, the counter of breaches and their readings are plain data; absent ones are null."""
    described = regulation_json(sixth().regulation)
    assert described["duty"]["week"]["sat"] == ["10:00-14:00"]
    assert (described["breaches"]["more_than"], described["breaches"]["clause"]) == (3, "14")
    assert (regulation_json(sample())["duty"], regulation_json(sample())["breaches"]) == (None, None)
    read = '[duty]\nclause = "4"\nweek.sat = ["10:00-14:00"]\nreading = "Дежурит один"\n'
    counted = '[breaches]\nclause = "14"\nmore_than = 3\nto = "Кто"\nreading = "Месяц календарный"\n'
    assert [item.where for item in readings(small(head=read + counted))] == ["дежурство", "счёт нарушений"]
