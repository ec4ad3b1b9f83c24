"""Whatever is written, a check takes a time that grows with the text's length and no faster."""

from time import process_time

import pytest

from domain.checklist import promises
from domain.checklist.advise import CHECKS
from domain.text import MAX_TEXT
from tests.domain.checklist.drafts import answer

SECONDS = 8.0
"""Of processor time, for all checks together: several times what they need; what runs away takes minutes."""

PIECES = [
    "a", "а", " ", "1", "1 ", "9", "+7 9", "8 914 123-45-6", "a@", "a@a.", "a.a-", "@", "кв. ", "дом 1-", "до ", "iv ",
    "в течение ", "1 декабря ", "до 1.", "15.12.", "<p", "<p ", "паспорт 45 10 ", "фото", "не прилагаем ", "будет ",
    "! А", "\n", "ё-",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_text_is_read_in_time(piece: str) -> None:
    """The longest text there may be, made of one piece again and again."""
    text = (piece * MAX_TEXT)[:MAX_TEXT]
    given = answer(text, question=text, others=(text,))
    began = process_time()
    for check in (*CHECKS.values(), promises):
        check(given)
    assert process_time() - began < SECONDS
