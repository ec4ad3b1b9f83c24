"""What if: the same month with one more person in an office, or with another limit in the act."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import ValidationError

from domain.errors import InvalidInput, wrong_field
from domain.lab.engine import Town
from domain.lab.figures import Figures
from domain.lab.staff import Office, places_of
from domain.lifecycle import Rules
from domain.regulation import LimitRule, Regulation
from domain.regulation.checks import problems
from domain.terms import COMPLETIONS, DraftKind, EventKind
from domain.validation import field_errors
from domain.worktime import Amount, Unit

_WORKING = frozenset({Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS})
_STEP = {
    Unit.WORKING_MINUTES: Decimal(15),
    Unit.WORKING_HOURS: Decimal(1),
    Unit.WORKING_DAYS: Decimal(1),
    Unit.CALENDAR_DAYS: Decimal(1),
    Unit.HOURS: Decimal(1),
    Unit.DAYS_24H: Decimal(1),
}
_EARLY = frozenset({EventKind.DETECTED, EventKind.RECEIVED, EventKind.RESOLVED, EventKind.ROUTED, EventKind.ASSIGNED})
"""Where a limit on the whole answer begins: before anything is drafted."""

_ASKED = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]{0,63})=(?P<amount>[0-9]{1,6}(?:\.[0-9]{1,6})?)(?P<letter>[mhd])")


class Change(Figures):
    """What a variant changes: how many people an office has, or how much time a limit gives."""

    office: str | None = None
    people: int | None = None
    limit: str | None = None
    amount: Amount | None = None


def one_more(town: Town) -> Iterator[tuple[Change, Town]]:
    """The town with one more person in each office that has work under its procedure; in each body where it is so."""
    regulation = town.rules.regulation
    places = places_of(town.staff, regulation, regulation.flow(town.flow))
    used = {town.staff.office(place).place for place in places}
    for number, office in enumerate(town.staff.offices):
        if office.place in used:
            more = office.model_copy(update={"people": office.people + 1})
            staff = town.staff.model_copy(update={"offices": _with(town.staff.offices, number, more)})
            yield Change(office=office.place.id, people=more.people), replace(town, staff=staff)


def answer_limit(town: Town) -> LimitRule | None:
    """The limit on the whole answer: from before the draft to what goes out, or to the last approval."""
    whole = [rule for rule in town.rules.regulation.flow(town.flow).limits if _is_whole(rule)]
    for kinds in (COMPLETIONS, {EventKind.APPROVED}):
        for rule in whole:
            if any(ref.kind in kinds and DraftKind.FINAL in ref.drafts for ref in rule.ends):
                return rule
    return None


def little_other(town: Town) -> Iterator[tuple[Change, Town]]:
    """The town with a little less and a little more time for the answer; nothing where that cannot be."""
    rule = answer_limit(town)
    if rule is None:
        return
    for sign in (-1, 1):
        amount = rule.duration.amount + sign * _STEP[rule.duration.unit]
        if amount > 0:
            try:
                yield with_limit(town, rule.name, Amount(amount=amount, unit=rule.duration.unit))
            except InvalidInput:
                # So short that another limit of the act has no room in it.
                continue


def with_limit(town: Town, name: str, amount: Amount) -> tuple[Change, Town]:
    """The town under an act that gives a limit another amount; raises InvalidInput where the act cannot say so."""
    rule, regulation = _own_limit(town, name), town.rules.regulation
    refusal = f"Срок {name} регламента {regulation.id} не может быть таким"
    changed = rule.model_copy(update={"amount": amount.amount, "unit": amount.unit})
    flows = tuple(
        flow.model_copy(update={"limits": tuple(changed if item is rule else item for item in flow.limits)})
        for flow in regulation.flows
    )
    try:
        # Read anew: a copy keeps what the old amount gave, and is not checked.
        other = Regulation.model_validate(regulation.model_copy(update={"flows": flows}).model_dump())
    except ValidationError as error:
        raise InvalidInput(refusal, errors=field_errors(error)) from error
    found = problems(other)
    if found:
        raise InvalidInput(refusal, errors=found)
    return Change(limit=name, amount=amount), replace(town, rules=Rules(other, town.rules.time))


def asked_limit(town: Town, text: str) -> tuple[Change, Town] | None:
    """The town under an act with the limit that «overall=5h» asks for; None where the act has no such limit.

    Minutes, hours and days are those of service where the limit counts them, else those of the clock. Raises
    InvalidInput.
    """
    match = _ASKED.fullmatch(text)
    if match is None:
        raise wrong_field("what-if-limit", "ожидается срок и время, например overall=5h, rework=90m, final=5d")
    if all(rule.name != match["name"] for rule in town.rules.regulation.flow(town.flow).limits):
        return None
    unit = _unit(_own_limit(town, match["name"]).duration.unit, match["letter"])
    try:
        amount = Amount.model_validate({"amount": Decimal(match["amount"]), "unit": unit})
    except ValidationError as error:
        raise InvalidInput(f"Срок {text} не читается", errors=field_errors(error)) from error
    return with_limit(town, match["name"], amount)


def _own_limit(town: Town, name: str) -> LimitRule:
    rule = town.rules.regulation.flow(town.flow).limit(name)
    if rule.amount is None:
        raise wrong_field("what-if-limit", f"у срока {name} нет своего времени: он следует за другим")
    return rule


def _unit(own: Unit, letter: str) -> Unit:
    if own in _WORKING:
        return {"m": Unit.WORKING_MINUTES, "h": Unit.WORKING_HOURS, "d": Unit.WORKING_DAYS}[letter]
    days = own if own in {Unit.CALENDAR_DAYS, Unit.DAYS_24H} else Unit.DAYS_24H
    if letter == "m":
        raise wrong_field("what-if-limit", "этот срок идёт по часам: укажите часы (h) или дни (d)")
    return {"h": Unit.HOURS, "d": days}[letter]


def _is_whole(rule: LimitRule) -> bool:
    early = rule.starts is not None and rule.starts.kind in _EARLY
    return early and rule.amount is not None and rule.unit in _STEP and not (rule.alternative or rule.by_analogy)


def _with(offices: tuple[Office, ...], number: int, office: Office) -> tuple[Office, ...]:
    return (*offices[:number], office, *offices[number + 1 :])
