"""What every table of a regulation's file is made of: names, words, and the clause that a value rests on."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from domain.worktime import Amount, AmountError, Unit

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def _slug(text: str) -> str:
    if _SLUG.fullmatch(text) is None:
        raise ValueError("только строчные латинские буквы, цифры и дефис, не длиннее 64 знаков")
    return text


def _some(items: tuple[object, ...]) -> tuple[object, ...]:
    if not items:
        raise ValueError("список не может быть пустым")
    return items


Slug = Annotated[str, AfterValidator(_slug)]
"""A name that is safe in addresses, file names and search attributes."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]

NotEmpty = AfterValidator(_some)
"""Asked after the items, so that a wrong item is not reported as a missing one too."""

WORKING_TIME_UNITS = frozenset({Unit.WORKING_MINUTES, Unit.WORKING_HOURS})
"""Units whose limits can be subtracted from each other on the working-time axis (R5)."""

_COUNTED_UNITS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.AT_ONCE})


def check_amount(amount: Decimal | None, unit: Unit | None) -> None:
    """Raise ValueError (pydantic's own included) where an amount is out of range or finer than a microsecond."""
    made = Amount.model_validate({"amount": amount, "unit": unit})
    if made.unit not in _COUNTED_UNITS:
        try:
            _ = made.duration
        except AmountError as error:
            raise ValueError(str(error)) from error


class Part(BaseModel):
    """A table of the file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Part):
    """A value that rests on a clause of the act."""

    clause: Words
    quote: str = ""
    reading: str = ""
    confirmed_by: str = ""
