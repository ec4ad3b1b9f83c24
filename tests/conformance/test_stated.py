"""Every place of an act that may be understood in two ways is stated in its file, where the municipality confirms it.

The places are those at which the text names no person, no start, no number or no consequence; found by reading it.
"""

import re

import pytest

from domain.regulation.describe import readings
from domain.terms import Role
from tests.domain.lifecycle.builders import LUZ, PRO, VOL, shipped

COMMON = frozenset(
    {
        "рабочее время",
        "просрочка",
        "основание intent-to-harm",
        "подготовка ответа",
        "промежуточный ответ",
        "срок rework",
        "срок final",
    }
)
"""Hours of service, when an act is late, who refuses, what the draft's limit wants, what an interim answer stops."""

OWN = {
    PRO: {
        "сфера действия",
        "роль auditor",
        "основание formal-appeal",
        "повторные сообщения",
        "доклад о значимом",
        "доклад о недостатках",
        "отчёт month",
        "сокращённый срок",
        "возврат не по компетенции",
        "совместная работа",
        "уточнение",
        "срок route",
        "срок return",
        "срок overall",
        "срок draft",
        "срок decide",
        "срок publish",
        "срок part",
    },
    VOL: {
        "сфера действия",
        "основание formal-appeal",
        "повторные сообщения",
        "направление",
        "завершение",
        "срок overall",
        "срок draft",
    },
    LUZ: {
        "роль executor",
        "направление",
        "возврат не по компетенции",
        "срок return",
        "срок draft",
        "срок publish",
    },
}


NOT_TAKEN = re.compile("не (принят|выведен|придумывает)")
NOTHING_ELSE = {"доклад о значимом", "доклад о недостатках", "отчёт month"}
"""Where the text leaves a gap that has to be filled, and offers no second way."""


@pytest.mark.parametrize("regulation", OWN)
def test_each_unclear_place_is_stated(regulation: str) -> None:
    """With the reading that is taken, and which one is not; nobody has confirmed it for the municipality yet."""
    stated = {item.where: item for item in readings(shipped(regulation).regulation)}
    assert COMMON | OWN[regulation] <= set(stated)
    for where in COMMON | OWN[regulation]:
        assert where in NOTHING_ELSE or NOT_TAKEN.search(stated[where].reading), where
        assert stated[where].confirmed_by == ""


def test_who_coordinates_is_not_who_decides() -> None:
    """Providensky's press secretary coordinates (2), Volchikha's managing director controls (D4): they read."""
    found = {
        name: next(item for item in shipped(name).regulation.roles if item.role is Role.AUDITOR) for name in (PRO, VOL)
    }
    assert (found[PRO].clause, found[VOL].clause) == ("2", "D4")
    assert "Пресс-секретарь" in found[PRO].title


def test_a_category_without_a_consequence_is_shown() -> None:
    """Volchikha 4 has every message ranked and draws nothing from it, and no limit follows it here."""
    regulation = shipped(VOL).regulation
    (shown,) = [item for item in regulation.contradictions if "важност" in item.quote]
    assert shown.clause == "4"
    assert all(rule.by_importance == () for rule in regulation.flows[0].limits)
