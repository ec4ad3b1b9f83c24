"""Working time against the PyPI packages ``workclock`` (compiled) and ``businesstimedelta``.

All three get the same calendar, 9:00–17:00 from Monday to Friday in Moscow less Russia's days off: the
rivals know neither working Saturdays nor shortened days. First every worked case must come out right and
the three must agree on what is measured; then each figure is measured in alternation, in one run.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from timeit import Timer
from typing import NamedTuple
from zoneinfo import ZoneInfo

import businesstimedelta
import holidays
import pytz  # type: ignore[import-untyped]  # businesstimedelta takes no other zones
import workclock

from activities.worktime_batch import run_batch
from bench.benchmark import Asked, Benchmark
from bench.result import Compared, Figure, Result
from domain.worktime import CalendarSnapshot, Week, WorkingTime

CASES = Path(__file__).parents[1] / "tests" / "data" / "worktime_cases.json"
ZONE = "Europe/Moscow"
MOSCOW = ZoneInfo(ZONE)
START = datetime(2026, 3, 10, 10, 17, tzinfo=MOSCOW)
NINE_HOURS = timedelta(hours=9)
IN_TWO_WEEKS = START + timedelta(days=14)
IN_A_YEAR = START + timedelta(days=365)
ROUNDS = 9
SECONDS_A_ROUND = 0.02


class Question(NamedTuple):
    """One figure: what each side is asked, and the ratio to ``workclock`` that is to be reached."""

    figure: str
    reach: float
    ours: Callable[[], object]
    workclock: Callable[[], object]
    businesstimedelta: Callable[[], object]


class WrongAnswerError(Exception):
    """A result to be measured is not right, so its speed means nothing."""


async def run(asked: Asked) -> Result:
    """Check, then measure; times in microseconds a call.

    Raises:
        WrongAnswerError: a worked case is wrong, or the libraries disagree.

    """
    _check_cases()
    figures: list[Figure] = []
    questions = _questions()
    with asked.steps.counting("questions", len(questions)) as done:
        for question in questions:
            _check_agreement(question)
            sides = (question.ours, question.workclock, question.businesstimedelta)
            ours, compiled, plain = await asyncio.to_thread(_measure, *sides)
            figures.append(_figure(question.figure, "workclock", ours, compiled, question.reach))
            figures.append(_figure(question.figure, "businesstimedelta", ours, plain, None))
            done()
    return Result(figures=tuple(figures))


def _figure(name: str, rival: str, ours: float, theirs: float, at_least: float | None) -> Figure:
    return Figure(
        name=f"working time: {name}",
        against=rival,
        unit="µs",
        ours=ours * 1e6,
        theirs=theirs * 1e6,
        compared=Compared.SPEED_UP,
        at_least=at_least,
    )


def _check_cases() -> None:
    document = json.loads(CASES.read_text("utf-8"))
    answers = run_batch(document)
    wrong = [case["id"] for case in document["cases"] if answers[case["id"]] != case["expected"]]
    if wrong:
        raise WrongAnswerError(f"wrong worked cases: {', '.join(wrong)}")


def _days_off() -> list[date]:
    return sorted(holidays.country_holidays("RU", years=range(2019, 2028)))


def _questions() -> list[Question]:
    days_off = _days_off()
    hours = ("09:00-17:00",)
    ours = WorkingTime(
        CalendarSnapshot(
            timezone=ZONE,
            week=Week(mon=hours, tue=hours, wed=hours, thu=hours, fri=hours),
            days=dict.fromkeys(days_off, ()),
        )
    )
    compiled = workclock.Schedule([workclock.WorkDay(time(9), time(17)), workclock.Holidays(days_off)], time_zone=ZONE)
    zone = pytz.timezone(ZONE)
    plain = businesstimedelta.Rules(
        [
            businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(17), tz=zone),
            businesstimedelta.HolidayRule(set(days_off), tz=zone),
        ]
    )
    nine_hours = businesstimedelta.BusinessTimeDelta(plain, hours=9)
    return [
        Question(
            "add 9 hours",
            3,
            lambda: ours.add(START, NINE_HOURS),
            lambda: compiled.add(START, NINE_HOURS),
            lambda: START + nine_hours,
        ),
        Question(
            "between, 2 weeks",
            3,
            lambda: ours.between(START, IN_TWO_WEEKS),
            lambda: compiled.between(START, IN_TWO_WEEKS),
            lambda: plain.difference(START, IN_TWO_WEEKS).timedelta,
        ),
        Question(
            "between, 1 year",
            20,
            lambda: ours.between(START, IN_A_YEAR),
            lambda: compiled.between(START, IN_A_YEAR),
            lambda: plain.difference(START, IN_A_YEAR).timedelta,
        ),
    ]


def _check_agreement(question: Question) -> None:
    answers = [question.ours(), question.workclock(), question.businesstimedelta()]
    if any(answer != answers[0] for answer in answers):
        raise WrongAnswerError(f"{question.figure}: the libraries disagree: {answers}")


def _measure(*sides: Callable[[], object]) -> list[float]:
    """Seconds a call of each side: the best of several rounds, in which the sides take turns."""
    timers = [Timer(side) for side in sides]
    counts = [max(1, int(SECONDS_A_ROUND / (timer.timeit(20) / 20))) for timer in timers]
    best = [float("inf")] * len(sides)
    for _ in range(ROUNDS):
        for i, timer in enumerate(timers):
            best[i] = min(best[i], timer.timeit(counts[i]) / counts[i])
    return best


BENCHMARK = Benchmark("worktime", "Working time", run)
