"""The hours of one day made of an interval and a break."""

from ops.regulation_new import kinds
from ops.regulation_new.answers import Answers, Question, Read


def day_hours(whole: Question[str]) -> Read[str | None]:
    """Make a reader of a break that lies inside the hours of the day."""

    def read(text: str, answers: Answers) -> str | None:
        lunch = kinds.hours_or_none(text, answers)
        if lunch is not None and len(intervals(answers.of(whole).value, lunch)) != _WITH_BREAK:
            raise ValueError(f"перерыв должен лежать внутри часов службы {answers.of(whole).value}")
        return lunch

    return read


def friday_hours(lunch: Question[str | None]) -> Read[str | None]:
    """Make a reader of the hours of Friday, which the break may not swallow."""

    def read(text: str, answers: Answers) -> str | None:
        hours = kinds.hours_or_none(text, answers)
        if hours is not None and not intervals(hours, answers.of(lunch).value):
            raise ValueError("такая пятница целиком приходится на перерыв")
        return hours

    return read


def intervals(hours: str, lunch: str | None) -> tuple[str, ...]:
    """The working intervals of a day: its hours without the break."""
    begin, end = hours.split("-")
    if lunch is None:
        return (hours,)
    pause, resume = lunch.split("-")
    # «HH:MM» is ordered as text, «24:00» included.
    parts = ((begin, min(end, pause)), (max(begin, resume), end))
    return tuple(f"{first}-{last}" for first, last in parts if first < last)


_WITH_BREAK = 2
