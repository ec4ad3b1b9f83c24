"""Dates of an export: formats that a clerk writes, and the municipality's clocks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.importing.dates import parse_moment, strptime_format
from tests.domain.importing.samples import MOSCOW

FORMATS = tuple(
    strptime_format(item) for item in ("ДД.ММ.ГГГГ чч:мм:сс", "чч:мм  ДД.ММ.ГГГГ", "ДД.ММ.ГГГГ, чч:мм", "ДД.ММ.ГГ")
)
NOON = datetime(2026, 3, 16, 12, 5, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("16.03.2026 12:05:00", NOON),
        (" 16.3.2026   12:05:00 ", NOON),
        ("12:05 16.03.2026", NOON),
        ("16.03.2026,\u00a012:05", NOON),
        ("16.03.26", NOON.replace(hour=0, minute=0)),
        ("2026-03-16T12:05:00", NOON),
        ("2026-03-16 12:05", NOON),
        ("2026-03-16T09:05:00Z", NOON),
        ("2026-03-16T14:05+05:00", NOON),
        ("16.03.2026, 12:05:00", NOON),
        ("12:05, 16 марта 2026 г.", NOON),
        ("16 мар. 2026 в 12:05", NOON),
        ("16 Марта 2026 года, 12:05:00", NOON),
        ("16 марта 26", NOON.replace(hour=0, minute=0)),
        ("1 мая 26 г.", datetime(2026, 5, 1, tzinfo=MOSCOW)),
        ("30 май 26", datetime(2026, 5, 30, tzinfo=MOSCOW)),
    ],
)
def test_date_is_read(text: str, moment: datetime) -> None:
    """Each format of the mapping and ISO 8601 are read; without an offset the clocks are the regulation's."""
    assert parse_moment(text, FORMATS, MOSCOW) == moment


def test_month_and_minutes_are_two_letters() -> None:
    """ММ is the month, мм are minutes, wherever they stand."""
    assert strptime_format("мм:чч ММ/ДД/ГГГГ") == "%M:%H %m/%d/%Y"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "вчера",
        "16 мартобря",
        "31 июня 26",
        "марта 16 2026",
        "32.03.2026",
        "16.03",
        "2026",
        "16.03.2026 25:00:00",
        "\x00",
        "\ud800",
    ],
)
def test_what_is_no_date_is_said_in_russian(text: str) -> None:
    """A text that no format fits is refused with the key that lists the formats."""
    with pytest.raises(ValueError, match=r"дата не читается.*dates\.formats"):
        parse_moment(text, FORMATS, MOSCOW)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2999, 12, 31)), st.integers(-12, 14))  # noqa: DTZ001 -- what a cell shows has no zone
def test_every_moment_is_read_back(written: datetime, hours: int) -> None:
    """What was written with an offset, or by the format on the town's clocks, is the same moment."""
    aware = written.replace(tzinfo=timezone(timedelta(hours=hours)))
    shown = written.replace(microsecond=0)

    assert parse_moment(aware.isoformat(), FORMATS, MOSCOW) == aware
    assert parse_moment(f"{shown:%d.%m.}{shown.year} {shown:%H:%M:%S}", FORMATS, MOSCOW).astimezone(UTC) == (
        shown.replace(tzinfo=MOSCOW).astimezone(UTC)
    )
