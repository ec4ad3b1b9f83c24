"""The tables of what is proven: the clauses of each act, the timed duties and the readings, read from ``clauses/``."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent / "clauses"
ACTS = ("providensky", "volchikha", "luga", "gulkevichi", "stavropol")
"""The files of the acts, in the order of the document."""


class Row(BaseModel):
    """A row of a table: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)


class Clause(Row):
    """A clause: the duty in our own words (Russian), and why no feature answers to it where none does."""

    duty: str = Field(min_length=1)
    no_feature: str | None = Field(default=None, min_length=1)


class Act(BaseModel):
    """A regulation with every clause of it; ids of clauses are as the act writes them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    regulation: str
    title: str
    clauses: tuple[Clause, ...]

    def full(self, clause: str) -> str:
        """The id by which a test cites a clause."""
        return f"{self.code}-{clause}"


class TimedDuty(Row):
    """A timed duty: its clause and what it asks; ``mark``: a term by analogy, of the program's own (R13)."""

    clause: str
    duty: str
    mark: bool = False

    @property
    def code(self) -> str:
        """The code of its act."""
        return self.id.partition("-")[0]

    @property
    def limit(self) -> str:
        """The name of its limit in the regulation's file."""
        return self.id.partition("-")[2]


class Reading(Row):
    """How something is understood that the acts leave open."""

    reading: str


@cache
def acts() -> tuple[Act, ...]:
    """Every act, with its clauses in their order."""
    return tuple(Act.model_validate(_read(name)) for name in ACTS)


@cache
def timed_duties() -> tuple[TimedDuty, ...]:
    """Every timed duty of the acts, then the marks by analogy."""
    return tuple(TimedDuty.model_validate(item) for item in _read("timed")["timed"])


@cache
def readings() -> tuple[Reading, ...]:
    """The readings that hold for all acts."""
    return tuple(Reading.model_validate(item) for item in _read("readings")["readings"])


def known_ids() -> Iterator[str]:
    """Every id that a test may cite."""
    yield from (act.full(clause.id) for act in acts() for clause in act.clauses)
    yield from (duty.id for duty in timed_duties())
    yield from (reading.id for reading in readings())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
