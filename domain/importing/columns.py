"""The columns of one file: where each stands, by its heading, and how an error names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.errors import Refusal
from domain.importing.cells import Cell, as_text
from domain.importing.errors import UnreadableTable
from domain.importing.mapping import ColumnMapping, Meaning
from domain.importing.names import plain
from domain.importing.outcome import CellProblem
from domain.text import storable_excerpt
from domain.validation import FieldError

_HEADING_LETTERS = 200
_SHOWN = 40
_OTHER_NAMES = "Переименуйте столбцы в файле или назовите их в своём соответствии (docs/import.md)"
_UNREADABLE = "если в заголовке не слова, сохраните таблицу в Excel как «Книга Excel (.xlsx)» или «CSV UTF-8»"
_COMPARED = frozenset({Meaning.POSTED_AT, Meaning.DETECTED_AT})
_FIELDS = {"author.name": Meaning.AUTHOR, "author": Meaning.AUTHOR, "author.url": Meaning.AUTHOR_URL}


@dataclass(frozen=True)
class Columns:
    """Where each meaning stands: its place, counted from 0, and its heading as the file writes it."""

    places: dict[Meaning, int]
    titles: dict[Meaning, str]
    unused: tuple[str, ...]

    @classmethod
    def find(cls, mapping: ColumnMapping, header: Sequence[Cell]) -> "Columns":
        """Find the columns of a mapping in a header row.

        Raises:
            UnreadableTable: a column that is not optional is absent, or a heading that is wanted stands twice.

        """
        headings = [_heading(cell) for cell in header]
        places: dict[Meaning, int] = {}
        absent = []
        for meaning, titles in mapping.columns.named().items():
            place = _place(titles, headings)
            if place is not None:
                places[meaning] = place
            elif meaning not in mapping.optional:
                absent.append(f"«{titles[0]}» ({meaning})")
        if absent:
            shown = ", ".join(f"«{heading}»" for heading in headings[:_SHOWN] if heading) or "ни одного"
            # Not one heading understood: rather a file of another kind than a table of other columns.
            advice = _OTHER_NAMES if places else f"{_OTHER_NAMES}; {_UNREADABLE}"
            raise UnreadableTable(f"нет столбцов: {', '.join(absent)}; в заголовке: {shown}. {advice}")
        return cls(
            places=places,
            titles={meaning: headings[place] for meaning, place in places.items()},
            unused=tuple(item for place, item in enumerate(headings) if item and place not in places.values()),
        )

    def problem(self, meaning: Meaning, message: str) -> CellProblem:
        """Blame a cell."""
        return CellProblem(column=self.titles.get(meaning, meaning.value), message=message)

    def problems(self, errors: Iterable[FieldError]) -> tuple[CellProblem, ...]:
        """Name the columns of wrong fields of an intake; a field that has no column keeps its own name."""
        return tuple(CellProblem(column=self._title(item.field), message=self._said(item.message)) for item in errors)

    def refusal(self, refusal: Refusal) -> tuple[CellProblem, ...]:
        """Say why a message was refused: by its columns where it names fields, else as a whole."""
        because = f" (пункт {refusal.clause})" if refusal.clause else ""
        found = self.problems(refusal.errors) or (CellProblem(column=None, message=refusal.detail),)
        return tuple(item.model_copy(update={"message": item.message + because}) for item in found)

    def not_routed(self, reason: str) -> CellProblem:
        """Say why a message that was taken in did not go to its body."""
        return self.problem(Meaning.AUTHORITY, f"принято, но не направлено: {reason}")

    def same_key(self, earlier: int) -> CellProblem:
        """Blame what makes a message the same one: its id, its address, else its text and date."""
        return self._key(f"то же, что в строке {earlier}, а автор или текст другие: нужен свой номер")

    def taken_key(self) -> CellProblem:
        """Blame what makes a message the same as one of an earlier import."""
        return self._key("то же, что у принятого раньше (id в результате), а автор или текст другие: нужен свой номер")

    def _key(self, message: str) -> CellProblem:
        named = next((item for item in (Meaning.EXTERNAL_ID, Meaning.URL) if item in self.places), Meaning.TEXT)
        return self.problem(named, message)

    def _said(self, message: str) -> str:
        """What is wrong, with the other time that it was compared with under the file's own heading."""
        for meaning in _COMPARED & self.titles.keys():
            message = message.replace(meaning.value, f"«{self.titles[meaning]}»")
        return message

    def _title(self, field: str) -> str:
        meaning = _FIELDS.get(field) or next((item for item in Meaning if item == field), None)
        return field if meaning is None else self.titles.get(meaning, field)


def recognised(mapping: ColumnMapping, header: Sequence[Cell]) -> int:
    """How many columns of a mapping a row names: what makes it a header."""
    return len(_named(mapping, header))


def complete(mapping: ColumnMapping, header: Sequence[Cell]) -> bool:
    """Whether a row names every column that must be there: no row but the header does."""
    return _named(mapping, header) >= mapping.columns.named().keys() - set(mapping.optional)


def _named(mapping: ColumnMapping, header: Sequence[Cell]) -> set[Meaning]:
    headings = {plain(_heading(cell)) for cell in header}
    named = mapping.columns.named().items()
    return {meaning for meaning, titles in named if any(plain(title) in headings for title in titles)}


def _heading(cell: Cell) -> str:
    """The heading in one line, fit for an answer whatever the file holds."""
    try:
        return storable_excerpt(" ".join(as_text(cell).split()), _HEADING_LETTERS)
    except ValueError:
        # Nothing that can be read is no heading of a wanted column.
        return ""


def _place(titles: Sequence[str], headings: Sequence[str]) -> int | None:
    for title in titles:
        found = [place for place, heading in enumerate(headings) if plain(heading) == plain(title)]
        for _, second in pairwise(found):
            raise UnreadableTable(f"столбец «{headings[second]}» стоит в заголовке дважды: переименуйте лишний")
        if found:
            return found[0]
    return None
