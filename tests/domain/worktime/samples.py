"""Calendars that several tests of this folder use."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.worktime import CalendarSnapshot, Statutory, Week

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
K1_DAY = ("09:00-13:00", "14:00-18:00")
K1_WEEK = Week(mon=K1_DAY, tue=K1_DAY, wed=K1_DAY, thu=K1_DAY, fri=K1_DAY)
ROUND_THE_CLOCK = Week.model_validate(dict.fromkeys(Week.model_fields, ("00:00-24:00",)))

STATUTORY = Statutory(
    holidays=("01-01", "01-02", "01-03", "02-23", "03-08", "05-01", "05-09", "06-12", "11-04", "12-31"),
    not_transferred=("01-01", "01-02", "01-03"),
)

PLAIN = CalendarSnapshot(timezone="Europe/Moscow", week=K1_WEEK)
KNOWN_2026 = CalendarSnapshot(
    timezone="Europe/Moscow",
    week=K1_WEEK,
    days={date(2026, 3, 9): (), date(2026, 4, 30): ("09:00-13:00", "14:00-17:00")},
    known_from=date(2026, 1, 1),
    known_until=date(2026, 12, 31),
    statutory=STATUTORY,
)


def msk(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    """A moment on Moscow's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=MOSCOW)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
