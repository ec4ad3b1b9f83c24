"""The days off that the law itself names, for years whose transfers are not published yet.

Source: Labour Code, art. 112 (holidays, and the automatic transfer of a day off that coincides with
one) and art. 95 (the working day before a holiday is an hour shorter).
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.worktime.hours import Minutes, shorten

_DAY = timedelta(days=1)
_LEAP_YEAR = 2000
_SATURDAY = 5


def _checked(text: str) -> str:
    date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    return text


MonthDay = Annotated[str, AfterValidator(_checked)]
"""A day of any year as «MM-DD»."""


class Statutory(BaseModel):
    """The law's own rule, as data, so that a recorded calendar never runs out.

    ``not_transferred`` lists the holidays whose coincidence with a day off moves nothing by itself
    (1–8 January: the government moves those). ``short_eves``: the working day right before a holiday
    is an hour shorter.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # So few that a working day to transfer to is always near.
    holidays: tuple[MonthDay, ...] = Field(max_length=40)
    not_transferred: tuple[MonthDay, ...] = ()
    short_eves: bool = True


def _text(day: date) -> MonthDay:
    return day.strftime("%m-%d")


class StatutoryYear:
    """One year by the law's own rule, given the usual week and the dates that are fixed otherwise."""

    def __init__(self, rule: Statutory, week: tuple[Minutes, ...], fixed: Mapping[date, Minutes], year: int) -> None:
        self._rule = rule
        self._week = week
        self._fixed = fixed
        self._holidays = frozenset(rule.holidays)
        # A transfer can cross New Year, so the year before is worked out too.
        self._moved = frozenset(self._transfers(year - 1)) | frozenset(self._transfers(year))

    def hours(self, day: date) -> Minutes:
        """The working intervals of a date of this year."""
        if self._is_holiday(day) or day in self._moved:
            return ()
        usual = self._week[day.weekday()]
        if self._rule.short_eves and self._is_holiday(day + _DAY):
            return shorten(usual)
        return usual

    def _is_holiday(self, day: date) -> bool:
        return _text(day) in self._holidays

    def _is_day_off(self, day: date) -> bool:
        return day.weekday() >= _SATURDAY and not self._week[day.weekday()]

    def _transfers(self, year: int) -> Iterator[date]:
        """Where the days off that coincide with a holiday go: to the next working day after it."""
        taken: set[date] = set()
        for text in sorted(self._holidays - frozenset(self._rule.not_transferred)):
            if text == "02-29" and not _is_leap(year):
                continue
            holiday = date.fromisoformat(f"{year:04d}-{text}")
            if not self._is_day_off(holiday):
                continue
            target = holiday + _DAY
            while target in taken or not self._is_worked(target):
                target += _DAY
            taken.add(target)
            yield target

    def _is_worked(self, day: date) -> bool:
        return bool(self._fixed.get(day, self._week[day.weekday()])) and not self._is_holiday(day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
