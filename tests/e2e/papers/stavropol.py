"""The worked paper trails of Stavropol."""

from tests.e2e.papers.paper import (
    OTHER,
    OWN,
    Act,
    By,
    Paper,
    approved,
    declined,
    drafted,
    interim,
    placed,
    returned,
    routed,
)

STA = "stavropol-2023"

STAVROPOL = {
    "STA-1": Paper(
        STA,
        "2026-03-16 15:45",
        (routed("2026-03-16 16:00"),),
        due=(
            ("send", ("STA-1", "c9.2 send due: received by department 15:45")),
            ("overall", ("STA-1", "c11 overall due: sent Mon 16:00 (4 wh)")),
            ("draft", ("STA-1", "c12 draft due (overall - 1.5 wh)")),
            ("return", ("STA-1", "c10 return due: received 16:00")),
        ),
    ),
    "STA-1 declined": Paper(
        STA,
        "2026-03-16 15:45",
        (routed("2026-03-16 16:00"), declined("2026-03-16 16:30")),
        due=(("return", ("STA-1", "c10 return due: received 16:00")),),
        stands={"return": "met", "overall": "pending", "draft": "pending"},
        state="awaiting_routing",
    ),
    "STA-2": Paper(
        STA,
        "2026-03-16 09:00",
        (
            routed("2026-03-16 09:00"),
            drafted("2026-03-16 11:30"),
            returned("2026-03-16 11:40"),
            drafted("2026-03-16 11:55"),
            approved("2026-03-16 12:00"),
            approved("2026-03-16 12:10"),
            approved("2026-03-16 12:25", "cur"),
        ),
        due=(
            ("overall", ("STA-2", "overall due")),
            ("draft", ("STA-2", "draft due")),
            ("sendback", ("STA-2", "c15 remark-return due (draft in 11:30)")),
            ("rework", ("STA-2", "c16 rework due (returned 11:40)")),
            ("approve-2", ("STA-2", "c13 approval due (resubmitted 11:55)")),
            ("publish", ("STA-2", "c14 publish due, capped by c11")),
        ),
        stands={"sendback": "met", "rework": "met", "approve-2": "met"},
    ),
    "STA-3": Paper(
        STA,
        "2026-03-16 09:00",
        (
            routed("2026-03-16 09:00"),
            drafted("2026-03-16 11:30"),
            approved("2026-03-16 11:40"),
            approved("2026-03-16 11:50"),
            approved("2026-03-16 12:50", "cur"),
        ),
        due=(("publish", ("STA-3", "c14 cap binds: approved 12:50 -> capped by c11")),),
    ),
    "STA-4": Paper(
        STA,
        "2026-03-16 09:00",
        (
            Act("2026-03-16 09:00", "route", {"assignments": [{"authority": OWN}, {"authority": OTHER}], "lead": OWN}),
            Act("2026-03-16 11:00", "contribute", {"text": "Дорога отремонтирована."}, By.CO_EXECUTOR),
            Act("2026-03-16 11:30", "approve", {"part": OTHER}),
        ),
        due=(
            ("co", ("STA-4", "c18 co-executor due: received Mon 09:00 (2 wh)")),
            ("coapprove", ("STA-4", "c18 department approves co-info by (30 min)")),
            ("draft", ("STA-4", "main executor draft due (c12)")),
        ),
        stands={"co": "met", "coapprove": "met"},
        state="drafting",
    ),
    "STA-5": Paper(
        STA,
        "2026-03-18 09:00",
        (
            routed("2026-03-18 09:00"),
            interim("2026-03-18 10:00"),
            approved("2026-03-18 10:05"),
            approved("2026-03-18 10:10"),
            approved("2026-03-18 10:20", "cur"),
            placed("2026-03-18 12:00"),
        ),
        due=(("final", ("STA-5", "c17 final draft due: interim placed Wed 2026-03-18 12:00 (3 wd)")),),
        stands={"overall": "met"},
        state="interim_published",
    ),
}
