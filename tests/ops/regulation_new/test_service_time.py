"""A day's hours made of an interval and a break."""

import pytest

from ops.regulation_new import kinds
from ops.regulation_new.answers import Answers, Question
from ops.regulation_new.service_time import day_hours, friday_hours, intervals

HOURS: Question[str] = Question("hours", "Время", "Часы?", "Правила.", kinds.hours, "09:00-18:00", cited=False)
LUNCH: Question[str | None] = Question(
    "lunch", "Время", "Перерыв?", "Правила.", day_hours(HOURS), "13:00-14:00", cited=False
)


@pytest.mark.parametrize(
    ("hours", "lunch", "parts"),
    [
        ("09:00-18:00", None, ("09:00-18:00",)),
        ("09:00-18:00", "13:00-14:00", ("09:00-13:00", "14:00-18:00")),
        ("00:00-24:00", "13:00-14:00", ("00:00-13:00", "14:00-24:00")),
        ("09:00-12:00", "13:00-14:00", ("09:00-12:00",)),
        ("13:30-18:00", "13:00-14:00", ("14:00-18:00",)),
        ("13:00-14:00", "13:00-14:00", ()),
    ],
)
def test_a_break_parts_a_day(hours: str, lunch: str | None, parts: tuple[str, ...]) -> None:
    """Outside the day it changes nothing, at its edge it shortens it."""
    assert intervals(hours, lunch) == parts


def test_a_break_lies_inside_the_day() -> None:
    """A break outside or at the edge is a mistake of the clerk's."""
    answers = Answers({"hours": HOURS.answer("", Answers({}))})
    assert LUNCH.answer("", answers).value == "13:00-14:00"
    assert LUNCH.answer("нет", answers).value is None
    for lunch in ("18:00-19:00", "09:00-10:00"):
        with pytest.raises(ValueError, match="внутри часов службы 09:00-18:00"):
            LUNCH.answer(lunch, answers)


def test_a_friday_is_not_all_break() -> None:
    """A Friday without working time is no working day."""
    answers = Answers({"hours": HOURS.answer("", Answers({}))})
    answers = Answers({**answers.given, "lunch": LUNCH.answer("", answers)})
    read = friday_hours(LUNCH)
    assert read("нет", answers) is None
    assert read("09:00-16:45", answers) == "09:00-16:45"
    with pytest.raises(ValueError, match="целиком приходится на перерыв"):
        read("13:00-14:00", answers)
