"""What the lab prints."""

from dataclasses import replace

import pytest
from rich.console import Console

from domain.lab import GENERAL
from ops.simulation import Simulation
from ops.simulation_report import show
from tests.ops.simulations import carried_out, compared


def printed(simulation: Simulation, width: int = 200) -> str:
    """The report as text."""
    console = Console(width=width)
    with console.capture() as captured:
        console.print(show(simulation))
    return captured.get()


@pytest.mark.parametrize(
    "part",
    [
        "Лаборатория регламентов: сообщений 25",
        "пункт 9: 9 раб. ч",
        "пункт 11: 4 раб. ч",
        "без единого нарушения",
        "узкое место",
        "Подготовка и размещение ответа (overall)",
        "за 1,5 раб. ч до конца overall",
        "согласующий: Согласование центром управления регионом",
        "ожидание сведений",
        "никто: ждут сведений",
        "срок overall (пункт 9): 8 раб. ч",
        "срок overall (пункт 11): 5 раб. ч",
        "+1 человек: координатор (будет 5)",
        "На чём держится этот расчёт",
        "stavropol-2023:",
        *GENERAL,
    ],
)
def test_the_report_has_everything(part: str) -> None:
    """The comparison, the limits, the people, the time, the variants, and what all of it rests on."""
    assert part in printed(compared(), width=400)


def test_limits_by_analogy_are_not_shown_as_kept() -> None:
    """A mark that cannot be missed would only embellish."""
    assert "(reroute)" not in printed(compared())
    assert "Новое направление после возврата" not in printed(compared())


def test_one_procedure_alone_is_shown() -> None:
    """Without a second side and without variants there is less, and nothing is out of place."""
    text = printed(carried_out(procedures=("luga-2020",), count=5))
    assert "luga-2020" in text
    assert "Что, если" not in text


def test_a_month_without_queues_has_no_bottleneck() -> None:
    """Nobody is blamed where nobody waits."""
    found = compared()
    side = found.sides[0]
    idle = side.figures.model_copy(update={"bottleneck": None})
    assert "никто не ждёт" in printed(replace(found, sides=(replace(side, figures=idle),)))
