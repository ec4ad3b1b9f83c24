"""What the model takes for granted is said."""

from domain.lab.assumptions import GENERAL, staff_assumptions, town_assumptions
from domain.lab.terms import STEPS
from tests.domain.lab.builders import staff, town, under
from tests.domain.lifecycle.builders import GUL, STA, VOL, Procedure, small


def test_every_number_of_the_file_is_said() -> None:
    """Steps, chances, shares and arrivals of the example stand in the sentences."""
    said = "\n".join(staff_assumptions(staff()))
    assert all(word in said for word in STEPS.values())
    for words in (
        "проект ответа — медиана 40 мин, 9 из 10 до 100 мин",
        "возвращает проект в 12 % случаев, на этапе cur — 3 %",
        "возвращает не по компетенции 5 %, промежуточный ответ получают 6 %, ответ двух органов 4 %",
        "authority-1 60 %, authority-2 40 %",
        "пн 19,7 %",
        "09-12 24,4 %",
        "обычная 90 %, высокая 10 %",
    ):
        assert words in said
    assert "Важность" not in "\n".join(staff_assumptions(staff(importance={})))


def test_who_works_is_said_by_procedure() -> None:
    """Offices by their titles, with their own pace, and what the procedure has no use for."""
    said = "\n".join(town_assumptions(town(Procedure(STA, "main"))))
    assert "координатор — 4, новое видят в течение 10 раб. мин" in said
    assert "Своё время: согласующий: Согласование центром управления регионом: согласование — медиана 8 мин" in said
    assert "не предусматривает" not in said
    volchikha = "\n".join(town_assumptions(town(Procedure(VOL, "main"))))
    assert "Порядок не предусматривает: возврат не по компетенции" in volchikha
    plain = under(small(reviewed=False), staff(offices=[{"role": r, "people": 1} for r in ("coordinator", "executor")]))
    assert (
        "Порядок не предусматривает: возврат не по компетенции, промежуточный ответ, работа нескольких органов,"
        " согласование." in town_assumptions(plain)
    )
    assert "новое видят сразу" in "\n".join(town_assumptions(plain))
    assert "глава — 1" in "\n".join(town_assumptions(town(Procedure(GUL, "pages"))))


def test_what_is_left_out_is_said() -> None:
    """Sentences end, and none stands twice."""
    assert len(set(GENERAL)) == len(GENERAL)
    assert all(sentence.endswith(".") for sentence in (*GENERAL, *staff_assumptions(staff())))
