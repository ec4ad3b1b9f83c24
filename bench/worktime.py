"""Working time against the PyPI packages ``workclock`` (compiled) and ``businesstimedelta``.

All three get the same calendar, 9:00–17:00 from Monday to Friday in Moscow less Russia's days off: the
rivals know neither working Saturdays nor shortened days. First every worked case must come out right and
the three must agree on what is measured; then each figure is measured in alternation, in one run.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from timeit import Timer
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import businesstimedelta
import holidays
import pytz  # type: ignore[import-untyped]  # businesstimedelta takes no other zones
import workclock
from rich.console import Console
from rich.table import Table

from activities.worktime_batch import run_batch
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


def run() -> list[dict[str, Any]]:
    """Check, measure, and return a row for each figure and rival; times in microseconds a call.

    Raises:
        WrongAnswerError: a worked case is wrong, or the libraries disagree.
    """
    _check_cases()
    rows = []
    for question in _questions():
        _check_agreement(question)
        ours, compiled, plain = _measure(question.ours, question.workclock, question.businesstimedelta)
        rows.append(_row(question.figure, "workclock", ours, compiled, question.reach))
        rows.append(_row(question.figure, "businesstimedelta", ours, plain, None))
    return rows


def _row(figure: str, rival: str, ours: float, theirs: float, reach: float | None) -> dict[str, Any]:
    ratio = theirs / ours
    return {
        "figure": f"working time: {figure}",
        "against": rival,
        "ours": round(ours * 1e6, 3),
        "theirs": round(theirs * 1e6, 3),
        "unit": "µs",
        "ratio": round(ratio, 2),
        "reach": reach,
        "ok": reach is None or ratio >= reach,
    }


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


def show(rows: list[dict[str, Any]]) -> None:
    """Print the table."""
    table = Table(title="Working time (microseconds a call)")
    for heading in ("figure", "against", "ours", "theirs", "ratio", "reach", "ok"):
        table.add_column(heading, justify="left" if heading in {"figure", "against"} else "right")
    for row in rows:
        reach = "" if row["reach"] is None else f"{row['reach']}x"
        numbers = (f"{row['ours']:.2f}", f"{row['theirs']:.2f}", f"{row['ratio']:.1f}x", reach)
        table.add_row(row["figure"], row["against"], *numbers, "yes" if row["ok"] else "NO")
    Console().print(table)
