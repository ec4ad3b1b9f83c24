"""The worked paper trails of Luga."""

from tests.e2e.papers.paper import By, Paper, approved, declined, drafted, routed

LUZ = "luga-2020"

LUGA = {
    "LUZ-1": Paper(
        LUZ,
        "2026-03-16 09:00",
        (
            routed("2026-03-16 11:00"),
            drafted("2026-03-16 14:30"),
            approved("2026-03-17 09:40", "oiv"),
        ),
        received="2026-03-16 11:00",
        due=(
            ("return", ("LUZ-1", "c5 return due: received 11:00")),
            ("overall", ("LUZ-1", "c6 overall due: detected by OIV 09:00")),
            ("draft", ("LUZ-1", "c7 draft due from detection 09:00 (default)")),
            ("publish", ("LUZ-1", "c9 publish due: approved Tue 09:40")),
        ),
        stands={"return": "cancelled", "draft": "met"},
    ),
    "LUZ-1 returned": Paper(
        LUZ,
        "2026-03-16 09:00",
        (declined("2026-03-16 11:30", By.ADMIN),),
        received="2026-03-16 11:00",
        due=(("return", ("LUZ-1", "c5 return due: received 11:00")),),
        stands={"return": "met", "overall": "cancelled", "draft": "cancelled"},
        state="closed",
        outcome="returned_outside",
    ),
}
