"""What a command would do if it were given: the case as it would be, its journal, and the limits that would move.

Nothing is carried out and nothing is remembered. Until the moment that is asked about, time passes in thought as a
workflow lets it pass: every announcement at its own moment. Then the command is judged by ``decide`` itself, so that
a what-if and what happens cannot differ, and a refusal is that of the command.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.errors import InvalidInput, wrong_field
from domain.journal import Entry
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command, Recalculate
from domain.lifecycle.deadline_view import DeadlineView
from domain.lifecycle.decide import announce, decide
from domain.lifecycle.intake import AHEAD
from domain.lifecycle.permissions import check_visible
from domain.lifecycle.rules import Rules
from domain.lifecycle.view import CaseView, View, case_view
from domain.moment import Moment
from domain.terms import CommandName, LimitState
from domain.text import AT_THE_DOOR
from domain.validation import field_errors

FURTHEST = timedelta(days=366)
"""How far ahead may be asked: no act gives a message that long, and the transfers of later years are unknown."""


class WhatIf(BaseModel):
    """A question: the command, its payload as it would be sent, and when it would be given (now, where not said)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    command: CommandName
    payload: dict[str, Any] = {}
    at: Moment | None = None


class Standing(View):
    """How a limit stands; ``due_at`` and ``late_after`` are None while it is paused and nobody knows for how long."""

    state: LimitState
    due_at: datetime | None
    late_after: datetime | None


class LimitChange(View):
    """A limit that would stand otherwise: ``before`` is now, ``after`` is then; None where it has not begun."""

    name: str
    title: str
    clause: str
    authority: str | None = None
    before: Standing | None
    after: Standing | None


class Foreseen(View):
    """The answer: the case as it would be at ``at``, all that would be journalled until then, and the limits.

    ``journal`` begins with what would be announced before the command: reminders, limits that pass.
    """

    at: datetime
    case: CaseView
    journal: tuple[Entry, ...] = ()
    limits: tuple[LimitChange, ...] = ()


def parse_what_if(asked: Any) -> WhatIf:  # noqa: ANN401 -- whatever a stranger sent
    """Read a question; raises InvalidInput that names every wrong field. What the payload says is not looked at."""
    try:
        return WhatIf.model_validate(asked, context=AT_THE_DOOR)
    except ValidationError as error:
        raise InvalidInput("Вопрос не принят", errors=field_errors(error)) from error


def moment_asked(now: datetime, at: datetime | None) -> datetime:
    """The moment that is asked about; raises InvalidInput for one that is past, or too far ahead.

    What was done earlier is asked about with ``occurred_at`` in the payload, as it would be entered.
    """
    if at is None or now - AHEAD <= at <= now:
        return now
    if at < now:
        raise wrong_field("at", "уже прошло; о сделанном раньше спрашивают полем occurred_at в payload")
    if at - now > FURTHEST:
        raise wrong_field("at", f"не дальше {FURTHEST.days} дней вперёд")
    return at


def foresee(case: Case, rules: Rules, command: Command, now: datetime, at: datetime | None = None) -> Foreseen:
    """Say what a command would do if it were given at ``at``; raises the Refusal that it would meet then.

    ``recalculate`` is refused after all that would refuse it anyway: what it would do rests on files that are read
    only when it is given.
    """
    moment = _moment(case, command, now, at)
    waited, announced = _waited(case, rules, now, moment)
    decision = decide(waited, rules, command, moment)
    if isinstance(command, Recalculate):
        raise wrong_field("command", "recalculate заранее не показать: календарь и регламент читаются при исполнении")
    before, after = case_view(case, rules, now), case_view(decision.case, rules, moment)
    return Foreseen(
        at=rules.local(moment),
        case=after,
        journal=(*announced, *decision.entries),
        limits=tuple(_changes(before, after)),
    )


def _moment(case: Case, command: Command, now: datetime, at: datetime | None) -> datetime:
    try:
        return moment_asked(now, at)
    except InvalidInput:
        # To whom the message does not exist, nothing else is said of it.
        check_visible(command.principal, case)
        raise


def _waited(case: Case, rules: Rules, now: datetime, until: datetime) -> tuple[Case, tuple[Entry, ...]]:
    """Let time pass without a command; answers what is announced meanwhile."""
    entries: list[Entry] = []
    moment = now
    while (following := _next_alarm(case, rules, moment)) is not None and following <= until:
        moment = max(moment, following)
        decision = announce(case, rules, moment)
        case = decision.case
        entries += decision.entries
    return case, tuple(entries)


def _next_alarm(case: Case, rules: Rules, now: datetime) -> datetime | None:
    plan = rules.alarms(case)
    following = (plan.next(limit, now) for limit in rules.limits(case))
    return min((alarm.at for alarm in following if alarm is not None), default=None)


def _changes(before: CaseView, after: CaseView) -> Iterator[LimitChange]:
    was, will = _begun(before), _begun(after)
    for name in dict.fromkeys([*was, *will]):
        then, later = _standing(was.get(name)), _standing(will.get(name))
        if then != later:
            shown = will.get(name) or was[name]
            yield LimitChange(
                name=name, title=shown.title, clause=shown.clause, authority=shown.authority, before=then, after=later
            )


def _begun(case: CaseView) -> dict[str, DeadlineView]:
    return {limit.name: limit for limit in case.deadlines if limit.state is not LimitState.PENDING}


def _standing(limit: DeadlineView | None) -> Standing | None:
    if limit is None:
        return None
    return Standing(state=limit.state, due_at=limit.due_at, late_after=limit.late_after)
