"""Scripts of messages with clocks of their own: a shorter term, days off, another system's clock, a changed file."""

import datetime as dt

from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, RESOLVE, ROUTE, Step
from tests.workflows.scripts.script import Edit, Script, at, refused
from tests.workflows.scripts.steps import route
from tests.workflows.towns import OWN, PRO, RENEWED, RESTING, VOL

_FRIDAY, _SATURDAY = 4, 5


def _within(hours: int) -> dict[str, object]:
    return {
        "answer_within": {"amount": hours, "unit": "working_hours"},
        "reason": "Темно у школы.",
        "because": ["location"],
    }


SHORTENED = Script(
    "providensky-2020-shortened",
    PRO,
    (
        refused("10:05", route(OWN, **_within(9))),
        refused("10:06", route(OWN, **_within(5))),
        at("10:10", route(OWN, **_within(8))),
        at("11:00", DRAFT),
        at("11:10", APPROVE),
        at("+1 10:30", PUBLISH),
    ),
)
"""The curator sets a shorter term; what would be in time by the ordinary one is late."""

DAYS_OFF = Script(
    "gulkevichi-resting-days-off",
    RESTING,
    (
        at("16:10", RESOLVE),
        at("16:30", route(OWN, days_off=True)),
        at("+1 11:00", DRAFT),
        at("+1 11:10", APPROVE),
        at("+1 11:20", APPROVE),
        at("+1 11:30", PUBLISH),
    ),
    flow="pages",
    arrives="16:00",
    weekday=_FRIDAY,
)
"""An emergency on Friday evening is answered on Saturday."""

ARRIVED_ON_DAY_OFF = Script(
    "gulkevichi-resting-arrived-on-day-off",
    RESTING,
    (
        at("+2 10:00", RESOLVE),
        at("+2 10:10", ROUTE),
        at("+2 11:00", DRAFT),
        at("+2 11:10", APPROVE),
        at("+2 11:20", APPROVE),
        at("+2 11:30", PUBLISH),
    ),
    flow="pages",
    arrives="12:00",
    weekday=_SATURDAY,
)
"""What comes on a Saturday is considered on Monday."""

CLOCK_OF_OTHERS = Script(
    "volchikha-2020-clock-of-others",
    VOL,
    (at("10:10", ROUTE), at("10:50", DRAFT), at("11:00", APPROVE), at("16:10", PUBLISH)),
    intake={"external_due_at": "16:00"},
)
"""The monitoring system's own term is binding; ours would have been kept."""


def _day_off_tomorrow(text: str, first: dt.date) -> str:
    tomorrow = first + dt.timedelta(days=1)
    day_off = f'[calendar]\ndays_off = [{{ date = {tomorrow}, basis = "День посёлка" }}]\n'
    return text.replace("[calendar]\n", day_off, 1)


def _shorter_overall(text: str, _first: dt.date) -> str:
    return text.replace("amount = 9\n", "amount = 8\n", 1)


def _broken(text: str, _first: dt.date) -> str:
    return "?" + text


_RECALCULATE: Step = ("recalculate", {"reason": "Дума объявила выходной."})

RECALCULATED = Script(
    "providensky-renewed-recalculated",
    RENEWED,
    (
        at("10:10", ROUTE),
        Edit("10:30", _day_off_tomorrow),
        Edit("10:30", _shorter_overall),
        at("11:00", _RECALCULATE),
        at("12:00", DRAFT),
        at("12:10", APPROVE),
        at("12:20", PUBLISH),
    ),
)
"""Tomorrow becomes a day off and the term shorter, and the running clocks follow on purpose, once."""

UNREADABLE = Script(
    "providensky-renewed-unreadable",
    RENEWED,
    (
        at("10:10", ROUTE),
        Edit("10:30", _broken),
        refused("11:00", _RECALCULATE),
        at("12:00", DRAFT),
        at("12:10", APPROVE),
        at("12:20", PUBLISH),
    ),
)
"""The file is broken when it is read again: the clocks stay as they are."""

SCRIPTS = (SHORTENED, DAYS_OFF, ARRIVED_ON_DAY_OFF, CLOCK_OF_OTHERS, RECALCULATED, UNREADABLE)
