"""Who the actor of a command is: the person behind the token, or somebody outside whom a coordinator speaks for."""

from domain.errors import NotVisible, WrongRole, wrong_field
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Approve, Command
from domain.lifecycle.joint import working
from domain.lifecycle.permit import Permit
from domain.lifecycle.steps import decliners
from domain.roles import Actor, ClaimedActor, Principal
from domain.terms import CommandName, Role

AUTHOR = "author"
"""The role of the person who wrote the message, whose reply a coordinator enters."""

_BODYS_ACTS = frozenset({CommandName.CONTRIBUTE, CommandName.DECLINE})
"""Acts of one of several bodies, so that it must be known of which."""


def actor_of(command: Command, permit: Permit, case: Case) -> Actor:
    """Name the actor of a permitted command; raises WrongRole or NotVisible where this person may not give it."""
    if command.principal is None:
        return _unsigned_actor(command, permit, case)
    if command.actor is not None and command.actor.role not in command.principal.roles:
        return _outside_actor(command.actor, command.principal, permit)
    principal = command.principal
    role = _role_held(principal, permit, case)
    if role is None and permit.outside and principal.has(Role.COORDINATOR):
        raise WrongRole(f'Решение этапа {permit.stage} вносится с полем actor, например {{"role": "{permit.stage}"}}')
    if role is None and Role.EXECUTOR in permit.roles and principal.has(Role.EXECUTOR):
        raise _not_this_body(principal, permit, case)
    if role is None:
        raise WrongRole(f"Команду {permit.command} даёт: {', '.join(permit.roles)}")
    if isinstance(command, Approve) and _is_own(principal.person, permit, case):
        raise WrongRole("Свой проект ответа согласовать нельзя")
    authority = principal.authority
    if _for_a_body(role, permit):
        authority = _authority_of(_body_named(command, principal, role), permit, case)
    return Actor(role=role, person=principal.person, stage=permit.stage, authority=authority)


def _acting_bodies(permit: Permit, case: Case) -> tuple[str | None, ...]:
    """The bodies whose executor may give the command; the first one is meant where none is named."""
    match permit.command:
        case CommandName.CONTRIBUTE:
            return tuple(item.authority for item in working(case.team))
        case CommandName.DECLINE:
            return decliners(case)
        case CommandName.REASSIGN:
            return (case.authority, *(item.authority for item in case.team))
        case CommandName.NOTE:
            return case.authorities
        case _:
            return (case.authority,)


def _role_held(principal: Principal, permit: Permit, case: Case) -> Role | None:
    """The role in which this person acts; an outside stage is not the coordinator's own, nor another body's work."""
    for role in permit.roles:
        fits_stage = role is not Role.REVIEWER or permit.stage in {None, *principal.stages}
        fits_authority = role is not Role.EXECUTOR or principal.authority in {None, *_acting_bodies(permit, case)}
        own = not (permit.outside and role is Role.COORDINATOR)
        if role in principal.roles and fits_stage and fits_authority and own:
            return role
    return Role.ADMIN if Role.ADMIN in principal.roles else None


def _for_a_body(role: str, permit: Permit) -> bool:
    """Whether the act is that of one of the bodies: an executor's, or an administrator's in the executor's place."""
    return role == Role.EXECUTOR or (role == Role.ADMIN and permit.command in _BODYS_ACTS)


def _body_named(command: Command, principal: Principal, role: Role) -> str | None:
    """The body that the act names; an executor whose token is bound to a body acts for no other one."""
    claimed = command.actor.authority if command.actor else None
    if role is not Role.EXECUTOR or principal.authority is None:
        return claimed
    if claimed not in {None, principal.authority}:
        raise WrongRole("Исполнитель действует только за свой орган")
    return principal.authority


def _authority_of(named: str | None, permit: Permit, case: Case) -> str | None:
    """Whose act it is: the body that is named, the one that has the message, or the only one that it can be."""
    bodies = _acting_bodies(permit, case)
    if named is not None and named not in bodies:
        raise wrong_field("actor.authority", "этот орган сейчас такой команды не даёт")
    if named is None and len(bodies) > 1 and case.authority not in bodies:
        raise wrong_field("actor.authority", f"укажите, чья это часть: {', '.join(str(item) for item in bodies)}")
    return named or (bodies[0] if bodies else None)


def _not_this_body(principal: Principal, permit: Permit, case: Case) -> WrongRole | NotVisible:
    """Another body's message does not exist for an executor; one that the body shares does."""
    if principal.authority in case.authorities:
        bodies = ", ".join(str(item) for item in dict.fromkeys(_acting_bodies(permit, case)))
        return WrongRole(f"Команду {permit.command} сейчас даёт исполнитель: {bodies}")
    return NotVisible("Сообщение не найдено")


def _is_own(person: str, permit: Permit, case: Case) -> bool:
    if permit.part is not None:
        member = case.member(permit.part)
        return member is not None and member.contributed_by == person
    return case.draft is not None and case.draft.by.person == person


def _outside_actor(claimed: ClaimedActor, principal: Principal, permit: Permit) -> Actor:
    """The act of somebody outside, entered by the coordinator."""
    if not principal.has(Role.COORDINATOR, Role.ADMIN):
        raise WrongRole("Действие другого лица вносит только координатор")
    if permit.command is CommandName.CLARIFIED and claimed.role == AUTHOR:
        return Actor(role=AUTHOR, name=claimed.name, entered_by=principal.person)
    fits = permit.stage in {claimed.role, claimed.stage} and claimed.stage in {None, permit.stage}
    if not (permit.outside and fits):
        raise WrongRole("Координатор вносит действия только внешнего органа, чья сейчас очередь")
    return Actor(role=Role.REVIEWER, stage=permit.stage, name=claimed.name, entered_by=principal.person)


def _unsigned_actor(command: Command, permit: Permit, case: Case) -> Actor:
    """The actor of a signal that another tool sent straight to Temporal, which is trusted to know its people."""
    claimed = command.actor
    if claimed is None:
        role = permit.roles[0]
        authority = _authority_of(None, permit, case) if _for_a_body(role, permit) else None
        return Actor(role=role, stage=permit.stage, authority=authority)
    if permit.command is CommandName.CLARIFIED and claimed.role == AUTHOR:
        return Actor(role=AUTHOR, name=claimed.name)
    as_stage = permit.stage is not None and permit.stage in {claimed.role, claimed.stage}
    stage_fits = claimed.stage is None or as_stage
    if not as_stage and not (claimed.role in {*permit.roles, Role.ADMIN} and stage_fits):
        raise WrongRole(f"Команду {permit.command} даёт: {', '.join(permit.roles)}")
    role_name = Role.REVIEWER if claimed.role == permit.stage else claimed.role
    authority = _authority_of(claimed.authority, permit, case) if _for_a_body(role_name, permit) else None
    return Actor(role=role_name, stage=permit.stage, name=claimed.name, authority=authority)
