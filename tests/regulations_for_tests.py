"""The shipped regulations with a calendar of the tests' own: every day is worked, so that no test depends on today."""

import re
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from activities.regulation_source import load_library
from domain.regulation import Library
from settings import Settings

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SERVICE = '["09:00-13:00", "14:00-18:00"]'
ALWAYS = '["00:00-24:00"]'


def write_regulations(folder: Path, hours: str = SERVICE) -> Library:
    """Write the shipped regulations into ``folder``, each with seven working days a week and no holidays."""
    for path in Settings().regulations_dir.glob("*.toml"):
        text = never_at_rest(path.read_text(encoding="utf-8"), hours)
        (folder / path.name).write_text(text, encoding="utf-8")
    return load_library(folder)


def never_at_rest(text: str, hours: str = SERVICE) -> str:
    """A regulation's file with these hours on every day of the week, and no holidays."""
    week = "\n".join(f"{day} = {hours}" for day in _DAYS)
    text = text.replace("[calendar]\n", '[calendar]\ncountry = "none"\n', 1)
    return re.sub(r"\[calendar\.week\]\n(?:\w{3} = .*\n)+", f"[calendar.week]\n{week}\n", text)


@cache
def zone_of(library: Library, regulation: str) -> ZoneInfo:
    """The zone of a regulation's municipality."""
    return ZoneInfo(library.versions(regulation)[-1].calendar.timezone)


def tomorrow_at(zone: ZoneInfo, hour: int, minute: int = 0) -> datetime:
    """An instant of tomorrow's service day: the tests' virtual clocks begin in the near future."""
    day = datetime.now(UTC).astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(hour, minute), zone)
