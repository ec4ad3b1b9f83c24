"""What recorded messages are judged by."""

from functools import cache

from activities.calendar_source import build_calendar
from activities.regulation_source import read_regulation
from db.tables import MessageRow
from domain.lifecycle import Rules, rules_from
from settings import Settings


def rules_of(row: MessageRow) -> Rules:
    """The shipped regulation of a message."""
    return _shipped(row.regulation)


@cache
def _shipped(name: str) -> Rules:
    regulation = read_regulation(Settings().regulations_dir / f"{name}.toml")
    return rules_from(regulation.model_dump_json(), build_calendar(regulation.calendar).model_dump_json())
