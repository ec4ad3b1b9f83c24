"""Reading a regulation, and what is said of a wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.regulation import Regulation, RegulationError, parse_regulation
from domain.regulation.describe import regulation_json
from tests.domain.regulation.samples import EXAMPLE, FORMAT_PAGE, changed, sample

MISTAKES = [
    ("[act]", "[act", "TOML: файл не читается"),
    ("[calendar]", "[calender]", "calender: неизвестное поле"),
    ("format = 1", "format = 2", "format: допустимо: 1"),
    ('id = "zarechny-2026"', 'id = "Заречный"', "id: только строчные латинские буквы"),
    ('id = "zarechny-2026"', f'id = "{"a" * 65}"', "id: только строчные латинские буквы"),
    ('status = "in_force"', 'status = "force"', "status: допустимо: draft, in_force, repealed"),
    ("effective_from = 2026-02-10", 'effective_from = "10.02.2026"', "effective_from: ожидается дата"),
    ('networks = ["vk", "ok", "telegram"]', "networks = []", "scope.networks: список не может быть пустым"),
    ('networks = ["vk",', 'networks = ["vkontakte",', "scope.networks[0]: допустимо: vk, ok,"),
    ('timezone = "Europe/Moscow"', 'timezone = "Moscow"', "calendar.timezone: неизвестный часовой пояс"),
    ('mon = ["09:00-13:00"', 'mon = ["9-13"', "calendar.week.mon: ожидается промежуток"),
    ('title = "Сектор', 'name = "Сектор', "roles[0].title: обязательное поле отсутствует"),
    ("amount = 10\n", "amount = 10\nshare = 0.5\n", "reminders[1]: укажите либо share"),
    ("amount = 10\n", "", "reminders[1]: укажите либо share"),
    ("share = 0.25\n", "", "reminders[0]: укажите либо share"),
    ('amount = 10\nunit = "working_minutes"', 'amount = 1\nunit = "hours"', "reminders[1]: unit напоминания"),
    ("amount = 10\n", "amount = 1e-12\n", "reminders[1]: длительность задана точнее микросекунды"),
    ('amount = 8\nunit = "working_hours"', 'amount = 8\nunit = "hour"', "flows[0].limits[0].unit: допустимо: working"),
    ("amount = 8\n", "amount = -8\n", "flows[0].limits[0].amount: должно быть не меньше 0"),
    ("amount = 8\n", "amount = 1e-12\n", "flows[0].limits[0]: длительность задана точнее микросекунды"),
    (
        'amount = 8\nunit = "working_hours"',
        'amount = 1.5\nunit = "working_days"',
        "limits[0]: для единицы working_days",
    ),
    ('amount = 8\nunit = "working_hours"', "amount = 8", "flows[0].limits[0]: amount и unit указываются"),
    ('starts = "routed"', 'starts = "sent"', "flows[0].limits[0].starts: неизвестное событие «sent»"),
    ('starts = "routed"\n', "", "flows[0].limits[0]: укажите либо starts, amount и unit"),
    ('ends = ["published:answer"]', "ends = []", "flows[0].limits[0].ends: список не может быть пустым"),
    ('ends = ["published:answer"]', 'ends = ["published:answer"]\nfoo = 1', "flows[0].limits[0].foo: неизвестное поле"),
    ('amount = 1.5, unit = "working_hours"', 'amount = 1, unit = "hours"', "limits[1].before: unit обратного срока"),
    ("amount = 1.5,", "amount = 1e-12,", "flows[0].limits[1].before: длительность задана точнее микросекунды"),
    ("before = {", 'capped_by = "overall"\nbefore = {', "flows[0].limits[1]: capped_by не указывается вместе с before"),
    ("before = {", 'starts = "routed"\nbefore = {', "flows[0].limits[1]: укажите либо starts, amount и unit"),
    ("before = {", "external_due = true\nbefore = {", "limits[1]: external_due не указывается вместе с before"),
    ("before = {", "restart_on_reroute = true\nbefore = {", "restart_on_reroute не указывается вместе с before"),
    (
        "before = {",
        'pause = { starts = "published:clarification", ends = "clarified" }\nbefore = {',
        "limits[1]: pause не указывается вместе с before",
    ),
    ("amount = 8\n", 'amount = 8\nshare_of = { limit = "check", share = 0.5 }\n', "limits[0]: укажите либо starts"),
    (
        'amount = 8\nunit = "working_hours"',
        'share_of = { limit = "check", share = 1 }',
        "limits[0].share_of.share: должно быть меньше 1",
    ),
    (
        "amount = 8\n",
        'by_importance = [{ importance = "срочное", amount = 0.5, unit = "working_days" }]\namount = 8\n',
        "limits[0].by_importance[0]: для единицы working_days",
    ),
    ("at_most = { amount = 3,", "at_most = { amount = 0,", "limits[0].pause.at_most.amount: должно быть больше 0"),
    ("at_most = { amount = 3,", "at_most = { amount = 0.5,", "limits[0].pause.at_most: для единицы working_days"),
    ('starts = "published:clarification"', 'starts = "asked"', "limits[0].pause.starts: неизвестное событие «asked»"),
    ("alternative = true", 'binds_from = ["declined"]', "binds_from указывается вместе с alternative = true"),
    ('then = "reroute"', 'then = "back"', "flows[0].decline.then: допустимо: reroute, resolution, outside"),
    ("[[flows]]", '[significant]\nclause = "9"\nby = "reviewer"\nto = "Глава"\n[[flows]]', "significant: stage"),
]

LINES = EXAMPLE.splitlines()
STRANGE = [
    "",
    "0",
    "-1",
    "1e-9",
    "1e400",
    "nan",
    "inf",
    '""',
    '"x"',
    "true",
    "[]",
    "{}",
    "[[]]",
    "2026-01-01",
    "9" * 5000,
]


def test_the_documented_example_is_read() -> None:
    """The complete example of the format's page is a sound regulation."""
    regulation = sample()
    assert regulation.id == "zarechny-2026"
    assert [rule.name for rule in regulation.flows[0].limits] == [
        "overall",
        "draft",
        "check",
        "publish",
        "return",
        "final",
    ]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(old: str, new: str, message: str) -> None:
    """A wrong value is refused with the file's name, the key's path and what is allowed."""
    with pytest.raises(RegulationError) as caught:
        parse_regulation(changed((old, new)), "zarechny.toml")
    assert caught.value.source == "zarechny.toml"
    assert message in str(caught.value)
    assert all(line.startswith("zarechny.toml: ") for line in str(caught.value).splitlines())


def test_all_mistakes_are_named_at_once() -> None:
    """Two wrong values are two errors, and nothing else is reported."""
    text = changed(
        ('unit = "working_hours"\n', 'unit = "hour"\n'), ('ends = ["draft_submitted:answer"]', 'ends = ["sent"]')
    )
    with pytest.raises(RegulationError) as caught:
        parse_regulation(text, "zarechny.toml")
    assert [error.field for error in caught.value.errors] == ["flows[0].limits[0].unit", "flows[0].limits[1].ends[0]"]


def test_documented_errors_are_what_is_said() -> None:
    """The error lines shown on the format's page are said word for word."""
    page = FORMAT_PAGE.read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith("zarechny.toml: ")]
    text = changed(
        ('unit = "working_hours"\n', 'unit = "hour"\n'),
        ('ends = ["draft_submitted:answer"]', 'ends = ["submitted"]'),
        ("[act]", "[calender]\n[act]"),
    )
    with pytest.raises(RegulationError) as caught:
        parse_regulation(text, "zarechny.toml")
    without_a_step = changed(('[flows.decline]\nclause = "6(1)"\nthen = "reroute"\nreason_required = true\n', ""))
    with pytest.raises(RegulationError) as found:
        parse_regulation(without_a_step, "zarechny.toml")
    assert shown == [*str(caught.value).splitlines(), *str(found.value).splitlines()]


@given(line=st.integers(0, len(LINES) - 1), value=st.sampled_from(STRANGE))
def test_nothing_but_a_regulation_error_is_raised(line: int, value: str) -> None:
    """Whatever stands at whatever key, the file is read or refused, and what is read can be computed with."""
    key, equals, _ = LINES[line].partition(" = ")
    changed_line = f"{key} = {value}" if equals else value
    text = "\n".join((*LINES[:line], changed_line, *LINES[line + 1 :]))
    try:
        regulation = parse_regulation(text, "strange.toml")
    except RegulationError:
        return
    assert Regulation.model_validate_json(regulation.model_dump_json(exclude_defaults=True)) == regulation
    assert regulation_json(regulation)


def test_a_regulation_survives_being_recorded() -> None:
    """Written as JSON without its defaults and read again, it is the same regulation."""
    regulation = parse_regulation(EXAMPLE, "sample.toml")
    assert Regulation.model_validate_json(regulation.model_dump_json(exclude_defaults=True)) == regulation
