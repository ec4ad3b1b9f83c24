"""Hypothesis strategies that several folders of tests use."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from domain.worktime import CalendarSnapshot, Week

WALK_DAYS = 5
"""How many days around an anchor a calendar of ``calendars`` may have exceptions on."""

ZONES = ("Europe/Moscow", "Asia/Anadyr", "Asia/Barnaul", "Asia/Kolkata", "Europe/Berlin")
"""Four zones without a change of clocks today, one with."""

CLOCK_CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Santiago", date(2026, 4, 5)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Europe/Volgograd", date(2020, 12, 27)),
    ("Asia/Barnaul", date(2016, 3, 27)),
    ("Asia/Anadyr", date(2011, 3, 27)),
    ("Europe/Moscow", date(2014, 10, 26)),
)
"""Zones with a date on which their clocks are changed, some at midnight, one by half an hour."""

_STEP = 6
_STEPS_A_DAY = 24 * 60 // _STEP


def _text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@st.composite
def day_hours(draw: st.DrawFn, *, most: int = 3) -> tuple[str, ...]:
    """Up to ``most`` intervals of one day, on a grid of six minutes; they may touch and may end at 24:00."""
    count = draw(st.integers(0, most))
    bounds = sorted(draw(st.sets(st.integers(0, _STEPS_A_DAY), min_size=2 * count, max_size=2 * count)))
    return tuple(f"{_text(a * _STEP)}-{_text(b * _STEP)}" for a, b in zip(bounds[::2], bounds[1::2], strict=True))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """A week with at least one worked day."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    hours = {name: draw(day_hours()) for name in names}
    if not any(hours.values()):
        hours["wed"] = ("08:30-13:00", "13:48-17:30")
    return Week.model_validate(hours)


@st.composite
def calendars(draw: st.DrawFn, *, zone: str, anchor: date) -> CalendarSnapshot:
    """A calendar without a known range whose exceptions lie near ``anchor``."""
    near = st.integers(-WALK_DAYS, WALK_DAYS).map(lambda offset: anchor + timedelta(days=offset))
    days = draw(st.dictionaries(near, day_hours(), max_size=5))
    return CalendarSnapshot(timezone=zone, week=draw(weeks()), days=days)


def moments(anchor: date, *, days: int = 2) -> st.SearchStrategy[datetime]:
    """Moments in UTC within so many days of noon of ``anchor``, to the microsecond or on whole minutes."""
    noon = datetime(anchor.year, anchor.month, anchor.day, 12, tzinfo=UTC)
    span = days * 24 * 60
    minutes = st.integers(-span, span).map(lambda minute: timedelta(minutes=minute))
    micros = st.integers(-span * 60_000_000, span * 60_000_000).map(lambda micro: timedelta(microseconds=micro))
    return st.one_of(minutes, micros).map(lambda offset: noon + offset)


def lengths(*, most: timedelta) -> st.SearchStrategy[timedelta]:
    """Lengths of time above nothing, whole minutes and microseconds."""
    minute = timedelta(minutes=1)
    whole = st.integers(1, most // minute).map(lambda count: count * minute)
    fine = st.integers(1, most // timedelta(microseconds=1)).map(lambda count: timedelta(microseconds=count))
    return st.one_of(whole, fine)
