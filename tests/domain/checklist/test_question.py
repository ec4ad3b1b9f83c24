"""Whether the answer is about what was asked."""

import pytest

from domain.checklist import question
from domain.terms import Advised
from tests.domain.checklist.drafts import answer

_LONG = (
    "Фонарь во дворе проверили сегодня утром: вышел из строя кабель между двумя опорами. Кабель заменит "
    "аварийная бригада районных сетей, работы начнутся завтра в девять часов утра и закончатся к вечеру, после чего "
    "свет включат во всём квартале."
)


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте! Фонари на улице восстановят до пятницы.",
        "Лампу во дворах этого квартала заменит подрядчик.",
        "Освещение у дома подключили вчера.",
        # A formula does not spoil an answer that says something.
        f"Спасибо за сигнал! {_LONG}",
    ],
)
def test_good_answers_touch_the_question(text: str) -> None:
    """A word of the question in any form is enough, whatever its ending."""
    assert question.check(answer(text)).advised is Advised.OK


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("График приёма граждан размещён на сайте администрации.", "Ни одного слова вопроса"),
        ("Ваше сообщение принято к сведению.", "«принято к сведению»"),
        ("Фонарь взят на контроль. Спасибо за обращение!", "«взят на контроль», «Спасибо за обращение»"),
        ("Вопрос о фонаре передан по компетенции.", "«передан по компетенции»"),
    ],
)
def test_bad_answers_are_doubted(text: str, said: str) -> None:
    """Another subject, or a formula in place of an answer; the words are told."""
    advice = question.check(answer(text))
    assert advice.advised is Advised.DOUBT
    assert said in advice.explanation


def test_a_question_without_words_cannot_be_compared() -> None:
    """Of a message that is a sign alone nobody can tell what it is about."""
    assert question.check(answer("Фонарь починят.", question="?!")).advised is Advised.NOT_APPLICABLE
