"""Paper trails: messages and acts of the past whose deadlines were worked by hand.

Source: tests/data/deadline_vectors.json. Rows of limits that end in the future go through the calculator instead.
"""

from collections.abc import Mapping

from tests.e2e.papers.gulkevichi import GUL, GULKEVICHI
from tests.e2e.papers.luga import LUGA
from tests.e2e.papers.paper import Paper, Row
from tests.e2e.papers.providensky import PRO, PROVIDENSKY
from tests.e2e.papers.stavropol import STAVROPOL

PAPERS: Mapping[str, Paper] = PROVIDENSKY | LUGA | STAVROPOL | GULKEVICHI

CALCULATED: Mapping[Row, tuple[str, str, str]] = {
    ("PRO-8", "c14 final draft due: interim published 2026-12-30 11:00 (7 wd, New Year)"): (
        "2026-12-30 11:00",
        "7",
        "working_days",
    ),
    (
        "PRO-10",
        "detected Fri 2027-02-19 16:00, c9 overall due (Sat 2027-02-20 is a working, shortened day: 09-17)",
    ): ("2027-02-19 16:00", "9", "working_hours"),
}
"""Rows that end in the future: start, amount, unit."""

COUNTED: Mapping[Row, tuple[str, str, str]] = {
    ("PRO-9", "working minutes used if the draft comes Tue 13:30"): (PRO, "2026-03-16 17:00", "2026-03-17 13:30"),
    ("PRO-9", "working minutes used if the draft comes Tue 14:01"): (PRO, "2026-03-16 17:00", "2026-03-17 14:01"),
    ("GUL-2", "paused working minutes (placed Mon 16:00, reply Wed 10:00)"): (
        GUL,
        "2026-03-16 16:00",
        "2026-03-18 10:00",
    ),
}
"""Rows that are minutes of working time between two moments."""
