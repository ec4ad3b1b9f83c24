"""Who may do what now: the one place that answers it, for ``next`` as for refusals."""

from collections.abc import Callable, Iterator, Mapping

from domain.errors import ForbiddenByRegulation, NotVisible, WrongRole, WrongState, wrong_field
from domain.lifecycle.actors import actor_of
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command, HandOver
from domain.lifecycle.hands import completed_by
from domain.lifecycle.joint import waiting_for_coordinator
from domain.lifecycle.permit import Permit
from domain.lifecycle.rules import Rules
from domain.lifecycle.steps import asks_for_facts, at_its_step
from domain.regulation import Cited, Report
from domain.roles import Actor, Principal
from domain.terms import ANSWERS, CommandName, Role, State

_EVERYBODY = (Role.COORDINATOR, Role.EXECUTOR, Role.REVIEWER, Role.HEAD, Role.MONITORING, Role.AUDITOR)
_STAGE_COMMANDS = frozenset({CommandName.APPROVE, CommandName.RETURN})


def permits(case: Case, rules: Rules) -> tuple[Permit, ...]:
    """List every command that is accepted now."""
    return tuple(permit for name in CommandName for permit in _permits(name, case, rules))


def authorise(command: Command, case: Case, rules: Rules) -> Actor:
    """Name the actor of a command; raises the refusal that fits where it may not be given."""
    if not case.closed:
        _check_provided_for(command, case, rules)
    _check_role_at_all(command, rules, case)
    permit = _permit_for(command, case, rules)
    if permit is None:
        raise _wrong_state(command.name, case, rules)
    _check_stage(command, permit)
    return actor_of(command, permit, case)


def check_visible(principal: Principal | None, case: Case) -> None:
    """Raise NotVisible where the message does not exist for this person."""
    if principal is not None and not sees(principal, case.message.regulation, case.authorities):
        raise NotVisible("Сообщение не найдено")


def sees(principal: Principal, regulation: str, authorities: tuple[str, ...]) -> bool:
    """Whether a message exists for this person: executors see their own authority's, a bound token its regulation's."""
    if principal.regulation is not None and principal.regulation != regulation:
        return False
    if set(principal.roles) <= {Role.EXECUTOR} and principal.authority is not None:
        return principal.authority in authorities
    return True


def _permits(name: CommandName, case: Case, rules: Rules) -> Iterator[Permit]:
    if name in _STAGE_COMMANDS:
        yield from _decisions(name, case, rules)
    elif at_its_step(name, case, rules) and (case.closed or _provided_for(name, case, rules)):
        yield _permit(name, case, rules)


def _decisions(name: CommandName, case: Case, rules: Rules) -> Iterator[Permit]:
    """What is to be decided: the draft at its stage, and each part of joint work that has come."""
    if case.state is State.IN_REVIEW:
        stage = rules.stage(case)
        roles = tuple(dict.fromkeys((stage.decided_by, Role.REVIEWER)))
        yield Permit(name, (*roles, Role.COORDINATOR) if stage.outside else roles, stage.id, stage.outside)
    if not case.closed:
        for part in waiting_for_coordinator(case.team):
            yield Permit(name, (Role.COORDINATOR,), part=part.authority)


def _permit_for(command: Command, case: Case, rules: Rules) -> Permit | None:
    """The permit that a command asks for; a decision that names no part is one about the draft, if there is one."""
    offers = tuple(_permits(command.name, case, rules))
    match command:
        case HandOver() if command.appeal is not None:
            return Permit(CommandName.HAND_OVER, (Role.COORDINATOR,)) if offers else None
        case HandOver() if case.state is not State.APPROVED:
            return None
    part = getattr(command, "part", None)
    if part is None:
        return offers[0] if offers else None
    # Whether that part is among those that have come, the act itself says, with their names.
    return Permit(command.name, (Role.COORDINATOR,), part=part) if any(offer.part for offer in offers) else None


def _permit(name: CommandName, case: Case, rules: Rules) -> Permit:
    report = _report(name, rules)
    if report is not None:
        return Permit(name, (report.by,), report.stage)
    return Permit(name, _roles_by_command(name, case, rules))


def _report(name: CommandName, rules: Rules) -> Report | None:
    regulation = rules.regulation
    return {CommandName.SIGNIFICANT: regulation.significant, CommandName.SHORTCOMING: regulation.shortcomings}.get(name)


def _roles_by_command(name: CommandName, case: Case, rules: Rules) -> tuple[Role, ...]:
    find = _ROLES.get(name)
    return (Role.COORDINATOR,) if find is None else find(case, rules)


def _roles_to_hand_over(case: Case, rules: Rules) -> tuple[Role, ...]:
    """Who places the approved answer; a formal appeal is the coordinator's at any time."""
    own = rules.flow(case).completion
    placing = own.command is CommandName.HAND_OVER and case.state is State.APPROVED
    return tuple(dict.fromkeys([*([own.by] if placing else []), Role.COORDINATOR]))


def _roles_to_route(case: Case, rules: Rules) -> tuple[Role, ...]:
    """The coordinator; for facts the body that answers may ask by itself."""
    return (Role.COORDINATOR, Role.EXECUTOR) if asks_for_facts(case, rules) else (Role.COORDINATOR,)


_ROLES: Mapping[CommandName, Callable[[Case, Rules], tuple[Role, ...]]] = {
    CommandName.RESOLVE: lambda _case, _rules: (Role.HEAD,),
    CommandName.ROUTE: _roles_to_route,
    CommandName.SUBMIT_DRAFT: lambda _case, _rules: (Role.EXECUTOR,),
    CommandName.INTERIM_ANSWER: lambda _case, _rules: (Role.EXECUTOR,),
    CommandName.CONTRIBUTE: lambda _case, _rules: (Role.EXECUTOR,),
    CommandName.DECLINE: lambda case, _rules: (
        (Role.COORDINATOR,) if case.state is State.AWAITING_ROUTING else (Role.EXECUTOR,)
    ),
    CommandName.REASSIGN: lambda _case, _rules: (Role.COORDINATOR, Role.EXECUTOR),
    CommandName.PUBLISH: lambda case, rules: (completed_by(case, rules),),
    CommandName.HAND_OVER: _roles_to_hand_over,
    CommandName.NOTE: lambda _case, _rules: _EVERYBODY,
}


def _provided_for(name: CommandName, case: Case, rules: Rules) -> bool:
    flow = rules.flow(case)
    match name:
        case CommandName.DECLINE:
            return flow.decline is not None
        case CommandName.CONTRIBUTE:
            return flow.joint is not None
        case CommandName.INTERIM_ANSWER:
            return flow.interim is not None
        case CommandName.CLARIFIED:
            return flow.clarification is not None
        case CommandName.PUBLISH:
            to_author = case.draft is not None and case.draft.kind not in ANSWERS
            return to_author or flow.completion.command is CommandName.PUBLISH
        case _:
            return True


def _check_provided_for(command: Command, case: Case, rules: Rules) -> None:
    """Refuse what this procedure does not know, before anything else is looked at."""
    flow = rules.flow(case)
    completion = flow.completion
    handed_over = isinstance(command, HandOver) and command.to is not None
    if handed_over and completion.command is not CommandName.HAND_OVER:
        raise ForbiddenByRegulation(f"Порядок завершается командой {completion.command}", clause=completion.clause)
    if _provided_for(command.name, case, rules):
        return
    detail, clause = {
        CommandName.DECLINE: ("Возврат сообщения исполнителем этим порядком не предусмотрен", flow.routing.clause),
        CommandName.CONTRIBUTE: ("Порядок не предусматривает нескольких исполнителей", flow.routing.clause),
        CommandName.INTERIM_ANSWER: ("Промежуточный ответ этим порядком не предусмотрен", flow.drafting.clause),
        CommandName.CLARIFIED: ("Уточняющий вопрос автору этим порядком не предусмотрен", flow.drafting.clause),
        CommandName.PUBLISH: (f"Порядок завершается командой {completion.command}", completion.clause),
    }[command.name]
    raise ForbiddenByRegulation(detail, clause=clause)


def _check_role_at_all(command: Command, rules: Rules, case: Case) -> None:
    """Refuse a role that could never give the command, before the state is looked at."""
    principal = command.principal
    if principal is None or principal.has(Role.ADMIN):
        return
    allowed = _roles_ever(command, rules, case)
    if not principal.has(*allowed):
        report = _report(command.name, rules)
        raise WrongRole(
            f"Команду {command.name} даёт: {', '.join(sorted(allowed))}", clause=report.clause if report else None
        )


def _roles_ever(command: Command, rules: Rules, case: Case) -> set[Role]:
    """The roles that give a command at some step of this procedure."""
    flow, report = rules.flow(case), _report(command.name, rules)
    if report is not None:
        return {report.by}
    if isinstance(command, HandOver):
        return {Role.COORDINATOR} if command.appeal is not None else {flow.completion.by}
    if command.name in _STAGE_COMMANDS:
        passed_on = flow.joint is not None and flow.joint.pass_clause is not None
        coordinating = passed_on or any(stage.outside for stage in flow.stages)
        deciding = {stage.decided_by for stage in flow.stages}
        return {Role.REVIEWER} | deciding | ({Role.COORDINATOR} if coordinating else set())
    if command.name is CommandName.PUBLISH:
        senders = {*([flow.clarification.placed_by] if flow.clarification else [])}
        return {flow.completion.by} | senders | ({flow.explaining.sent_by} if flow.explaining else set())
    if command.name is CommandName.DECLINE:
        outside = flow.decline is not None and flow.decline.then == "outside"
        return {Role.EXECUTOR} | ({Role.COORDINATOR} if outside else set())
    return set(_roles_by_command(command.name, case, rules))


def _check_stage(command: Command, permit: Permit) -> None:
    stage = getattr(command, "stage", None)
    if stage is not None and permit.part is not None:
        raise wrong_field("stage", "часть общего ответа этапов не проходит: её передаёт или возвращает координатор")
    if stage is not None and stage != permit.stage:
        raise WrongState(f"Сейчас очередь этапа {permit.stage}")


def _wrong_state(name: CommandName, case: Case, rules: Rules) -> WrongState:
    if case.closed:
        return WrongState("Работа с сообщением завершена")
    possible = ", ".join(dict.fromkeys(permit.command for permit in permits(case, rules)))
    return WrongState(
        f"Команда {name} сейчас невозможна; возможны: {possible}", clause=_order_clause(name, case, rules)
    )


def _order_clause(name: CommandName, case: Case, rules: Rules) -> str | None:
    """The clause that puts the step elsewhere in the order, where there is one."""
    flow = rules.flow(case)
    step: Cited | None = {
        CommandName.RESOLVE: flow.resolution,
        CommandName.ROUTE: flow.routing,
        CommandName.REASSIGN: flow.routing,
        CommandName.DECLINE: flow.decline,
        CommandName.CONTRIBUTE: flow.joint,
        CommandName.SUBMIT_DRAFT: flow.drafting,
        CommandName.INTERIM_ANSWER: flow.drafting,
        CommandName.CLARIFIED: flow.clarification,
        CommandName.APPROVE: flow.stages[case.stage_index] if flow.stages else None,
        CommandName.RETURN: flow.stages[case.stage_index] if flow.stages else None,
    }.get(name, flow.completion)
    return None if step is None else step.clause
