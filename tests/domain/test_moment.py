"""Which reported times are believed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.moment import Day, Moment
from domain.text import AT_THE_DOOR

MOMENT = TypeAdapter[datetime](Moment)
DAY = TypeAdapter[date](Day)


@pytest.mark.parametrize("text", ["2000-01-01T00:00:00Z", "2026-03-16T10:00:00+03:00", "2999-12-31T23:59:59Z"])
def test_times_of_our_age_are_accepted(text: str) -> None:
    """A time with an offset from the year 2000 on is accepted as the instant that it is."""
    assert MOMENT.validate_python(text) == datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=-12))),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=1))),
        datetime(3000, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_absurd_years_are_refused_and_do_not_overflow(moment: datetime) -> None:
    """A year before 2000 or from 3000 on is a plain refusal, whatever its offset."""
    with pytest.raises(ValidationError, match="время вне допустимых пределов"):
        MOMENT.validate_python(moment)


def test_a_time_without_an_offset_is_refused() -> None:
    """A naive time is no moment."""
    with pytest.raises(ValidationError) as caught:
        MOMENT.validate_python("2026-03-16T10:00:00")
    assert caught.value.errors()[0]["type"] == "timezone_aware"


@pytest.mark.parametrize("given", ["2026-03-16", date(2026, 3, 16)])
def test_a_day_is_written_or_a_date(given: object) -> None:
    """A date of TOML and a date in text are the same day."""
    assert DAY.validate_python(given) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("2026-03-16T00:00:00", "ожидается дата"),
        (datetime(2026, 3, 16, tzinfo=UTC), "ожидается дата"),
        (20260316, "ожидается дата"),
        ("16.03.2026", "ожидается дата"),
        ("1999-12-31", "дата вне допустимых пределов"),
        ("3000-01-01", "дата вне допустимых пределов"),
    ],
    ids=str,
)
def test_what_is_no_day_is_refused(given: object, message: str) -> None:
    """A time, a number, another way of writing and an absurd year are no day."""
    with pytest.raises(ValidationError, match=message):
        DAY.validate_python(given)


@pytest.mark.parametrize("written", ["1773615600", "1773615600000", "1773615600.5"])
def test_seconds_in_text_are_no_time(written: str) -> None:
    """Pydantic would take them for a time since 1970; what was taken in so is still read so."""
    with pytest.raises(ValidationError, match="ожидаются дата и время"):
        MOMENT.validate_python(written, context=AT_THE_DOOR)
    assert MOMENT.validate_python(written).year == 2026
