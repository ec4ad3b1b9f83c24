"""Local time and instants."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from domain.worktime import CalendarSnapshot, NaiveDatetimeError, Week
from domain.worktime.zones import EPOCH, LocalClock
from tests.domain.worktime.samples import BERLIN


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Europe/Berlin", date(2026, 7, 1), 540, "2026-07-01T07:00:00+00:00"),
        # 02:00–03:00 does not exist: everything in it means the jump.
        ("Europe/Berlin", date(2026, 3, 29), 120, "2026-03-29T01:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 29), 150, "2026-03-29T01:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 29), 180, "2026-03-29T01:00:00+00:00"),
        # 02:30 occurs twice: the first counts.
        ("Europe/Berlin", date(2026, 10, 25), 150, "2026-10-25T00:30:00+00:00"),
        # Midnight itself is skipped.
        ("America/Santiago", date(2026, 9, 6), 0, "2026-09-06T04:00:00+00:00"),
        # Lord Howe jumps by half an hour.
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, "2026-10-03T15:30:00+00:00"),
        # A whole date that Samoa skipped has no length.
        ("Pacific/Apia", date(2011, 12, 30), 0, "2011-12-30T10:00:00+00:00"),
        ("Pacific/Apia", date(2011, 12, 30), 1440, "2011-12-30T10:00:00+00:00"),
    ],
)
def test_first(zone: str, day: date, minute: int, expected: str) -> None:
    """A time of day means the first instant at which the clock shows it or a later one."""
    assert EPOCH + LocalClock(ZoneInfo(zone)).first(day, minute) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("fold", [0, 1])
def test_instant_of_an_hour_that_occurs_twice(fold: int) -> None:
    """Each of the two hours is its own instant, in the calendar's zone object and in another."""
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)
    expected = datetime(2026, 10, 25, fold, 30, tzinfo=UTC) - EPOCH
    clock = LocalClock(BERLIN)
    assert clock.instant(moment, "moment") == expected
    assert clock.instant(moment.astimezone(timezone(timedelta(hours=5))), "moment") == expected
    assert clock.at(expected).fold == fold


def test_naive_moment_names_the_field() -> None:
    """The error says which argument has no offset."""
    with pytest.raises(NaiveDatetimeError, match="start") as caught:
        LocalClock(BERLIN).instant(datetime(2026, 1, 1), "start")  # noqa: DTZ001  # naive is the point
    assert caught.value.field == "start"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe", "Europe/Moscow\0", "/etc/localtime"])
def test_unknown_zone_is_refused(name: str) -> None:
    """A zone is an IANA name and nothing that could be a path."""
    with pytest.raises(ValueError, match="часовой пояс"):
        CalendarSnapshot(timezone=name, week=Week(mon=("09:00-13:00",)))
