"""The hours of every date, by the calendar's order of precedence."""

from collections.abc import Iterator
from datetime import date

from domain.worktime.hours import Minutes, to_minutes
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.statutory import StatutoryYear


class DayPlan:
    """A snapshot decoded: text to minutes, once."""

    def __init__(self, snapshot: CalendarSnapshot) -> None:
        self._snapshot = snapshot
        self._week = snapshot.week.minutes()
        self._fixed = {day: to_minutes(hours) for day, hours in snapshot.days.items()}
        duty = snapshot.duty
        self._duty_week = duty.week.minutes() if duty and duty.week else None
        self._duty_days = {day.date: to_minutes(day.intervals) for day in duty.days} if duty else {}

    def worked(self, first: date, last: date) -> Iterator[tuple[date, Minutes]]:
        """The dates from ``first`` to ``last``, both included, that have working hours."""
        year: StatutoryYear | None = None
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if year is None or (day.month == 1 and day.day == 1):
                year = self._statutory(day.year)
            hours = self._of_all(day, year) or self._on_duty(day)
            if hours:
                yield day, hours

    def on_duty(self, day: date) -> bool:
        """Whether a date has its hours from the duty on days off alone."""
        return bool(self._on_duty(day)) and not self._of_all(day, self._statutory(day.year))

    def _of_all(self, day: date, year: StatutoryYear | None) -> Minutes:
        """The hours of a date that is no matter of duty."""
        fixed = self._fixed.get(day)
        if fixed is not None:
            return fixed
        if year is None or self._snapshot.knows(day):
            return self._week[day.weekday()]
        return year.hours(day)

    def _on_duty(self, day: date) -> Minutes:
        """The hours of a day off: its own, else those of its weekday."""
        usual = self._duty_week[day.weekday()] if self._duty_week else ()
        return self._duty_days.get(day, usual)

    def _statutory(self, year: int) -> StatutoryYear | None:
        rule = self._snapshot.statutory
        return None if rule is None else StatutoryYear(rule, self._week, self._fixed, year)
