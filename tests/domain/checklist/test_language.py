"""Words and sentences."""

import pytest

from domain.checklist.language import alike, sentences, subjects, touched


@pytest.mark.parametrize(
    ("one", "other"),
    [("фонарь", "фонарей"), ("вода", "водой"), ("яма", "ямы"), ("освещение", "освещением"), ("дом", "дома")],
)
def test_words_that_differ_in_their_endings_are_alike(one: str, other: str) -> None:
    """Forms of one word."""
    assert alike(one, other)
    assert touched([one], [other, "и"]) == [one]


@pytest.mark.parametrize(
    ("one", "other"), [("дом", "дорога"), ("вода", "ворота"), ("яма", "ямочный"), ("мост", "мера")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    """Words that only begin alike."""
    assert not alike(one, other)
    assert touched([one], [other]) == []


def test_subjects_are_words_that_say_something() -> None:
    """Greetings, short words and figures say nothing of a subject."""
    assert list(subjects("Здравствуйте! Когда на ул. 5 починят Ёлку?")) == ["починят", "елку"]


def test_sentences_end_where_people_end_them() -> None:
    """Abbreviations and dates do not end a sentence; lines do."""
    text = "На ул. Мира 15.12.2026 починим. Спасибо!\n\nДо встречи"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["На ул. Мира 15.12.2026 починим", "Спасибо", "До встречи"]
    assert list(sentences(" \n ")) == []
