"""What the acts have alike: the clause of each act for a duty that several of them have."""

from dataclasses import dataclass

from tests.conformance.people import CUR, MCU, OIV
from tests.conformance.timed import Step, step
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, GUL, HEAD, LUZ, PRO, STA, VOL, Life, shipped

CODES = {PRO: "PRO", VOL: "VOL", LUZ: "LUZ", GUL: "GUL", STA: "STA"}


@dataclass(frozen=True)
class Alike:
    """One act and its clauses for the duty."""

    regulation: str
    clauses: tuple[str, ...]
    flow: str = "main"

    @property
    def proves(self) -> tuple[str, ...]:
        """The clauses by their full ids."""
        return tuple(f"{CODES[self.regulation]}-{clause}" for clause in self.clauses)

    @property
    def label(self) -> str:
        """The act and, where it has several, the procedure."""
        return self.regulation if self.flow == "main" else f"{self.regulation}-{self.flow}"

    def life(self, detected: str = "2026-03-16 10:00", **fields: str) -> Life:
        """A message under the act."""
        return Life(shipped(self.regulation), detected, flow=self.flow, **fields)


def alike(regulation: str, *clauses: str) -> Alike:
    """Name the clauses of an act that has one procedure, or of the first one of two."""
    return Alike(regulation, clauses, "pages" if regulation == GUL else "main")


BEFORE_DRAFT: dict[str, tuple[Step, ...]] = {
    "main": (step("route", COORDINATOR),),
    "pages": (step("resolve", HEAD), step("route", COORDINATOR)),
    "incident": (step("resolve", HEAD), step("route", COORDINATOR)),
}
"""What brings a message to its executor."""

CHAIN = {
    PRO: (step("approve", COORDINATOR),),
    VOL: (step("approve", COORDINATOR),),
    LUZ: (step("approve", OIV),),
    GUL: (step("approve", COORDINATOR), step("approve", HEAD)),
    STA: (step("approve", COORDINATOR), step("approve", MCU), step("approve", CUR)),
}
"""The approvals that a draft needs, in their order."""

COMPLETED = {
    (PRO, "main"): step("publish", EXECUTOR),
    (VOL, "main"): step("publish", COORDINATOR),
    (LUZ, "main"): step("publish", EXECUTOR),
    (GUL, "pages"): step("publish", COORDINATOR),
    (GUL, "incident"): step("hand_over", COORDINATOR),
    (STA, "main"): step("publish", COORDINATOR),
}
"""What completes an answer, and who does it."""


def take(life: Life, steps: tuple[Step, ...], when: str | None = None) -> None:
    """Do several acts at one moment."""
    for item in steps:
        life.do(item.command, when, item.by, **item.fields)


def to_executor(row: Alike, life: Life, when: str | None = None) -> None:
    """Bring a message to its executor."""
    take(life, BEFORE_DRAFT[row.flow], when)


def complete(row: Alike, life: Life, when: str | None = None) -> None:
    """Bring a draft through every stage and to its author."""
    take(life, (*CHAIN[row.regulation], COMPLETED[row.regulation, row.flow]), when)
