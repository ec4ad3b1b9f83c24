"""A file of answers."""

import pytest

from ops.errors import AnswersError
from ops.regulation_new.answers import Answers
from ops.regulation_new.given import read_answers
from ops.regulation_new.questions import questions
from tests.ops.regulation_new.answering import EXAMPLE

TEXT = EXAMPLE.read_text(encoding="utf-8")


def read(text: str) -> Answers:
    """The answers of a file."""
    return read_answers(text, "answers.toml", questions())


def wrong(text: str) -> dict[str, str]:
    """What is wrong with a file, by the questions' names."""
    with pytest.raises(AnswersError) as caught:
        read(text)
    return dict(caught.value.errors)


def test_the_example_answers_everything() -> None:
    """Strings, a list, a date and yes or no are all read; «обычно» is marked."""
    answers = read(TEXT)
    assert [item.id for item in answers.given["authorities"].value] == ["roads", "housing"]
    assert str(answers.given["effective_from"].value) == "2026-04-06"
    assert answers.given["decline_reason"].value is True
    assert answers.given["resolution"].value is False
    assert [name for name, answer in answers.given.items() if answer.usual] == ["effective_from", "no_answer", "appeal"]


def test_missing_answers_are_named() -> None:
    """All at once, with what is asked and what is usual; those that an unknown one might close are not demanded."""
    errors = wrong("")
    assert errors["issuer"] == "нет ответа. Кто издал акт?"
    assert errors["overall"].startswith("нет ответа. Общий срок")
    assert errors["overall"].endswith("Обычно: 9 часов")
    assert "stage1_within" in errors
    assert "stage2_within" not in errors


def test_wrong_answers_are_named() -> None:
    """With the reason; a table is no answer."""
    errors = wrong(TEXT.replace('overall = "8 часов, пункт 5"', 'overall = "скоро"').replace('"25 %, 10 минут"', "{}"))
    assert errors.keys() == {"overall", "reminders"}
    assert "не понять, сколько времени" in errors["overall"]
    assert errors["reminders"] == "ответ — строка, число, дата, true или false, или список строк"


def test_what_nobody_asks_is_an_error() -> None:
    """A name that is no question's, and an answer that an earlier one makes needless."""
    assert wrong(f"{TEXT}\nwaether = 1")["waether"] == "такого вопроса нет"
    errors = wrong(TEXT.replace("координатору, пункт 6(1)", "нет"))
    assert errors == dict.fromkeys(("decline_within", "decline_reason"), "не спрашивается после таких ответов; уберите")


def test_an_empty_list_is_none() -> None:
    """A list of nothing says that the act has no such thing."""
    assert read(TEXT.replace('repeats = "Какие меры приняты, пункт 13"', "repeats = []")).given["repeats"].value == ()


@pytest.mark.parametrize("text", ["это не TOML", "a = " + "[" * 5000])
def test_what_is_no_toml_is_an_error(text: str) -> None:
    """However it is broken."""
    assert "файл не читается" in wrong(text)["TOML"]
