"""Chance: numbers that depend on the seed, the message and what is drawn, never on when it is drawn.

Two runs with one seed therefore draw the same for the same step of the same message, whatever regulation it is under
and however many people there are (common random numbers): what differs between them is the difference that counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

_BITS = 52
"""As many as leave room for a half, so that 0 and 1 are never drawn."""

_Named = TypeVar("_Named", bound=str)


@dataclass(frozen=True)
class Draws:
    """The numbers of one message."""

    seed: int
    message: int

    def at(self, *what: object) -> float:
        """A number between 0 and 1, both excluded, evenly distributed; for the same ``what`` always the same."""
        key = "|".join(str(part) for part in (self.seed, self.message, *what))
        number = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (64 - _BITS)
        return (number + 0.5) / (1 << _BITS)


def chosen(weights: Mapping[_Named, float], at: float) -> _Named:
    """The name at a point of the line on which each has as much room as its weight; one weight at least is not 0."""
    left = at * sum(weights.values())
    possible = [(name, weight) for name, weight in weights.items() if weight > 0]
    for name, weight in possible:
        left -= weight
        if left < 0:
            return name
    return possible[-1][0]
