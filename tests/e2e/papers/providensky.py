"""The worked paper trails of Providensky."""

from tests.e2e.papers.paper import Paper, Row, approved, declined, drafted, interim, placed, returned, routed

PRO = "providensky-2020"


def _opening(name: str, day: str) -> Paper:
    return Paper(
        PRO,
        day,
        due=(
            ("route", (name, "c7 route due (30 wmin)")),
            ("overall", (name, "c9 overall due (9 wh)")),
            ("draft", (name, "c10 draft due = start + (9-4) wh")),
            ("draft", (name, "c10 draft due as overall minus 4 working hours")),
        ),
    )


def _interim(row: Row, published: str) -> Paper:
    """Providensky's interim answer, placed then."""
    return Paper(
        PRO,
        "2026-03-16 10:00",
        (
            routed("2026-03-16 10:30"),
            interim("2026-03-16 15:00"),
            approved("2026-03-16 15:20"),
            placed(published),
        ),
        due=(("final", row),),
        state="interim_published",
    )


PROVIDENSKY = {
    "PRO-1": Paper(
        PRO,
        "2026-03-16 10:00",
        (
            routed("2026-03-16 10:30"),
            drafted("2026-03-16 16:00"),
            returned("2026-03-16 16:30"),
            drafted("2026-03-16 17:30"),
            approved("2026-03-16 18:00"),
        ),
        due=(
            *_opening("PRO-1", "").due,
            ("return", ("PRO-1", "c8 return due if received 10:30")),
            ("decide", ("PRO-1", "c11 decision due (draft in 16:00)")),
            ("rework", ("PRO-1", "c12 rework due (returned 16:30)")),
            ("decide-2", ("PRO-1", "c11 second decision due (resubmitted 17:30)")),
            ("publish", ("PRO-1", "c13 publish due (approved 18:00)")),
        ),
        stands={"return": "cancelled", "decide": "met", "rework": "met", "decide-2": "met"},
        state="approved",
    ),
    "PRO-1 declined": Paper(
        PRO,
        "2026-03-16 10:00",
        (routed("2026-03-16 10:30"), declined("2026-03-16 11:00")),
        due=(
            ("return", ("PRO-1", "c8 return due if received 10:30")),
            ("overall", ("PRO-1", "c9 overall due (9 wh)")),
        ),
        stands={"return": "met"},
        state="awaiting_routing",
    ),
    "PRO-1 declined late": Paper(
        PRO,
        "2026-03-16 10:00",
        (routed("2026-03-16 10:30"), declined("2026-03-16 11:01")),
        due=(("return", ("PRO-1", "c8 return due if received 10:30")),),
        stands={"return": "missed"},
        state="awaiting_routing",
    ),
    "PRO-2": _opening("PRO-2", "2026-03-20 17:50"),
    "PRO-3": _opening("PRO-3", "2026-03-21 12:00"),
    "PRO-4": _opening("PRO-4", "2026-05-08 15:30"),
    "PRO-5": _opening("PRO-5", "2026-03-16 09:00"),
    "PRO-6": _interim(("PRO-6", "c14 final draft due: interim published 2026-03-18 15:00 (7 wd)"), "2026-03-18 15:00"),
    "PRO-7": _interim(
        ("PRO-7", "c14 final draft due: interim published 2026-04-30 15:00 (7 wd, May holidays)"), "2026-04-30 15:00"
    ),
    "PRO-9": Paper(
        PRO,
        "2026-03-16 17:00",
        due=(
            ("overall", ("PRO-9", "c9 overall due")),
            ("draft", ("PRO-9", "c10 draft due, canonical (earliest instant)")),
        ),
    ),
}
