"""Russian words as far as checks need them: which are alike whatever their endings, and where sentences end."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(
    r"(?<!\bул)(?<!\bд)(?<!\bг)(?<!\bпер)(?<!\bпр)(?<!\bкв)(?<!\bим)(?<!\bпос)[.!?…]{1,5}\s{1,20}(?=[^\Wа-яё_])|\n",
)
_SHORT = 3
_SHORTISH = 4

_EMPTY_WORDS = frozenset(
    _WORD.findall("""
        это этот эта эти тот для как что чтобы когда где почему куда кто или если уже ещё еще очень нет есть был была
        было были быть будет будут вас вам ваш ваша ваше нас нам наш наша все всё всех под над при про после перед без
        так там тут она они оно его них ним мне меня мой моя можно нужно надо здравствуйте добрый день вечер утро
        спасибо пожалуйста прошу просим подскажите скажите уважаемый уважаемая уважаемые сообщение обращение вопрос
        ответ который которая которые которое опять снова только даже также тоже между через около
    """)
)
"""Words that say nothing of a subject."""


def any_of(phrases: str) -> re.Pattern[str]:
    """Make a pattern of phrases that stand alone, each a small pattern of its own; ``_`` is the space inside one."""
    alternatives = "|".join(phrase.replace("_", r"\s{1,3}") for phrase in phrases.split())
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def words(text: str) -> Iterator[str]:
    """The words of a text, in lower case, ``е`` for ``ё``."""
    return (found[0].lower().replace("ё", "е") for found in _WORD.finditer(text))


def subjects(text: str) -> Iterator[str]:
    """The words that may say what a text is about."""
    return (word for word in words(text) if len(word) >= _SHORT and word not in _EMPTY_WORDS)


def alike(one: str, other: str) -> bool:
    """Whether two words have one stem: they differ in their last letters alone."""
    shared, shorter = _shared(one, other), min(len(one), len(other))
    if shorter == _SHORT:
        return shared >= _SHORT - 1 and max(len(one), len(other)) <= _SHORTISH
    return shared >= max(_SHORT, shorter - 2)


def _shared(one: str, other: str) -> int:
    """How many letters two words have alike at their beginning."""
    differing = (place for place, (first, second) in enumerate(zip(one, other, strict=False)) if first != second)
    return next(differing, min(len(one), len(other)))


def touched(wanted: Iterable[str], present: Iterable[str]) -> list[str]:
    """Those of the wanted words that are among the present ones in some form."""
    by_beginning: dict[str, list[str]] = {}
    for word in set(present):
        by_beginning.setdefault(word[:2], []).append(word)
    return [word for word in wanted if any(alike(word, other) for other in by_beginning.get(word[:2], ()))]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            yield start, end.start()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)
