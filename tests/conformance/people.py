"""Who takes part in the proofs besides the people of ``builders``, and a regulation with more bodies."""

from domain.lifecycle import Rules
from domain.regulation.model import Authority
from domain.terms import Role
from tests.domain.lifecycle.builders import OTHER, OWN, person, rules_of, shipped

THIRD = "authority-3"

OIV = person(Role.REVIEWER, person="oiv-1", stages=("oiv",))
MCU = person(Role.REVIEWER, person="mcu-1", stages=("mcu",))
CUR = person(Role.REVIEWER, person="cur-1", stages=("cur",))
AUDITOR = person(Role.AUDITOR)
SUBSTITUTE = person(Role.COORDINATOR, person="coordinator-2")
COLLEAGUE = person(Role.EXECUTOR, person="executor-9")
THIRD_EXECUTOR = person(Role.EXECUTOR, person="executor-4", authority=THIRD)

BOTH = [{"authority": OWN}, {"authority": OTHER}]
"""Assignments of joint work, in the order in which both bodies work."""

APPEAL = {"ground": "formal-appeal", "registration_number": "К-12", "registered_on": "2026-03-16"}
"""How a message became a formal appeal."""


def with_bodies(regulation: str, *titles: str) -> Rules:
    """A shipped regulation with these bodies in place of its two."""
    bodies = tuple(Authority(id=f"authority-{number}", title=title) for number, title in enumerate(titles, 1))
    return rules_of(shipped(regulation).regulation.model_copy(update={"authorities": bodies}))
