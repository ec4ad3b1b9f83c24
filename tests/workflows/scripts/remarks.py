"""Scripts of what is said about a message: remarks of a later stage, significance, shortcomings."""

from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, RETURN, ROUTE, Step
from tests.workflows.scripts.script import Script, at, refused
from tests.workflows.towns import PRO, STA

SIGNIFICANT: Step = ("significant", {"summary": "Без света целый квартал."})
SIGNED: Step = ("significant", {"summary": "Без света целый квартал.", "signatory": "Руководитель МЦУ"})
SHORTCOMING: Step = ("shortcoming", {"clause": "12", "evidence": "В проекте нет срока работ."})

LATER_STAGE = Script(
    "stavropol-2023-remarks-of-later-stage",
    STA,
    (
        at("10:10", ROUTE),
        refused("10:15", SIGNIFICANT),
        at("10:20", SIGNED),
        at("11:00", DRAFT),
        at("11:05", APPROVE),
        at("11:15", APPROVE),
        at("11:35", RETURN),
        at("11:40", SHORTCOMING),
        at("11:45", DRAFT),
        at("11:50", APPROVE),
        at("11:55", APPROVE),
        at("12:00", APPROVE),
        at("12:10", PUBLISH),
    ),
)
"""The last stage has remarks when the first one's ten minutes are long over; the centre reports to the head."""

REPORTED = Script(
    "providensky-2020-reported",
    PRO,
    (
        at("10:05", SIGNIFICANT),
        at("10:10", ROUTE),
        at("11:00", DRAFT),
        at("11:10", APPROVE),
        at("11:15", SHORTCOMING),
        at("11:20", PUBLISH),
    ),
)
"""The curator reports a significant message, and later a shortcoming."""

SCRIPTS = (LATER_STAGE, REPORTED)
