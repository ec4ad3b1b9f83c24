"""Rosters as an operator handles them, straight in the database: a file is loaded, what is stored is shown."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.table import Table
from rich.text import Text

from activities.regulation_source import load_library
from db.rosters import get_roster, replace_roster
from domain.os_words import reason
from domain.people import OfficeChange, OnDuty, Roster, changes, check_roster, on_duty, parse_roster_file
from domain.regulation import Library
from domain.words import FUNCTIONS
from ops.database import transaction
from ops.errors import RosterFileError
from settings import Settings

OPERATOR = "operator"
"""Who changes a roster by the command line, where nobody is named."""


@dataclass(frozen=True)
class Loaded:
    """A roster as it stands, what of it this file has changed, and who works in each office today."""

    roster: Roster
    changed: tuple[OfficeChange, ...]
    acting: tuple[OnDuty, ...]


def load(settings: Settings, file: Path, by: str, now: datetime) -> Loaded:
    """Put the roster of a file in the place of the regulation's own, and journal what has changed.

    Raises:
        domain.errors.InvalidInput: a value in the file is wrong.
        domain.errors.Outdated: somebody changed the roster at the same moment.
        domain.regulation.UnknownRegulationError: the file is for a regulation that is not loaded.
        domain.errors.OtklikError: a regulation's file cannot be used.
        RosterFileError: the file cannot be read.
        DatabaseError: the database is away.

    """
    given = parse_roster_file(_text(file))
    library = load_library(settings.regulations_dir)
    check_roster(given.people, library.on(given.regulation, library.day(given.regulation, now)))
    with transaction(settings) as session:
        before = get_roster(session, given.regulation)
        wanted = Roster(regulation=given.regulation, version=before.version, people=given.people)
        roster = replace_roster(session, wanted, by, now)
    return _on_day(library, roster, now, changes(before.people, roster.people))


def show(settings: Settings, regulation: str | None, now: datetime) -> tuple[Loaded, ...]:
    """The rosters that are stored, of one regulation or of all. Raises what ``load`` raises, but for the file."""
    library = load_library(settings.regulations_dir)
    ids = library.ids if regulation is None else (library.versions(regulation)[0].id,)
    with transaction(settings) as session:
        rosters = [get_roster(session, item) for item in ids]
    return tuple(_on_day(library, item, now) for item in rosters if regulation is not None or item.version)


def table(loaded: Loaded) -> Table:
    """Show to a person who works in each office today."""
    title = f"{loaded.roster.regulation}, версия {loaded.roster.version}"
    shown = Table(title=Text(title))
    for heading in ("Должность", "Лицо", "Функция", "Орган", "Сегодня"):
        # An id that is cut would be of no use.
        shown.add_column(heading, overflow="fold")
    for item in loaded.acting:
        cells = (item.post, item.person, FUNCTIONS[item.function], item.authority or "", _today(item))
        # Not as markup: a post may hold brackets.
        shown.add_row(*map(Text, cells))
    return shown


def _today(item: OnDuty) -> str:
    """Nothing, where the holder is there."""
    if not item.absent:
        return ""
    until = "срок не указан" if item.absent_until is None else f"по {item.absent_until:%d.%m.%Y}"
    stands_in = "заменить некому" if item.acting is None else f"замещает {item.acting}"
    return f"отсутствует, {until}; {stands_in}"


def _on_day(library: Library, roster: Roster, now: datetime, changed: tuple[OfficeChange, ...] = ()) -> Loaded:
    return Loaded(roster, changed, on_duty(roster.people, library.day(roster.regulation, now)))


def _text(file: Path) -> str:
    try:
        # An editor may begin the file with a byte order mark.
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RosterFileError(file, f"файл не открывается: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise RosterFileError(file, "файл сохранён не в кодировке UTF-8") from error
