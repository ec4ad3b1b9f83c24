"""Who may do what: every role and command of every regulation, acts of outsiders, own drafts."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.errors import ForbiddenByRegulation, NotVisible, Refusal, WrongRole, WrongState
from domain.lifecycle import decide, permits, sees
from domain.lifecycle.permissions import check_visible
from domain.roles import Principal
from domain.terms import CommandName, Role, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
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
    shipped,
    small,
    somebody,
)

REVIEWERS = {
    stage: person(Role.REVIEWER, stages=(stage,)) for stage in ("curator", "oiv", "head", "department", "mcu", "cur")
}
PEOPLE: dict[str, Principal] = {role: person(role) for role in Role if role is not Role.REVIEWER} | {
    f"reviewer of {stage}": principal for stage, principal in REVIEWERS.items()
}

OPEN = {"exclude": {"coordinator"}, "close": {"coordinator"}}
ANYONE = {*PEOPLE} - {"admin"}
AWAITING_RESOLUTION = {"resolve": {"head"}, **OPEN}
AWAITING_ROUTING = {"route": {"coordinator"}, **OPEN}
DRAFTING = {"submit_draft": {"executor"}, **OPEN}
BY_COORDINATOR = {"publish": {"coordinator"}, **OPEN}
BY_EXECUTOR = {"publish": {"executor"}, **OPEN}


def review(stage: str, *office: str) -> dict[str, set[str]]:
    """Who approves and returns at a stage: the office that decides there, and reviewers of the stage."""
    deciders = {*office, f"reviewer of {stage}"}
    return {"approve": deciders, "return": deciders, **OPEN}


Path = list[dict[str, set[str]]]
PATHS: dict[str, Path] = {
    f"{PRO}-main": [AWAITING_ROUTING, DRAFTING, review("curator", "coordinator"), BY_EXECUTOR],
    f"{VOL}-main": [AWAITING_ROUTING, DRAFTING, review("curator", "coordinator"), BY_COORDINATOR],
    f"{LUZ}-main": [AWAITING_ROUTING, DRAFTING, review("oiv"), BY_EXECUTOR],
    f"{GUL}-pages": [
        AWAITING_RESOLUTION,
        AWAITING_ROUTING,
        DRAFTING,
        review("curator", "coordinator"),
        review("head", "head"),
        BY_COORDINATOR,
    ],
    f"{GUL}-incident": [
        AWAITING_RESOLUTION,
        AWAITING_ROUTING,
        DRAFTING,
        review("curator", "coordinator"),
        review("head", "head"),
        {"hand_over": {"coordinator"}, **OPEN},
    ],
    f"{STA}-main": [
        AWAITING_ROUTING,
        DRAFTING,
        review("department", "coordinator"),
        review("mcu"),
        review("cur"),
        BY_COORDINATOR,
    ],
}
"""What may be given at each step of each procedure, and by whom; ``note`` by anyone, ``admin`` always may."""


def accepted(given: Life, name: str, by: Principal, **fields: Any) -> bool:  # noqa: ANN401 -- fields of a command
    """Whether a command would be carried out now."""
    try:
        decide(given.case, given.rules, given.command(name, by, **fields), given.now)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_every_role_may_give_exactly_its_commands(procedure: Procedure) -> None:
    """At each step of the procedure each role may give the commands of the matrix, and no other."""
    given = life(procedure)
    for step in PATHS[procedure.name]:
        for name in CommandName:
            may = step.get(name, set()) if name is not CommandName.NOTE else ANYONE
            may = may | {"admin"} if may else may
            unseen = {"executor"} if given.case.authority is None else set()
            assert {who for who, by in PEOPLE.items() if accepted(given, name, by)} == may - unseen, (step, name)
        onward = next(name for name in step if name not in OPEN)
        given.do(onward)
    assert given.case.closed
    assert not any(accepted(given, name, by) for name in CommandName for by in PEOPLE.values())


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_next_lists_what_the_matrix_allows(procedure: Procedure) -> None:
    """``next`` names the commands of each step; after the end it is empty."""
    given = life(procedure)
    for step in PATHS[procedure.name]:
        assert {permit.command for permit in permits(given.case, given.rules)} == {*step, "note"}
        given.do(next(name for name in step if name not in OPEN))
    assert permits(given.case, given.rules) == ()


def reason(given: Life, name: str, by: Principal | None, **fields: Any) -> Refusal:  # noqa: ANN401
    """The refusal of a command."""
    with pytest.raises(Refusal) as caught:
        given.do(name, by=by, **fields)
    return caught.value


def test_a_wrong_role_hears_who_may() -> None:
    """A role that could never give the command is refused as such, at any step."""
    given = life(PROCEDURES[0])
    refusal = reason(given, "submit_draft", COORDINATOR)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Команду submit_draft даёт: executor"


def test_a_command_out_of_turn_hears_what_is_possible() -> None:
    """The right role at the wrong step hears what is possible, and by which clause its turn comes later."""
    refusal = reason(life(PROCEDURES[0]), "approve", COORDINATOR)
    assert isinstance(refusal, WrongState)
    assert refusal.detail == "Команда approve сейчас невозможна; возможны: route, exclude, close, note"
    assert refusal.clause == "11"


@pytest.mark.parametrize(
    ("name", "step", "clause"),
    [
        ("resolve", "begin", "3.1.1"),
        ("route", "begin", "3.1.1"),
        ("submit_draft", "draft", "3.1.2"),
        ("approve", "begin", "3.1.3"),
        ("return", "begin", "3.1.3"),
        ("publish", "draft", "1.8"),
    ],
)
def test_each_step_out_of_turn_is_refused_by_its_clause(name: str, step: str, clause: str) -> None:
    """The refusal cites the clause that puts the step where it belongs."""
    given = life(Procedure(GUL, "pages"))
    getattr(given, step)()
    refusal = reason(given, name, None)
    assert isinstance(refusal, WrongState)
    assert refusal.clause == clause


def test_a_step_that_the_regulation_does_not_have_cites_no_clause() -> None:
    """Providensky knows no resolution, and a regulation without stages no approval."""
    assert reason(life(PROCEDURES[0]), "resolve", HEAD).clause is None
    unreviewed = Life(small(reviewed=False), "2026-03-16 10:00")
    assert reason(unreviewed, "approve", REVIEWERS["curator"]).clause is None


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_procedure_ends_by_its_own_command_only(procedure: Procedure) -> None:
    """Publication where the answer is handed over, and the other way round, is forbidden by the regulation."""
    given = life(procedure).approved()
    other = "publish" if procedure.flow == "incident" else "hand_over"
    refusal = reason(given, other, ADMIN)
    assert isinstance(refusal, ForbiddenByRegulation)
    assert refusal.clause == procedure.rules.flow(given.case).completion.clause


@pytest.mark.parametrize("name", CommandName)
def test_after_the_end_every_command_is_refused(name: CommandName) -> None:
    """A closed case says that the work is over, to the administrator too."""
    given = life(PROCEDURES[0]).completed()
    refusal = reason(given, name, ADMIN)
    assert isinstance(refusal, ForbiddenByRegulation if name is CommandName.HAND_OVER else WrongState)
    if name is not CommandName.HAND_OVER:
        assert refusal.detail == "Работа с сообщением завершена"


def test_a_stage_is_named_rightly_or_not_at_all() -> None:
    """A command for another stage than the one whose turn it is is out of turn."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    refusal = reason(given, "approve", COORDINATOR, stage="mcu")
    assert isinstance(refusal, WrongState)
    assert refusal.detail == "Сейчас очередь этапа department"
    assert given.do("approve", by=COORDINATOR, stage="department").details["stage"] == "department"


def test_a_reviewer_decides_at_the_own_stage_only() -> None:
    """The municipal centre cannot decide for the department, nor the department for the centre."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    assert isinstance(reason(given, "approve", REVIEWERS["mcu"]), WrongRole)
    given.do("approve", by=COORDINATOR)
    assert isinstance(reason(given, "approve", COORDINATOR), WrongRole)
    given.do("approve", by=REVIEWERS["mcu"])
    assert (somebody(given).role, somebody(given).stage) == ("reviewer", "mcu")


def test_a_reviewer_without_a_stage_decides_nowhere() -> None:
    """The role alone names no stage."""
    assert isinstance(reason(life(PROCEDURES[0]).draft(), "approve", person(Role.REVIEWER)), WrongRole)


OUTSIDE: list[Callable[[], tuple[Life, str]]] = [
    lambda: (Life(shipped(LUZ), "2026-03-16 10:00").draft(), "oiv"),
    lambda: (at_cur(), "cur"),
]


def at_cur() -> Life:
    """A message of Stavropol whose draft is with the regional centre."""
    given = Life(shipped(STA), "2026-03-16 10:00").draft()
    given.do("approve")
    given.do("approve")
    return given


@pytest.mark.parametrize("make", OUTSIDE, ids=["luga", "stavropol"])
@pytest.mark.parametrize("name", ["approve", "return"])
@pytest.mark.parametrize("by", [COORDINATOR, ADMIN], ids=lambda by: by.person)
def test_an_outsiders_act_is_entered_by_the_coordinator(
    make: Callable[[], tuple[Life, str]], name: str, by: Principal
) -> None:
    """The actor is the outsider, and the journal shows who entered the act."""
    given, stage = make()
    given.do(name, by=by, actor={"role": stage, "name": "Отдел ОИВ"})
    actor = somebody(given)
    assert (actor.role, actor.stage, actor.name, actor.person) == ("reviewer", stage, "Отдел ОИВ", None)
    assert actor.entered_by == by.person


def test_an_outsider_may_be_named_by_the_stage() -> None:
    """The stage says as much as the role."""
    given, stage = OUTSIDE[0]()
    given.do("approve", by=COORDINATOR, actor={"role": "Комитет", "stage": stage})
    assert somebody(given).stage == stage


@pytest.mark.parametrize("actor", [None, {"role": "coordinator"}, {"role": "coordinator", "stage": "oiv"}])
def test_the_coordinator_does_not_decide_for_an_outsider(actor: dict[str, str] | None) -> None:
    """Without a claimed actor the coordinator is told how to enter the act."""
    given, _ = OUTSIDE[0]()
    refusal = reason(given, "approve", COORDINATOR, actor=actor)
    assert isinstance(refusal, WrongRole)
    assert '{"role": "oiv"}' in refusal.detail


@pytest.mark.parametrize("by", [EXECUTOR, HEAD, REVIEWERS["oiv"], person(Role.AUDITOR)], ids=lambda by: by.person)
def test_nobody_else_enters_an_outsiders_act(by: Principal) -> None:
    """Only a coordinator speaks for somebody outside."""
    given, _ = OUTSIDE[0]()
    assert isinstance(reason(given, "approve", by, actor={"role": "oiv"}), WrongRole)


def test_an_own_stage_is_not_decided_in_the_name_of_another() -> None:
    """A claimed actor is for outside stages: the curator's own decision stays the curator's."""
    given = life(PROCEDURES[0]).draft()
    refusal = reason(given, "approve", COORDINATOR, actor={"role": "curator"})
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Координатор вносит действия только внешнего органа, чья сейчас очередь"


def test_another_outsider_than_the_one_whose_turn_it_is_is_refused() -> None:
    """The region's body cannot be replaced by anybody."""
    given, _ = OUTSIDE[0]()
    assert isinstance(reason(given, "approve", COORDINATOR, actor={"role": "cur"}), WrongRole)


def test_a_claimed_own_role_is_the_persons_own_act() -> None:
    """Who claims a role that the token has acts in it, under the own name."""
    given = life(PROCEDURES[0])
    given.do("route", by=COORDINATOR, actor={"role": "coordinator", "name": "Петров"})
    assert somebody(given).person == COORDINATOR.person
    assert somebody(given).entered_by is None


@pytest.mark.parametrize("roles", [(Role.EXECUTOR, Role.COORDINATOR), (Role.ADMIN,)])
def test_nobody_approves_an_own_draft(roles: tuple[Role, ...]) -> None:
    """Neither a coordinator who is an executor too, nor the administrator; to return it is possible."""
    author = Principal(person="p-1", roles=roles)
    given = life(PROCEDURES[0]).begin()
    given.do("submit_draft", by=author)
    refusal = reason(given, "approve", author)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Свой проект ответа согласовать нельзя"
    given.do("return", by=author)
    given.do("submit_draft", by=EXECUTOR)
    assert given.do("approve", by=author).action == "approve"


@pytest.mark.parametrize("name", ["submit_draft", "note", "route"])
def test_another_bodys_message_does_not_exist(name: str) -> None:
    """An executor of another body is answered as if there were no message, before anything else is looked at."""
    given = life(PROCEDURES[0]).begin()
    assert isinstance(reason(given, name, STRANGER), NotVisible)


def test_another_bodys_work_is_not_done_by_a_coordinator_who_is_an_executor_elsewhere() -> None:
    """Such a person sees the message, but drafts for the own body only."""
    both = Principal(person="p-1", roles=(Role.COORDINATOR, Role.EXECUTOR), authority=OTHER)
    given = life(PROCEDURES[0]).begin()
    assert isinstance(reason(given, "submit_draft", both), NotVisible)
    assert given.do("note", by=both).actor.role == "coordinator"


@pytest.mark.parametrize(("role", "name"), [(Role.ADMIN, "submit_draft"), (Role.AUDITOR, "note")])
def test_a_stronger_role_serves_where_the_executors_does_not(role: Role, name: str) -> None:
    """An executor of another body who is an administrator or auditor too acts in that role."""
    both = Principal(person="p-1", roles=(Role.EXECUTOR, role), authority=OTHER)
    given = life(PROCEDURES[0]).begin()
    assert given.do(name, by=both).actor.role == role


def test_an_executor_acts_for_the_body_of_the_message() -> None:
    """The journal names the body, for an executor bound to it and for one bound to none."""
    for authority in (OWN, None):
        given = life(PROCEDURES[0]).begin()
        given.do("submit_draft", by=person(Role.EXECUTOR, authority=authority))
        assert somebody(given).authority == OWN


@pytest.mark.parametrize(
    ("principal", "regulation", "authority", "expected"),
    [
        (EXECUTOR, PRO, OWN, True),
        (EXECUTOR, PRO, OTHER, False),
        (EXECUTOR, PRO, None, False),
        (person(Role.EXECUTOR, authority=None), PRO, OTHER, True),
        (person(Role.AUDITOR), PRO, OTHER, True),
        (Principal(person="p", roles=(Role.EXECUTOR, Role.AUDITOR), authority=OWN), PRO, OTHER, True),
        (person(Role.COORDINATOR, regulation=PRO), PRO, OTHER, True),
        (person(Role.COORDINATOR, regulation=PRO), STA, OTHER, False),
        (person(Role.ADMIN, regulation=PRO), STA, None, False),
    ],
)
def test_whose_messages_are_seen(principal: Principal, regulation: str, authority: str | None, expected: bool) -> None:  # noqa: FBT001
    """Executors see their own body's messages, a bound token its regulation's, everybody else all."""
    assert sees(principal, regulation, authority) is expected


def test_a_token_of_another_regulation_sees_nothing() -> None:
    """A bound token is answered as if there were no message; a trusted tool sees every message."""
    given = life(PROCEDURES[0])
    with pytest.raises(NotVisible):
        check_visible(person(Role.ADMIN, regulation=STA), given.case)
    before = given.case
    check_visible(None, given.case)
    assert given.case is before


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_an_unsigned_signal_is_the_act_of_whose_turn_it_is(procedure: Procedure) -> None:
    """A trusted tool that names nobody acts in the role that the step belongs to."""
    given = life(procedure)
    for step in PATHS[procedure.name]:
        name = next(name for name in step if name not in OPEN)
        given.do(name)
        offices = {who for who in step[name] if not who.startswith("reviewer")} or {"reviewer"}
        assert {somebody(given).role} == offices
        assert (somebody(given).person, somebody(given).entered_by) == (None, None)
        assert somebody(given).authority == (OWN if somebody(given).role == "executor" else None)


@pytest.mark.parametrize(
    ("actor", "role", "stage"),
    [
        ({"role": "oiv"}, "reviewer", "oiv"),
        ({"role": "oiv", "stage": "oiv", "name": "Комитет"}, "reviewer", "oiv"),
        ({"role": "reviewer", "stage": "oiv"}, "reviewer", "oiv"),
        ({"role": "reviewer"}, "reviewer", "oiv"),
        ({"role": "admin"}, "admin", "oiv"),
        ({"role": "Комитет", "stage": "oiv"}, "Комитет", "oiv"),
    ],
)
def test_an_unsigned_signal_may_say_who_acts(actor: dict[str, str], role: str, stage: str) -> None:
    """The claimed actor is believed where it fits the step."""
    given, _ = OUTSIDE[0]()
    given.do("approve", actor=actor)
    assert (somebody(given).role, somebody(given).stage) == (role, stage)
    assert somebody(given).name == actor.get("name")


@pytest.mark.parametrize(
    "actor",
    [{"role": "executor"}, {"role": "head"}, {"role": "cur"}, {"role": "reviewer", "stage": "cur"}, {"role": "system"}],
)
def test_an_unsigned_signal_in_a_wrong_role_is_refused(actor: dict[str, str]) -> None:
    """A claimed actor who may not give the command is refused like a person."""
    given, _ = OUTSIDE[0]()
    assert isinstance(reason(given, "approve", None, actor=actor), WrongRole)


def test_an_unsigned_signal_may_name_a_role_without_a_stage() -> None:
    """Where the step has no stage, the role has to fit, and a named stage fits nothing."""
    given = life(PROCEDURES[0])
    assert isinstance(reason(given, "route", None, actor={"role": "executor"}), WrongRole)
    assert isinstance(reason(given, "route", None, actor={"role": "coordinator", "stage": "mcu"}), WrongRole)
    given.do("route", actor={"role": "coordinator", "name": "Петров"})
    assert (somebody(given).role, somebody(given).name) == ("coordinator", "Петров")
    assert given.case.state is State.DRAFTING
