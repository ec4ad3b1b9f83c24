"""The columns of one file: found by their headings, named in errors as the file writes them."""

import pytest

from domain.errors import ForbiddenByRegulation, InvalidInput
from domain.importing import CellProblem, Columns, Meaning, UnreadableTable, Unusable, complete, recognised
from domain.validation import FieldError
from tests.domain.importing.samples import HEADER, mapping

SMALL = ("Текст", "Тема", "Локация", "Дата")


def test_columns_are_found_by_heading() -> None:
    """Case, spaces and the dots of «ё» do not matter; the order of columns is the file's."""
    columns = Columns.find(mapping(), (None, "  СООБЩЕНИЕ ", "дата", "Тема", "Локация\n", 5, Unusable("#REF!"), 1e17))

    assert columns.places == {Meaning.TEXT: 1, Meaning.POSTED_AT: 2, Meaning.THEME: 3, Meaning.LOCATION: 4}
    assert columns.titles[Meaning.TEXT] == "СООБЩЕНИЕ"
    assert columns.unused == ("5",)


def test_first_heading_of_a_list_wins() -> None:
    """Where a file has two of the headings that a mapping allows, the one that stands first in the mapping counts."""
    assert Columns.find(mapping(), ("Сообщение", *SMALL)).places[Meaning.TEXT] == 1


def test_absent_column_is_named() -> None:
    """A column that is not optional and absent is named, beside what the file has instead."""
    with pytest.raises(UnreadableTable, match=r"нет столбцов: «Текст» \(text\), .*«Дата».*в заголовке: «Тема»"):
        Columns.find(mapping(), ("Тема",))
    with pytest.raises(UnreadableTable, match="в заголовке: ни одного"):
        Columns.find(mapping(), (None,))


def test_absent_column_is_advised_upon() -> None:
    """Other columns are renamed; where not one heading is understood, the file may be of another kind."""
    with pytest.raises(UnreadableTable, match=r"«Тема»\. Переименуйте столбцы в файле .* \(docs/import\.md\)$"):
        Columns.find(mapping(), ("Тема",))
    with pytest.raises(UnreadableTable, match=r"; если в заголовке не слова, сохраните таблицу в Excel"):
        Columns.find(mapping(), ("’Ґ¬",))


def test_complete_row_names_every_needed_column() -> None:
    """The header names all columns that are not optional; a row of another table does not."""
    assert complete(mapping(), ("прочее", *SMALL))
    assert not complete(mapping(), SMALL[1:])


def test_heading_that_stands_twice_is_no_heading() -> None:
    """Nobody can say which of two equal columns is meant."""
    with pytest.raises(UnreadableTable, match="столбец «текст» стоит в заголовке дважды"):
        Columns.find(mapping(), (*SMALL, "текст"))


def test_recognised_counts_wanted_columns() -> None:
    """What makes a row a header is how many columns of the mapping it names."""
    assert recognised(mapping(), SMALL) == 4
    assert recognised(mapping(), ("Текст;Тема",)) == 0


def test_fields_of_an_intake_are_named_as_columns() -> None:
    """Errors of an intake name the file's headings; fields without a column keep their name."""
    columns = Columns.find(mapping(), HEADER)
    fields = ("author.name", "author.url", "posted_at", "importance", "payload")

    named = columns.problems(FieldError(field, "неверно") for field in fields)

    assert [item.column for item in named] == ["Автор", "Профиль", "Дата", "importance", "payload"]


def test_times_are_compared_under_the_headings_of_the_file() -> None:
    """An error that compares two times names the other one's column, or its field where the file has no such column."""
    earlier = FieldError("received_at", "раньше времени выявления detected_at")

    assert Columns.find(mapping(), (*SMALL, "Выявлено", "Получено")).problems([earlier]) == (
        CellProblem(column="Получено", message="раньше времени выявления «Выявлено»"),
    )
    assert Columns.find(mapping(), (*SMALL, "Получено")).problems([earlier])[0].message == earlier.message


def test_refusal_is_blamed_on_columns_or_on_the_whole() -> None:
    """A refusal that names no field is said as it is; a clause is cited."""
    columns = Columns.find(mapping(), HEADER)
    of_field = InvalidInput("Сообщение не принято", errors=[FieldError("network", "не та")], clause="3")

    assert columns.refusal(of_field) == (CellProblem(column="Соцсеть", message="не та (пункт 3)"),)
    assert columns.refusal(ForbiddenByRegulation("нельзя")) == (CellProblem(column=None, message="нельзя"),)


def test_headings_of_a_broken_file_can_be_shown() -> None:
    """A heading with what no answer may hold is shown without it."""
    columns = Columns.find(mapping(), (*SMALL, "Ав\udcd2тор\x00"))

    assert columns.unused == ("Ав\ufffdтор\ufffd",)


def test_what_makes_a_message_the_same_is_blamed() -> None:
    """A repeated key is blamed on the id, else on the address, else on the text."""
    blamed = [
        (columns.same_key(3).column, columns.taken_key().column)
        for more in (("Ссылка", "Номер"), ("Ссылка",), ())
        for columns in (Columns.find(mapping(), (*SMALL, *more)),)
    ]

    assert blamed == [("Номер", "Номер"), ("Ссылка", "Ссылка"), ("Текст", "Текст")]


def test_message_that_was_not_sent_on_is_said() -> None:
    """That a message was taken is said together with why it did not go to its body."""
    problem = Columns.find(mapping(), SMALL).not_routed("нужна другая роль")

    assert problem == CellProblem(column="authority", message="принято, но не направлено: нужна другая роль")
