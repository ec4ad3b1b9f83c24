"""What stands beside a value: its clause, and where nobody looked it up, that it is a reading to be confirmed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from domain.worktime import Amount
from ops.regulation_new.answers import Answer
from ops.regulation_new.toml import Value

NOT_STATED = "не указан"
"""What stands for a clause that nobody named: the file is usable, and shows that it is to be filled in."""


def clause_of(*answers: Answer[Any]) -> str:
    """The first clause that was named."""
    return next((answer.clause for answer in answers if answer.clause), NOT_STATED)


def cited(*answers: Answer[Any], clause: str | None = None) -> dict[str, Value | None]:
    """The keys that a value rests on; a reading only where a usual answer was taken, or no clause is known."""
    found = clause or clause_of(*answers)
    said = " ".join(_reading(found, *answers))
    reading: dict[str, Value | None] = {"reading": said, "confirmed_by": ""} if said else {}
    return {"clause": found, **reading}


def number(amount: Amount) -> Value:
    """An amount as the file writes it."""
    whole = amount.amount.to_integral_value()
    return int(whole) if whole == amount.amount else Decimal(amount.amount)


def timed(amount: Amount) -> dict[str, Value | None]:
    """The keys of an amount of time."""
    return {"amount": number(amount), "unit": amount.unit.value}


def _reading(clause: str, *answers: Answer[Any]) -> Iterator[str]:
    usual = dict.fromkeys(answer.said for answer in answers if answer.usual)
    if usual:
        yield f"По акту не проверено, взято обычное: {', '.join(f'«{said}»' for said in usual)}."
    if clause == NOT_STATED:
        yield "Пункт акта не назван: впишите его в clause."
