"""Tokens for people and tools, straight in the database: whoever can read its file may issue them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from activities.regulation_source import load_library
from db import tokens
from db.tables import TokenRow
from domain.clock_words import date_words
from domain.errors import wrong_field
from domain.regulation import Regulation
from domain.terms import Role
from ops.database import transaction
from ops.errors import OpsError
from settings import Settings

ADMINISTRATOR = "admin"
LOADER = "otklik-up"
"""The person behind the token with which `otklik up` loads the samples."""

_COLUMNS = {
    "id": "Номер",
    "person": "Лицо",
    "roles": "Роли",
    "authority": "Орган",
    "stages": "Этапы",
    "regulation": "Регламент",
    "issued_at": "Выдан",
    "revoked_at": "Отозван",
}
_DAYS = {"issued_at", "revoked_at"}
_WHOLE = {"id"} | _DAYS


def issue(  # noqa: PLR0913 -- a token has so many properties
    settings: Settings,
    *,
    person: str,
    roles: Sequence[Role],
    authority: str | None = None,
    stages: Sequence[str] = (),
    regulation: str | None = None,
) -> str:
    """Issue a token and give its text, which is shown this once.

    Raises:
        domain.errors.InvalidInput: a value is wrong, or no loaded regulation knows the authority or stage.
        domain.errors.OtklikError: a regulation's file cannot be used.
        DatabaseError: the database is away.

    """
    _check_names(settings, regulation, authority, stages)
    with transaction(settings) as session:
        _, text = tokens.issue(
            session, person=person, roles=roles, authority=authority, stages=stages, regulation=regulation
        )
    return text


def revoke(settings: Settings, token_or_person: str) -> tuple[dict[str, Any], ...]:
    """End a token, or all of a person; gives those that ended. Raises OpsError where there is none."""
    with transaction(settings) as session:
        ended = tuple(_shown(row) for row in tokens.revoke(session, token_or_person))
    if not ended:
        raise OpsError("нет действующего токена с таким номером и нет токенов у такого лица")
    return ended


def listed(settings: Settings) -> tuple[dict[str, Any], ...]:
    """Every token that was ever issued, without its text. Raises DatabaseError."""
    with transaction(settings) as session:
        return tuple(_shown(row) for row in tokens.list_tokens(session))


def table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Show tokens to a person, without the columns that are empty; the days are those of UTC."""
    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    columns = [(name, heading) for name, heading in _COLUMNS.items() if name == "id" or any(row[name] for row in rows)]
    for name, heading in columns:
        # A number that is cut could revoke nothing, and a day in two halves is none.
        shown.add_column(heading, no_wrap=name in _WHOLE, overflow="fold")
    for row in rows:
        shown.add_row(*(_cell(name, row[name]) for name, _ in columns))
    return shown


def issue_first_administrator(settings: Settings) -> str | None:
    """Issue the administrator's token where nobody has one; None where somebody has. Raises DatabaseError."""
    with transaction(settings) as session:
        held = any(Role.ADMIN in row.roles and row.revoked_at is None for row in tokens.list_tokens(session))
        return None if held else tokens.issue(session, person=ADMINISTRATOR, roles=[Role.ADMIN])[1]


@contextmanager
def for_loading(settings: Settings) -> Iterator[str]:
    """Issue a token that may only take messages in; it ends with the block. Raises DatabaseError."""
    with transaction(settings) as session:
        # A start that was killed may have left one.
        tokens.revoke(session, LOADER)
        _, text = tokens.issue(session, person=LOADER, roles=[Role.MONITORING])
    try:
        yield text
    finally:
        with transaction(settings) as session:
            tokens.revoke(session, LOADER)


def _check_names(settings: Settings, regulation: str | None, authority: str | None, stages: Sequence[str]) -> None:
    """A name with a slip of the pen would make a token that opens nothing, and nobody would see why."""
    library = load_library(settings.regulations_dir)
    if regulation is not None and regulation not in library.ids:
        raise wrong_field("regulation", f"неизвестный регламент; допустимо: {', '.join(library.ids)}")
    covered = [item for item in library.regulations if regulation in {None, item.id}]
    _check_known("authority", [] if authority is None else [authority], _authorities(covered))
    _check_known("stage", stages, _stages(covered))


def _check_known(field: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise wrong_field(field, f"в регламентах нет «{name}»; допустимо: {', '.join(known)}")


def _authorities(regulations: Sequence[Regulation]) -> list[str]:
    return sorted({authority.id for item in regulations for authority in item.authorities})


def _stages(regulations: Sequence[Regulation]) -> list[str]:
    return sorted({stage.id for item in regulations for flow in item.flows for stage in flow.stages})


def _cell(name: str, value: Any) -> Text:  # noqa: ANN401 -- whatever a row of JSON holds
    if name in _DAYS:
        return Text(date_words(datetime.fromisoformat(value).date()) if value else "")
    words = ", ".join(map(str, value)) if isinstance(value, list) else value
    return Text("" if words is None else str(words))


def _shown(row: TokenRow) -> dict[str, Any]:
    """All but the hash."""
    return row.model_dump(mode="json", exclude={"sha256"})
