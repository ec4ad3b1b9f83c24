"""What became of the rows: one line for a person, figures for all."""

from domain.importing import CellProblem, Repeats, Result, RowResult, Tally
from domain.lifecycle import parse_intake

WRONG = CellProblem(column="Дата", message="дата не читается")
FAULT = CellProblem(column=None, message="кавычки")


def test_errors_name_row_and_column() -> None:
    """One line says the row, the column where there is one, and what is wrong."""
    said = RowResult(row=7, result=Result.REFUSED, errors=(WRONG, FAULT)).said

    assert said == "строка 7, столбец «Дата»: дата не читается; строка 7: кавычки"
    assert RowResult(row=7, result=Result.NEW).said == ""


def test_figures_are_counted() -> None:
    """Each result is counted once; a message that could not be sent on is counted beside."""
    tally = Tally()
    for result in (
        RowResult(row=2, result=Result.NEW, routed_to="roads"),
        RowResult(row=3, result=Result.KNOWN, errors=(WRONG,)),
        RowResult(row=4, result=Result.REFUSED, errors=(WRONG,)),
        RowResult(row=5, result=Result.UNAVAILABLE),
        RowResult(row=6, result=Result.CHECKED),
        RowResult(row=7, result=Result.CHECKED, errors=(WRONG,)),
    ):
        tally.add(result)

    assert tally.summary.model_dump() == {
        "rows": 6,
        "new": 1,
        "known": 1,
        "refused": 1,
        "unavailable": 1,
        "checked": 2,
        "routed": 1,
        "not_routed": 2,
    }


def test_all_is_taken_where_nothing_is_left_to_do() -> None:
    """New, known and checked rows leave nothing to do; a refused, unanswered or unrouted one does."""
    for results, expected in (
        ((Result.NEW, Result.KNOWN, Result.CHECKED), True),
        ((Result.NEW, Result.REFUSED), False),
        ((Result.UNAVAILABLE,), False),
    ):
        tally = Tally()
        for result in results:
            tally.add(RowResult(row=2, result=result))
        assert tally.summary.all_taken is expected
    tally.add(RowResult(row=2, result=Result.NEW, errors=(WRONG,)))
    assert tally.summary.not_routed == 1


def test_same_key_with_another_text_is_noticed() -> None:
    """Two rows under one key are the same message only where text and author are the same too."""
    repeats = Repeats()
    message = {"regulation": "x", "network": "vk", "external_id": "1", "text": "Яма"}
    first = parse_intake(message)

    assert repeats.other_text(2, first) is None
    assert repeats.other_text(3, first.model_copy(update={"theme": "Дороги"})) is None
    assert repeats.other_text(4, parse_intake(message | {"text": "Другая яма"})) == 2
    assert repeats.other_text(5, parse_intake(message | {"author": {"name": "Некто"}})) == 2
    assert repeats.other_text(6, parse_intake(message | {"network": "ok", "text": "Третья яма"})) is None
