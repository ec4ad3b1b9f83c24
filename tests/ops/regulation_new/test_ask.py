"""The dialogue."""

from collections.abc import Iterable

from ops.regulation_new.answers import Answers
from ops.regulation_new.ask import ask
from ops.regulation_new.questions import questions


def asked(lines: Iterable[str]) -> tuple[Answers, str]:
    """The answers of a clerk who types these lines and then takes the usual ones, and what was shown."""
    shown: list[str] = []
    typed = iter(lines)
    answers = ask(questions("ozerny"), lambda: next(typed, ""), shown.append)
    return answers, "\n".join(shown)


BEGIN = ("", "Озёрный", "Администрация")


def test_everything_usual_may_be_taken() -> None:
    """Two names are typed, the rest is the usual; each question says where to look and what is usual."""
    answers, shown = asked(BEGIN)
    assert answers.given["id"].value == "ozerny"
    assert answers.given["issuer"].value == "Администрация"
    assert "── Рабочее время ──" in shown
    assert "Где смотреть: Пункт о доработке, замечаниях. В конце ответа — пункт.\n   Обычно: 1 час" in shown
    assert "Где смотреть: Рядом с номером; у проекта даты нет.\n" in shown
    assert shown.count("Не подходит") == 0


def test_a_wrong_answer_is_asked_again() -> None:
    """With the reason, until it is right."""
    answers, shown = asked((*BEGIN, "", "вчера", "31.02.2026", "28.02.2026"))
    assert shown.count("Не подходит: напишите дату так: 11.03.2020; даты нет — «нет».") == 2
    assert str(answers.given["date"].value) == "2026-02-28"


def test_a_step_back_asks_the_last_question_again() -> None:
    """Before the first question there is nowhere to go; questions that depend on an answer follow its new value."""
    answers, shown = asked(("назад", "", "Озёрный", "Назад", "Заречный", "Администрация"))
    assert answers.given["municipality"].value == "Заречный"
    assert shown.count("1. Короткое имя") == 2
    assert shown.count("2. Как называется муниципалитет?") == 2


def test_what_earlier_answers_close_is_not_asked() -> None:
    """Without a working Friday nobody asks for its hours."""
    answers, shown = asked((*BEGIN, "", "", "", "", "", "пн-чт"))
    assert "friday_hours" not in answers.given
    assert "Часы пятницы" not in shown
