"""The first file: always sound, and true to the answers."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given

from domain.regulation import Regulation, parse_regulation
from domain.regulation.describe import readings
from ops.regulation_new.answers import Answers
from ops.regulation_new.first_file import first_file
from tests.ops.regulation_new.answering import answered, random_answers


def made(**values: str) -> Regulation:
    """The regulation of these answers and the usual ones."""
    return parse_regulation(first_file(answered(**values)), "made.toml")


def limits(**values: str) -> dict[str, dict[str, Any]]:
    """The limits' tables by their names."""
    (flow,) = tomllib.loads(first_file(answered(**values)))["flows"]
    return {limit["name"]: limit for limit in flow["limits"]}


@given(random_answers())
@example(answered(refused="head: Глава, пункт 5", no_answer="head: Глава, пункт 5"))
def test_every_file_is_accepted(answers: Answers) -> None:
    """Whatever a clerk answers, the program can use what was written."""
    regulation = parse_regulation(first_file(answers), "made.toml")
    assert regulation.flows[0].limits
    unconfirmed = [item for item in readings(regulation) if item.confirmed]
    assert unconfirmed == []


def test_the_usual_answers_make_a_usual_regulation() -> None:
    """Nothing but names was answered: the file has the usual steps, and says of each that nobody looked it up."""
    regulation = made()
    flow = regulation.flows[0]
    assert [limit.name for limit in flow.limits] == [
        "route",
        "return",
        "overall",
        "draft",
        "decide1",
        "rework",
        "publish",
        "final",
    ]
    assert [stage.id for stage in flow.stages] == ["curator"]
    assert regulation.version == "draft"
    route = flow.limit("route")
    assert route.clause == "не указан"
    assert route.reading == (
        "По акту не проверено, взято обычное: «30 минут». Пункт акта не назван: впишите его в clause."
    )
    assert 'confirmed_by = ""' in first_file(answered())


def test_what_was_looked_up_has_its_clause_and_no_reading() -> None:
    """A value with its clause is the act's own."""
    route = made(route_within="20 минут, пункт 4").flows[0].limit("route")
    assert (route.clause, route.reading) == ("4", "")
    assert route.amount == 20


def test_what_is_absent_is_named_at_the_end() -> None:
    """The usual «нет» leaves no table, so the file says that nobody looked it up."""
    assert "взято обычное «нет» (вопросы): number, date," in first_file(answered())
    assert "resolution" in first_file(answered()).splitlines()[-1]


@pytest.mark.parametrize(
    ("beginning", "resolution", "starts", "restarts"),
    [
        ("выявлено", "нет", ("detected", "detected"), False),
        ("поступило", "нет", ("received", "received"), False),
        ("направлено", "нет", ("received", "routed"), True),
        ("поступило", "да, пункт 3", ("resolved", "received"), False),
    ],
)
def test_limits_begin_where_the_act_says(
    beginning: str, resolution: str, starts: tuple[str, str], *, restarts: bool
) -> None:
    """Routing begins before what it starts; a limit from the routing begins anew after a return."""
    found = limits(overall_from=f"{beginning}, пункт 5", resolution=resolution)
    assert (found["route"]["starts"], found["overall"]["starts"]) == starts
    assert found["overall"].get("restart_on_reroute", False) is restarts


def test_a_return_outside_never_restarts() -> None:
    """What is returned to its sender is not routed again."""
    assert (
        "restart_on_reroute"
        not in limits(overall_from="направлено, пункт 5", decline="отправителю, пункт 6")["overall"]
    )


def test_a_draft_runs_backward_or_forward() -> None:
    """Four hours before the end, five hours from the beginning, or no limit."""
    assert limits()["draft"]["before"] == {"limit": "overall", "amount": 4, "unit": "working_hours"}
    forward = limits(draft="5 часов, пункт 7", clarification="с паузой, пункт 8")
    assert (forward["draft"]["starts"], forward["draft"]["amount"]) == ("detected", 5)
    assert forward["draft"]["pause"] == forward["overall"]["pause"]
    assert "draft" not in limits(draft="нет")


@pytest.mark.parametrize(
    ("overall", "lead"),
    [("4 часа", 120), ("0,01 минут", None), ("2 рабочих дня", None), ("24 часа круглосуточно", None)],
)
def test_the_usual_draft_fits_the_whole(overall: str, lead: int | None) -> None:
    """Half of a short limit, and nothing where nothing can be subtracted."""
    found = limits(overall=f"{overall}, пункт 5")
    assert found.get("draft", {}).get("before", {}).get("amount") == lead


def test_a_chain_has_a_limit_for_each_stage() -> None:
    """A stage begins when the one before it has agreed; one without a limit has none."""
    found = limits(
        stages="a: Один; b: Два; c: Три, пункт 8",
        stage1_within="20 минут, пункт 8(1)",
        stage2_within="нет",
        stage3_within="1 час, пункт 8(3)",
        stage3_by="вне муниципалитета",
    )
    assert found["decide1"]["starts"] == "draft_submitted"
    assert (found["decide3"]["starts"], found["decide3"]["ends"]) == ("approved:b", ["approved:c", "returned:c"])
    assert "decide2" not in found
    flow = made(stages="a: Один; b: Два, пункт 8", stage2_by="вне муниципалитета").flows[0]
    assert [stage.outside for stage in flow.stages] == [False, True]


def test_the_office_of_a_reviewer_is_asked_where_there_is_one() -> None:
    """Coordinator and head have been named already."""
    regulation = made(stages="a: Один; b: Два, пункт 8", stage2_by="согласующий", reviewer="Правовой отдел, пункт 8")
    assert {role.role.value: role.title for role in regulation.roles}["reviewer"] == "Правовой отдел"
    assert "reviewer" not in answered(stages="a: Один; b: Два, пункт 8", stage2_by="глава").given


def test_without_approval_there_is_no_rework() -> None:
    """Nobody sends back what nobody checks."""
    flow = made(stages="нет").flows[0]
    assert flow.stages == ()
    assert {"decide1", "rework"}.isdisjoint(limit.name for limit in flow.limits)


def test_steps_that_the_act_does_not_have_have_no_table() -> None:
    """No return, no interim answer, no question to the author, no limits of routing and placing."""
    flow = made(
        decline="нет",
        interim="нет",
        clarification="нет",
        route_within="нет",
        publish_within="нет",
        rework_within="нет",
        appeal="нет",
        reminders="нет",
    ).flows[0]
    assert (flow.decline, flow.interim, flow.clarification) == (None, None, None)
    assert [limit.name for limit in flow.limits] == ["overall", "draft", "decide1"]


def test_a_right_to_return_may_have_no_limit() -> None:
    """The same for the final draft after an interim answer."""
    flow = made(decline_within="нет", final_within="нет", decline_reason="да").flows[0]
    assert flow.decline is not None
    assert flow.decline.reason_required
    assert {"return", "final"}.isdisjoint(limit.name for limit in flow.limits)


def test_reports_and_grounds_are_written() -> None:
    """Every list has its tables, with the clause of the question."""
    regulation = made(
        refused="Угрозы; Оскорбления, пункт 12",
        no_answer="Текст нельзя прочитать, пункт 12(1)",
        appeal="да, пункт 2",
        repeats="Меры, пункт 13",
        significant="Глава, пункт 15",
        report_day="3, пункт 16",
        date="06.04.2026",
        status="проект",
        reminders="10 %, 5 минут",
        friday_hours="09:00-16:45",
        head="Глава, пункт 15",
    )
    assert [(ground.id, ground.clause) for ground in regulation.grounds] == [
        ("refused-1", "12"),
        ("refused-2", "12"),
        ("no-answer-1", "12(1)"),
        ("formal-appeal", "2"),
    ]
    assert regulation.repeats is not None
    assert regulation.significant is not None
    assert (regulation.repeats.must_contain, regulation.significant.to) == (("Меры",), "Глава")
    assert regulation.periodic[0].working_day == 3
    assert (regulation.version, regulation.status.value) == ("2026-04-06", "draft")
    assert [(item.share is None, item.amount) for item in regulation.reminders] == [(False, None), (True, 5)]
    assert regulation.calendar.week.fri == ("09:00-13:00", "14:00-16:45")
    assert [role.role.value for role in regulation.roles] == ["coordinator", "executor", "head"]


def test_a_day_that_is_no_friday_has_the_usual_hours() -> None:
    """Friday is asked about only where it is worked."""
    assert made(working_days="пн, сб").calendar.week.model_dump(exclude_defaults=True).keys() == {"mon", "sat"}
