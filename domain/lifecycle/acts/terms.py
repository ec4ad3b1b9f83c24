"""The clocks that a person sets for one message: a shortened term (PRO-7), answering on days off (GUL-3.10)."""

from datetime import datetime
from typing import Any

from domain.deadlines import Terms, amount_of
from domain.errors import ForbiddenByRegulation, wrong_field
from domain.lifecycle import commands
from domain.lifecycle.acts.act import Given
from domain.lifecycle.intake import Message
from domain.regulation import Flow
from domain.regulation.parts import WORKING_TIME_UNITS
from domain.regulation.steps import Shortening
from domain.worktime import Amount


def terms_of(command: commands.Route, given: Given, message: Message) -> dict[str, Any]:
    """The changes of a case that the terms in a routing make; raises a refusal where they may not be set."""
    changes: dict[str, Any] = {}
    if command.days_off:
        changes["days_off_since"] = _days_off(given)
    if command.answer_within is not None:
        changes["amounts"] = _shortened(command, command.answer_within, given, message)
    elif command.draft_within is not None:
        raise wrong_field("draft_within", "указывается вместе с answer_within")
    return changes


def _days_off(given: Given) -> datetime:
    routing = given.rules.flow(given.case).routing
    if routing.days_off is None:
        raise ForbiddenByRegulation("Ответ в выходные дни этим порядком не предусмотрен", clause=routing.clause)
    return given.case.days_off_since or given.at


def _shortened(command: commands.Route, term: Amount, given: Given, message: Message) -> dict[str, Amount]:
    flow = given.rules.flow(given.case)
    option = flow.routing.shortening
    if option is None:
        raise ForbiddenByRegulation("Сокращённый срок этим порядком не предусмотрен", clause=flow.routing.clause)
    if command.reason is None:
        raise wrong_field("reason", "укажите, на каком основании срок сокращён", clause=option.clause)
    terms = given.rules.terms(given.case.changed(message=message, amounts={}))
    ordinary = amount_of(flow, flow.limit(option.limit), terms)
    assert ordinary is not None  # noqa: S101 -- the file was checked: what is shortened states its own amount
    start, time = _start(flow, option, given), given.rules.clock(given.case)
    if term.amount == 0 or time.due(start, term) >= time.due(start, ordinary):
        raise wrong_field("answer_within", "сокращённый срок должен быть короче обычного", clause=option.clause)
    draft = _draft(command, term, option, flow, terms)
    if draft is None:
        return {option.limit: term}
    name, amount = draft
    if amount.amount == 0 or time.due(start, amount) > time.due(start, term):
        raise wrong_field("draft_within", "срок проекта должен кончаться не позже срока ответа", clause=option.clause)
    return {option.limit: term, name: amount}


def _start(flow: Flow, option: Shortening, given: Given) -> datetime:
    """When the shortened limit began; one that begins with this routing begins now."""
    ref = flow.limit(option.limit).starts
    begun = [event.at for event in given.case.events if ref is not None and event.matches(ref)]
    return begun[0] if begun else given.at


def _draft(
    command: commands.Route, term: Amount, option: Shortening, flow: Flow, terms: Terms
) -> tuple[str, Amount] | None:
    """The draft's limit: as given; else it follows the term, where that leaves the executor at least half of it."""
    if option.draft is None:
        if command.draft_within is not None:
            raise wrong_field("draft_within", "у этого порядка нет срока проекта", clause=option.clause)
        return None
    if command.draft_within is not None:
        return option.draft, command.draft_within
    rule = flow.limit(option.draft)
    lead = rule.before.lead.duration if rule.before else None
    follows = option.draft not in terms.amounts and lead is not None and term.unit in WORKING_TIME_UNITS
    if not follows or lead is None or (term.duration - lead) * 2 < term.duration:
        raise wrong_field(
            "draft_within",
            "из сокращённого срока на проект остаётся меньше половины: укажите срок проекта",
            clause=option.clause,
        )
    return None
