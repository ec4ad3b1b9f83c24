"""Personal data in a text: found by kind, never by a name, and made unreadable letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklist.personal import HIDDEN, Kind, find, masked

# The numbers are made up: their control digits are right, and nobody has them.
FOUND = [
    ("+7 914 123-45-67", Kind.PHONE),
    ("89141234567", Kind.PHONE),
    ("8 (914) 123 45 67", Kind.PHONE),
    ("914-123-45-67", Kind.PHONE),
    ("+375 29 123-45-67", Kind.PHONE),
    ("neighbour.12@example.org", Kind.EMAIL),
    ("кв. 15", Kind.FLAT),
    ("квартиры № 7", Kind.FLAT),
    ("д. 5-12", Kind.FLAT),
    ("112-233-445 95", Kind.SNILS),
    ("500100732259", Kind.INN),
    ("4000 0000 0000 0002", Kind.CARD),
    ("4000000000000002", Kind.CARD),
]


@pytest.mark.parametrize(("data", "kind"), FOUND)
def test_data_is_found(data: str, kind: Kind) -> None:
    """Each kind is found where it stands, and no longer readable when masked."""
    text = f"Сосед ({data}) подтвердил."
    (found,) = find(text)
    assert (text[found.start : found.end], found.kind) == (data, kind)
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert data not in hidden
    assert HIDDEN in hidden
    assert (hidden[: found.start], hidden[found.end :]) == (text[: found.start], text[found.end :])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("паспорт 45 10 123456", Kind.PASSPORT),
        ("паспорт серия 4510 № 123456", Kind.PASSPORT),
        ("СНИЛС 11122233344", Kind.SNILS),
    ],
)
def test_a_word_before_tells_what_a_number_is(text: str, kind: Kind) -> None:
    """A number that could be anything is data where its name stands before it."""
    assert [item.kind for item in find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Диспетчерская: 8 (42735) 2-00-00, круглосуточно.",
        "Горячая линия 8-800-100-00-00, служба 112.",
        "Пишите на priem@adm-gorod.ru или на info@gorod.gov.ru.",
        "Площадь 45 кв. м, высота 5 м.",
        "Ремонт в домах 5-12 по улице Мира, дома 5-12.",
        "Договор 4510 123456 от 20.11.2026 на 12 000 000 рублей.",
        "ИНН организации 7707083893.",
        "112-233-445 96",
        "500100732250",
        "4000 0000 0000 0003",
        "Заявка 12345678901",
        "",
    ],
)
def test_what_is_no_personal_data(text: str) -> None:
    """Office telephones and addresses, areas, ranges of houses, numbers whose control digits are wrong."""
    assert find(text) == ()
    assert masked(text) == text


def test_two_numbers_side_by_side_are_two() -> None:
    """A space between them does not make them one number that nobody has."""
    assert [item.kind for item in find("89141234567 89141234568")] == [Kind.PHONE, Kind.PHONE]


def test_no_place_is_told_twice() -> None:
    """What could be read as two kinds is told as one."""
    (found,) = find("СНИЛС 89141234567")
    assert found.kind is Kind.SNILS


@given(st.text(alphabet=st.sampled_from("0123456789 +-()@.авк№ паспортСНИЛС"), max_size=200))
def test_a_masked_text_has_nothing_more_to_hide(text: str) -> None:
    """Masking keeps every other character in its place, and what was found is found no more."""
    hidden = masked(text)
    assert len(hidden) == len(text)
    told = {(item.start, item.end) for item in find(text)}
    assert all((item.start, item.end) not in told for item in find(hidden) if item.kind is not Kind.EMAIL)
