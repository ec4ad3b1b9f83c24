"""Why a finding says what it says, and what would settle it."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.regulation import Regulation, parse_regulation
from domain.regulation.fit import Change, Finding, Level, findings
from domain.regulation.fit.explanation import times_words
from tests.domain.regulation.samples import ROOT
from tests.domain.regulation.small import LEAD, RESOLUTION, SEQUENTIAL, limit, small

OVERALL = limit("overall", "detected > published", "9 working_hours", clause="9")
DRAFT = limit("draft", "draft_submitted", "before overall 4 working_hours", clause="10")
ROUTE = limit("route", "detected > routed", "30 working_minutes", clause="7")
DECIDE = limit("decide", "draft_submitted > approved, returned", "30 working_minutes", clause="11")
REWORK = limit("rework", "returned > draft_submitted", "60 working_minutes", clause="12")
PUBLISH = limit("publish", "approved > published", "30 working_minutes", clause="13")
PART = limit("part", "assigned:joint > part_contributed", "2 working_hours", clause="15(3)")
PASS = limit("pass", "part_contributed > part_passed", "30 working_minutes", clause="18")


def first(*limits: str, steps: str = "", stages: tuple[str, ...] = ("a",)) -> Finding:
    """The first finding of these limits."""
    return findings(small(*limits, steps=steps, stages=stages))[0]


def texts(found: Finding) -> list[str]:
    """What the changes of a finding say."""
    return [change.text for change in found.explanation.changes]


def changed(regulation: Regulation, change: Change) -> Regulation:
    """The regulation with one number changed as a finding suggests."""
    plain: dict[str, Any] = regulation.model_dump(mode="json", exclude_none=True)
    (rule,) = [item for flow in plain["flows"] for item in flow["limits"] if item["name"] == change.limit]
    minutes = {"amount": change.minutes, "unit": "working_minutes"}
    if change.key == "amount":
        rule.update(minutes)
    elif change.key == "before":
        rule["before"].update(minutes)
    else:
        rule["by_importance"][0].update(minutes)
    return Regulation.model_validate(plain)


def test_whole_rounds_are_explained() -> None:
    """The whole day is one sum; one round more is too late; three numbers would give a reserve."""
    found = first(OVERALL, DRAFT, ROUTE, DECIDE, REWORK, PUBLISH)
    assert found.explanation.sum == (
        "направление 30 мин + исполнителю 4 ч 30 мин + согласование 30 мин + размещение 30 мин + "
        "2 × (возврат 30 мин + доработка 1 ч) = 9 ч из 9 ч, запаса нет"
    )
    assert found.explanation.meaning == (
        "Проект можно вернуть на доработку 2 раза, даже если каждый займёт весь свой срок; если вернуть ещё раз, ответ "
        "опоздает на 1 ч 30 мин. Задержка хотя бы на минуту после этого — уже опоздание."
    )
    assert texts(found) == [
        "«Срок draft» (пункт 10): за 4 ч 30 мин до конца срока «Срок overall» вместо 4 ч",
        "«Срок rework» (пункт 12): 45 мин вместо 1 ч",
        "«Срок decide» (пункт 11): 20 мин вместо 30 мин",
    ]


def test_what_fits_needs_no_change() -> None:
    """With room left the numbers may stay, and nothing is said of a delay of a minute."""
    found = first(OVERALL, DRAFT, DECIDE, limit("rework", "returned > draft_submitted", "30 working_minutes"), PUBLISH)
    assert found.level is Level.TIGHT
    roomy = first(OVERALL, DRAFT, DECIDE, limit("rework", "returned > draft_submitted", "40 working_minutes"), PUBLISH)
    assert (roomy.level, roomy.explanation.changes) == (Level.FITS, ())
    assert "Задержка" not in roomy.explanation.meaning
    assert roomy.explanation.sum.endswith("= 8 ч 20 мин из 9 ч, остаётся 40 мин")


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("2", "Если каждый займёт весь свой срок, после первого же возврата проекта ответ опоздает на 30 мин."),
        ("0.5", "Если каждый займёт весь свой срок, ответ опоздает на 30 мин, даже когда проект ни разу не вернут."),
    ],
)
def test_no_round_at_all_is_explained(lead: str, said: str) -> None:
    """Either a single return makes the answer late, or it is late without one."""
    draft = limit("draft", "draft_submitted", f"before overall {lead} working_hours")
    found = first(OVERALL, draft, DECIDE, REWORK, PUBLISH)
    assert found.explanation.meaning == said
    assert found.explanation.changes[0].key == "before"


def test_one_passage_is_explained() -> None:
    """Without limits of the chain the rest is what the untimed steps have (LUZ-6)."""
    found = first(OVERALL, limit("draft", "detected > draft_submitted", "5 working_hours"), REWORK)
    assert found.explanation.sum == "проект 5 ч + доработка 1 ч = 6 ч из 9 ч, остаётся 3 ч"
    assert found.explanation.meaning == (
        "Если каждый займёт весь свой срок и проект один раз вернут, остаётся 3 ч. В остаток должно войти то, у чего "
        "своего срока нет: согласование (a), размещение."
    )


def test_one_passage_that_is_too_long_is_explained() -> None:
    """Two hours, four and three are nine of eight (GUL-3.2.6); one hour less anywhere settles it."""
    found = first(
        limit("overall", "received > published", "8 working_hours"),
        limit("send", "resolved > routed", "2 working_hours"),
        limit("draft", "routed > draft_submitted", "4 working_hours"),
        limit("rework", "returned > draft_submitted", "3 working_hours"),
        steps=RESOLUTION,
    )
    assert found.explanation.sum == "направление 2 ч + проект 4 ч + доработка 3 ч = 9 ч из 8 ч, не хватает 1 ч"
    assert (
        found.explanation.meaning
        == "Если каждый займёт весь свой срок и проект один раз вернут, ответ опоздает на 1 ч."
    )
    assert texts(found) == [
        "«Срок overall» (пункт overall): 9 ч вместо 8 ч",
        "«Срок draft» (пункт draft): 3 ч вместо 4 ч",
        "«Срок rework» (пункт rework): 2 ч вместо 3 ч",
    ]


def test_what_comes_out_to_the_minute_is_explained() -> None:
    """Nothing is left for anything else, and no untimed step is there to need it."""
    found = first(
        limit("overall", "routed > published", "60 working_minutes"),
        limit("draft", "routed > draft_submitted", "30 working_minutes"),
        limit("publish", "approved > published", "30 working_minutes"),
        stages=(),
    )
    assert found.explanation.meaning == "Если каждый займёт весь свой срок, не остаётся ни минуты."


@pytest.mark.parametrize(
    ("lead", "said", "changes"),
    [
        ("8.5", "в ту минуту, когда истекает срок его проекта", 2),
        ("8.75", "на 15 мин позже, чем истекает срок его проекта", 2),
    ],
)
def test_late_routing_is_explained(lead: str, said: str, changes: int) -> None:
    """The executor receives the message when the draft's limit is over; the routing or the draft has to move."""
    found = first(OVERALL, limit("draft", "draft_submitted", f"before overall {lead} working_hours"), ROUTE, REWORK)
    assert said in found.explanation.meaning
    assert len(found.explanation.changes) <= changes
    assert found.explanation.changes[0].key == "before"


def test_a_chain_may_lose_a_stage() -> None:
    """Where each of several stages has a limit of its own, one that is long enough may be left out."""
    second = limit("second", "approved:a > approved", "2 working_hours")
    found = first(
        OVERALL,
        DRAFT,
        limit("first", "draft_submitted > approved:a", "15 working_minutes"),
        second,
        REWORK,
        PUBLISH,
        stages=("a", "b"),
    )
    assert found.level is Level.IMPOSSIBLE
    (stage,) = [change for change in found.explanation.changes if change.key == "stage"]
    assert (stage.limit, stage.minutes) == ("second", None)
    assert stage.text == "без этапа «Этап» (пункт 5): это 2 ч каждый раз"


def test_joint_work_in_turn_is_explained() -> None:
    """Two fit, a third makes the draft late; the aim is a reserve of a part."""
    found = findings(small(OVERALL, DRAFT, ROUTE, PART, steps=SEQUENTIAL))[1]
    assert found.explanation.sum == "направление 30 мин + 2 × часть 2 ч = 4 ч 30 мин из 5 ч, остаётся 30 мин"
    assert found.explanation.meaning == (
        "По очереди успевают 2; если исполнителей 3, когда каждый займёт весь свой срок, проект опоздает на 1 ч 30 мин."
    )
    assert [(change.limit, change.key, change.minutes) for change in found.explanation.changes] == [
        ("draft", "before", 150),
        ("part", "amount", 75),
    ]


def test_joint_work_that_two_cannot_do_is_explained() -> None:
    """Two parts of two and a half hours are half an hour too many."""
    part = limit("part", "assigned:joint > part_contributed", "2.5 working_hours")
    found = findings(small(OVERALL, DRAFT, ROUTE, part, steps=SEQUENTIAL))[1]
    assert found.explanation.meaning == (
        "Уже двое по очереди не успевают: когда каждый займёт весь свой срок, проект опоздает на 30 мин."
    )
    assert [change.minutes for change in found.explanation.changes] == [210, 135]


def test_joint_work_under_a_main_body_is_explained() -> None:
    """Nothing is left to the main body (STA-18); a draft half an hour later would give it as much."""
    found = findings(
        small(
            limit("overall", "routed > published", "4 working_hours"),
            limit("draft", "draft_submitted", "before overall 1.5 working_hours", clause="12"),
            limit("co", "assigned:part > part_contributed", "2 working_hours", clause="18"),
            PASS,
            steps=LEAD,
        )
    )[-1]
    assert found.explanation.sum == "часть 2 ч + передача части 30 мин = 2 ч 30 мин из 2 ч 30 мин, запаса нет"
    assert found.explanation.meaning.endswith("головному исполнителю на общий ответ не остаётся ни минуты.")
    assert [(change.key, change.minutes) for change in found.explanation.changes] == [("before", 60), ("amount", 90)]


def test_what_is_left_to_a_main_body_is_explained() -> None:
    """With time of its own the main body needs no change."""
    found = findings(
        small(OVERALL, DRAFT, limit("co", "assigned:part > part_contributed", "1 working_hours"), steps=LEAD)
    )[-1]
    assert found.explanation.meaning.endswith("на общий ответ остаётся 4 ч.")
    assert found.explanation.changes == ()


def test_a_class_of_importance_has_changes_of_its_own() -> None:
    """The number to change is that of the class, where it has one."""
    classes = 'by_importance = [{ importance = "срочное", amount = 2, unit = "working_hours" }]'
    regulation = small(
        limit("overall", "detected > published", "9 working_hours", classes),
        limit("draft", "detected > draft_submitted", "2 working_hours"),
        PUBLISH,
        stages=(),
    )
    _, urgent = findings(regulation)
    assert urgent.level is Level.IMPOSSIBLE
    change = urgent.explanation.changes[0]
    assert (change.key, change.minutes) == ("by_importance", 150)
    assert change.text == "«Срок overall» (пункт overall), важность «срочное»: 2 ч 30 мин вместо 2 ч"
    assert findings(changed(regulation, change))[1].level is not Level.IMPOSSIBLE


def test_what_is_no_single_number_is_not_suggested() -> None:
    """Days, shares and what others are counted from would change more than one addend, or no whole number."""
    found = first(
        limit("overall", "routed > published", "1 working_days"),
        limit("draft", "routed > draft_submitted", "8 working_hours"),
        limit("rework", "returned > draft_submitted", "0.5 of draft"),
    )
    assert found.level is Level.IMPOSSIBLE
    assert found.explanation.changes == ()


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 раз"), (2, "2 раза"), (5, "5 раз"), (12, "12 раз"), (23, "23 раза")]
)
def test_times_are_declined(number: int, words: str) -> None:
    """Russian counts two, three and four otherwise."""
    assert times_words(number) == words


def shipped() -> list[tuple[Regulation, int]]:
    """Every finding of the shipped regulations, by its number."""
    paths = sorted((ROOT / "regulations").glob("*.toml"))
    read = [parse_regulation(path.read_text(encoding="utf-8"), path.name) for path in paths]
    return [(regulation, number) for regulation in read for number, _ in enumerate(findings(regulation))]


@pytest.mark.parametrize(("regulation", "number"), shipped(), ids=lambda value: getattr(value, "id", str(value)))
def test_changes_of_the_shipped_regulations_settle_them(regulation: Regulation, number: int) -> None:
    """Each suggested number, put into the file alone, makes the same sum come out."""
    found = findings(regulation)[number]
    assert bool(found.explanation.changes) == (found.level is not Level.FITS)
    for change in found.explanation.changes:
        settled(found, changed(regulation, change), number)


def settled(found: Finding, after: Regulation, number: int) -> None:
    """The finding of the same number is better than it was."""
    again = findings(after)[number]
    assert again.level is not Level.IMPOSSIBLE
    assert again.minutes_left >= 0
    if found.level is Level.TIGHT:
        assert again.level is Level.FITS or again.explanation.sum != found.explanation.sum


minutes = st.integers(1, 240)


@given(lead=st.integers(2, 480), approve=minutes, rework=minutes, place=minutes, route=st.integers(1, 60))
def test_every_change_settles_its_sum(lead: int, approve: int, rework: int, place: int, route: int) -> None:
    """Whatever the numbers are: one suggested change is enough."""
    regulation = small(
        OVERALL,
        limit("draft", "draft_submitted", f"before overall {lead} working_minutes"),
        limit("route", "detected > routed", f"{route} working_minutes"),
        limit("decide", "draft_submitted > approved, returned", f"{approve} working_minutes"),
        limit("rework", "returned > draft_submitted", f"{rework} working_minutes"),
        limit("publish", "approved > published", f"{place} working_minutes"),
    )
    *late, found = findings(regulation)
    assume(not late)
    for change in found.explanation.changes:
        settled(found, changed(regulation, change), 0)


@given(whole=st.integers(1, 900), draft=minutes, rework=minutes, place=minutes)
def test_every_change_of_one_passage_settles_it(whole: int, draft: int, rework: int, place: int) -> None:
    """The same where no rounds are counted and the draft runs forward."""
    regulation = small(
        limit("overall", "routed > published", f"{whole} working_minutes"),
        limit("draft", "routed > draft_submitted", f"{draft} working_minutes"),
        limit("rework", "returned > draft_submitted", f"{rework} working_minutes"),
        limit("publish", "approved > published", f"{place} working_minutes"),
    )
    (found,) = findings(regulation)
    assert found.explanation.changes or found.level is Level.FITS
    for change in found.explanation.changes:
        settled(found, changed(regulation, change), 0)
