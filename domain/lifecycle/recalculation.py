"""Recalculation on purpose: the same version of the regulation and the calendar are read again, and limits follow."""

from collections.abc import Iterable
from typing import Any

from domain.deadlines import Limit
from domain.errors import WrongState
from domain.lifecycle.acts.act import Act, details_of
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Recalculate
from domain.lifecycle.rules import Rules


def recalculated(command: Recalculate, case: Case, rules: Rules, renewed: Rules) -> Act:
    """Say of every limit what it was and what it is; raises WrongState where the case does not fit what was read."""
    _check_fits(case, rules, renewed)
    before = {limit.name: _moments(limit, rules) for limit in rules.limits(case)}
    after = {limit.name: _moments(limit, renewed) for limit in renewed.limits(case)}
    details = details_of(command) | {
        "calendar_version": {"before": rules.time.version, "after": renewed.time.version},
        "recalculated": list(_compared(before, after)),
    }
    return Act(clause=None, details=details)


def _check_fits(case: Case, rules: Rules, renewed: Rules) -> None:
    """The steps that a case has gone must still be there: only amounts, hours and days may differ."""
    flows = {flow.id for flow in renewed.regulation.flows}
    authorities = {item.id for item in renewed.regulation.authorities}
    named = {*case.authorities, case.resolved_authority, *(item.authority for item in case.team)} - {None}
    if case.message.flow not in flows or not named <= authorities:
        raise WrongState("Пересчёт невозможен: в файле регламента нет порядка или органа этого сообщения")
    if _stages(case, rules) != _stages(case, renewed):
        raise WrongState("Пересчёт невозможен: в файле регламента изменены этапы согласования")
    ground = case.draft.ground if case.draft else None
    if ground is not None and ground not in {item.id for item in renewed.regulation.grounds}:
        raise WrongState("Пересчёт невозможен: в файле регламента нет основания разъяснения")


def _stages(case: Case, rules: Rules) -> tuple[list[str], list[str]]:
    """The whole chain, and that of the draft that stands now."""
    return [stage.id for stage in rules.flow(case).stages], [stage.id for stage in rules.chain(case)]


def _moments(limit: Limit, rules: Rules) -> dict[str, str]:
    return {
        "due_at": rules.local(limit.due_at).isoformat(),
        "late_after": rules.local(limit.late_after).isoformat(),
    }


def _compared(before: dict[str, Any], after: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for name in dict.fromkeys([*before, *after]):
        yield {"name": name, "before": before.get(name), "after": after.get(name)}
