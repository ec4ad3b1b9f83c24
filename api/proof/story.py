"""What a «расчёт срока» says, line by line and table by table, before anybody decides how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.proof import sources
from api.proof.checking import how_to_check, is_paused
from api.proof.wording import IN_DAYS, date_words, day_words, end_words, hours_words, length_words, moment_words
from domain.clock_words import last_day
from domain.lifecycle import Explanation
from domain.worktime import Unit

NO_FACTS = (
    "Правило, начало и часы каждого дня в этом расчёте не записаны: он сохранён прежней версией программы, или сроков "
    "у сообщения было слишком много. Пересчитать его по этому листу нельзя."
)


@dataclass(frozen=True)
class Table:
    """Columns with their names; every row has as many cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Story:
    """The whole of it: what was found, what it rests on, and what was counted."""

    title: str
    answer: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    check: tuple[str, ...]


def story(told: Explanation) -> Story:
    """Tell how a limit was computed."""
    return Story(
        title=f"Расчёт срока: {told.title or told.name}",
        answer=tuple(sources.answer(told)),
        facts=tuple(sources.facts(told)),
        tables=tuple(table for table in (_counted(told), _pauses(told), _days(told)) if table.rows),
        notes=tuple(_notes(told)),
        check=() if told.rule is None else how_to_check(told, told.rule),
    )


def shown_days(told: Explanation) -> tuple[date, date]:
    """The first and the last date that matter to a reader."""
    ends = (told.due_at, told.late_after, told.own_end, told.external_due_at)
    begun = [moment.date() for moment in (told.start, told.paused_since) if moment is not None]
    started = told.started_by.at if told.started_by else told.start
    return started.date(), max(*begun, *(last_day(end) for end in ends if end is not None), started.date())


def _counted(told: Explanation) -> Table:
    sums = told.sums or ("",) * len(told.intervals)
    rows = (
        (str(number), moment_words(span.start), end_words(span.end), length_words(span.length), _hours(total))
        for number, (span, total) in enumerate(zip(told.intervals, sums, strict=True), start=1)
    )
    return Table("Что засчитано", ("№", "с", "по", "длительность", "нарастающим итогом"), tuple(rows))


def _pauses(told: Explanation) -> Table:
    ended = ((moment_words(span.start), moment_words(span.end), length_words(span.length)) for span in told.pauses)
    going = () if told.paused_since is None else ((moment_words(told.paused_since), "ещё идёт", "—"),)
    return Table("Приостановки: это время не считается", ("с", "по", "всего прошло"), (*ended, *going))


def _days(told: Explanation) -> Table:
    first, last = shown_days(told)
    on_duty = told.days_off_since and told.days_off_since.date()
    numbers = _numbers(told, first)
    rows = (
        (
            date_words(day.date),
            hours_words(day.duty_hours if on_duty and day.duty_hours and day.date >= on_duty else day.hours),
            day_words(day, on_duty) + numbers.get(day.date, ""),
        )
        for day in told.days
        if first <= day.date <= last
    )
    return Table("Дни", ("дата", "часы службы", "что это за день"), tuple(rows))


def _numbers(told: Explanation, first: date) -> dict[date, str]:
    """Which day of a limit in days a date is; where days off begin to count, the reader counts alone.

    A pause moves the end by time and not by days, so that the days are those of the limit as it would be without it.
    """
    amount = told.rule.amount if told.rule else None
    if amount is None or amount.unit not in IN_DAYS or told.days_off_since is not None:
        return {}
    all_count = amount.unit is Unit.CALENDAR_DAYS
    counted = [day.date for day in told.days if (all_count or day.hours) and day.date > first][: amount.count]
    paused = " без приостановки" if is_paused(told) else ""
    return {day: f"; {number}-й день срока{paused}" for number, day in enumerate(counted, start=1)}


def _hours(total: str) -> str:
    """«PT7H30M» as «7 ч 30 мин»."""
    words = {"H": " ч ", "M": " мин ", "S": " с"}
    return "".join(words.get(letter, letter) for letter in total.removeprefix("PT")).strip()


def _notes(told: Explanation) -> Iterator[str]:
    if told.rule is None:
        yield NO_FACTS
    if told.rule and told.rule.amount and told.rule.amount.unit in IN_DAYS and not told.stretches:
        days = "рабочих" if told.rule.amount.unit is Unit.WORKING_DAYS else "календарных"
        yield f"Срок в {days} днях: часы в таблице даны для справки, считаются дни."
    if told.provisional:
        yield "Переносы выходных на этот год ещё не опубликованы: расчёт предварительный."
    if told.rule and told.rule.by_analogy:
        yield "Срок установлен по аналогии: он напоминает, но его пропуск нарушением не считается."
    if told.rule and told.rule.alternative:
        yield "Это срок одного из двух исходов: он обязателен, когда выбран этот исход."
    if told.rule and not told.days:
        yield "Расчёт слишком длинный, чтобы перечислить дни; программа его не пересчитает."
