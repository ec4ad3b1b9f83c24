"""A file that cannot be recomputed: the error names the field."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from ops.verify import WrongFileError, verify
from ops.verify.document import MOST_DAYS
from tests.ops.verify.papers import backward, capped, plain

_GONE = object()


def _with(told: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The same file with one field replaced, or taken away."""
    changed = copy.deepcopy(told)
    place: Any = changed
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        place = place[part]
    if value is _GONE:
        del place[last]
    else:
        place[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "field", "message"),
    [
        ("name", _GONE, "name", "нет такого поля"),
        ("name", 5, "name", "ожидается строка"),
        ("rule", None, "rule", "исходных данных нет"),
        ("rule", [], "rule", "ожидается объект"),
        ("timezone", "Europe/Nowhere", "timezone", "неизвестный часовой пояс"),
        ("timezone", "/etc/passwd", "timezone", "неизвестный часовой пояс"),
        ("started_by.at", "вчера", "started_by.at", "по ISO 8601"),
        ("started_by.at", "2026-03-16T10:00:00", "started_by.at", "нет часового пояса"),
        ("due_at", "0001-01-01T00:00:00+03:00", "due_at", "год вне допустимых пределов"),
        ("due_at", "9999-12-31T23:59:59-03:00", "due_at", "год вне допустимых пределов"),
        ("rule.lateness", "never", "rule.lateness", "допустимо: service"),
        ("rule.amount", None, "rule", "нет ни количества"),
        ("rule.amount.amount", -1, "rule.amount.amount", "неотрицательное число"),
        ("rule.amount.amount", True, "rule.amount.amount", "неотрицательное число"),
        ("rule.amount.amount", "1e9", "rule.amount.amount", "неотрицательное число"),
        ("rule.amount.amount", 2_000_000, "rule.amount.amount", "не больше 1000000"),
        ("rule.amount.unit", "weeks", "rule.amount.unit", "допустимо: working_minutes"),
        ("rule.amount", {"amount": 1.5, "unit": "working_days"}, "rule.amount.amount", "нужно целое число"),
        ("rule.amount", {"amount": 1, "unit": "at_once"}, "rule.amount.amount", "равно 0"),
        ("days", [], "days", "дат нет"),
        ("days", {}, "days", "ожидается список"),
        ("days.1.date", "2026-03-19", "days[1].date", "без пропусков"),
        ("days.1.date", "17.03.2026", "days[1].date", "ожидается дата"),
        ("days.1.hours", ["9-13"], "days[1].hours[0]", "вида 09:00-13:00"),
        ("days.1.hours", ["09:00-13:00", "12:00-18:00"], "days[1].hours[1]", "не пересекаются"),
        ("days.1.hours", ["09:00-24:30"], "days[1].hours[0]", "не позже 24:00"),
        ("intervals.0.to", _GONE, "intervals[0].to", "нет такого поля"),
        ("sums.0", "P1D", "sums[0]", "вида PT7H30M"),
        ("sums.0", "PT", "sums[0]", "вида PT7H30M"),
        ("stretches", [{"to": None}], "stretches[0].from", "нет такого поля"),
        ("days_off_since", "2026-03-16T10:00:00+03:00", "days[0].duty_hours", "нет такого поля"),
    ],
)
def test_a_wrong_field_is_named(path: str, value: object, field: str, message: str) -> None:
    """What is missing or cannot be read is refused with its place in the file, and what was expected there."""
    with pytest.raises(WrongFileError) as caught:
        verify(_with(plain(), path, value))

    assert caught.value.field == field
    assert message in caught.value.message


@pytest.mark.parametrize("document", [None, [], "срок", 5, {}])
def test_what_is_no_explanation_is_refused(document: object) -> None:
    """A file has to hold one explanation."""
    with pytest.raises(WrongFileError):
        verify(document)


@pytest.mark.parametrize("part", ["lead", "whole"])
def test_a_limit_is_counted_back_in_working_time_only(part: str) -> None:
    """Days cannot be taken from hours."""
    with pytest.raises(WrongFileError) as caught:
        verify(_with(backward(), f"rule.before.{part}.unit", "working_days"))

    assert caught.value.field == f"rule.before.{part}.unit"


def test_a_field_of_a_limit_that_cuts_is_named_with_its_place() -> None:
    """Which of the caps it is, and which field."""
    with pytest.raises(WrongFileError) as caught:
        verify(_with(capped(), "caps.0.rule.lateness", ""))

    assert caught.value.field == "caps[0].rule.lateness"


def test_too_many_dates_are_refused() -> None:
    """A file of ten thousand dates is not walked over."""
    told = plain()
    first, day = date.fromisoformat(told["days"][0]["date"]), told["days"][0]
    told["days"] = [day | {"date": str(first + timedelta(days=number))} for number in range(MOST_DAYS + 1)]

    with pytest.raises(WrongFileError, match=f"больше {MOST_DAYS} дат"):
        verify(told)
