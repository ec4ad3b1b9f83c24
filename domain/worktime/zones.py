"""Local time and instants.

An instant is a ``timedelta`` since 1970-01-01T00:00Z: integers inside, exact to the microsecond,
and compared, added and searched without a conversion.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from domain.worktime.errors import NaiveDatetimeError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
_RESOLUTION = timedelta(microseconds=1)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        # ZoneInfo answers a bad key with any of these, depending on what lies on the disk.
        raise ValueError("неизвестный часовой пояс: нужно имя из базы IANA, например Europe/Moscow") from None
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]
"""The IANA name of a time zone, for example ``Europe/Moscow``."""


class LocalClock:
    """The clock on the wall of one time zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Read the zone's rules once."""
        self.zone = zone
        self._zero = datetime(1970, 1, 1, tzinfo=zone)
        # A ZoneInfo always has an offset; the type allows for naive values.
        self._offset: Callable[[datetime], timedelta] = zone.utcoffset  # type: ignore[assignment]

    def instant(self, moment: datetime, field: str) -> timedelta:
        """The instant of a datetime of any zone; raises ``NaiveDatetimeError``, which names ``field``."""
        try:
            if moment.tzinfo is self.zone:
                # Exactly ``moment - EPOCH``, at a fifth of its price: the subtraction of two readings of one
                # zone does not look at the zone.
                return moment - self._zero - self._offset(moment)
            return moment - EPOCH
        except TypeError:
            raise NaiveDatetimeError(field) from None

    def at(self, instant: timedelta) -> datetime:
        """The instant as an aware datetime of the zone; raises ``OverflowError`` outside years 1–9999."""
        # fromutc() wants the UTC reading with the zone attached: half the price of astimezone().
        return self.zone.fromutc(self._zero + instant)

    def date_of(self, instant: timedelta) -> date:
        """The local date of an instant."""
        return self.at(instant).date()

    def midnight(self, day: date) -> timedelta:
        """The first instant of a local date."""
        return self.first(day, 0)

    def first(self, day: date, minute: int) -> timedelta:
        """The first instant at which the clock shows that time of that date, or a later one.

        So a time that occurs twice (the clock is put back) means its first occurrence, and a time
        that never occurs (put forward) means the jump itself. The order of times is kept.
        """
        wall = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        if minute:
            wall += timedelta(minutes=minute)
        before = self._offset(wall)
        after = self._offset(wall.replace(fold=1))
        reading = wall - self._zero
        if before >= after:
            return reading - before
        return self._jump(reading - after, reading - before, after)

    def _jump(self, low: timedelta, high: timedelta, after: timedelta) -> timedelta:
        """The first instant in (low, high] with the offset ``after``, found by halving."""
        while high - low > _RESOLUTION:
            middle = low + (high - low) // 2
            if self._offset(self.at(middle)) == after:
                high = middle
            else:
                low = middle
        return high
