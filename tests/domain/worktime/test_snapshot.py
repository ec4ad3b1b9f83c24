"""The calendar as data."""

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from domain.worktime import CalendarSnapshot
from tests.domain.worktime.samples import K1_WEEK, KNOWN_2026, PLAIN
from tests.strategies import calendars


@given(calendars(zone="Asia/Barnaul", anchor=date(2026, 5, 13)))
def test_json_returns_the_same_calendar(snapshot: CalendarSnapshot) -> None:
    """A calendar read from its text is equal and has the same version."""
    again = CalendarSnapshot.model_validate_json(snapshot.model_dump_json())
    assert again == snapshot
    assert again.version == snapshot.version
    assert hash(again) == hash(snapshot)


def test_version_depends_on_content_only() -> None:
    """The order in which days were given does not matter; any other change makes another version."""
    days = {date(2026, 3, 9): (), date(2026, 3, 10): ("10:00-12:00",)}
    one = CalendarSnapshot(timezone="Europe/Moscow", week=K1_WEEK, days=days)
    two = CalendarSnapshot(timezone="Europe/Moscow", week=K1_WEEK, days=dict(reversed(days.items())))
    assert one.version == two.version
    assert one.version.startswith("sha256:")
    assert len(one.version) == len("sha256:") + 16
    assert len({one.version, PLAIN.version, KNOWN_2026.version}) == 3


def test_days_cannot_be_changed() -> None:
    """A recorded calendar is a value: neither its fields nor its days can be set."""
    with pytest.raises(TypeError):
        KNOWN_2026.days[date(2026, 1, 1)] = ()  # type: ignore[index]
    with pytest.raises(ValidationError):
        KNOWN_2026.timezone = "UTC"  # type: ignore[misc]


def test_copies() -> None:
    """A calendar can be copied and pickled."""
    assert len(KNOWN_2026.days) == 2
    assert copy.deepcopy(KNOWN_2026) == KNOWN_2026
    assert pickle.loads(pickle.dumps(KNOWN_2026)) == KNOWN_2026  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    "known",
    [
        {"known_from": date(2026, 1, 1)},
        {"known_until": date(2026, 1, 1)},
        {"known_from": date(2026, 1, 2), "known_until": date(2026, 1, 1)},
    ],
)
def test_refused_range(known: dict[str, date]) -> None:
    """The known years have both ends, in order."""
    with pytest.raises(ValidationError, match="known_until"):
        CalendarSnapshot.model_validate({"timezone": "UTC", "week": K1_WEEK, **known})


def test_knows() -> None:
    """Both ends of the known range are known; without a range every date is."""
    assert KNOWN_2026.knows(date(2026, 1, 1))
    assert KNOWN_2026.knows(date(2026, 12, 31))
    assert not KNOWN_2026.knows(date(2025, 12, 31))
    assert not KNOWN_2026.knows(date(2027, 1, 1))
    assert PLAIN.knows(date(1, 1, 1))
