"""The mapping of columns: a small TOML file, written by whoever knows the export. ``docs/import.md`` explains it."""

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from domain.importing.dates import DateFormat, strptime_format
from domain.importing.errors import MappingError
from domain.importing.names import alike
from domain.regulation.parts import NotEmpty, Part, Slug, Words
from domain.terms import Network, Visibility
from domain.validation import FieldError, field_errors
from domain.worktime.zones import ZoneName

ANY_OTHER = "*"
"""The alias of an authority that stands for every name which is not listed."""

_LAST_HEADER_ROW = 1000


class Meaning(StrEnum):
    """What a column may hold: a field of the intake, the author's two among them, or the body that shall answer."""

    TEXT = "text"
    NETWORK = "network"
    EXTERNAL_ID = "external_id"
    URL = "url"
    AUTHOR = "author"
    AUTHOR_URL = "author_url"
    VISIBILITY = "visibility"
    THEME = "theme"
    THEME_GROUP = "theme_group"
    LOCATION = "location"
    IMPORTANCE = "importance"
    POSTED_AT = "posted_at"
    DETECTED_AT = "detected_at"
    RECEIVED_AT = "received_at"
    EXTERNAL_DUE_AT = "external_due_at"
    AUTHORITY = "authority"


def _one_or_more(value: Any) -> Any:  # noqa: ANN401 -- whatever stands in the file
    return (value,) if isinstance(value, str) else value


Titles = Annotated[tuple[Words, ...], BeforeValidator(_one_or_more), NotEmpty]
"""The headings under which a column may stand; the first that the file has is taken."""


class ColumnTitles(Part):
    """Which column holds what."""

    text: Titles
    network: Titles | None = None
    external_id: Titles | None = None
    url: Titles | None = None
    author: Titles | None = None
    author_url: Titles | None = None
    visibility: Titles | None = None
    theme: Titles | None = None
    theme_group: Titles | None = None
    location: Titles | None = None
    importance: Titles | None = None
    posted_at: Titles | None = None
    detected_at: Titles | None = None
    received_at: Titles | None = None
    external_due_at: Titles | None = None
    authority: Titles | None = None

    def named(self) -> dict[Meaning, tuple[str, ...]]:
        """The columns that the mapping names."""
        given = {meaning: getattr(self, meaning.value) for meaning in Meaning}
        return {meaning: titles for meaning, titles in given.items() if titles is not None}


class Defaults(Part):
    """What a message gets where its column is absent or its cell is empty."""

    network: Network | None = None
    visibility: Visibility | None = None
    theme: Words | None = None
    theme_group: Words | None = None
    location: Words | None = None
    importance: Words | None = None

    def named(self) -> dict[Meaning, str]:
        """The values that the mapping gives."""
        return {Meaning(field): str(value) for field, value in self if value is not None}


class Dates(Part):
    """How dates are written; ``timezone`` where the export's clocks are not the regulation's."""

    formats: tuple[DateFormat, ...] = ()
    timezone: ZoneName | None = None

    @property
    def strptime_formats(self) -> tuple[str, ...]:
        """The formats as Python reads them."""
        return tuple(strptime_format(item) for item in self.formats)


class ColumnMapping(Part):
    """How one kind of export is read.

    ``optional`` columns may be absent from the file. ``route``: after intake the message is sent to the authority that
    the row names.
    """

    format: Literal[1]
    title: Words
    sheet: Words | None = None
    header_row: Annotated[int, Field(ge=1, le=_LAST_HEADER_ROW)] | None = None
    optional: tuple[Meaning, ...] = ()
    route: bool = False
    columns: ColumnTitles
    defaults: Defaults = Defaults()
    networks: dict[Words, Network] = Field(default_factory=dict)
    dates: Dates = Dates()
    authorities: dict[Words, Slug] = Field(default_factory=dict)


def parse_mapping(text: str, source: str) -> ColumnMapping:
    """Read a mapping; ``source`` is its name for messages. Raises MappingError that names every wrong key."""
    try:
        mapping = ColumnMapping.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise MappingError(source, field_errors(error)) from error
    # tomllib lets out two errors of Python itself: of numbers with thousands of digits, and of very deep nesting.
    except (ValueError, RecursionError) as error:
        raise MappingError(source, (FieldError("TOML", f"файл не читается: {error}"),)) from error
    found = tuple(_problems(mapping))
    if found:
        raise MappingError(source, found)
    return mapping


def _problems(mapping: ColumnMapping) -> Iterator[FieldError]:
    """What is wrong between the tables of a mapping."""
    named = mapping.columns.named()
    for number, meaning in enumerate(mapping.optional):
        if meaning is Meaning.TEXT:
            yield FieldError(f"optional[{number}]", "столбец с текстом нужен всегда")
        elif meaning not in named:
            yield FieldError(f"optional[{number}]", f"столбец {meaning} не назван в columns")
    for table, aliases in (("networks", mapping.networks), ("authorities", mapping.authorities)):
        for name in alike(aliases):
            yield FieldError(f"{table}.{name}", "то же имя уже есть: регистр, пробелы и «ё» не различаются")
    if not {Meaning.NETWORK, Meaning.URL} & named.keys() and mapping.defaults.network is None:
        yield FieldError("columns.network", "соцсеть неизвестна: назовите столбец network, url или defaults.network")
    if mapping.route and Meaning.AUTHORITY not in named:
        yield FieldError("columns.authority", "route = true, а столбец с органом не назван")
    if not mapping.route and Meaning.AUTHORITY in named:
        yield FieldError("columns.authority", "орган нужен только для направления: добавьте route = true")
