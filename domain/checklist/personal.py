"""Personal data in a text: where it stands and of what kind, so that it can be told of without being repeated.

Office telephones are no personal data: landlines and the free code 800 pass, mobile numbers do not. Names are not
searched for: an answer may name an office holder, and no pattern tells one from a neighbour.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

HIDDEN = "•"


class Kind(StrEnum):
    """Kinds of personal data, by the Russian words that name them."""

    PHONE = "мобильный телефон"
    EMAIL = "электронная почта"
    PASSPORT = "паспорт"
    SNILS = "СНИЛС"
    INN = "ИНН человека"
    CARD = "номер банковской карты"
    FLAT = "адрес с квартирой"


class Found(NamedTuple):
    """Where personal data stands, as offsets, and what it is."""

    start: int
    end: int
    kind: Kind


_BETWEEN = r"[ \u00a0()\-.]{0,3}"
# Every repetition is bounded, so that the time grows with the text's length and no faster.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_OFFICIAL = re.compile(
    r"@(?:[\w-]{1,63}\.){0,3}(?:gov\.ru|gosuslugi\.ru|[\w-]{0,30}adm[\w-]{0,30}\.\w{2,6})$", re.IGNORECASE
)
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+?7|8){_BETWEEN})?9(?:{_BETWEEN}\d){{9}}(?!\d)")
_ABROAD = re.compile(rf"\+(?!7)\d(?:{_BETWEEN}\d){{9,14}}(?!\d)")
_FLAT = re.compile(
    r"(?<!\w)(?:квартир[аыеу]|квартирой|кв\.?)\s{0,3}(?:№\s{0,2})?\d{1,4}(?![\d/])(?!\s{0,2}(?:м\b|метр))"
    r"|(?<!\w)(?:дом[еу]?|д\.)\s{0,3}\d{1,4}[а-я]?\s{0,2}[-–]\s{0,2}\d{1,4}(?!\d)",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"(?<!\d)\d{2}\s{0,2}\d{2}\s{0,3}(?:№|N|номер)?\s{0,3}\d{6}(?!\d)", re.IGNORECASE)
_PASSPORT_WORD = re.compile(r"паспорт|серия", re.IGNORECASE)
_SNILS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?\d{2}(?!\d)")
_SNILS_WORD = re.compile(r"снилс", re.IGNORECASE)
_SNILS_FORM = re.compile(r"\d{3}-\d{3}-\d{3}[ -]\d{2}")
_INN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
_CONTEXT = 40
"""How many characters before a number may say what it is."""


def find(text: str) -> tuple[Found, ...]:
    """List what stands in a text, in its order, no place twice."""
    found: list[Found] = []
    for item in sorted(_all(text)):
        if not found or item.start >= found[-1].end:
            found.append(item)
    return tuple(found)


def masked(text: str) -> str:
    """The text with its personal data made unreadable; every other character stays at its place."""
    letters = list(text)
    for item in find(text):
        kept = 0 if item.kind is Kind.EMAIL else 2
        places = [place for place in range(item.start, item.end) if letters[place].isalnum()]
        if item.kind is Kind.FLAT:
            places, kept = [place for place in places if letters[place].isdigit()], 0
        for place in places[: len(places) - kept]:
            letters[place] = HIDDEN
    return "".join(letters)


def _all(text: str) -> Iterator[Found]:
    for kind, pattern, is_meant in _KINDS:
        for match in pattern.finditer(text):
            if is_meant(match[0], text[max(match.start() - _CONTEXT, 0) : match.start()]):
                yield Found(match.start(), match.end(), kind)


def _always(_written: str, _before: str) -> bool:
    return True


def _is_unofficial(written: str, _before: str) -> bool:
    return _OFFICIAL.search(written) is None


def _is_passport(_written: str, before: str) -> bool:
    return _PASSPORT_WORD.search(before) is not None


def _digits(written: str) -> list[int]:
    return [int(letter) for letter in written if letter.isdigit()]


def _is_snils(written: str, before: str) -> bool:
    """By its name before it, or by its form together with its control number (Pension Fund, 192п of 2006)."""
    if _SNILS_WORD.search(before):
        return True
    *main, tens, ones = _digits(written)
    total = sum(digit * weight for digit, weight in zip(main, range(9, 0, -1), strict=True)) % 101 % 100
    return _SNILS_FORM.fullmatch(written) is not None and total == tens * 10 + ones


def _is_persons_inn(written: str, _before: str) -> bool:
    """Twelve digits with both control digits (tax service, MMV-7-6/435 of 2012); ten are an organisation's."""
    digits, weights = _digits(written), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    first = sum(digit * weight for digit, weight in zip(digits[:10], weights[1:], strict=True)) % 11 % 10
    second = sum(digit * weight for digit, weight in zip(digits[:11], weights, strict=True)) % 11 % 10
    return [first, second] == digits[10:]


def _is_card(written: str, _before: str) -> bool:
    """By its control digit (Luhn, ISO/IEC 7812-1)."""
    doubled = [digit * (2 if place % 2 else 1) for place, digit in enumerate(reversed(_digits(written)))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


_KINDS: tuple[tuple[Kind, re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (Kind.EMAIL, _EMAIL, _is_unofficial),
    (Kind.PASSPORT, _PASSPORT, _is_passport),
    (Kind.FLAT, _FLAT, _always),
    (Kind.PHONE, _MOBILE, _always),
    (Kind.PHONE, _ABROAD, _always),
    (Kind.SNILS, _SNILS, _is_snils),
    (Kind.INN, _INN, _is_persons_inn),
    (Kind.CARD, _CARD, _is_card),
)
"""Each kind with what it looks like, and the question whether that is it: what is written, and the words before it."""
