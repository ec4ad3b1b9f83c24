"""The check of the numbers of whole regulations: the shipped ones, and classes of importance."""

import pytest

from domain.regulation import Regulation, parse_regulation
from domain.regulation.fit import Finding, Level, findings, part_warning
from tests.domain.regulation.samples import FORMAT_PAGE, ROOT, sample
from tests.domain.regulation.small import limit, small


def shipped(name: str) -> Regulation:
    """One of the five regulations."""
    return parse_regulation((ROOT / "regulations" / f"{name}.toml").read_text(encoding="utf-8"), name)


def about(regulation: Regulation, flow: str, first_limit: str) -> Finding:
    """The finding of one flow that begins with a limit."""
    return next(found for found in findings(regulation) if (found.flow, found.limits[0]) == (flow, first_limit))


SHIPPED = [
    ("providensky-2020", "main", "overall", (Level.TIGHT, 0), "Полных доработок помещается: 2, запаса нет."),
    ("providensky-2020", "main", "draft", (Level.TIGHT, 30), "исполнителей 3: 3 × 2 = 6 ч, не хватает 1 ч 30 мин."),
    ("volchikha-2020", "main", "overall", (Level.FITS, 180), "После него остаётся 4 ч."),
    ("luga-2020", "main", "overall", (Level.FITS, 150), "До срока проекта (пункт 7) 5 ч. После него остаётся 4 ч."),
    ("gulkevichi-draft", "pages", "overall1", (Level.FITS, 240), "проект 8 + доработка 4 = 12 ч из 16"),
    ("gulkevichi-draft", "incident", "handover", (Level.IMPOSSIBLE, -60), "направление 2 + проект 4 + доработка 3 = 9"),
    ("stavropol-2023", "main", "overall", (Level.TIGHT, 5), "(возврат 10 + доработка 15) = 85 мин."),
    ("stavropol-2023", "main", "draft", (Level.IMPOSSIBLE, 0), "на общий ответ не остаётся ни минуты."),
]


@pytest.mark.parametrize(("name", "flow", "first_limit", "judged", "said"), SHIPPED)
def test_the_shipped_regulations_are_summed(
    name: str, flow: str, first_limit: str, judged: tuple[Level, int], said: str
) -> None:
    """What the reading of each act says of its numbers is found by their structure alone."""
    found = about(shipped(name), flow, first_limit)
    assert (found.level, found.minutes_left) == judged
    assert said in found.text


def test_nothing_else_is_found_in_the_shipped_regulations() -> None:
    """Eight sums, each once."""
    names = ("providensky-2020", "volchikha-2020", "luga-2020", "gulkevichi-draft", "stavropol-2023")
    assert [len(findings(shipped(name))) for name in names] == [2, 1, 1, 2, 2]


def test_untimed_steps_of_the_shipped_regulations_are_named() -> None:
    """The steps that the acts leave without a limit stand in the text."""
    untimed = {
        "volchikha-2020": "Своего срока нет: согласование (curator), размещение.",
        "luga-2020": "Своего срока нет: согласование (oiv).",
        "stavropol-2023": "Своего срока нет: согласование (cur).",
    }
    for name, said in untimed.items():
        assert about(shipped(name), "main", "overall").text.endswith(said)


def test_joint_work_of_the_shipped_regulations_is_warned_of() -> None:
    """Three bodies in turn are too many in one act, joint work always is in another; elsewhere nothing is said."""
    providensky = shipped("providensky-2020").flow("main")
    assert part_warning(providensky, 2) is None
    assert "пункт 15(3)" in (part_warning(providensky, 3) or "")
    assert "промежуточный ответ (пункт 17)" in (part_warning(shipped("stavropol-2023").flow("main"), 2) or "")
    for name in ("volchikha-2020", "luga-2020", "gulkevichi-draft"):
        assert all(part_warning(flow, 5) is None for flow in shipped(name).flows)


def test_the_documented_finding_is_what_is_said() -> None:
    """The finding shown on the format's page is that of its example."""
    (found,) = findings(sample())
    assert found.level is Level.FITS
    assert f"```\nПомещается. {found.text}\n```" in FORMAT_PAGE.read_text(encoding="utf-8")


def test_classes_of_importance_are_summed_by_themselves() -> None:
    """A class that changes one of the limits has a finding of its own; one by the clock can't be summed."""
    classes = (
        'by_importance = [{ importance = "срочное", amount = 6, unit = "working_hours" }, '
        '{ importance = "аварийное", amount = 2, unit = "hours" }]'
    )
    own = 'by_importance = [{ importance = "аварийное", amount = 1, unit = "hours" }]'
    regulation = small(
        limit("overall", "detected > published", "9 working_hours", classes),
        limit("draft", "draft_submitted", "before overall 4 working_hours", own),
        limit("total", "detected > approved", "9 working_hours"),
        limit("route", "detected > routed", "30 working_minutes"),
        limit("apart", "detected > closed", "9 hours", own.replace("аварийное", "обычное")),
    )
    found = findings(regulation)
    assert [(item.limits[0], "Важность «срочное»" in item.text) for item in found] == [
        ("overall", False),
        ("total", False),
        ("overall", True),
        ("total", True),
    ]
    assert "— 6 ч рабочего времени." in found[2].text
