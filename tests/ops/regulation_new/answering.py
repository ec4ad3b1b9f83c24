"""Answers for tests: those of the documented example, and random ones."""

from typing import Any

from hypothesis import strategies as st

from ops.regulation_new.answers import Answer, Answers, next_open
from ops.regulation_new.questions import questions
from tests.domain.regulation.samples import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "answers.toml"
REQUIRED = {"id": "ozerny-2026", "municipality": "Озёрный", "issuer": "Администрация Озёрного"}
"""The answers that nothing is usual for."""

AMOUNTS = (
    "нет",
    "30 минут, пункт 7",
    "1,5 часа (п. 15(3))",
    "2 рабочих дня, пункт 3.1.2",
    "3 календарных дня, пункт D2",
    "24 часа круглосуточно, пункт 9",
    "2 суток, п. 9",
    "немедленно, пункт 1",
    "0,001 минут, пункт 1",
    "999999,999 часов, пункт 1",
)
ITEMS = ("нет", "Один", "a: Один; b: Два; c: Три", "Один, пункт 4", "head: Глава; Отдел; press: Пресса, пункт 5")
CANDIDATES = {
    "id": ("a", "ozerny-2026"),
    "date": ("06.04.2026", "2026-04-06", "нет"),
    "status": ("проект", "действует", "утратил силу"),
    "effective_from": ("нет", "01.01.2027"),
    "timezone": ("Asia/Anadyr", "Europe/Moscow"),
    "working_days": ("пн-вс", "сб", "пт", "пн, ср-пт"),
    "hours": ("00:00-24:00", "08:00-12:00", "12:00-13:30"),
    "lunch": ("нет", "10:00-10:30", "13:00-13:48"),
    "friday_hours": ("нет", "08:00-16:45", "12:00-13:30"),
    "networks": ("все, пункт 2", "vk, пункт 2", "ВКонтакте; сайты, пункт 1"),
    "authorities": ITEMS,
    "overall_from": ("выявлено, пункт 5", "поступило, пункт 5", "направлено, пункт 5"),
    "draft": (*AMOUNTS, "за 1 час до конца, пункт 7", "за 30 минут до истечения срока, пункт 7"),
    "decline": ("координатору, пункт 6", "главе, пункт 6", "отправителю, пункт 6", "нет"),
    "stages": ITEMS,
    "publish_by": ("исполнитель, пункт 10", "координатор, пункт 10"),
    "clarification": ("без паузы, пункт 7", "с паузой, пункт 7", "нет"),
    "refused": ITEMS,
    "no_answer": ITEMS,
    "repeats": ITEMS,
    "report_day": ("1, пункт 9", "15, пункт 9", "нет"),
    "reminders": ("нет", "25 %", "99,5 %, 10 минут; 1 час"),
    **dict.fromkeys(("resolution", "interim", "appeal", "decline_reason"), ("да, пункт 5", "нет", "да")),
    **{f"stage{number}_by": ("координатор", "глава", "согласующий", "вне муниципалитета") for number in range(1, 6)},
}


def answered(**values: str) -> Answers:
    """These answers, and the usual ones to everything else that is asked."""
    given: dict[str, Answer[Any]] = {}
    while (question := next_open(questions(), given)) is not None:
        raw = (REQUIRED | values).get(question.name, "")
        given[question.name] = question.answer(raw, Answers(given))
    assert values.keys() <= given.keys(), "an answer to a question that is not asked"
    return Answers(given)


@st.composite
def random_answers(draw: st.DrawFn) -> Answers:
    """Whatever may be answered: sensible words, any words at all, or nothing; what is refused is left as usual."""
    given: dict[str, Answer[Any]] = {}
    asked = questions()
    while (question := next_open(asked, given)) is not None:
        candidates = CANDIDATES.get(question.name, AMOUNTS)
        raw = draw(st.one_of(st.sampled_from(candidates), st.just(""), st.text(max_size=40)))
        try:
            given[question.name] = question.answer(raw, Answers(given))
        except ValueError:
            given[question.name] = question.answer(REQUIRED.get(question.name, ""), Answers(given))
    return Answers(given)
