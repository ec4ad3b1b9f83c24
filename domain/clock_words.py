"""Dates and moments as Russian texts write them; whoever calls has put them on the municipality's clock.

By hand: ``strftime`` imports a module at every call, which the sandbox of a workflow makes dear.
"""

from datetime import date, datetime, time, timedelta

_DAY = timedelta(days=1)


def date_words(day: date) -> str:
    """A date: «16.03.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def moment_words(moment: datetime) -> str:
    """A moment: «16.03.2026 10:00», to the second where it is not on a whole minute."""
    return f"{date_words(moment.date())} {clock_words(moment)}"


def clock_words(moment: datetime) -> str:
    """The time of day."""
    seconds = f":{moment.second:02}" if moment.second or moment.microsecond else ""
    return f"{moment.hour:02}:{moment.minute:02}{seconds}"


def last_day(end: datetime) -> date:
    """The date on which something ends: midnight belongs to the date before it, of which it is 24:00."""
    return end.date() - _DAY if end.time() == time.min else end.date()


def end_clock_words(end: datetime) -> str:
    """The time of day at which something ends."""
    return clock_words(end) if last_day(end) == end.date() else "24:00"


def end_words(end: datetime) -> str:
    """The moment at which something ends: a limit over at midnight of the 27th is over on the 26th at 24:00."""
    return f"{date_words(last_day(end))} {end_clock_words(end)}"
