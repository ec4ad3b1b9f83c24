"""Scripts of joint work: three bodies one after another, and a main body with two co-executors beside it."""

from tests.workflows.lives import APPROVE, DRAFT, PUBLISH
from tests.workflows.scripts.script import Script, at, refused
from tests.workflows.scripts.steps import contribute, decline_part, pass_on, route, send_back
from tests.workflows.towns import FOURTH, OTHER, OWN, PRO, STA, THIRD

IN_TURN = Script(
    "providensky-2020-in-turn",
    PRO,
    (
        at("10:10", route(OWN, OTHER, THIRD)),
        refused("10:20", DRAFT),
        at("10:40", contribute(OWN)),
        at("10:50", send_back(OWN)),
        at("11:00", contribute(OWN)),
        at("11:10", pass_on(OWN)),
        at("12:30", contribute(OTHER)),
        at("12:40", pass_on(OTHER)),
        at("15:30", DRAFT),
        at("15:40", APPROVE),
        at("15:50", PUBLISH),
    ),
)
"""Each body gives its part in its turn, the last one writes the answer."""

TURN_DECLINED = Script(
    "providensky-2020-turn-declined",
    PRO,
    (
        at("10:10", route(OWN, OTHER)),
        at("12:30", contribute(OWN)),
        at("12:40", pass_on(OWN)),
        at("12:50", decline_part(OTHER)),
        at("14:10", route(THIRD)),
        at("15:50", DRAFT),
        at("16:00", APPROVE),
        at("16:10", PUBLISH),
    ),
)
"""The first part comes late; the second body declines, and another goes on with the part that was given."""

SIDE_BY_SIDE = Script(
    "stavropol-2023-side-by-side",
    STA,
    (
        at("10:10", route(OWN, OTHER, THIRD, lead=OWN)),
        at("10:30", decline_part(THIRD)),
        at("10:45", route(FOURTH)),
        at("12:00", contribute(FOURTH)),
        at("12:20", contribute(OTHER)),
        refused("12:22", ("approve", {})),
        at("12:25", pass_on(FOURTH)),
        at("12:30", pass_on(OTHER)),
        at("14:10", DRAFT),
        at("14:15", APPROVE),
        at("14:20", APPROVE),
        at("14:25", APPROVE),
        at("14:40", PUBLISH),
    ),
)
"""One co-executor declines and is replaced, the other is late; the main body's clock waits for neither."""

SCRIPTS = (IN_TURN, TURN_DECLINED, SIDE_BY_SIDE)
