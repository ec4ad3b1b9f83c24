"""Days that a text names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklist import dates
from tests.domain.checklist.drafts import TODAY


def working_days(day: date, days: int) -> date:
    """A week of five days."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def found(text: str, today: date = TODAY) -> list[date]:
    """The days of a text."""
    return [item.on for item in dates.find(text, today, working_days)]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("до 15 декабря", date(2026, 12, 15)),
        ("15 Декабря 2027 года", date(2027, 12, 15)),
        ("к 1-го марта", date(2027, 3, 1)),
        ("20 мая", date(2026, 5, 30) - timedelta(days=10) + timedelta(days=365)),
        ("15.12.2026", date(2026, 12, 15)),
        ("15.12.26", date(2026, 12, 15)),
        ("5.1.2027", date(2027, 1, 5)),
        ("до 15.12", date(2026, 12, 15)),
        ("в декабре 2026", date(2026, 12, 31)),
        ("в феврале", date(2027, 2, 28)),
        ("до конца мая 2027", date(2027, 5, 31)),
        ("в течение недели", date(2026, 12, 2)),
        ("в течение 10 дней", date(2026, 12, 5)),
        ("в течение 10 календарных дней", date(2026, 12, 5)),
        ("в течение 10 рабочих дней", date(2026, 12, 9)),
        ("в течение двух недель", date(2026, 12, 9)),
        ("через три дня", date(2026, 11, 28)),
        ("через трёх дней", date(2026, 11, 28)),
        ("за месяц", date(2026, 12, 25)),
        ("в течение 3 месяцев", date(2027, 2, 25)),
        ("в течение 30 часов", date(2026, 11, 27)),
        ("в течение суток", date(2026, 11, 26)),
        ("до конца недели", date(2026, 11, 29)),
        ("до конца месяца", date(2026, 11, 30)),
        ("к концу квартала", date(2026, 12, 31)),
        ("до конца года", date(2026, 12, 31)),
        ("в IV квартале", date(2026, 12, 31)),
        ("во 2-м квартале 2027 года", date(2027, 6, 30)),
        ("в третьем квартале 2027", date(2027, 9, 30)),
        ("в четвёртом квартале", date(2026, 12, 31)),
        ("до пятницы", date(2026, 11, 27)),
        ("во вторник", date(2026, 12, 1)),
        ("не позднее воскресенья", date(2026, 11, 29)),
        ("сегодня", date(2026, 11, 25)),
        ("послезавтра", date(2026, 11, 27)),
    ],
)
def test_a_day_is_read(text: str, on: date) -> None:
    """Each way in which people name a day, as of a Wednesday in November."""
    assert found(f"Сделаем {text}, ждите.") == [on]


@pytest.mark.parametrize(
    "text",
    [
        "31 ноября",
        "30 февраля 2027",
        "45.12.2026",
        "до 15.13",
        "до 18.00",
        "версия 1.2.2026.5",
        "пункт 3.1.11",
        "среда обитания",
        "майский день",
        "в маеве",
        "дом 15 на улице 8 Мартовской",
        "",
    ],
)
def test_what_is_no_day(text: str) -> None:
    """Days that no calendar has, and words that only look like one."""
    assert found(text) == []


def test_the_year_is_the_nearest_one() -> None:
    """A day without a year lies within half a year of today, before or after."""
    assert found("20 ноября") == [date(2026, 11, 20)]
    assert found("10 января") == [date(2027, 1, 10)]
    assert found("29 февраля", date(2026, 11, 25)) == []
    assert found("29 февраля", date(2027, 12, 1)) == [date(2028, 2, 29)]


def test_a_month_that_is_too_short_ends_earlier() -> None:
    """A month after the thirty-first is the last day of the next."""
    assert found("в течение месяца", date(2027, 1, 31)) == [date(2027, 2, 28)]


def test_places_do_not_overlap() -> None:
    """The longer reading of a place wins, and each is told with its offsets."""
    text = "до конца декабря 2026 и до 15 января"
    places = dates.find(text, TODAY, working_days)
    assert [text[item.start : item.end] for item in places] == ["до конца декабря 2026", "15 января"]
    assert found("1.12.26 декабря") == [date(2026, 12, 1)]


@given(day=st.dates(date(2020, 1, 1), date(2100, 1, 1)), text=st.text(max_size=200))
def test_any_text_is_read(day: date, text: str) -> None:
    """Whatever is written, each place lies in the text and none overlaps another."""
    places = dates.find(text, day, working_days)
    ends = [0, *(item.end for item in places)]
    assert all(end <= item.start < item.end <= len(text) for end, item in zip(ends, places, strict=False))


@given(day=st.dates(date(2020, 1, 1), date(2100, 1, 1)), days=st.integers(1, 120))
def test_a_written_day_is_read_back(day: date, days: int) -> None:
    """A date in figures is read as itself, whatever today is."""
    wanted = day + timedelta(days=days)
    if wanted.year < 2100:
        assert found(f"Починим до {wanted:%d.%m.%Y}.", day) == [wanted]
