"""The worked paper trails of Gulkevichi."""

from tests.e2e.papers.paper import Act, Paper, approved, drafted, placed, resolved, returned, routed

GUL = "gulkevichi-draft"

_GUL_1 = (resolved("2026-03-16 11:00"), routed("2026-03-16 13:00"))

GULKEVICHI = {
    "GUL-1": Paper(
        GUL,
        "2026-03-16 09:30",
        (*_GUL_1, drafted("2026-03-17 10:00"), returned("2026-03-17 11:00")),
        flow="pages",
        due=(
            ("send1", ("GUL-1", "3.1.1 send due: resolution Mon 11:00 (2 wh)")),
            ("draft1", ("GUL-1", "3.1.2 draft due: received by structure Mon 13:00 (8 wh)")),
            ("overall1", ("GUL-1", "3.1.5 overall 2 wd (day reading, default)")),
            ("rework1", ("GUL-1", "3.1.4 rework due: returned Tue 11:00 (4 wh)")),
        ),
    ),
    "GUL-1 asked": Paper(
        GUL,
        "2026-03-16 09:30",
        (
            *_GUL_1,
            drafted("2026-03-16 15:00", "clarification"),
            approved("2026-03-16 17:00"),
            placed("2026-03-16 18:00"),
        ),
        flow="pages",
        due=(("clar", ("GUL-1", "3.1.2 clarification placed no later than (4 wh)")),),
        stands={"clar": "met", "draft1": "paused", "overall1": "paused"},
        state="awaiting_author",
    ),
    "GUL-2": Paper(
        GUL,
        "2026-03-16 09:30",
        (
            *_GUL_1,
            drafted("2026-03-16 15:00", "clarification"),
            approved("2026-03-16 15:30"),
            placed("2026-03-16 16:00"),
            Act("2026-03-18 10:00", "clarified", {"text": "Дом 5, второй подъезд.", "actor": {"role": "author"}}),
        ),
        flow="pages",
        due=(
            ("draft1", ("GUL-2", "3.1.2 draft due after pause")),
            ("overall1", ("GUL-2", "3.1.5 due after pause (day reading + paused working time)")),
        ),
        state="drafting",
    ),
    "GUL-3": Paper(
        GUL,
        "2026-03-21 12:00",
        flow="pages",
        started=(("weekend", ("GUL-3", "3.1.6 arrives Sat 2026-03-21 12:00: clock starts")),),
    ),
    "GUL-4": Paper(
        GUL,
        "2026-03-16 09:00",
        (
            resolved("2026-03-16 10:00"),
            routed("2026-03-16 12:00"),
            drafted("2026-03-16 15:00"),
            returned("2026-03-16 16:00"),
        ),
        flow="incident",
        due=(
            ("send2", ("GUL-4", "3.2.1 send due: resolution Mon 10:00 (2 wh)")),
            ("draft2", ("GUL-4", "3.2.2 draft due: structure received 12:00 (4 wh)")),
            ("struct2", ("GUL-4", "3.2.5 structure total (8 wh)")),
            ("handover", ("GUL-4", "3.2.6 hand-over due: administration received Mon 09:00 (8 wh)")),
            ("rework2", ("GUL-4", "3.2.4 rework due: returned Mon 16:00 (3 wh)")),
        ),
    ),
    "GUL-5": Paper(
        GUL,
        "2026-03-16 09:30",
        (
            *_GUL_1,
            drafted("2026-03-16 15:00", "explanation", ground="judicial-acts"),
            approved("2026-03-16 16:00"),
            approved("2026-03-17 10:00"),
            placed("2026-03-17 13:00"),
        ),
        flow="pages",
        due=(("explain", ("GUL-5", "3.8 explanation due: structure received Mon 13:00 (8 wh)")),),
        stands={"explain": "met"},
        state="closed",
        outcome="explained",
    ),
}
