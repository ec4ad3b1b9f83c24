"""The dialogue: one question after another, a wrong answer asked again, one step back on demand."""

from collections.abc import Callable, Sequence
from typing import Any

from ops.regulation_new.answers import USUAL, Answer, Answers, Question, next_open

BACK = "назад"
_GREETING = (
    "Положите рядом текст акта. Ответ, который взят из акта, кончайте пунктом: «30 минут, пункт 7».\n"
    f"Пустая строка или «{USUAL}» — взять обычный ответ (в файле будет отмечено, что по акту он не проверен), "
    f"«нет» — в акте этого нет,\n«{BACK}» — вернуться на вопрос, Ctrl-C — бросить: файл не запишется."
)


def ask(questions: Sequence[Question[Any]], prompt: Callable[[], str], say: Callable[[str], None]) -> Answers:
    """Ask every question that earlier answers leave open; ``prompt`` gives one line, ``say`` shows a text."""
    given: dict[str, Answer[Any]] = {}
    say(_GREETING)
    topic = ""
    while (question := next_open(questions, given)) is not None:
        if question.topic != topic:
            topic = question.topic
            say(f"\n── {topic} ──")
        say(_asked(question, len(given) + 1, Answers(given)))
        raw = prompt()
        if raw.strip().lower() == BACK:
            if given:
                given.popitem()
            continue
        try:
            given[question.name] = question.answer(raw, Answers(given))
        except ValueError as error:
            say(f"   Не подходит: {error}.")
    return Answers(given)


def _asked(question: Question[Any], number: int, answers: Answers) -> str:
    usual = question.usually(answers)
    shown = "" if usual is None else f"\n   Обычно: {usual}"
    cited = " В конце ответа — пункт." if question.cited else ""
    return f"\n{number}. {question.asks}\n   Где смотреть: {question.look}{cited}{shown}"
