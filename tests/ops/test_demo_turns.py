"""What the demonstration plays under a procedure: only what its act provides for."""

import pytest

from ops.demo_scenarios import SCENARIOS
from tests.domain.lifecycle.builders import PROCEDURES, Procedure, small

EVERYWHERE = {
    "всё в срок",
    "пятница, 17:50",
    "две доработки",
    "поздно направлено",
    "поздний проект",
    "позднее согласование после доработки",
    "повторное, другой исполнитель, пересчёт",
    "закрыто по иной причине",
}
"""The scenarios that need nothing of an act."""


def _titles(procedure: Procedure) -> set[str]:
    regulation = procedure.rules.regulation
    flow = regulation.flow(procedure.flow)
    return {scenario.title for scenario in SCENARIOS if scenario.turns(regulation, flow) is not None}


def test_titles_are_different() -> None:
    """No two scenarios have one name."""
    assert len({scenario.title for scenario in SCENARIOS}) == len(SCENARIOS)


def test_every_procedure_has_the_ordinary_lives() -> None:
    """What needs nothing of an act is played under each one, and an act without any option has nothing else."""
    for procedure in PROCEDURES:
        assert _titles(procedure) >= EVERYWHERE
    rules = small()
    plain = rules.regulation.flow("main")
    assert {item.title for item in SCENARIOS if item.turns(rules.regulation, plain) is not None} == EVERYWHERE | {
        "поздно размещено"
    }


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("поздно размещено", {"providensky", "volchikha", "luga", "incident", "stavropol"}),
        ("возврат не по компетенции", {"providensky", "luga", "pages", "incident", "stavropol"}),
        ("поздний возврат не по компетенции", {"providensky", "luga", "stavropol"}),
        ("доклад главе и недостаток", {"providensky", "stavropol"}),
        ("замечания последнего этапа", {"pages", "incident", "stavropol"}),
        ("вопрос автору", {"providensky", "volchikha", "luga", "pages"}),
        ("вопрос автору поздно", {"pages"}),
        ("сокращённый срок", {"providensky"}),
        ("ответ в выходные", {"pages", "incident"}),
        ("поступило в выходной", {"pages"}),
        ("срок внешней системы", {"volchikha"}),
        ("разъяснение", {"pages", "incident"}),
        ("ответ не даётся", {"pages", "incident"}),
        ("ответ уже на сайте", {"pages", "incident"}),
        ("признаки обращения", {"providensky", "volchikha", "luga", "pages", "incident", "stavropol"}),
    ],
)
def test_a_behaviour_is_played_where_an_act_provides_for_it(title: str, names: set[str]) -> None:
    """A scenario is left out where the procedure has nothing of the kind."""
    played = {procedure.name for procedure in PROCEDURES if title in _titles(procedure)}
    assert {next(name for name in played if part in name) for part in names} == played


def test_joint_work_needs_bodies_enough() -> None:
    """With the two bodies of a shipped file nobody could take over a part, so joint work is not played."""
    joint = {
        "органы по очереди",
        "очередь: отказ, часть поздно",
        "головной и соисполнители, замена",
        "соисполнитель опоздал",
    }
    for procedure in PROCEDURES:
        assert _titles(procedure).isdisjoint(joint)
