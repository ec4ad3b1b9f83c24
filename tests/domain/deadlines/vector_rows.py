"""What the words of the worked examples mean: the limit that each is about, and the facts before it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Key = tuple[str, str]
"""The id and the words of a worked example."""


class Row(NamedTuple):
    """A limit, and the facts that come before, in the words of ``samples.fact``."""

    limit: str
    facts: Sequence[str]


_PRO_1 = ["detected 2026-03-16 10:00", "routed 2026-03-16 10:30", "draft_submitted 2026-03-16 16:00 a"]
_PRO_1_RETURNED = [*_PRO_1, "returned:curator 2026-03-16 16:30"]
_PRO_1_AGAIN = [*_PRO_1_RETURNED, "draft_submitted 2026-03-16 17:30 a"]
_STA_1 = ["received 2026-03-16 15:45", "routed 2026-03-16 16:00", "assigned:single 2026-03-16 16:00 a"]
STA_2 = ["routed 2026-03-16 09:00", "draft_submitted 2026-03-16 11:30 a"]
_STA_2_RETURNED = [*STA_2, "returned:department 2026-03-16 11:40"]
_STA_2_AGAIN = [*_STA_2_RETURNED, "draft_submitted 2026-03-16 11:55 a"]
_STA_4 = [
    "routed 2026-03-16 09:00",
    "assigned:lead 2026-03-16 09:00 a",
    "assigned:part 2026-03-16 09:00 b",
]
_GUL_1 = ["resolved 2026-03-16 11:00", "routed 2026-03-16 13:00", "assigned:single 2026-03-16 13:00 a"]
_GUL_2 = [*_GUL_1, "published:clarification 2026-03-16 16:00", "clarified 2026-03-18 10:00"]
_GUL_4 = ["received 2026-03-16 09:00", "resolved 2026-03-16 10:00", "routed 2026-03-16 12:00"]

_PRO_DETECTED = {
    "PRO-1": "detected 2026-03-16 10:00",
    "PRO-2": "detected 2026-03-20 17:50",
    "PRO-3": "detected 2026-03-21 12:00",
    "PRO-4": "detected 2026-05-08 15:30",
    "PRO-5": "detected 2026-03-16 09:00",
}
_PRO: dict[Key, Row] = {
    (number, words): Row(limit, [detected])
    for number, detected in _PRO_DETECTED.items()
    for words, limit in (
        ("c7 route due (30 wmin)", "route"),
        ("c9 overall due (9 wh)", "overall"),
        ("c10 draft due = start + (9-4) wh", "draft"),
        ("c10 draft due as overall minus 4 working hours", "draft"),
    )
} | {
    ("PRO-1", "c8 return due if received 10:30"): Row("return", [*_PRO_1[:2], "assigned:single 2026-03-16 10:30 a"]),
    ("PRO-1", "c11 decision due (draft in 16:00)"): Row("decide", _PRO_1),
    ("PRO-1", "c12 rework due (returned 16:30)"): Row("rework", _PRO_1_RETURNED),
    ("PRO-1", "c11 second decision due (resubmitted 17:30)"): Row("decide-2", _PRO_1_AGAIN),
    ("PRO-1", "c13 publish due (approved 18:00)"): Row("publish", [*_PRO_1_AGAIN, "approved:curator 2026-03-16 18:00"]),
    ("PRO-6", "c14 final draft due: interim published 2026-03-18 15:00 (7 wd)"): Row(
        "final", ["published:interim 2026-03-18 15:00"]
    ),
    ("PRO-7", "c14 final draft due: interim published 2026-04-30 15:00 (7 wd, May holidays)"): Row(
        "final", ["published:interim 2026-04-30 15:00"]
    ),
    ("PRO-8", "c14 final draft due: interim published 2026-12-30 11:00 (7 wd, New Year)"): Row(
        "final", ["published:interim 2026-12-30 11:00"]
    ),
    ("PRO-9", "c9 overall due"): Row("overall", ["detected 2026-03-16 17:00"]),
    ("PRO-9", "c10 draft due, canonical (earliest instant)"): Row("draft", ["detected 2026-03-16 17:00"]),
    (
        "PRO-10",
        "detected Fri 2027-02-19 16:00, c9 overall due (Sat 2027-02-20 is a working, shortened day: 09-17)",
    ): Row("overall", ["detected 2027-02-19 16:00"]),
}
_LUZ: dict[Key, Row] = {
    ("LUZ-1", "c6 overall due: detected by OIV 09:00"): Row("overall", ["detected 2026-03-16 09:00"]),
    ("LUZ-1", "c5 return due: received 11:00"): Row(
        "return", ["detected 2026-03-16 09:00", "received 2026-03-16 11:00"]
    ),
    ("LUZ-1", "c7 draft due from detection 09:00 (default)"): Row(
        "draft", ["detected 2026-03-16 09:00", "received 2026-03-16 11:00"]
    ),
    ("LUZ-1", "c9 publish due: approved Tue 09:40"): Row("publish", ["approved:oiv 2026-03-17 09:40"]),
}
_STA: dict[Key, Row] = {
    ("STA-1", "c11 overall due: sent Mon 16:00 (4 wh)"): Row("overall", _STA_1),
    ("STA-1", "c12 draft due (overall - 1.5 wh)"): Row("draft", _STA_1),
    ("STA-1", "c10 return due: received 16:00"): Row("return", _STA_1),
    ("STA-1", "c9.2 send due: received by department 15:45"): Row("send", _STA_1[:1]),
    ("STA-2", "overall due"): Row("overall", STA_2),
    ("STA-2", "draft due"): Row("draft", STA_2[:1]),
    ("STA-2", "c15 remark-return due (draft in 11:30)"): Row("sendback", STA_2),
    ("STA-2", "c16 rework due (returned 11:40)"): Row("rework", _STA_2_RETURNED),
    ("STA-2", "c13 approval due (resubmitted 11:55)"): Row("approve-2", _STA_2_AGAIN),
    ("STA-2", "c14 publish due, capped by c11"): Row("publish", [*_STA_2_AGAIN, "approved:cur 2026-03-16 12:25"]),
    ("STA-3", "c14 cap binds: approved 12:50 -> capped by c11"): Row(
        "publish", [*STA_2, "approved:cur 2026-03-16 12:50"]
    ),
    ("STA-4", "c18 co-executor due: received Mon 09:00 (2 wh)"): Row("co", _STA_4),
    ("STA-4", "c18 department approves co-info by (30 min)"): Row(
        "coapprove", [*_STA_4, "part_contributed:part 2026-03-16 11:00 b"]
    ),
    ("STA-4", "main executor draft due (c12)"): Row("draft", _STA_4),
    ("STA-5", "c17 final draft due: interim placed Wed 2026-03-18 12:00 (3 wd)"): Row(
        "final", ["published:interim 2026-03-18 12:00"]
    ),
}
_GUL: dict[Key, Row] = {
    ("GUL-1", "3.1.1 send due: resolution Mon 11:00 (2 wh)"): Row("send1", _GUL_1[:1]),
    ("GUL-1", "3.1.2 draft due: received by structure Mon 13:00 (8 wh)"): Row("draft1", _GUL_1),
    ("GUL-1", "3.1.2 clarification placed no later than (4 wh)"): Row("clar", _GUL_1),
    ("GUL-1", "3.1.5 overall 2 wd (day reading, default)"): Row("overall1", _GUL_1),
    ("GUL-1", "3.1.4 rework due: returned Tue 11:00 (4 wh)"): Row("rework1", ["returned:curator 2026-03-17 11:00"]),
    ("GUL-2", "3.1.2 draft due after pause"): Row("draft1", _GUL_2),
    ("GUL-2", "3.1.5 due after pause (day reading + paused working time)"): Row("overall1", _GUL_2),
    ("GUL-4", "3.2.1 send due: resolution Mon 10:00 (2 wh)"): Row("send2", _GUL_4[:2]),
    ("GUL-4", "3.2.2 draft due: structure received 12:00 (4 wh)"): Row("draft2", _GUL_4),
    ("GUL-4", "3.2.5 structure total (8 wh)"): Row("struct2", _GUL_4),
    ("GUL-4", "3.2.6 hand-over due: administration received Mon 09:00 (8 wh)"): Row("handover", _GUL_4[:1]),
    ("GUL-4", "3.2.4 rework due: returned Mon 16:00 (3 wh)"): Row("rework2", ["returned:curator 2026-03-16 16:00"]),
    ("GUL-5", "3.8 explanation due: structure received Mon 13:00 (8 wh)"): Row("explain", _GUL_1),
}
ROWS: Mapping[Key, Row] = _PRO | _LUZ | _STA | _GUL

BEGINNING: Key = ("GUL-3", "3.1.6 arrives Sat 2026-03-21 12:00: clock starts")
"""The one worked example that is about when a limit begins."""

IN_MINUTES: Mapping[Key, tuple[str, str]] = {
    ("PRO-9", "working minutes used if the draft comes Tue 13:30"): ("2026-03-16 17:00", "2026-03-17 13:30"),
    ("PRO-9", "working minutes used if the draft comes Tue 14:01"): ("2026-03-16 17:00", "2026-03-17 14:01"),
    ("GUL-2", "paused working minutes (placed Mon 16:00, reply Wed 10:00)"): ("2026-03-16 16:00", "2026-03-18 10:00"),
}
"""Worked examples that count the working minutes between two moments."""
