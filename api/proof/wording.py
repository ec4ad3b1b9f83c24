"""The Russian words of a «расчёт срока»: moments, lengths of time, kinds of day, rules of lateness."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain import clock_words
from domain.worktime import Lateness, Unit
from domain.worktime.dayfacts import EVE, DayFact, DayKind

BY_THE_CLOCK = frozenset({Unit.HOURS, Unit.DAYS_24H, Unit.CALENDAR_DAYS, Unit.AT_ONCE})
"""The units of limits that run at night and on days off as well."""

IN_DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})
"""The units of limits that end with a day, whatever its hours."""

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

KINDS: Mapping[DayKind, str] = {
    DayKind.ORDINARY: "рабочий день",
    DayKind.WEEKEND: "выходной",
    DayKind.HOLIDAY: "праздничный день",
    DayKind.DAY_OFF_MOVED: "нерабочий день по производственному календарю: перенос выходного или указ",
    DayKind.LOCAL_DAY_OFF: "нерабочий день муниципалитета",
    DayKind.WORKING_DAY_OFF: "рабочий день вместо выходного: перенос",
    DayKind.SHORTENED: "сокращённый день",
    DayKind.OTHER_HOURS: "день с особыми часами",
    DayKind.DUTY: "выходной, в который дежурят",
}
LATENESS: Mapping[Lateness, str] = {
    Lateness.SERVICE: (
        "Срок, который кончается с началом перерыва, соблюдён и тем, что сделано в этот перерыв; "
        "после закрытия службы — поздно."
    ),
    Lateness.WORKING_TIME: (
        "Срок, который кончается вместе с рабочим временем, соблюдён тем, что сделано до следующего его начала."
    ),
    Lateness.INSTANT: "Ровно в срок — вовремя, мгновением позже — поздно.",
    Lateness.DAY_END: (
        "Срок в рабочих днях соблюдён тем, что сделано до 24:00 последнего дня; "
        "прочие сроки — тем, что сделано до конца перерыва, с началом которого срок кончился."
    ),
}
BY_THE_CLOCK_LATE = "Срок идёт по часам: ровно в срок — вовремя, мгновением позже — поздно."


def moment_words(moment: datetime) -> str:
    """A moment on the municipality's clock, to the second where it is not on a whole minute."""
    return f"{date_words(moment.date())} {clock_words.clock_words(moment)}"


def end_words(end: datetime) -> str:
    """The moment at which something ends: midnight is 24:00 of the date before it."""
    return f"{date_words(clock_words.last_day(end))} {clock_words.end_clock_words(end)}"


def date_words(day: date) -> str:
    """A date with its weekday."""
    return f"{WEEKDAYS[day.weekday()]} {clock_words.date_words(day)}"


def length_words(length: timedelta) -> str:
    """A length of time in hours, minutes and seconds."""
    seconds = int(length.total_seconds())
    parts = (seconds // 3600, "ч"), (seconds // 60 % 60, "мин"), (seconds % 60, "с")
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 мин"


def hours_words(hours: tuple[str, ...]) -> str:
    """The working intervals of a date."""
    return ", ".join(item.replace("-", "–") for item in hours) or "—"


def day_words(day: DayFact, on_duty_from: date | None) -> str:
    """What a date is, and why it counts where it otherwise would not."""
    # An eve says so itself, with a colon of its own.
    joint = ", " if day.note and day.note.startswith(EVE) else ": "
    words = KINDS[day.kind] + (f"{joint}{day.note}" if day.note else "")
    if on_duty_from is not None and day.date >= on_duty_from and day.duty_hours and not day.hours:
        return f"{words}; для этого сообщения считается: отвечают и в выходные дни"
    return words
