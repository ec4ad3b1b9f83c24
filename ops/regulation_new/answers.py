"""Questions to a clerk, and what was answered.

An answer that rests on the act ends with its clause: «30 минут, пункт 7». Nothing, or the word «обычно», takes the
usual answer; it is marked in the file as a reading that nobody has confirmed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")

USUAL = "обычно"
"""The word that takes the usual answer, as an empty line does."""

_ABSENT = frozenset({"нет", "-", "—"})
_MOST_LETTERS = 500
_CLAUSE = re.compile(r"^(?P<text>.*?)[\s,;(]*\b(?:пункт[а-я]*|п\.)\s*(?P<clause>[^\s,;]{1,40}?)[.)]?$", re.IGNORECASE)
_UNSUITABLE = frozenset({"Cc", "Cs"})
"""Categories of characters that no line of a file may have: controls and lone surrogates."""


@dataclass(frozen=True)
class Answer(Generic[_T]):
    """One answer: what it means, the clause that it rests on, and the words that were taken.

    ``usual``: nobody looked it up in the act.
    """

    value: _T
    clause: str | None
    usual: bool
    said: str


@dataclass(frozen=True)
class Answers:
    """The answers so far, by the names of their questions."""

    given: Mapping[str, Answer[Any]]

    def of(self, question: "Question[_T]") -> Answer[_T]:
        """The answer to a question that was asked; raises KeyError for one that was not."""
        return self.given[question.name]

    def value(self, question: "Question[_T]", otherwise: _T) -> _T:
        """What was answered, or ``otherwise`` where the question was not asked."""
        return self.of(question).value if question.name in self.given else otherwise

    def found(self, *questions: "Question[Any]") -> tuple[Answer[Any], ...]:
        """The answers to those of the questions that were asked."""
        return tuple(self.given[question.name] for question in questions if question.name in self.given)


Read = Callable[[str, Answers], _T]
"""Turns words into a value; raises ValueError that says in Russian what is wrong."""


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Question(Generic[_T]):
    """What is asked, where the act says it, and the usual answer; None where nothing is usual.

    ``cited``: the answer rests on a clause. ``when`` tells whether earlier answers leave the question open.
    """

    name: str
    topic: str
    asks: str
    look: str
    read: Read[_T]
    usual: str | Callable[[Answers], str] | None = None
    cited: bool = True
    when: Callable[[Answers], bool] = _always

    def usually(self, answers: Answers) -> str | None:
        """The usual answer in words, after these earlier ones."""
        return self.usual(answers) if callable(self.usual) else self.usual

    def answer(self, raw: str, answers: Answers) -> Answer[_T]:
        """Read an answer; raises ValueError that says in Russian what is wrong with it."""
        text, clause = split_clause(_printable(raw)) if self.cited else (_printable(raw), None)
        if text.lower() in {"", USUAL}:
            said = self.usually(answers)
            if said is None:
                raise ValueError("обычного ответа здесь нет, ответьте сами")
            return Answer(self.read(said, answers), clause, usual=clause is None, said=said)
        value = self.read(text, answers)
        if self.cited and clause is None and not is_absent(text):
            raise ValueError(f"допишите пункт акта: «{text}, пункт 7»; не нашли пункта — ответьте «{USUAL}»")
        return Answer(value, clause, usual=False, said=text)


def next_open(questions: Sequence[Question[Any]], given: Mapping[str, Answer[Any]]) -> Question[Any] | None:
    """The first question without an answer; whether one is asked depends on earlier answers only."""
    open_ones = (item for item in questions if item.name not in given and item.when(Answers(given)))
    return next(open_ones, None)


def is_absent(text: str) -> bool:
    """Whether an answer says that the act knows no such thing."""
    return text.strip().lower() in _ABSENT


def split_clause(text: str) -> tuple[str, str | None]:
    """Part the clause at the end of an answer from the answer itself."""
    match = _CLAUSE.match(text)
    if match is None:
        return text, None
    clause = match["clause"]
    # «15(3)» keeps its bracket, «(п. 7)» loses the one that was opened before it.
    if clause.count("(") > clause.count(")"):
        clause += ")"
    return match["text"].strip(), clause


def _printable(raw: str) -> str:
    text = raw.strip()
    if len(text) > _MOST_LETTERS:
        raise ValueError(f"слишком длинно: не больше {_MOST_LETTERS} знаков")
    if any(unicodedata.category(letter) in _UNSUITABLE for letter in text):
        raise ValueError("в ответе есть знак, которого в тексте не бывает; наберите ответ заново")
    return text
