"""The regulation lab: a month of messages lives through the real core in virtual time, under a stated model of people.

Pure as all of ``domain``: no clock, no files, no dice but the seed's.
"""

from domain.lab.arrivals import Arrival, Letter, LocalTime, month_of, spread
from domain.lab.assumptions import GENERAL, staff_assumptions, town_assumptions
from domain.lab.engine import Town, live
from domain.lab.figures import RunFigures, figures
from domain.lab.life import Lived
from domain.lab.staff import Staff, StaffError, check_staff, parse_staff
from domain.lab.variants import Change, answer_limit, asked_limit, little_other, one_more

__all__ = [
    "GENERAL",
    "Arrival",
    "Change",
    "Letter",
    "Lived",
    "LocalTime",
    "RunFigures",
    "Staff",
    "StaffError",
    "Town",
    "answer_limit",
    "asked_limit",
    "check_staff",
    "figures",
    "little_other",
    "live",
    "month_of",
    "one_more",
    "parse_staff",
    "spread",
    "staff_assumptions",
    "town_assumptions",
]
