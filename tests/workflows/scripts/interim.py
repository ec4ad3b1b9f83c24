"""Scripts of interim answers: given in time, the final answer days later."""

from itertools import chain

from tests.workflows.lives import APPROVE, DRAFT, PROCEDURES, PUBLISH, ROUTE, Procedure
from tests.workflows.scripts.script import Act, Script, at
from tests.workflows.scripts.steps import INTERIM
from tests.workflows.towns import PRO, VOL


def interim_then_final(procedure: Procedure) -> Script:
    """An interim answer on the first day, the final one on the third, both in time."""
    first = tuple(at(f"10:{minute}", step) for minute, step in zip(("10", "20"), procedure.first, strict=False))
    interim = (at("11:00", INTERIM), *_placed("11", procedure))
    final = (at("+2 11:00", DRAFT), *_placed("+2 11", procedure))
    return Script(f"{procedure.name}-interim", procedure.regulation, (*first, *interim, *final), flow=procedure.flow)


def _placed(hour: str, procedure: Procedure) -> tuple[Act, ...]:
    """Through every stage and out to the author."""
    steps = chain([APPROVE] * procedure.stages, [procedure.last])
    return tuple(at(f"{hour}:{minute}", step) for minute, step in zip(("05", "10", "15", "20"), steps, strict=False))


FURTHER = Script(
    "providensky-2020-further-interim",
    PRO,
    (
        at("10:10", ROUTE),
        at("11:00", INTERIM),
        at("11:10", APPROVE),
        at("11:20", PUBLISH),
        at("+5 11:00", INTERIM),
        at("+5 11:10", APPROVE),
        at("+5 11:20", PUBLISH),
        at("+7 17:00", DRAFT),
        at("+7 17:10", APPROVE),
        at("+7 17:20", PUBLISH),
    ),
)
"""A second interim answer is placed, and moves no clock."""

FINAL_LATE = Script(
    "volchikha-2020-final-late",
    VOL,
    (
        at("10:10", ROUTE),
        at("11:00", INTERIM),
        at("11:10", APPROVE),
        at("11:20", PUBLISH),
        at("+8 10:00", DRAFT),
        at("+8 10:10", APPROVE),
        at("+8 10:20", PUBLISH),
    ),
)
"""After the interim answer the final draft comes a day too late."""

EACH = tuple(interim_then_final(procedure) for procedure in PROCEDURES)
SCRIPTS = (*EACH, FURTHER, FINAL_LATE)
