"""How a person's spelling of a name is compared: of a column, a network or an authority."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

_Value = TypeVar("_Value")


def plain(name: str) -> str:
    """The name without what people vary: case, spaces of any kind, the dots of «ё»."""
    return " ".join(name.casefold().replace("ё", "е").split())


def by_plain_name(named: Mapping[str, _Value]) -> dict[str, _Value]:
    """The same values under the plain names."""
    return {plain(name): value for name, value in named.items()}


def alike(names: Iterable[str]) -> tuple[str, ...]:
    """The names that another one before them means too."""
    seen: set[str] = set()
    found = []
    for name in names:
        if plain(name) in seen:
            found.append(name)
        seen.add(plain(name))
    return tuple(found)
