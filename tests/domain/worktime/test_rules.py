"""The [calendar] table of a regulation."""

import tomllib

import pytest
from pydantic import ValidationError

from domain.worktime import CalendarRules, Country, Presidential

_TABLE = """
timezone = "Asia/Anadyr"
week = { mon = ["09:00-13:00", "14:00-18:00"] }
days_off = [{ date = 2026-04-21, basis = "закон края" }]
shortened = [{ date = 2026-04-20, basis = "закон края" }]
hours = [{ date = 2026-06-01, intervals = ["10:00-12:00"], basis = "распоряжение" }]
"""


def test_reads_toml() -> None:
    """A table as a clerk writes it becomes rules, with the country's calendar by default."""
    rules = CalendarRules.model_validate(tomllib.loads(_TABLE))
    assert rules.country is Country.RU
    assert rules.presidential_days is Presidential.OFF
    assert rules.hours[0].intervals == ("10:00-12:00",)


@pytest.mark.parametrize(
    "addition",
    [
        'holidays = "RU"',
        'country = "DE"',
        'presidential_days = "sometimes"',
        "days_off2 = []",
    ],
)
def test_unknown_values_are_refused(addition: str) -> None:
    """A field or value that means nothing is an error."""
    with pytest.raises(ValidationError):
        CalendarRules.model_validate(tomllib.loads(_TABLE + addition))


def test_a_date_stands_once() -> None:
    """A date that is both off and shortened contradicts itself."""
    with pytest.raises(ValidationError, match="2026-04-21"):
        CalendarRules.model_validate(tomllib.loads(_TABLE.replace("2026-04-20", "2026-04-21")))


def test_an_act_is_demanded() -> None:
    """A local day off without the act it rests on is refused."""
    with pytest.raises(ValidationError):
        CalendarRules.model_validate(tomllib.loads(_TABLE.replace("распоряжение", " ")))
