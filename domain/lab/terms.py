"""The vocabulary of the lab: the steps that take people's time, and the places where messages wait for them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from domain.lifecycle.case import Hands
from domain.terms import Role


class Step(StrEnum):
    """What somebody does with a message, or what it waits for; each takes an amount of working time."""

    RESOLVE = "resolve"
    ROUTE = "route"
    DECLINE = "decline"
    PART = "part"
    HAND_ON = "hand_on"
    DRAFT = "draft"
    INTERIM = "interim"
    FACTS = "facts"
    FINAL = "final"
    REVIEW = "review"
    REWORK = "rework"
    PUBLISH = "publish"


STEPS: Mapping[Step, str] = {
    Step.RESOLVE: "резолюция",
    Step.ROUTE: "направление",
    Step.DECLINE: "возврат не по компетенции",
    Step.PART: "часть общего ответа",
    Step.HAND_ON: "передача части",
    Step.DRAFT: "проект ответа",
    Step.INTERIM: "промежуточный проект",
    Step.FACTS: "ожидание сведений",
    Step.FINAL: "окончательный проект",
    Step.REVIEW: "согласование",
    Step.REWORK: "доработка",
    Step.PUBLISH: "размещение",
}
"""What the steps are called."""


class Place(NamedTuple):
    """Where messages wait for one group of people: an office by its role; by stage or body where there are several."""

    role: Role
    stage: str | None = None
    authority: str | None = None

    @classmethod
    def of(cls, hands: Hands) -> "Place":
        """The place of whoever has a message in hand: a coordinator is one office, whatever the stage."""
        return cls(
            hands.role,
            stage=hands.stage if hands.role is Role.REVIEWER else None,
            authority=hands.authority if hands.role is Role.EXECUTOR else None,
        )

    @property
    def id(self) -> str:
        """A name that is one word."""
        return ":".join(part for part in (self.role.value, self.stage, self.authority) if part)


COORDINATOR = Place(Role.COORDINATOR)


def executor(authority: str | None) -> Place:
    """The place of a body's executors."""
    return Place(Role.EXECUTOR, authority=authority)
