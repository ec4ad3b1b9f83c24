"""How an answer is read: its words, its clause, and whether it is only the usual one."""

import pytest

from ops.regulation_new import kinds
from ops.regulation_new.answers import Answers, Question

NONE = Answers({})
OFFICE: Question[str] = Question("office", "Кто", "Кто?", "Пункт.", kinds.line, "Куратор")
PLACE: Question[str] = Question("place", "Кто", "Где?", "Шапка.", kinds.line, cited=False)
MAYBE: Question[str | None] = Question("maybe", "Кто", "Кто?", "Пункт.", kinds.line_or_none, "нет")


@pytest.mark.parametrize(
    ("raw", "value", "clause"),
    [
        ("Отдел, пункт 7", "Отдел", "7"),
        ("Отдел (п. 7)", "Отдел", "7"),
        ("Отдел (п. 15(3))", "Отдел", "15(3)"),
        ("Отдел, пункт 15(3)", "Отдел", "15(3)"),
        ("Отдел; ПУНКТ 3.1.2.", "Отдел", "3.1.2"),
        ("  Отдел п.D2 ", "Отдел", "D2"),
        ("Отдел, пункту 59-ФЗ", "Отдел", "59-ФЗ"),
    ],
)
def test_a_clause_ends_an_answer(raw: str, value: str, clause: str) -> None:
    """However a clerk writes it, the clause is parted from the answer."""
    answer = OFFICE.answer(raw, NONE)
    assert (answer.value, answer.clause, answer.usual, answer.said) == (value, clause, False, value)


@pytest.mark.parametrize("raw", ["", "  ", "обычно", "ОБЫЧНО"])
def test_nothing_takes_the_usual_answer(raw: str) -> None:
    """It is marked as such, because nobody looked it up."""
    answer = OFFICE.answer(raw, NONE)
    assert (answer.value, answer.clause, answer.usual, answer.said) == ("Куратор", None, True, "Куратор")


def test_a_usual_answer_with_a_clause_was_looked_up() -> None:
    """Whoever names the clause has read it."""
    answer = OFFICE.answer("обычно, пункт 4", NONE)
    assert (answer.value, answer.clause, answer.usual) == ("Куратор", "4", False)


def test_an_answer_from_the_act_needs_its_clause() -> None:
    """Without it the answer is asked again; what the act does not have needs none."""
    with pytest.raises(ValueError, match=r"допишите пункт акта: «Отдел, пункт 7»"):
        OFFICE.answer("Отдел", NONE)
    assert MAYBE.answer("нет", NONE).value is None
    assert PLACE.answer("Заречный, пункт 7", NONE).value == "Заречный, пункт 7"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "обычного ответа здесь нет"),
        ("а" * 501, "слишком длинно"),
        ("а\x07б", "знак, которого в тексте не бывает"),
        ("а\ud800", "знак, которого в тексте не бывает"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(raw: str, reason: str) -> None:
    """Nothing where nothing is usual, too much, and what no file may hold."""
    with pytest.raises(ValueError, match=reason):
        PLACE.answer(raw, NONE)


def test_answers_are_found_by_their_questions() -> None:
    """Those of questions that were not asked are left out."""
    answers = Answers({"office": OFFICE.answer("", NONE)})
    assert answers.of(OFFICE).value == "Куратор"
    assert answers.value(PLACE, "нигде") == "нигде"
    assert answers.value(OFFICE, "никто") == "Куратор"
    assert len(answers.found(OFFICE, PLACE)) == 1
