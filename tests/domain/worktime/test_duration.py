"""Lengths of time as text."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.worktime import AmountError, format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT9H", timedelta(hours=9)),
        ("PT1H12M", timedelta(hours=1, minutes=12)),
        ("-PT40H", -timedelta(hours=40)),
        ("+PT5M", timedelta(minutes=5)),
        ("PT0S", timedelta(0)),
        ("PT0.5S", timedelta(milliseconds=500)),
        ("PT1,5H", timedelta(minutes=90)),
        ("PT0.000001S", timedelta(microseconds=1)),
        ("PT90M", timedelta(minutes=90)),
    ],
)
def test_reads(text: str, expected: timedelta) -> None:
    """Hours, minutes and seconds are read exactly, the smallest with a fraction."""
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["P1D", "P1DT2H", "-P7D", "P1W", "P1M", "P1Y2M3DT4H"])
def test_days_are_ambiguous(text: str) -> None:
    """Days and longer parts are refused with the reason."""
    with pytest.raises(AmountError, match="неоднозначны"):
        parse_duration(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "PTH",
        "9H",
        "PT9",
        "PT-9H",
        "pt9h",
        "PT9H ",
        "PT1M1H",
        "PT1.5H5M",
        "PT0.0000001S",
        "PT١H",
        "x" * 99,
        "PT999999999999H",
        "PT9999999999999H",
        "P1",
    ],
)
def test_refused(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(AmountError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=1, hours=16), "PT40H"),
        (-timedelta(hours=40), "-PT40H"),
        (timedelta(0), "PT0S"),
        (timedelta(hours=1, seconds=1), "PT1H1S"),
        (timedelta(seconds=2, microseconds=500_000), "PT2.5S"),
        (timedelta(minutes=72), "PT1H12M"),
        (timedelta(microseconds=1), "PT0.000001S"),
    ],
)
def test_writes(length: timedelta, text: str) -> None:
    """Hours are never folded into days."""
    assert format_duration(length) == text


@given(st.timedeltas(-timedelta(days=99_999_999), timedelta(days=99_999_999)))
def test_reading_undoes_writing(length: timedelta) -> None:
    """What was written is read as the same length."""
    assert parse_duration(format_duration(length)) == length


@given(st.text(max_size=30) | st.from_regex(r"[+-]?P[0-9TDHMSWY.,]*", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but AmountError."""
    with contextlib.suppress(AmountError):
        assert abs(parse_duration(text)) <= timedelta(days=100_000_000)
