"""Who may do what: every command and role at every step of every procedure, and who sees a message."""

from collections.abc import Callable

import pytest

from domain.errors import NotVisible, Refusal, WrongRole
from domain.lifecycle import decide, permits, sees
from domain.lifecycle.permissions import check_visible
from domain.roles import Principal
from domain.terms import REMARKS, Role, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    VOL,
    Life,
    Procedure,
    life,
    person,
    refused,
    shipped,
    told,
)
from tests.domain.lifecycle.matrix import (
    ASKING,
    DECLINING,
    PEOPLE,
    REVIEWERS,
    SHAPES,
    May,
    Powers,
    Step,
    answered,
    asked,
    beginning,
    declined,
    explained,
    in_turn,
    interim,
    parts_first,
    side_by_side,
)

Way = Callable[[Procedure], list[Step]]
WAYS: list[tuple[Procedure, Way]] = [
    *((procedure, way) for procedure in PROCEDURES for way in (answered, interim)),
    *((procedure, asked) for procedure in PROCEDURES if procedure in ASKING),
    *((procedure, declined) for procedure in PROCEDURES if procedure.regulation in DECLINING),
    *((Procedure(GUL, flow), explained) for flow in ("pages", "incident")),
    (Procedure(PRO, "main"), in_turn),
    (Procedure(STA, "main"), side_by_side),
    (Procedure(STA, "main"), parts_first),
]
NAMES = [f"{item.name}-{getattr(way, '__name__', '')}" for item, way in WAYS]
EVERYWHERE = {State.AWAITING_ROUTING, State.DRAFTING, State.IN_REVIEW, State.REWORK, State.APPROVED, State.CLOSED}
REACHED = {
    f"{PRO}-main": EVERYWHERE | {State.AWAITING_PARTS, State.AWAITING_AUTHOR, State.INTERIM_PUBLISHED},
    f"{VOL}-main": EVERYWHERE | {State.AWAITING_AUTHOR, State.INTERIM_PUBLISHED},
    f"{LUZ}-main": EVERYWHERE | {State.AWAITING_AUTHOR, State.INTERIM_PUBLISHED},
    f"{GUL}-pages": EVERYWHERE | {State.AWAITING_RESOLUTION, State.AWAITING_AUTHOR, State.INTERIM_PUBLISHED},
    f"{GUL}-incident": EVERYWHERE | {State.AWAITING_RESOLUTION, State.INTERIM_PUBLISHED},
    f"{STA}-main": EVERYWHERE | {State.AWAITING_PARTS, State.INTERIM_PUBLISHED},
}
"""The states that a message of each procedure can be in."""


def accepted(given: Life, shape: str, by: Principal) -> bool:
    """Whether a command would be carried out now."""
    name, fields = SHAPES[shape]
    try:
        decide(given.case, given.rules, given.command(name, by, **fields), given.now)
    except Refusal:
        return False
    return True


def check(given: Life, expected: May) -> None:
    """Compare what everybody may do with what is expected; ``next`` says the same."""
    for shape in SHAPES:
        who = expected.get(shape, frozenset())
        allowed = who | {"admin"} if who else who
        assert {name for name, by in PEOPLE.items() if accepted(given, shape, by)} == allowed, (given.case.state, shape)
    assert {permit.command for permit in permits(given.case, given.rules)} == {SHAPES[shape][0] for shape in expected}


def walk(procedure: Procedure, steps: list[Step], at_each: Callable[[Life, May], None]) -> set[State]:
    """Go a way, looking at every step; answers the states that were seen."""
    given, reached = life(procedure), set()
    first: Step = ("", {}, beginning(procedure))
    for shape, more, powers in [first, *steps]:
        if shape:
            name, fields = SHAPES[shape]
            given.do(name, **(fields | more))
        reached.add(given.case.state)
        at_each(given, powers.all if isinstance(powers, Powers) else powers)
    return reached


@pytest.mark.parametrize(("procedure", "way"), WAYS, ids=NAMES)
def test_every_role_may_give_exactly_its_commands(procedure: Procedure, way: Way) -> None:
    """At each step of each way every role may give the commands of the matrix in every shape, and no other."""
    walk(procedure, way(procedure), check)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_the_matrix_reaches_every_state(procedure: Procedure) -> None:
    """The ways lead to all states that a procedure has, and no procedure has more."""
    ways = [way(item) for item, way in WAYS if item == procedure]
    reached = set().union(*(walk(procedure, steps, lambda _given, _may: None) for steps in ways))
    assert reached == REACHED[procedure.name]


def test_the_matrix_has_every_command() -> None:
    """Each of the commands is somewhere allowed and somewhere refused."""
    steps = [expected for item, way in WAYS for expected in [beginning(item), *(step[2] for step in way(item))]]
    allowed = [set(step.all if isinstance(step, Powers) else step) for step in steps]
    assert set().union(*allowed) == set(SHAPES)
    assert set.intersection(*allowed) == REMARKS


def test_a_wrong_role_hears_who_may() -> None:
    """A role that could never give the command is refused as such, at any step."""
    refusal = refused(life(PROCEDURES[0]), "submit_draft", COORDINATOR)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Команду submit_draft даёт: executor"


@pytest.mark.parametrize(
    ("regulation", "name", "by", "clause"),
    [
        (STA, "significant", COORDINATOR, "24"),
        (STA, "shortcoming", COORDINATOR, "23"),
        (STA, "significant", EXECUTOR, "24"),
        (PRO, "significant", REVIEWERS["mcu"], "22"),
        (PRO, "shortcoming", EXECUTOR, "20"),
        (VOL, "significant", EXECUTOR, None),
    ],
)
def test_a_report_of_the_wrong_office_cites_who_reports(
    regulation: str, name: str, by: Principal, clause: str | None
) -> None:
    """What only one office reports is refused to the others by the clause that gives it to that office."""
    given = Life(shipped(regulation), "2026-03-16 10:00").begin()
    assert told(refused(given, name, by)) == ("wrong_role", clause, [])


def test_a_reviewer_of_another_stage_makes_no_report() -> None:
    """The municipal centre reports, the regional one does not, though both are reviewers."""
    given = Life(shipped(STA), "2026-03-16 10:00")
    assert isinstance(refused(given, "significant", REVIEWERS["cur"]), WrongRole)


def test_a_reviewer_decides_at_the_own_stage_only() -> None:
    """The municipal centre cannot decide for the department, nor the department for the centre."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    assert isinstance(refused(given, "approve", REVIEWERS["mcu"]), WrongRole)
    given.do("approve", by=COORDINATOR)
    assert isinstance(refused(given, "approve", COORDINATOR), WrongRole)
    assert given.do("approve", by=REVIEWERS["mcu"]).actor.stage == "mcu"


def test_a_reviewer_without_a_stage_decides_nowhere() -> None:
    """The role alone names no stage."""
    assert isinstance(refused(life(PROCEDURES[0]).draft(), "approve", person(Role.REVIEWER)), WrongRole)


@pytest.mark.parametrize("name", ["submit_draft", "note", "route"])
def test_another_bodys_message_does_not_exist(name: str) -> None:
    """An executor of another body is answered as if there were no message, before anything else is looked at."""
    given = life(PROCEDURES[0]).begin()
    assert isinstance(refused(given, name, STRANGER), NotVisible)


def test_a_body_that_declined_sees_the_message_no_more() -> None:
    """With the return the message is somebody else's, and the body that has it next sees it."""
    given = life(PROCEDURES[0]).begin()
    given.do("decline", by=EXECUTOR)
    assert isinstance(refused(given, "note", EXECUTOR), NotVisible)
    given.do("route", assignments=[{"authority": OTHER}])
    assert isinstance(refused(given, "note", EXECUTOR), NotVisible)
    assert given.do("note", by=STRANGER).actor.authority == OTHER


@pytest.mark.parametrize(
    ("principal", "regulation", "authorities", "expected"),
    [
        (EXECUTOR, PRO, (OWN,), True),
        (EXECUTOR, PRO, (OTHER,), False),
        (EXECUTOR, PRO, (OTHER, OWN), True),
        (EXECUTOR, PRO, (), False),
        (person(Role.EXECUTOR, authority=None), PRO, (OTHER,), True),
        (person(Role.EXECUTOR, authority=None), PRO, (), True),
        (person(Role.AUDITOR), PRO, (OTHER,), True),
        (Principal(person="p", roles=(Role.EXECUTOR, Role.AUDITOR), authority=OWN), PRO, (OTHER,), True),
        (person(Role.COORDINATOR, regulation=PRO), PRO, (OTHER,), True),
        (person(Role.COORDINATOR, regulation=PRO), STA, (OTHER,), False),
        (person(Role.ADMIN, regulation=PRO), STA, (), False),
        (person(Role.EXECUTOR, regulation=STA), PRO, (OWN,), False),
    ],
)
def test_whose_messages_are_seen(
    principal: Principal,
    regulation: str,
    authorities: tuple[str, ...],
    expected: bool,  # noqa: FBT001
) -> None:
    """Executors see the messages that their body has, a bound token its regulation's, everybody else all."""
    assert sees(principal, regulation, authorities) is expected


def test_a_token_of_another_regulation_sees_nothing() -> None:
    """A bound token is answered as if there were no message; a trusted tool sees every message."""
    given = life(PROCEDURES[0])
    with pytest.raises(NotVisible):
        check_visible(person(Role.ADMIN, regulation=STA), given.case)
    before = given.case
    check_visible(None, given.case)
    assert given.case is before
