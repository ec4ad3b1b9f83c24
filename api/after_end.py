"""Commands to a message that has ended: a repeat of what was carried out, a remark, or a refusal.

The message's workflow is there no more. What it carried out it still tells while Temporal remembers it; a remark
goes through a small workflow of its own, and what was remarked is told by the read model.
"""

from collections.abc import Mapping
from typing import Any

from api.cases import Found, find
from api.context import Context
from api.errors import NotFoundError, UnavailableError
from domain.errors import CommandReused, WrongState
from domain.lifecycle import CaseView, Command, Foreseen, WhatIf, moment_asked, parse_command
from domain.lifecycle.remark import remark
from domain.regulation import UnknownRegulationError
from domain.roles import Principal
from domain.terms import REMARKS, CommandName, State

Payload = Mapping[str, Any]


async def carry_out(
    context: Context, found: Found, name: CommandName, payload: Payload, principal: Principal
) -> CaseView:
    """Carry out a remark and answer the case with it; another command is answered only where it is a repeat."""
    command = parse_command(name, payload)
    if await _is_repeat(context, found, command):
        return found.case
    _check_possible(found.case, name)
    _check_same(await context.gateway.remark(found.case.id, name, payload), command)
    return (await find(context, found.case.id, principal)).case


async def send(context: Context, found: Found, name: CommandName, payload: Payload) -> None:
    """Begin a remark that nobody waits for, so that what its sender would not hear is refused at once."""
    command = parse_command(name, payload)
    if await _is_repeat(context, found, command):
        return
    _check_possible(found.case, name)
    _rehearse(context, found.case, command)
    await context.gateway.send_remark(found.case.id, name, payload)


async def foresee(context: Context, found: Found, asked: WhatIf) -> Foreseen:
    """Say what a remark would do, or a repeat; raises the Refusal that the command would meet."""
    now = context.clock()
    command = parse_command(asked.command, asked.payload)
    at = moment_asked(now, asked.at)
    if command.command_id is not None and await _is_repeat(context, found, command):
        return Foreseen(at=at, case=found.case)
    _check_possible(found.case, asked.command)
    try:
        rules = context.rulebook.rules(found.case.regulation, found.case.regulation_version)
    except UnknownRegulationError:
        raise UnavailableError("Регламента этого дела здесь сейчас нет; повторите запрос") from None
    remarked = remark(found.case, rules, command, at)
    return Foreseen(at=rules.local(at), case=remarked.case, journal=(remarked.entry,))


def ended() -> WrongState:
    """The refusal of whatever would need a message that is still worked on."""
    return WrongState("Работа с сообщением завершена")


async def _is_repeat(context: Context, found: Found, command: Command) -> bool:
    digest = await _digest(context, found, command.command_id or "")
    if digest is not None:
        _check_same(digest, command)
    return digest is not None


async def _digest(context: Context, found: Found, command_id: str) -> str | None:
    """The fingerprint of what was carried out under an id: after the end, or before it while Temporal remembers."""
    if found.closed is not None:
        remarked = await context.read_model.remark_digest(found.case.id, command_id)
        if remarked is not None:
            return remarked
    try:
        return await context.gateway.command_digest(found.case.id, command_id)
    except NotFoundError:
        return None


def _check_same(digest: str, command: Command) -> None:
    if digest != command.digest():
        raise CommandReused("Этот command_id уже использован для другой команды")


def _check_possible(case: CaseView, name: CommandName) -> None:
    if case.state is not State.CLOSED or name not in REMARKS:
        raise ended()


def _rehearse(context: Context, case: CaseView, command: Command) -> None:
    """Raise the Refusal that a remark would meet now."""
    try:
        rules = context.rulebook.rules(case.regulation, case.regulation_version)
    except UnknownRegulationError:
        return  # The worker waits for the file to be back, and judges then.
    remark(case, rules, command, context.clock())
