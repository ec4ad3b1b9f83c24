"""How long a step takes: always the same, about so long with a long tail, or between two bounds."""

from datetime import timedelta
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.regulation.parts import Part

LONGEST_MINUTES = 10_000
"""The longest time that may be stated: about a month of service."""

Minutes = Annotated[float, Field(gt=0, le=LONGEST_MINUTES, strict=True, allow_inf_nan=False)]
"""Minutes of working time."""

_NORMAL = NormalDist()
_NINE_OF_TEN = _NORMAL.inv_cdf(0.9)
_LONGEST = 10 * LONGEST_MINUTES
"""Where a long tail is cut, so that no draw leaves the calendar."""

_WAYS = (frozenset({"always"}), frozenset({"median", "p90"}), frozenset({"least", "likely", "most"}))


class Duration(Part):
    """A distribution of working time, in minutes.

    ``always``: the same each time. ``median`` and ``p90``: half are done by the one, nine of ten by the other
    (lognormal, as times of work are). ``least``, ``likely``, ``most``: between two bounds (triangular).
    """

    always: Minutes | None = None
    median: Minutes | None = None
    p90: Minutes | None = None
    least: Minutes | None = None
    likely: Minutes | None = None
    most: Minutes | None = None

    @model_validator(mode="after")
    def _is_one_distribution(self) -> Self:
        if self._given not in _WAYS:
            raise ValueError("укажите одно из трёх: always; median и p90; least, likely и most")
        if self.median is not None and self.p90 is not None and self.p90 < self.median:
            raise ValueError("p90 не меньше median")
        bounds = [bound for bound in (self.least, self.likely, self.most) if bound is not None]
        if bounds != sorted(bounds):
            raise ValueError("ожидается least ≤ likely ≤ most")
        return self

    @property
    def _given(self) -> frozenset[str]:
        return frozenset(name for name, value in self if value is not None)

    def at(self, share: float) -> timedelta:
        """The time that this share of all steps takes at most, in whole seconds, one at least; 0 < ``share`` < 1."""
        seconds = round(min(self._minutes(share), _LONGEST) * 60)
        return timedelta(seconds=max(seconds, 1))

    def _minutes(self, share: float) -> float:
        if self.median is not None and self.p90 is not None:
            spread = log(self.p90 / self.median) / _NINE_OF_TEN
            return self.median * exp(spread * _NORMAL.inv_cdf(share))
        if self.least is not None and self.likely is not None and self.most is not None:
            return _triangular(self.least, self.likely, self.most, share)
        return self.always or 0.0

    def __str__(self) -> str:
        """Say it in words."""
        if self.always is not None:
            return f"{self.always:g} мин"
        if self.median is not None:
            return f"медиана {self.median:g} мин, 9 из 10 до {self.p90:g} мин"
        return f"от {self.least:g} до {self.most:g} мин, чаще {self.likely:g}"


def _triangular(least: float, likely: float, most: float, share: float) -> float:
    width = most - least
    if not width:
        return least
    if share * width < likely - least:
        return least + sqrt(share * width * (likely - least))
    return most - sqrt((1 - share) * width * (most - likely))
