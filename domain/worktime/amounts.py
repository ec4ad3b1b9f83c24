"""An amount of time with its unit, exact to the microsecond."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.functional_serializers import PlainSerializer

from domain.worktime.errors import AmountError
from domain.worktime.units import Unit

MAX_AMOUNT = 1_000_000
"""The largest amount; with it no result of a clock unit leaves the range of ``timedelta``."""

_MICROSECOND = timedelta(microseconds=1)
_STEP = {
    Unit.WORKING_MINUTES: timedelta(minutes=1),
    Unit.WORKING_HOURS: timedelta(hours=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.DAYS_24H: timedelta(days=1),
}
_WHOLE_ONLY = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})


def _as_written(value: object) -> object:
    """Take a number as it was written: ``1.5`` of JSON or TOML means one and a half, not its binary neighbour."""
    if isinstance(value, bool):
        raise ValueError("ожидается число")  # noqa: TRY004 -- pydantic turns only ValueError into a message
    return Decimal(repr(value)) if isinstance(value, float) else value


def _as_json(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else format(value, "f")


_Number = Annotated[
    Decimal,
    BeforeValidator(_as_written),
    # 15 places are far finer than a microsecond of any unit and keep the exact arithmetic small.
    Field(ge=0, le=MAX_AMOUNT, allow_inf_nan=False, decimal_places=15),
    PlainSerializer(_as_json, return_type=int | str, when_used="json"),
]


class Amount(BaseModel):
    """So many of a unit: what a clause demands.

    ``amount`` is between 0 and 1,000,000 in steps of ``unit``; whole for days that are counted
    (``working_days``, ``calendar_days``), 0 for ``at_once``. A fraction means what its digits say.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: _Number
    unit: Unit

    @model_validator(mode="after")
    def _fits_its_unit(self) -> Self:
        if self.unit in _WHOLE_ONLY and self.amount != self.amount.to_integral_value():
            raise ValueError(f"для единицы {self.unit} нужно целое число")
        if self.unit is Unit.AT_ONCE and self.amount != 0:
            raise ValueError("для единицы at_once количество равно 0")
        return self

    @property
    def count(self) -> int:
        """The number of days.

        Raises:
            AmountError: the unit is not one that is counted in whole days.
        """
        if self.unit not in _WHOLE_ONLY:
            raise AmountError(f"{self.unit} — длительность, а не число дней")
        return int(self.amount)

    @property
    def duration(self) -> timedelta:
        """The length of time, for the units that have one.

        Raises:
            AmountError: the unit is counted in days or is ``at_once``, or the amount is finer
                than a microsecond.
        """
        return _length(self.amount, self.unit)


@lru_cache(maxsize=1024)
def _length(amount: Decimal, unit: Unit) -> timedelta:
    """The length of time; asked for the same few amounts of an act again and again."""
    step = _STEP.get(unit)
    if step is None:
        raise AmountError(f"у единицы {unit} нет постоянной длительности")
    exact = Fraction(amount) * (step // _MICROSECOND)
    if exact.denominator != 1:
        raise AmountError("длительность задана точнее микросекунды")
    return timedelta(microseconds=exact.numerator)
