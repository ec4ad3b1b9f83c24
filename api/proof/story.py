"""What a «расчёт срока» says, line by line and table by table, before anybody decides how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.proof import sources
from api.proof.wording import (
    date_words,
    day_words,
    hours_words,
    length_words,
    moment_words,
)
from domain.lifecycle import Explanation
from domain.worktime import Unit

NO_FACTS = (
    "Правило, начало и часы каждого дня в этом расчёте не записаны: он сохранён прежней версией программы, или сроков "
    "у сообщения было слишком много. Пересчитать его по этому листу нельзя."
)
BY_HAND = (
    "Проверить расчёт можно вручную. Возьмите момент, с которого идёт счёт, и часы каждого дня из таблицы «Дни». "
    "Откладывайте рабочее время подряд, пропуская перерывы, нерабочие дни и приостановки: нарастающий итог "
    "сравняется с тем, сколько времени даёт регламент, как раз в срок. Срок в рабочих днях кончается с закрытием "
    "последнего из них, считая со следующего дня после начала. Если главнее срок другой системы или срок ограничен "
    "другим, промежутки перечислены до него."
)
BY_PROGRAM = (
    "То же делает программа, которая не имеет с этим расчётом ничего общего и проходит его минута за минутой: "
    "сохраните расчёт в виде JSON (тот же адрес с параметром format=json) и выполните otklik verify ФАЙЛ; "
    "с ключом --calendar она сверит и часы каждого дня с календарём, который известен ей самой."
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
        check=() if told.rule is None else (BY_HAND, BY_PROGRAM),
    )


def shown_days(told: Explanation) -> tuple[date, date]:
    """The first and the last date that matter to a reader."""
    known = (told.due_at, told.late_after, told.own_end, told.paused_since, told.external_due_at)
    moments = [told.start, *(moment for moment in known if moment is not None)]
    started = told.started_by.at if told.started_by else told.start
    return started.date(), max(moment.date() for moment in moments)


def _counted(told: Explanation) -> Table:
    sums = told.sums or ("",) * len(told.intervals)
    rows = (
        (str(number), moment_words(span.start), moment_words(span.end), length_words(span.length), _hours(total))
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
    """Which working day of a limit in days a date is; where days off begin to count, the reader counts alone."""
    amount = told.rule.amount if told.rule else None
    if amount is None or amount.unit is not Unit.WORKING_DAYS or told.days_off_since is not None:
        return {}
    worked = [day.date for day in told.days if day.hours and day.date > first][: amount.count]
    return {day: f"; {number}-й день срока" for number, day in enumerate(worked, start=1)}


def _hours(total: str) -> str:
    """«PT7H30M» as «7 ч 30 мин»."""
    words = {"H": " ч ", "M": " мин ", "S": " с"}
    return "".join(words.get(letter, letter) for letter in total.removeprefix("PT")).strip()


def _notes(told: Explanation) -> Iterator[str]:
    if told.rule is None:
        yield NO_FACTS
    if told.rule and told.rule.amount and told.rule.amount.unit is Unit.WORKING_DAYS and not told.stretches:
        yield "Срок в рабочих днях: часы в таблице даны для справки, считаются дни."
    if told.provisional:
        yield "Переносы выходных на этот год ещё не опубликованы: расчёт предварительный."
    if told.rule and told.rule.by_analogy:
        yield "Срок установлен по аналогии: он напоминает, но его пропуск нарушением не считается."
    if told.rule and told.rule.alternative:
        yield "Это срок одного из двух исходов: он обязателен, когда выбран этот исход."
    if told.rule and not told.days:
        yield "Расчёт слишком длинный, чтобы перечислить дни; программа его не пересчитает."
