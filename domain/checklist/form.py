"""Form and length for the network: no longer than it takes, no letterhead, no markup, no shouting."""

import re
from collections.abc import Iterator

from domain.checklist.advice import Advice, Answer, Fragment, doubt, ok, quoted
from domain.checklist.lengths import LONGEST

_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|a|div|span|strong|em|ul|ol|li|font|h[1-6])(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_LETTERHEAD = re.compile(
    r"(?<!\w)(?:исх\.\s{0,3}№|на\s{1,3}№\s{0,3}_{1,20}|вх\.\s{0,3}№|исполнитель:|бланк\s{1,3}письма)", re.IGNORECASE
)
_FEW_LETTERS = 20


def check(answer: Answer) -> Advice:
    """Say what does not fit the network."""
    seen: list[Fragment] = []
    faults = list(_faults(answer, seen))
    if faults:
        return doubt("; ".join(faults), seen)
    longest = _longest(answer)
    known = "предел длины этой сети не задан" if longest is None else f"предел — {longest}"
    return ok(f"Знаков: {len(answer.text)}, {known}")


def _faults(answer: Answer, seen: list[Fragment]) -> Iterator[str]:
    longest = _longest(answer)
    if longest is not None and len(answer.text) > longest:
        seen.append(answer.fragment(longest, len(answer.text)))
        yield f"Знаков: {len(answer.text)}, а предел — {longest}: текст с {longest + 1}-го знака не поместится"
    for pattern, fault in ((_MARKUP, "Разметка, которую сеть покажет как есть"), (_LETTERHEAD, "Реквизиты письма")):
        found = [answer.fragment(*match.span()) for match in pattern.finditer(answer.text)]
        if found:
            seen += found
            yield f"{fault}: {quoted(found)}"
    letters = [letter for letter in answer.text if letter.isalpha()]
    if len(letters) >= _FEW_LETTERS and sum(letter.isupper() for letter in letters) * 2 > len(letters):
        yield "Больше половины букв — заглавные"


def _longest(answer: Answer) -> int | None:
    known = [number for number in (LONGEST.get(answer.network), answer.longest) if number is not None]
    return min(known, default=None)
