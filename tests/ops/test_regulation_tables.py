"""The tables in which a regulation is shown."""

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from domain.regulation import parse_regulation
from ops import regulation_tables as tables
from tests.domain.lifecycle.builders import sixth
from tests.domain.regulation.samples import sample
from tests.domain.regulation.small import CLARIFICATION, EXPLAINED, EXPLAINING, limit, small, text

OVERALL = limit("overall", "detected > published:answer", "9 working_hours")
DRAFT = limit("draft", "draft_submitted", "before overall 4 working_hours")


def printed(renderable: RenderableType) -> str:
    """What stands on a wide screen."""
    console = Console(file=StringIO(), width=250)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def rows(renderable: RenderableType) -> list[list[str]]:
    """The cells of every row below the line under the heads."""
    return [
        [cell.strip() for cell in line.split("   ") if cell.strip()] for line in printed(renderable).splitlines()[3:-1]
    ]


def steps_of(steps: str, head: str = "") -> list[list[str]]:
    """The rows of a flow with these steps."""
    return rows(tables.steps(small(OVERALL, DRAFT, steps=steps, head=head).flows[0]))


@pytest.mark.parametrize(
    ("steps", "row"),
    [
        ("detected_outside = true\n", ["Выявление", "вне муниципалитета", "1"]),
        ('resolution = { clause = "2" }\n', ["Резолюция", "глава", "2"]),
        (
            'routing.attributes = ["theme", "location"]\n',
            ["Направление в орган", "координатор", "3", "указать: тема, место"],
        ),
        (
            'routing.moves_freely = true\nrouting.attributes = ["importance"]\n',
            ["Направление в орган", "координатор", "3", "указать: важность; передать другому можно всегда"],
        ),
        (
            'routing.shortening = { clause = "7", limit = "overall" }\n',
            ["Сокращённый срок", "координатор", "7", "вместо overall"],
        ),
        (
            'routing.shortening = { clause = "7", limit = "overall", draft = "draft" }\n',
            ["Сокращённый срок", "координатор", "7", "вместо overall, за ним draft"],
        ),
        ('routing.days_off = { clause = "3.10" }\n', ["Ответ в выходные", "координатор", "3.10"]),
        (
            'decline = { clause = "8", then = "reroute" }\n',
            ["Возврат не по компетенции", "исполнитель", "8", "снова на направление"],
        ),
        (
            'decline = { clause = "5", then = "outside", reason_required = true }\n',
            [
                "Возврат не по компетенции",
                "исполнитель",
                "5",
                "отправителю, на этом работа кончается; причина обязательна",
            ],
        ),
        (
            'joint = { clause = "15", mode = "sequential", pass_clause = "15(2)" }\n',
            [
                "Совместная работа",
                "органы",
                "15",
                "по очереди, общий ответ пишет последний; передача части — пункт 15(2)",
            ],
        ),
        (
            'joint = { clause = "8", mode = "facts" }\n',
            ["Совместная работа", "органы", "8", "ответ пишет один, у других запрашивает сведения"],
        ),
        ('interim = { clause = "14" }\n', ["Промежуточный ответ", "исполнитель", "14"]),
        (
            'clarification = { clause = "10", placed_by = "executor" }\n',
            ["Уточнение у автора", "исполнитель", "10", "весь порядок согласования; размещает исполнитель"],
        ),
        (
            'clarification = { clause = "10", placed_by = "coordinator", stages = ["a"] }\n',
            ["Уточнение у автора", "исполнитель", "10", "a; размещает координатор"],
        ),
        (
            'clarification = { clause = "10", placed_by = "executor", stages = [] }\n',
            ["Уточнение у автора", "исполнитель", "10", "без согласования; размещает исполнитель"],
        ),
    ],
)
def test_a_step_is_shown_where_the_flow_has_it(steps: str, row: list[str]) -> None:
    """Each optional step is one row with who, the clause and how; without its table there is none."""
    assert row in steps_of(steps)
    assert row not in steps_of("")


def test_an_explanation_is_shown() -> None:
    """Who sends it stands beside it."""
    row = ["Разъяснение", "исполнитель", "8", "отправляет исполнитель"]
    assert row in steps_of(EXPLAINING, EXPLAINED)


def test_the_steps_of_a_plain_flow_are_shown() -> None:
    """Routing, draft, stages and the end are always there."""
    assert steps_of("") == [
        ["Направление в орган", "координатор", "3"],
        ["Проект ответа", "исполнитель", "4", "доработка — пункт 6"],
        ["Этап (a)", "согласующий", "5", "возврат — пункт 5"],
        ["Размещение ответа", "исполнитель", "7"],
    ]


def test_a_flow_without_approval_has_no_rework_and_asks_the_author_at_once() -> None:
    """No clause of rework is shown where there is none, and a question needs nobody's agreement."""
    without = text(OVERALL, steps=CLARIFICATION, stages=()).replace(', rework_clause = "6"', "")
    shown = rows(tables.steps(parse_regulation(without, "small.toml").flows[0]))
    assert ["Проект ответа", "исполнитель", "4"] in shown
    assert ["Уточнение у автора", "исполнитель", "4(1)", "без согласования; размещает исполнитель"] in shown


def test_the_wait_for_an_author_is_shown() -> None:
    """The question's step names the limit within which the author may reply."""
    (row,) = [row for row in rows(tables.steps(sixth().regulation.flows[0])) if row[0] == "Уточнение у автора"]
    assert row[-1] == "без согласования; размещает исполнитель; ответа ждут по сроку reply"


def test_where_an_answer_goes_is_shown() -> None:
    """The clauses on private answers and on further places stand at the end."""
    places = 'clause = "7", visibility_clause = "3.5", also_at_clause = "3.6" }'
    regulation = parse_regulation(text().replace('clause = "7" }', places), "small.toml")
    shown = rows(tables.steps(regulation.flows[0]))
    assert shown[-1][-1] == "на личное — лично (пункт 3.5); и в других местах (пункт 3.6)"


def test_limits_have_a_line_between_them() -> None:
    """A limit whose reading nobody asked about has no mark, and then there is no legend."""
    shown = printed(tables.limits(small(OVERALL, DRAFT).flows[0]))
    assert "толкование" not in shown
    lines = [line.strip() for line in shown.splitlines()]
    first, second = (
        next(n for n, line in enumerate(lines) if line.startswith(name)) for name in ("overall:", "draft:")
    )
    assert "" in lines[first:second]


GROUND = '[[grounds]]\nid = "{0}"\ntitle = "Случай {0}"\nclause = "18"\noutcome = "{1}"\n{2}\n'


def test_grounds_of_one_outcome_stand_together() -> None:
    """The outcome is said once, and what a ground demands beside it."""
    head = (
        GROUND.format("one", "refused", "")
        + GROUND.format("two", "converted", "needs_published_answer = true")
        + GROUND.format("three", "refused", "")
        + GROUND.format("four", "explained", 'must_contain = ["орган", "адрес"]\nearlier_answers = 2')
    )
    assert rows(tables.grounds(small(head=head, steps=EXPLAINING))) == [
        ["не рассматривается", "Случай one (one)", "18"],
        ["Случай three (three)", "18"],
        ["даётся разъяснение", "Случай four (four)", "18", "в ответе: орган"],
        ["в ответе: адрес"],
        ["прежних ответов: 2 или больше"],
        ["становится обращением", "Случай two (two)", "18", "ссылка на размещённый ответ"],
    ]


def test_who_reports_is_said() -> None:
    """Repeats, the two reports to the head and the monthly ones, each with its clause."""
    head = (
        'repeats = { clause = "16", must_contain = ["меры", "ход решения"] }\n'
        'significant = { clause = "24", by = "reviewer", stage = "a", to = "Глава города", signed = true }\n'
        'shortcomings = { clause = "20", by = "coordinator", to = "Глава" }\n'
        '[[periodic]]\nname = "month"\ntitle = "Итоги месяца"\nclause = "21"\nactor = "coordinator"\nworking_day = 3\n'
        '[breaches]\nclause = "14"\nmore_than = 3\nto = "Начальник отдела"\n'
    )
    assert list(tables.reports(small(head=head))) == [
        ("Повторное сообщение", "пункт 16; в ответе: меры; в ответе: ход решения"),
        ("О значимом", "согласующий (a) → Глава города, за подписью (пункт 24)"),
        ("О недостатках", "координатор → Глава (пункт 20)"),
        ("Каждый месяц", "Итоги месяца — координатор, к концу 3-го рабочего дня следующего месяца (пункт 21)"),
        ("Счёт нарушений", "больше 3 у органа за месяц → Начальник отдела (пункт 14)"),
    ]
    assert list(tables.reports(sample())) == []


def test_the_checklist_is_shown() -> None:
    """Each item with its clause, of which drafts it is asked, and who looks: a machine's check, or a person alone."""
    head = (
        '[[checklist.items]]\nid = "day"\ntitle = "Назван день"\nclause = "17"\ncheck = "measures"\nwhen = "final"\n'
        '[[checklist.items]]\nid = "polite"\ntitle = "Вежливо"\nclause = "17"\n'
        '[[checklist.lengths]]\nnetwork = "vk"\nletters = 900\nclause = "18"\n'
    )
    asked = small(head=head).checklist
    assert asked is not None
    assert rows(tables.checklist(asked)) == [
        ["Назван день (day)", "17", "с окончательного ответа", "measures"],
        ["Вежливо (polite)", "17", "с каждого проекта", "человек"],
        ["Не длиннее 900 знаков: ВКонтакте", "18", "с каждого проекта", "form"],
    ]
