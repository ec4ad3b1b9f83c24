"""Not the same words as another answer of the last hour: two people who asked get two answers.

Compared are runs of words, without case, endings of sentences and figures: a number changed in a copy is a copy.
Which answer is alike is never told, nor how far: it may be another body's, and private.
"""

import re
from datetime import timedelta

from domain.checklist.advice import Advice, Answer, doubt, not_applicable, ok

WINDOW = timedelta(hours=1)
"""How far back answers are compared with."""

_RUN = 3
"""Words in a run: fewer are common phrases, more are broken by one changed word."""
_SAME_SHARE = 0.7
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def check(answer: Answer) -> Advice:
    """Say whether an answer of the last hour has the same words."""
    if answer.others is None:
        return not_applicable("Ответы последнего часа сейчас недоступны: сравните сами")
    runs = _runs(answer.text)
    if not runs:
        return not_applicable("В тексте нет слов, которые можно сравнить")
    if any(_is_same(runs, _runs(other)) for other in answer.others):
        return doubt("За последний час муниципалитет уже ответил теми же словами")
    return ok("Ответа теми же словами за последний час не видно")


def _is_same(runs: frozenset[tuple[str, ...]], others: frozenset[tuple[str, ...]]) -> bool:
    return len(runs & others) >= _SAME_SHARE * max(len(runs), len(others))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    tokens = ["0" if found[0].isdigit() else found[0].lower().replace("ё", "е") for found in _TOKEN.finditer(text)]
    if 0 < len(tokens) < _RUN:
        return frozenset({tuple(tokens)})
    return frozenset(zip(*(tokens[first:] for first in range(_RUN)), strict=False))
