"""A file of answers: TOML whose keys are the names of the questions."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from domain.validation import FieldError
from ops.errors import AnswersError
from ops.regulation_new.answers import Answer, Answers, Question


def read_answers(text: str, source: str, questions: Sequence[Question[Any]]) -> Answers:
    """Take every answer from a file; ``source`` is its name for messages.

    Raises:
        AnswersError: answers are missing, wrong or of no question that is asked; all of them are named at once.

    """
    try:
        values = tomllib.loads(text)
    # tomllib lets out two errors of Python itself: of numbers with thousands of digits, and of very deep nesting.
    except (ValueError, RecursionError) as error:
        raise AnswersError(source, (FieldError("TOML", f"файл не читается: {error}"),)) from error
    given: dict[str, Answer[Any]] = {}
    errors = [*_read(values, questions, given)]
    # After a wrong answer nobody can tell which of the later questions are asked.
    known = {question.name for question in questions}
    unasked = "не спрашивается после таких ответов; уберите"
    errors += [
        FieldError(name, unasked if name in known else "такого вопроса нет")
        for name in values
        if name not in known or (not errors and name not in given)
    ]
    if errors:
        raise AnswersError(source, tuple(errors))
    return Answers(given)


def _read(
    values: Mapping[str, Any], questions: Sequence[Question[Any]], given: dict[str, Answer[Any]]
) -> Iterator[FieldError]:
    """Fill ``given``; where an answer is missing or wrong the usual one shows which questions follow."""
    for question in questions:
        answers = Answers(given)
        if not question.when(answers):
            continue
        try:
            raw = _text(values[question.name])
            given[question.name] = question.answer(raw, answers)
        except KeyError:
            yield FieldError(question.name, _missing(question, answers))
        except ValueError as error:
            yield FieldError(question.name, str(error))
        if question.name not in given and question.usually(answers) is not None:
            given[question.name] = question.answer("", answers)


def _missing(question: Question[Any], answers: Answers) -> str:
    usual = question.usually(answers)
    return f"нет ответа. {question.asks}" + ("" if usual is None else f" Обычно: {usual}")


def _text(value: object) -> str:
    """The words of a value that TOML gives as something else."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value) or "нет"
    raise ValueError("ответ — строка, число, дата, true или false, или список строк")
