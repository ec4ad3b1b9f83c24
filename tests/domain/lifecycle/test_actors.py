"""Who the actor of a command is: the person, somebody outside, one of several bodies, an unsigned tool."""

from collections.abc import Callable

import pytest

from domain.errors import NotVisible, WrongRole
from domain.roles import Principal
from domain.terms import Role, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    LUZ,
    OTHER,
    OWN,
    PROCEDURES,
    STA,
    STRANGER,
    THIRD,
    Life,
    Procedure,
    assigned,
    executor_of,
    life,
    person,
    refused,
    reviewer,
    shipped,
    small,
    somebody,
    told,
    with_bodies,
    with_flow,
)

MONDAY = "2026-03-16 10:00"
PAGES = Procedure(GUL, "pages")


def at_oiv() -> tuple[Life, str]:
    """A message of Luga whose draft is with the region's body."""
    return Life(shipped(LUZ), MONDAY).draft(), "oiv"


def at_cur() -> tuple[Life, str]:
    """A message of Stavropol whose draft is with the regional centre."""
    given = Life(shipped(STA), MONDAY).draft()
    given.do("approve")
    given.do("approve")
    return given, "cur"


def three_bodies() -> Life:
    """A message of Stavropol that three bodies work on, the first of them as the main one."""
    given = Life(with_bodies(shipped(STA), THIRD), MONDAY)
    given.do("route", assignments=assigned(OWN, OTHER, THIRD), lead=OWN)
    return given


@pytest.mark.parametrize("make", [at_oiv, at_cur], ids=["luga", "stavropol"])
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
    given, stage = at_oiv()
    given.do("approve", by=COORDINATOR, actor={"role": "Комитет", "stage": stage})
    assert somebody(given).stage == stage


@pytest.mark.parametrize("actor", [None, {"role": "coordinator"}, {"role": "coordinator", "stage": "oiv"}])
def test_the_coordinator_does_not_decide_for_an_outsider(actor: dict[str, str] | None) -> None:
    """Without a claimed actor the coordinator is told how to enter the act."""
    refusal = refused(at_oiv()[0], "approve", COORDINATOR, actor=actor)
    assert isinstance(refusal, WrongRole)
    assert '{"role": "oiv"}' in refusal.detail


@pytest.mark.parametrize("by", [EXECUTOR, HEAD, reviewer("oiv"), person(Role.AUDITOR)], ids=lambda by: by.person)
def test_nobody_else_enters_an_outsiders_act(by: Principal) -> None:
    """Only a coordinator speaks for somebody outside."""
    assert isinstance(refused(at_oiv()[0], "approve", by, actor={"role": "oiv"}), WrongRole)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("approve", {"role": "curator"}),
        ("submit_draft", {"role": "executor"}),
        ("publish", {"role": "author"}),
    ],
)
def test_an_own_act_is_not_given_in_the_name_of_another(name: str, actor: dict[str, str]) -> None:
    """A claimed actor is for outside stages and the author's reply: everybody inside acts under the own name."""
    given = life(PROCEDURES[0])
    {"approve": given.draft, "submit_draft": given.begin, "publish": given.approved}[name]()
    both = Principal(person="p-1", roles=(Role.COORDINATOR, Role.ADMIN))
    refusal = refused(given, name, both, actor=actor)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Координатор вносит действия только внешнего органа, чья сейчас очередь"


@pytest.mark.parametrize("actor", [{"role": "cur"}, {"role": "oiv", "stage": "cur"}, {"role": "author"}])
def test_another_outsider_than_the_one_whose_turn_it_is_is_refused(actor: dict[str, str]) -> None:
    """The region's body cannot be replaced by anybody."""
    assert isinstance(refused(at_oiv()[0], "approve", COORDINATOR, actor=actor), WrongRole)


def waiting_for_the_author() -> Life:
    """A message of Gulkevichi whose author was asked."""
    given = life(PAGES).begin()
    given.do("submit_draft", kind="clarification")
    given.do("approve", by=COORDINATOR)
    given.do("publish", by=EXECUTOR)
    return given


@pytest.mark.parametrize("by", [COORDINATOR, ADMIN], ids=lambda by: by.person)
def test_the_authors_reply_is_the_authors(by: Principal) -> None:
    """The coordinator may say that the author acts: the journal shows the author and who entered it."""
    given = waiting_for_the_author()
    given.do("clarified", by=by, actor={"role": "author", "name": "Иван"})
    actor = somebody(given)
    assert (actor.role, actor.name, actor.person, actor.entered_by) == ("author", "Иван", None, by.person)


def test_a_tool_may_say_that_the_author_replied() -> None:
    """An unsigned signal is believed."""
    given = waiting_for_the_author()
    given.do("clarified", actor={"role": "author", "name": "Иван"})
    assert (somebody(given).role, somebody(given).name, somebody(given).entered_by) == ("author", "Иван", None)


def test_a_chain_may_mix_the_head_and_somebody_outside() -> None:
    """A made-up act without joint work: the coordinator decides at no stage, and enters the outside one's decision."""
    common = {"title": "Этап", "clause": "4", "return_clause": "5"}
    head = common | {"id": "head", "decided_by": "head"}
    outside = common | {"id": "region", "decided_by": "reviewer", "outside": True}
    given = Life(with_flow(small(), stages=[head, outside]), MONDAY).draft()
    assert isinstance(refused(given, "approve", COORDINATOR), WrongRole)
    given.do("approve", by=HEAD)
    assert given.do("approve", by=COORDINATOR, actor={"role": "region"}).actor.entered_by == COORDINATOR.person
    own = Life(with_flow(small(), stages=[head]), MONDAY)
    assert told(refused(own, "approve", COORDINATOR)) == ("wrong_role", None, [])


def test_an_executor_does_not_speak_for_the_author() -> None:
    """Nor does anybody else who is no coordinator."""
    given = waiting_for_the_author()
    assert isinstance(refused(given, "clarified", EXECUTOR, actor={"role": "author"}), WrongRole)


def test_a_claimed_own_role_is_the_persons_own_act() -> None:
    """Who claims a role that the token has acts in it, under the own name."""
    given = life(PROCEDURES[0])
    given.do("route", by=COORDINATOR, actor={"role": "coordinator", "name": "Петров"})
    assert (somebody(given).person, somebody(given).entered_by) == (COORDINATOR.person, None)


@pytest.mark.parametrize("roles", [(Role.EXECUTOR, Role.COORDINATOR), (Role.ADMIN,)])
def test_nobody_approves_an_own_draft(roles: tuple[Role, ...]) -> None:
    """Neither a coordinator who is an executor too, nor the administrator; to return it is possible."""
    author = Principal(person="p-1", roles=roles)
    given = life(PROCEDURES[0]).begin()
    given.do("submit_draft", by=author)
    refusal = refused(given, "approve", author)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == "Свой проект ответа согласовать нельзя"
    given.do("return", by=author)
    given.do("submit_draft", by=EXECUTOR)
    assert given.do("approve", by=author).action == "approve"


def test_nobody_passes_an_own_part_on() -> None:
    """Who gave a part does not agree to it, whether the part is named or the only one; to send it back is possible."""
    author = Principal(person="p-1", roles=(Role.EXECUTOR, Role.COORDINATOR), authority=OTHER)
    given = three_bodies()
    given.do("contribute", by=author)
    for part in (None, OTHER):
        assert told(refused(given, "approve", author, part=part)) == ("wrong_role", None, [])
    given.do("return", by=author)
    given.do("contribute", by=STRANGER)
    assert given.do("approve", by=author).details["part"] == OTHER


def test_a_part_that_a_tool_sent_is_nobodys_own() -> None:
    """Without a person the author of a part is not known, and everybody may pass it on."""
    given = three_bodies()
    given.do("contribute", actor={"role": "executor", "authority": OTHER})
    assert given.do("approve", by=COORDINATOR).details["part"] == OTHER


def test_another_bodys_work_is_not_done_by_a_coordinator_who_is_an_executor_elsewhere() -> None:
    """Such a person sees the message, but drafts for the own body only."""
    both = Principal(person="p-1", roles=(Role.COORDINATOR, Role.EXECUTOR), authority=OTHER)
    given = life(PROCEDURES[0]).begin()
    assert isinstance(refused(given, "submit_draft", both), NotVisible)
    assert given.do("note", by=both).actor.role == "coordinator"


@pytest.mark.parametrize(("role", "name"), [(Role.ADMIN, "submit_draft"), (Role.AUDITOR, "note")])
def test_a_stronger_role_serves_where_the_executors_does_not(role: Role, name: str) -> None:
    """An executor of another body who is an administrator or auditor too acts in that role."""
    both = Principal(person="p-1", roles=(Role.EXECUTOR, role), authority=OTHER)
    given = life(PROCEDURES[0]).begin()
    assert given.do(name, by=both).actor.role == role


@pytest.mark.parametrize("name", ["submit_draft", "note", "decline"])
@pytest.mark.parametrize("authority", [OWN, None])
def test_an_executor_acts_for_the_body_of_the_message(name: str, authority: str | None) -> None:
    """The journal names the body, for an executor bound to it and for one bound to none."""
    given = life(PROCEDURES[0]).begin()
    assert given.do(name, by=person(Role.EXECUTOR, authority=authority)).actor.authority == OWN


def test_a_body_that_shares_the_message_hears_whose_command_it_is() -> None:
    """For a co-executor the message exists; what the main body does is told as such."""
    given = three_bodies()
    refusal = refused(given, "submit_draft", STRANGER)
    assert isinstance(refusal, WrongRole)
    assert refusal.detail == f"Команду submit_draft сейчас даёт исполнитель: {OWN}"
    assert isinstance(refused(given, "contribute", EXECUTOR), WrongRole)


def test_every_body_that_has_the_message_may_note() -> None:
    """A note is free to anyone with access, to co-executors as well."""
    given = three_bodies()
    for authority in (OWN, OTHER, THIRD):
        assert given.do("note", by=executor_of(authority)).actor.authority == authority
    assert life(PROCEDURES[0]).do("note", by=executor_of(None)).actor.authority is None


@pytest.mark.parametrize("name", ["contribute", "decline"])
@pytest.mark.parametrize("by", [executor_of(None), ADMIN, None], ids=["unbound", "admin", "unsigned"])
def test_whose_part_it_is_must_be_said(name: str, by: Principal | None) -> None:
    """Where several bodies owe a part, somebody bound to none of them names the body, one that owes it."""
    given = three_bodies()
    given.do("submit_draft", by=EXECUTOR)
    role = "admin" if by is ADMIN else "executor"
    refusal = refused(given, name, by, actor={"role": role})
    assert told(refusal) == ("invalid_input", None, ["actor.authority"])
    assert refusal.detail.endswith(f"{OTHER}, {THIRD}")
    wrong = refused(given, name, by, actor={"role": role, "authority": OWN})
    assert told(wrong) == ("invalid_input", None, ["actor.authority"])
    entry = given.do(name, by=by, actor={"role": role, "authority": THIRD})
    assert (entry.actor.authority, entry.details["authority"]) == (THIRD, THIRD)
    assert given.case.state is State.IN_REVIEW


def test_the_only_part_that_is_owed_needs_no_name() -> None:
    """Where one body owes a part, it is that one's."""
    given = three_bodies()
    given.do("contribute", by=STRANGER)
    assert given.do("contribute").actor.authority == THIRD


def test_a_bound_token_acts_for_no_other_body() -> None:
    """A claimed body that is not the token's own is refused, the own one may be named."""
    given = three_bodies()
    claim = {"role": "executor", "authority": THIRD}
    assert told(refused(given, "contribute", STRANGER, actor=claim)) == ("wrong_role", None, [])
    assert given.do("contribute", by=executor_of(THIRD), actor=claim).actor.authority == THIRD


def test_a_tool_that_names_no_body_declines_for_the_main_one() -> None:
    """While the main body may return the message, that is what is meant."""
    given = three_bodies()
    assert given.do("decline").actor.authority == OWN
    assert given.case.state is State.AWAITING_ROUTING
