"""Scripts of questions to the author: where they move no clock, and where clocks stand still until the reply."""

from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, RESOLVE, ROUTE
from tests.workflows.scripts.script import Script, at
from tests.workflows.scripts.steps import CLARIFIED, NOTE, PLACE, QUESTION
from tests.workflows.towns import GUL, LUZ, PRO, VOL


def _asked(regulation: str, stages: int = 1) -> Script:
    """Asked and answered on the first day; the answer follows in time."""
    return Script(
        f"{regulation}-question",
        regulation,
        (
            at("10:10", ROUTE),
            at("10:40", QUESTION),
            *[at("10:50", APPROVE)] * stages,
            at("11:00", PLACE),
            at("15:00", CLARIFIED),
            at("15:30", DRAFT),
            *[at("15:40", APPROVE)] * stages,
            at("15:50", PUBLISH),
        ),
    )


EACH = tuple(_asked(regulation) for regulation in (PRO, VOL, LUZ))

WAITED_IN_VAIN = Script(
    "volchikha-2020-reply-late",
    VOL,
    (
        at("10:10", ROUTE),
        at("10:40", QUESTION),
        at("10:50", APPROVE),
        at("11:00", PLACE),
        at("+2 10:00", CLARIFIED),
        at("+2 10:30", DRAFT),
        at("+2 10:40", APPROVE),
        at("+2 10:50", PUBLISH),
    ),
)
"""The author takes two days to reply, and the answer's clock did not wait for him."""

PAUSED = Script(
    "gulkevichi-draft-pages-question-paused",
    GUL,
    (
        at("10:10", RESOLVE),
        at("10:30", ROUTE),
        at("11:00", QUESTION),
        at("11:10", APPROVE),
        at("11:20", PLACE),
        at("17:00", NOTE),
        at("+1 10:00", CLARIFIED),
        at("+1 12:00", DRAFT),
        at("+1 12:10", APPROVE),
        at("+1 12:20", APPROVE),
        at("+1 12:30", PUBLISH),
    ),
    flow="pages",
)
"""The clocks stand still over night, from the question's placement to the reply."""

PAUSED_LATE = Script(
    "gulkevichi-draft-pages-question-late",
    GUL,
    (
        at("10:10", RESOLVE),
        at("10:30", ROUTE),
        at("11:00", QUESTION),
        at("11:10", APPROVE),
        at("11:20", PLACE),
        at("12:20", CLARIFIED),
        at("15:00", QUESTION),
        at("15:10", APPROVE),
        at("15:40", PLACE),
        at("17:40", CLARIFIED),
        at("+1 14:00", DRAFT),
        at("+1 14:10", APPROVE),
        at("+1 14:20", APPROVE),
        at("+1 14:30", PUBLISH),
    ),
    flow="pages",
)
"""Two questions: the second is placed too late, and the clocks stand still all the same."""

SCRIPTS = (*EACH, WAITED_IN_VAIN, PAUSED, PAUSED_LATE)
