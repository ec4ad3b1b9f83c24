"""Amounts of time as a clerk writes them: «30 минут», «1,5 часа», «2 рабочих дня», «за 4 часа до конца»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from domain.regulation.parts import WORKING_TIME_UNITS
from domain.validation import field_errors
from domain.worktime import Amount, Unit
from ops.regulation_new.answers import Answers, is_absent

_HOW = "напишите, например, «30 минут», «1,5 часа», «2 рабочих дня», «3 календарных дня», «24 часа круглосуточно»"
_AMOUNT = re.compile(r"(?P<number>\d{1,6}(?:[.,]\d{1,3})?)\s*(?P<unit>\D+)")
_UNITS = (
    (re.compile(r"(раб[а-я]*\.?\s*)?(мин\.?|минут[аы]?)"), Unit.WORKING_MINUTES),
    (re.compile(r"(раб[а-я]*\.?\s*)?(ч\.?|час(а|ов)?)"), Unit.WORKING_HOURS),
    (re.compile(r"раб[а-я]*\.?\s*(дн\.?|день|дня|дней)"), Unit.WORKING_DAYS),
    (re.compile(r"кал[а-я]*\.?\s*(дн\.?|день|дня|дней)"), Unit.CALENDAR_DAYS),
    (re.compile(r"(ч\.?|час(а|ов)?)\s+круглосуточно"), Unit.HOURS),
    (re.compile(r"сут(\.|ки|ок)?"), Unit.DAYS_24H),
)
_DAYS = re.compile(r"дн\.?|день|дня|дней")
_AT_ONCE = frozenset({"немедленно", "незамедлительно", "сразу"})
_BEFORE_END = re.compile(r"(?:за\s+)?(?P<amount>.+?)\s+до\s+(?:конца|истечения)(?:\s+срока)?")


@dataclass(frozen=True)
class DraftTerm:
    """When a draft is due: so long after the beginning of the whole, or so long before its end."""

    amount: Amount
    before_end: bool


def amount(text: str, _: Answers) -> Amount:
    """Read an amount of time."""
    words = " ".join(text.lower().split())
    if words in _AT_ONCE:
        return Amount(amount=Decimal(0), unit=Unit.AT_ONCE)
    match = _AMOUNT.fullmatch(words)
    if match is None:
        raise ValueError(f"не понять, сколько времени: {_HOW}")
    if _DAYS.fullmatch(match["unit"]):
        raise ValueError("дни бывают рабочие и календарные: напишите, какие")
    unit = next((unit for pattern, unit in _UNITS if pattern.fullmatch(match["unit"])), None)
    if unit is None:
        raise ValueError(f"не понять единицу времени «{match['unit']}»: {_HOW}")
    return _checked(Decimal(match["number"].replace(",", ".")), unit)


def lasting(text: str, answers: Answers) -> Amount:
    """Read an amount that is more than «at once»."""
    found = amount(text, answers)
    if found.unit is Unit.AT_ONCE:
        raise ValueError(f"«{text}» здесь не срок: {_HOW}")
    return found


def amount_or_none(text: str, answers: Answers) -> Amount | None:
    """Read an amount of time, or «нет» where the act gives none."""
    return None if is_absent(text) else amount(text, answers)


def draft_term(text: str, whole: Amount) -> DraftTerm | None:
    """Read when a draft is due inside the whole; «нет» where the act does not say."""
    if is_absent(text):
        return None
    match = _BEFORE_END.fullmatch(text.strip().lower())
    if match is None:
        return DraftTerm(amount(text, Answers({})), before_end=False)
    lead = lasting(match["amount"], Answers({}))
    if lead.unit not in WORKING_TIME_UNITS or whole.unit not in WORKING_TIME_UNITS:
        raise ValueError("назад от конца отсчитывают, только когда оба срока — в рабочих минутах или часах")
    if lead.duration >= whole.duration:
        raise ValueError("проект должен быть готов после начала общего срока: напишите меньше, чем весь срок")
    return DraftTerm(lead, before_end=True)


def _checked(number: Decimal, unit: Unit) -> Amount:
    if not number:
        raise ValueError("срок должен быть больше нуля; если срока нет, ответьте «нет»")
    try:
        return Amount(amount=number, unit=unit)
    except ValidationError as error:
        raise ValueError("; ".join(item.message for item in field_errors(error))) from error
