"""Drafts for the tests of checks: an answer to one question, read on one day."""

from datetime import date
from typing import Any

from domain.checklist import Advice, Answer
from domain.terms import Advised, Network

TODAY = date(2026, 11, 25)
"""A Wednesday."""

QUESTION = "Во дворе дома на Полярной третью неделю не горит фонарь, когда починят?"


def answer(text: str, **fields: Any) -> Answer:  # noqa: ANN401 -- fields of an answer
    """An answer with this text."""
    given: dict[str, Any] = {"text": text, "question": QUESTION, "network": Network.VK, "on": TODAY}
    return Answer(**(given | fields))


def told(advice: Advice) -> tuple[Advised, list[str]]:
    """What a check says, and the words that it has seen."""
    return advice.advised, [item.words for item in advice.seen]
