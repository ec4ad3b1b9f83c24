"""A CSV file of messages for the demonstration and the lab: what people wrote, and what else the file tells of it."""

import csv
from pathlib import Path
from typing import NamedTuple

from domain.text import MAX_TEXT
from ops.errors import SamplesError

_LONGEST_LINE = 500


class Message(NamedTuple):
    """What somebody wrote, what it is about, and the regulation under which it came, where the file tells.

    ``executor`` is the body that dealt with it, ``detected_at`` when it was detected, as the file writes it.
    """

    text: str
    theme: str | None
    regulation: str | None = None
    executor: str | None = None
    importance: str | None = None
    detected_at: str | None = None


def read_messages(path: Path) -> list[Message]:
    """Read messages from a CSV file with columns ``text`` and ``theme``; the other columns may be absent.

    Raises:
        SamplesError: the file cannot be read, or has no message in it.

    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [{key: row.get(key) or "" for key in Message._fields} for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SamplesError(f"файл сообщений {path} не читается: {error}") from error
    messages = [
        Message(
            row.pop("text")[:MAX_TEXT], **{key: value[:_LONGEST_LINE].strip() or None for key, value in row.items()}
        )
        for row in rows
        if row["text"].strip()
    ]
    if not messages:
        raise SamplesError(f"в файле {path} нет сообщений; ожидаются столбцы text и theme")
    return messages


def _message(row: dict[str, str]) -> Message:
    lines = {key: value[:_LONGEST_LINE].strip() or None for key, value in row.items() if key != "text"}
    return Message(row["text"][:MAX_TEXT], **lines)
