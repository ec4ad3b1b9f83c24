"""Whole lives of messages under each procedure, step by step, with rework and without."""

from dataclasses import dataclass

from domain.lifecycle import CaseView
from ops.virtual_time import VirtualLife

Step = tuple[str, dict[str, object]]
"""A command and its payload."""

ROUTE: Step = ("route", {"assignments": [{"authority": "authority-1"}]})
RESOLVE: Step = ("resolve", {"authority": "authority-1"})
DRAFT: Step = ("submit_draft", {"kind": "final", "text": "Освещение восстановят до пятницы."})
APPROVE: Step = ("approve", {})
RETURN: Step = ("return", {"remarks": "Назовите дату."})
PUBLISH: Step = ("publish", {"url": "https://example.org/answer"})
HAND_OVER: Step = ("hand_over", {"to": "Отдел по делам СМИ"})


@dataclass(frozen=True)
class Procedure:
    """One procedure of one regulation: the stages of its chain, and its first and last steps."""

    regulation: str
    flow: str
    stages: int
    first: tuple[Step, ...]
    last: Step

    @property
    def name(self) -> str:
        """A name for files and test ids."""
        return self.regulation if self.flow == "main" else f"{self.regulation}-{self.flow}"

    def steps(self, returns: int = 0) -> tuple[Step, ...]:
        """Every command of a life, with so many returns by the first stage."""
        rework = (DRAFT, RETURN) * returns
        return (*self.first, *rework, DRAFT, *([APPROVE] * self.stages), self.last)


PROCEDURES = (
    Procedure("providensky-2020", "main", 1, (ROUTE,), PUBLISH),
    Procedure("volchikha-2020", "main", 1, (ROUTE,), PUBLISH),
    Procedure("luga-2020", "main", 1, (ROUTE,), PUBLISH),
    Procedure("gulkevichi-draft", "pages", 2, (RESOLVE, ROUTE), PUBLISH),
    Procedure("gulkevichi-draft", "incident", 2, (RESOLVE, ROUTE), HAND_OVER),
    Procedure("stavropol-2023", "main", 3, (ROUTE,), PUBLISH),
)


async def live(life: VirtualLife, procedure: Procedure, returns: int = 0) -> CaseView:
    """Give every command of a life, and wait for its end."""
    case = await life.status()
    for command, payload in procedure.steps(returns):
        case = await life.give(command, **payload)
    await life.handle.result()
    return case
