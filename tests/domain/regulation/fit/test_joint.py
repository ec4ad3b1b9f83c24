"""Whether joint work fits before the draft."""

import pytest

from domain.regulation import Flow
from domain.regulation.fit import Finding, Level, findings, part_warning
from tests.domain.regulation.small import FACTS, INTERIM, LEAD, SEQUENTIAL, limit, small, small_flow

OVERALL = limit("overall", "detected > published", "9 working_hours")
DRAFT = limit("draft", "draft_submitted", "before overall 4 working_hours", clause="10")
ROUTE = limit("route", "detected > routed", "30 working_minutes")
PART = limit(
    "part", "assigned:joint > part_contributed, draft_submitted", "2 working_hours", "per_authority = true", "15(3)"
)
QUEUE = (OVERALL, DRAFT, ROUTE, PART)

SENT = limit("overall", "routed > published", "4 working_hours")
SENT_DRAFT = limit("draft", "draft_submitted", "before overall 1.5 working_hours", clause="12")
CO = limit("co", "assigned:part > part_contributed", "2 working_hours", "per_authority = true", "18(1)")
AGREE = limit("agree", "part_contributed > part_passed", "30 working_minutes", "per_authority = true", "18(2)")
SIDE = (SENT, SENT_DRAFT, CO, AGREE)


def joint(*limits: str, steps: str) -> Finding | None:
    """The finding of joint work, where there is one."""
    found = [item for item in findings(small(*limits, steps=steps)) if item.text.startswith("Совместная работа")]
    return found[0] if found else None


def warned(number: int, *limits: str, steps: str) -> str | None:
    """What is said before a routing to so many bodies."""
    return part_warning(small_flow(*limits, steps=steps), number)


def test_two_in_turn_fit_and_three_do_not() -> None:
    """Of five hours routing takes half an hour; two parts of two hours fit into the rest (PRO-15)."""
    found = joint(*QUEUE, steps=SEQUENTIAL)
    assert found is not None
    assert (found.limits, found.level, found.minutes_left) == (("draft", "route", "part"), Level.TIGHT, 30)
    assert found.text == (
        "Совместная работа (пункт 15). До срока проекта (пункт 10) у исполнителей 4,5 ч (5 − направление 0,5), "
        "на часть (пункт 15(3)) 2 ч. По очереди исполнителей 2: 2 × 2 = 4 ч, остаётся 30 мин. По очереди "
        "исполнителей 3: 3 × 2 = 6 ч, не хватает 1 ч 30 мин. Своего срока у передачи частей нет."
    )


@pytest.mark.parametrize(
    ("part", "level", "left", "said"),
    [
        ("1.5", Level.FITS, 0, "исполнителей 3: 3 × 1,5 = 4,5 ч, запаса нет. По очереди исполнителей 4: 4 × 1,5 = 6 ч"),
        ("1", Level.FITS, 30, "исполнителей 4: 4 × 1 = 4 ч, остаётся 30 мин. По очереди исполнителей 5:"),
        ("2.5", Level.IMPOSSIBLE, -30, "исполнителей 2: 2 × 2,5 = 5 ч, не хватает 30 мин. Своего"),
        ("5", Level.IMPOSSIBLE, -330, "исполнителей 2: 2 × 5 = 10 ч, не хватает 5 ч 30 мин. Своего"),
    ],
)
def test_as_many_as_fit_are_counted(part: str, level: Level, left: int, said: str) -> None:
    """The number that fits and the next one are shown, two at least: one is no joint work."""
    own = limit("part", "assigned:joint > part_contributed", f"{part} working_hours", "per_authority = true")
    found = joint(OVERALL, DRAFT, ROUTE, own, steps=SEQUENTIAL)
    assert found is not None
    assert (found.level if left else Level.FITS, found.minutes_left) == (level, left)
    assert said in found.text


def test_what_comes_out_to_the_minute_is_tight() -> None:
    """Three parts of an hour and a half leave nothing of four and a half."""
    own = limit("part", "assigned > part_contributed", "1.5 working_hours")
    found = joint(OVERALL, DRAFT, ROUTE, own, steps=SEQUENTIAL)
    assert found is not None
    assert found.level is Level.TIGHT


def test_passing_on_takes_its_time_too() -> None:
    """Between two parts in turn one passing on lies, where the act limits it; by analogy it is not counted."""
    stated = limit("pass", "part_contributed > part_passed", "60 working_minutes")
    by_analogy = limit("pass", "part_contributed > part_passed", "60 working_minutes", "by_analogy = true")
    found = joint(*QUEUE, stated, steps=SEQUENTIAL)
    assert found is not None
    assert "исполнителей 2: 2 × 2 + 1 × передача части 1 = 5 ч, не хватает 30 мин." in found.text
    assert "Своего срока" not in found.text
    assert joint(*QUEUE, by_analogy, steps=SEQUENTIAL) == joint(*QUEUE, steps=SEQUENTIAL)


def test_the_main_body_may_have_nothing_left() -> None:
    """Two hours for a part and half an hour for agreeing are all of the two and a half (STA-18)."""
    found = joint(*SIDE, steps=LEAD)
    assert found is not None
    assert (found.limits, found.level, found.minutes_left) == (("draft", "co", "agree"), Level.IMPOSSIBLE, 0)
    assert found.text == (
        "Совместная работа (пункт 18). До срока проекта (пункт 12) у исполнителей 2,5 ч, на часть (пункт 18(1)) 2 ч. "
        "Соисполнителям: часть 2 + передача части 0,5 = 2,5 ч; головному исполнителю на общий ответ не остаётся ни "
        "минуты."
    )


@pytest.mark.parametrize(
    ("part", "level", "left", "said"),
    [
        (
            "1",
            Level.FITS,
            60,
            "часть 1 + передача части 0,5 = 1,5 ч; головному исполнителю на общий ответ остаётся 1 ч.",
        ),
        (
            "1.75",
            Level.TIGHT,
            15,
            "часть 105 + передача части 30 = 135 мин; головному исполнителю на общий ответ остаётся",
        ),
        ("3", Level.IMPOSSIBLE, -60, "головному исполнителю на общий ответ не хватает 1 ч."),
    ],
)
def test_what_is_left_to_the_main_body_is_said(part: str, level: Level, left: int, said: str) -> None:
    """The common answer needs time of its own; less than the shortest step is tight."""
    own = limit("co", "assigned:part > part_contributed", f"{part} working_hours")
    found = joint(SENT, SENT_DRAFT, own, AGREE, steps=LEAD)
    assert found is not None
    assert (found.level, found.minutes_left) == (level, left)
    assert said in found.text


@pytest.mark.parametrize(
    ("limits", "steps"),
    [
        (QUEUE[:3], SEQUENTIAL),
        ((OVERALL, ROUTE, PART), SEQUENTIAL),
        ((*QUEUE[:3], limit("part", "assigned > part_contributed", "0 at_once")), SEQUENTIAL),
        ((*QUEUE[:3], limit("part", "assigned > part_contributed", "2 hours")), SEQUENTIAL),
        ((*QUEUE[:3], limit("part", "assigned:single > part_contributed", "2 working_hours")), SEQUENTIAL),
        ((*QUEUE[:3], limit("part", "part_returned > part_contributed", "2 working_hours")), SEQUENTIAL),
        ((*QUEUE[:3], limit("part", "assigned > draft_submitted:interim", "2 working_hours")), SEQUENTIAL + INTERIM),
        (QUEUE[:3], ""),
    ],
)
def test_without_a_limit_of_a_part_nothing_is_said(limits: tuple[str, ...], steps: str) -> None:
    """A part or a draft without a limit in working time can't be summed."""
    assert joint(*limits, steps=steps) is None
    assert warned(3, *limits, steps=steps) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, None),
        (1, None),
        (2, None),
        (3, "По очереди исполнителей 3: 3 × 2 = 6 ч, не хватает 1 ч 30 мин."),
        (4, "По очереди исполнителей 4: 4 × 2 = 8 ч, не хватает 3 ч 30 мин."),
    ],
)
def test_a_routing_to_too_many_is_warned_of(number: int, said: str | None) -> None:
    """Three in turn are too many; the clause is cited."""
    warning = warned(number, *QUEUE, steps=SEQUENTIAL)
    assert warning is None if said is None else warning is not None and warning.endswith(said)
    assert warning is None or "(пункт 15(3))" in warning


def test_what_leaves_nothing_is_warned_of() -> None:
    """Three parts of an hour and a half come out to the minute."""
    own = limit("part", "assigned:joint > part_contributed", "1.5 working_hours")
    warning = warned(3, OVERALL, DRAFT, ROUTE, own, steps=SEQUENTIAL)
    assert warning is not None
    assert warning.endswith("3 × 1,5 = 4,5 ч, запаса нет.")


@pytest.mark.parametrize("number", [2, 3, 10])
def test_joint_work_under_a_main_body_is_always_warned_of(number: int) -> None:
    """However many there are, nothing is left; an interim answer is suggested where the act knows it."""
    hint = "Можно дать промежуточный ответ (пункт 14)."
    with_hint, without = warned(number, *SIDE, steps=LEAD + INTERIM), warned(number, *SIDE, steps=LEAD)
    assert with_hint is not None
    assert without is not None
    assert with_hint == f"{without} {hint}"
    assert without.endswith("головному исполнителю на общий ответ не остаётся ни минуты.")


def test_a_draft_in_days_is_not_compared_before_a_routing() -> None:
    """Days are long: the check of the file speaks of them, the warning does not."""
    draft = limit("draft", "routed > draft_submitted", "1 working_days")
    part = limit("part", "assigned:joint > part_contributed", "3 working_hours")
    found = joint(draft, part, steps=SEQUENTIAL)
    assert found is not None
    assert found.minutes_left == 120
    assert warned(3, draft, part, steps=SEQUENTIAL) is None


def test_a_class_of_importance_is_warned_of_by_its_own_limits() -> None:
    """Where urgent messages have less time, fewer bodies fit."""
    flow: Flow = small_flow(
        limit(
            "overall",
            "detected > published",
            "9 working_hours",
            'by_importance = [{ importance = "срочное", amount = 7, unit = "working_hours" }]',
        ),
        DRAFT,
        ROUTE,
        PART,
        steps=SEQUENTIAL,
    )
    assert part_warning(flow, 2) is None
    warning = part_warning(flow, 2, "срочное")
    assert warning is not None
    assert "2 × 2 = 4 ч, не хватает 1 ч 30 мин" in warning


@pytest.mark.parametrize(
    ("asked", "level", "left", "said"),
    [
        ("1", Level.FITS, 90, "часть 1 = 1 ч; после них на ответ остаётся 1 ч 30 мин."),
        ("2.5", Level.IMPOSSIBLE, 0, "часть 2,5 = 2,5 ч; после них на ответ не остаётся ни минуты."),
        ("3", Level.IMPOSSIBLE, -30, "часть 3 = 3 ч; после них на ответ не хватает 30 мин."),
    ],
)
def test_facts_leave_the_rest_to_the_answer(asked: str, level: Level, left: int, said: str) -> None:
    """Facts that are asked for at once and come at their limit leave so much; nobody passes them on."""
    own = limit("facts", "assigned:part > part_contributed", f"{asked} working_hours", "per_authority = true")
    found = joint(SENT, SENT_DRAFT, own, steps=FACTS)
    assert found is not None
    assert (found.level, found.minutes_left) == (level, left)
    assert found.text.endswith(f"Сведения запрошены сразу: {said}")


def test_facts_that_leave_no_time_are_warned_of() -> None:
    """As with any joint work, the warning comes where nothing is left, however many are asked."""
    own = limit("facts", "assigned:part > part_contributed", "2.5 working_hours", "per_authority = true")
    assert warned(1, SENT, SENT_DRAFT, own, steps=FACTS) is None
    assert "не остаётся ни минуты" in str(warned(3, SENT, SENT_DRAFT, own, steps=FACTS))
