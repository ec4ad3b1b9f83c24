"""Fills a read model with many messages: a few real lives, multiplied with ids, times and words of their own."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert
from sqlmodel import Session, col, delete, select

from activities.names import SnapshotRequest
from activities.snapshot import SnapshotReader
from bench.lives import COMMANDS, intake, payload
from bench.progress import Done
from bench.regulations import MEASURED
from db import projection
from db.columns import searchable
from db.tables import END_OF_QUEUE, AuthorityRow, MessageRow
from domain.lifecycle import (
    CaseView,
    Rules,
    admit,
    case_view,
    decide,
    parse_command,
    parse_intake,
    register,
    rules_from,
)
from domain.regulation import Library
from settings import Settings

CHUNK = 1000
_CLOSED = 7
"""Of ten messages so many have ended: a registry is mostly an archive."""

_OVERDUE = 3
"""Of so many open messages one is overdue."""

_TOWNS = ("providensky-2020", "volchikha-2020", "luga-2020", "gulkevichi-draft", "stavropol-2023")
THEMES = tuple(f"Тема {number}" for number in range(1, 21))
BODIES = tuple(f"authority-{number}" for number in range(1, 11))
RARE = "редкостный"
"""A word that one message in ten thousand has."""

_RARITY = 10_000
_BEGAN = datetime(2026, 1, 12, 6, tzinfo=UTC)
_BETWEEN = timedelta(minutes=7)


def fill(engine: Engine, settings: Settings, library: Library, number: int, done: Done) -> None:
    """Write so many messages; ``done`` is called for each ``CHUNK`` of them."""
    with Session(engine) as session:
        models = _models(session, settings, library)
        for first in range(0, number, CHUNK):
            numbers = range(first, min(first + CHUNK, number))
            rows = [_row(models, position) for position in numbers]
            session.execute(insert(MessageRow), [row for row, _ in rows])
            session.execute(insert(AuthorityRow), [body for _, body in rows])
            session.commit()
            done()


def _models(session: Session, settings: Settings, library: Library) -> Sequence[Mapping[str, Any]]:
    """The rows of one life after each of its steps, as the projection writes them."""
    found: list[Mapping[str, Any]] = []
    for position, case in enumerate(_life(settings, library)):
        known = case.model_copy(update={"id": str(UUID(int=position))})
        projection.write(session, as_of=_BEGAN, case=known, entries=())
        row = session.exec(select(MessageRow).where(MessageRow.id == known.id)).one()
        found.append(row.model_dump())
        session.exec(delete(AuthorityRow).where(col(AuthorityRow.message_id) == known.id))
        session.exec(delete(MessageRow).where(col(MessageRow.id) == known.id))
    session.commit()
    return found


def _life(settings: Settings, library: Library) -> Iterator[CaseView]:
    rules = _rules(settings, library)
    message = admit(parse_intake(intake(_BEGAN)), library, _BEGAN)
    case = register("model", message, rules, _BEGAN).case
    yield case_view(case, rules, _BEGAN)
    for step, command in enumerate(COMMANDS, 1):
        now = _BEGAN + step * _BETWEEN
        given = payload(command) | {"received_at": now.isoformat()}
        case = decide(case, rules, parse_command(command, given), now).case
        yield case_view(case, rules, now)


def _rules(settings: Settings, library: Library) -> Rules:
    request = SnapshotRequest(regulation=MEASURED, version=library.versions(MEASURED)[-1].version)
    snapshot = SnapshotReader(settings.regulations_dir).take_snapshot(request)
    return rules_from(snapshot.regulation, snapshot.calendar)


def _row(models: Sequence[Mapping[str, Any]], position: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of a message, and of the body that has it: the newest messages are open, what is old has ended."""
    closed = position % 10 < _CLOSED
    model = models[-1] if closed else models[position % (len(models) - 1)]
    message_id, theme, body = str(UUID(int=2**64 + position)), THEMES[position % 20], BODIES[position // 10 % 10]
    detected = _BEGAN + position * _BETWEEN
    due = None if closed else detected + timedelta(hours=9)
    text = f"{model['text']} {RARE if position % _RARITY == 0 else position}"
    message = model["case"]["message"] | {"text": text, "theme": theme, "external_id": message_id}
    case = model["case"] | {"id": message_id, "message": message, "due_at": due and due.isoformat(), "authority": body}
    queue_at = due or END_OF_QUEUE
    row = dict(model) | {
        "id": message_id,
        "regulation": _TOWNS[position % len(_TOWNS)],
        "external_id": message_id,
        "authority": body,
        "overdue": not closed and position % _OVERDUE == 0,
        "due_at": due,
        "queue_at": queue_at,
        "theme": theme,
        "text": text,
        "search": searchable(text, theme),
        "detected_at": detected,
        "case": case,
    }
    return row, {"message_id": message_id, "authority": body, "queue_at": queue_at}
