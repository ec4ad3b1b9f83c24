"""Who may do what now: the one place that answers it, for ``next`` as for refusals."""

from dataclasses import dataclass

from domain.errors import ForbiddenByRegulation, NotVisible, WrongRole, WrongState
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Approve, Command
from domain.lifecycle.rules import Rules
from domain.roles import Actor, Principal
from domain.terms import CommandName, Role, State

_STEP = {
    CommandName.RESOLVE: frozenset({State.AWAITING_RESOLUTION}),
    CommandName.ROUTE: frozenset({State.AWAITING_ROUTING}),
    CommandName.SUBMIT_DRAFT: frozenset({State.DRAFTING, State.REWORK}),
    CommandName.APPROVE: frozenset({State.IN_REVIEW}),
    CommandName.RETURN: frozenset({State.IN_REVIEW}),
    CommandName.PUBLISH: frozenset({State.APPROVED}),
    CommandName.HAND_OVER: frozenset({State.APPROVED}),
}
_ANY_OPEN_STATE = frozenset(State) - {State.CLOSED}
_EVERYBODY = (Role.COORDINATOR, Role.EXECUTOR, Role.REVIEWER, Role.HEAD, Role.MONITORING, Role.AUDITOR)
_STAGE_COMMANDS = frozenset({CommandName.APPROVE, CommandName.RETURN})


@dataclass(frozen=True)
class Permit:
    """A command that is possible, and the roles that may give it; ``admin`` always may as well."""

    command: CommandName
    roles: tuple[Role, ...]
    stage: str | None = None
    outside: bool = False


def permits(case: Case, rules: Rules) -> tuple[Permit, ...]:
    """List every command that is accepted now."""
    return tuple(
        _permit(name, case, rules)
        for name in CommandName
        if case.state in _STEP.get(name, _ANY_OPEN_STATE) and _provided_for(name, case, rules)
    )


def authorise(command: Command, case: Case, rules: Rules) -> Actor:
    """Name the actor of a command; raises the refusal that fits where it may not be given."""
    if not _provided_for(command.name, case, rules):
        completion = rules.flow(case).completion
        raise ForbiddenByRegulation(f"Порядок завершается командой {completion.command}", clause=completion.clause)
    _check_role_at_all(command, rules, case)
    if case.state not in _STEP.get(command.name, _ANY_OPEN_STATE):
        raise _wrong_state(command.name, case, rules)
    permit = _permit(command.name, case, rules)
    _check_stage(command, permit)
    return _actor(command, permit, case)


def _provided_for(name: CommandName, case: Case, rules: Rules) -> bool:
    endings = {CommandName.PUBLISH, CommandName.HAND_OVER}
    return name not in endings or name is rules.flow(case).completion.command


def _permit(name: CommandName, case: Case, rules: Rules) -> Permit:
    if name in _STAGE_COMMANDS:
        stage = rules.stage(case)
        roles = tuple(dict.fromkeys((stage.decided_by, Role.REVIEWER)))
        return Permit(name, (*roles, Role.COORDINATOR) if stage.outside else roles, stage.id, stage.outside)
    return Permit(name, _roles_by_command(name, case, rules))


def _roles_by_command(name: CommandName, case: Case, rules: Rules) -> tuple[Role, ...]:
    match name:
        case CommandName.RESOLVE:
            return (Role.HEAD,)
        case CommandName.SUBMIT_DRAFT:
            return (Role.EXECUTOR,)
        case CommandName.PUBLISH | CommandName.HAND_OVER:
            return (rules.flow(case).completion.by,)
        case CommandName.NOTE:
            return _EVERYBODY
        case _:
            return (Role.COORDINATOR,)


def check_visible(principal: Principal | None, case: Case) -> None:
    """Raise NotVisible where the message does not exist for this person."""
    if principal is not None and not sees(principal, case.message.regulation, case.authority):
        raise NotVisible("Сообщение не найдено")


def sees(principal: Principal, regulation: str, authority: str | None) -> bool:
    """Whether a message exists for this person: executors see their own authority's, a bound token its regulation's."""
    if principal.regulation is not None and principal.regulation != regulation:
        return False
    if set(principal.roles) <= {Role.EXECUTOR} and principal.authority is not None:
        return principal.authority == authority
    return True


def _check_role_at_all(command: Command, rules: Rules, case: Case) -> None:
    """Refuse a role that could never give the command, before the state is looked at."""
    principal = command.principal
    if principal is None or principal.has(Role.ADMIN):
        return
    if command.name in _STAGE_COMMANDS:
        allowed: set[Role] = {Role.REVIEWER}
        for stage in rules.flow(case).stages:
            allowed |= {stage.decided_by} | ({Role.COORDINATOR} if stage.outside else set())
    else:
        allowed = set(_roles_by_command(command.name, case, rules))
    if not principal.has(*allowed):
        raise _wrong_role(command.name, tuple(sorted(allowed)))


def _check_stage(command: Command, permit: Permit) -> None:
    stage = getattr(command, "stage", None)
    if stage is not None and stage != permit.stage:
        raise WrongState(f"Сейчас очередь этапа {permit.stage}")


def _actor(command: Command, permit: Permit, case: Case) -> Actor:
    if command.principal is None:
        return _unsigned_actor(command, permit, case)
    if command.actor is not None and command.actor.role not in command.principal.roles:
        return _outside_actor(command, command.principal, permit)
    principal = command.principal
    role = _role_held(principal, permit, case)
    if role is None and permit.outside and principal.has(Role.COORDINATOR):
        raise WrongRole(f'Решение этапа {permit.stage} вносится с полем actor, например {{"role": "{permit.stage}"}}')
    if role is None and Role.EXECUTOR in permit.roles and principal.has(Role.EXECUTOR):
        raise NotVisible("Сообщение не найдено")
    if role is None:
        raise _wrong_role(permit.command, permit.roles)
    own_draft = case.draft is not None and case.draft.by.person == principal.person
    if isinstance(command, Approve) and own_draft:
        raise WrongRole("Свой проект ответа согласовать нельзя")
    authority = case.authority if role is Role.EXECUTOR else principal.authority
    return Actor(role=role, person=principal.person, stage=permit.stage, authority=authority)


def _role_held(principal: Principal, permit: Permit, case: Case) -> Role | None:
    """The role in which this person acts; an outside stage is not the coordinator's own, nor another body's work."""
    for role in permit.roles:
        fits_stage = role is not Role.REVIEWER or permit.stage in {None, *principal.stages}
        fits_authority = role is not Role.EXECUTOR or principal.authority in {None, case.authority}
        own = not (permit.outside and role is Role.COORDINATOR)
        if role in principal.roles and fits_stage and fits_authority and own:
            return role
    return Role.ADMIN if Role.ADMIN in principal.roles else None


def _outside_actor(command: Command, principal: Principal, permit: Permit) -> Actor:
    """The act of somebody outside, entered by the coordinator."""
    claimed = command.actor
    assert claimed is not None  # noqa: S101 -- narrows the type; the caller has just asked
    if not principal.has(Role.COORDINATOR, Role.ADMIN):
        raise WrongRole("Действие другого лица вносит только координатор")
    fits = permit.stage in {claimed.role, claimed.stage} and claimed.stage in {None, permit.stage}
    if not (permit.outside and fits):
        raise WrongRole("Координатор вносит действия только внешнего органа, чья сейчас очередь")
    return Actor(role=Role.REVIEWER, stage=permit.stage, name=claimed.name, entered_by=principal.person)


def _unsigned_actor(command: Command, permit: Permit, case: Case) -> Actor:
    """The actor of a signal that another tool sent straight to Temporal, which is trusted to know its people."""
    claimed = command.actor
    if claimed is None:
        role = permit.roles[0]
        authority = case.authority if role is Role.EXECUTOR else None
        return Actor(role=role, stage=permit.stage, authority=authority)
    as_stage = permit.stage is not None and permit.stage in {claimed.role, claimed.stage}
    stage_fits = claimed.stage is None or as_stage
    if not as_stage and not (claimed.role in {*permit.roles, Role.ADMIN} and stage_fits):
        raise _wrong_role(permit.command, permit.roles)
    role_name = Role.REVIEWER if claimed.role == permit.stage else claimed.role
    return Actor(role=role_name, stage=permit.stage, name=claimed.name)


def _wrong_role(name: CommandName, roles: tuple[Role, ...]) -> WrongRole:
    return WrongRole(f"Команду {name} даёт: {', '.join(roles)}")


def _wrong_state(name: CommandName, case: Case, rules: Rules) -> WrongState:
    if case.closed:
        return WrongState("Работа с сообщением завершена")
    possible = ", ".join(permit.command for permit in permits(case, rules))
    return WrongState(
        f"Команда {name} сейчас невозможна; возможны: {possible}", clause=_order_clause(name, case, rules)
    )


def _order_clause(name: CommandName, case: Case, rules: Rules) -> str | None:
    """The clause that puts the step elsewhere in the order, where there is one."""
    flow = rules.flow(case)
    match name:
        case CommandName.RESOLVE:
            return flow.resolution.clause if flow.resolution else None
        case CommandName.ROUTE:
            return flow.routing.clause
        case CommandName.SUBMIT_DRAFT:
            return flow.drafting.clause
        case CommandName.APPROVE | CommandName.RETURN:
            return flow.stages[case.stage_index].clause if flow.stages else None
        case _:
            return flow.completion.clause
