"""Scripts of a message on its way to the body that answers: returns for competence, other persons, other bodies."""

from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, RESOLVE, ROUTE
from tests.workflows.scripts.script import Script, at, refused
from tests.workflows.scripts.steps import DECLINE, RESOLVE_OTHER, ROUTE_OTHER
from tests.workflows.towns import GUL, LUZ, OTHER, PRO, STA, VOL

REROUTED = Script(
    "providensky-2020-rerouted",
    PRO,
    (
        at("10:10", ROUTE),
        at("10:30", DECLINE),
        at("10:50", ROUTE_OTHER),
        at("11:40", DRAFT),
        at("11:50", APPROVE),
        at("12:00", PUBLISH),
    ),
)
"""Back to the curator and on to another body: no clock changes."""

RESTARTED = Script(
    "stavropol-2023-restarted",
    STA,
    (
        at("10:10", ROUTE),
        refused("10:20", ("decline", {})),
        at("10:45", DECLINE),
        at("11:00", ROUTE_OTHER),
        at("11:30", DRAFT),
        at("11:35", APPROVE),
        at("11:40", APPROVE),
        at("11:45", APPROVE),
        at("12:00", PUBLISH),
    ),
)
"""Back to the department, too late, and on to another body: the clock begins anew."""

RETURNED_OUTSIDE = Script(
    "luga-2020-returned-outside",
    LUZ,
    (at("11:10", ROUTE), at("11:20", DECLINE)),
    arrives="11:00",
    intake={"detected_at": "09:00", "received_at": "11:00"},
)
"""Back to the body that sent it, which ends the life here."""

RESOLVED_ANEW = Script(
    "gulkevichi-draft-pages-resolved-anew",
    GUL,
    (
        at("10:10", RESOLVE),
        at("10:30", ROUTE),
        at("11:00", DECLINE),
        at("11:20", RESOLVE_OTHER),
        refused("11:25", ROUTE),
        at("11:30", ROUTE_OTHER),
        at("12:00", DRAFT),
        at("12:10", APPROVE),
        at("12:20", APPROVE),
        at("12:30", PUBLISH),
    ),
    flow="pages",
)
"""The structure asks the head for another resolution, and the clocks of the next structure are its own."""

MOVED = Script(
    "volchikha-2020-moved",
    VOL,
    (
        at("10:10", ROUTE),
        refused("10:20", DECLINE),
        at("10:30", ("reassign", {"executor": "executor-2", "authority": OTHER, "reason": "Дорогу содержат они."})),
        at("11:00", DRAFT),
        at("11:10", APPROVE),
        at("11:20", PUBLISH),
    ),
)
"""No return is known here; the head of the sector moves the message, and no clock changes."""

ANOTHER_PERSON = Script(
    "providensky-2020-another-person",
    PRO,
    (
        at("10:10", ROUTE),
        refused("10:20", ("reassign", {"executor": "executor-2", "authority": OTHER, "reason": "Ближе к делу."})),
        at("10:30", ("reassign", {"executor": "executor-2", "reason": "Исполнитель в отпуске."})),
        at("11:00", DRAFT),
        at("11:10", APPROVE),
        at("11:20", PUBLISH),
    ),
)
"""Another person of the same body goes on; another body would need a return first."""

SCRIPTS = (REROUTED, RESTARTED, RETURNED_OUTSIDE, RESOLVED_ANEW, MOVED, ANOTHER_PERSON)
