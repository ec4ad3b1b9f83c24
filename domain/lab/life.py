"""The life of one message in the lab: its case, its chances, and the time that was spent on it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.importing.names import by_plain_name, plain
from domain.lab.arrivals import Arrival, Letter
from domain.lab.draws import Draws, chosen
from domain.lab.staff import Staff
from domain.lab.terms import Place, Step
from domain.lifecycle import Case, Rules
from domain.terms import LimitState, Outcome

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Spent:
    """Working time that a message spent at one step: waiting for somebody, and being worked on.

    ``place`` is None where nobody could do anything: the facts were not there yet.
    """

    step: Step
    place: Place | None
    waiting: timedelta
    working: timedelta


@dataclass(frozen=True)
class Judged:
    """How a limit ended, by the core's own judgement; ``rule`` is its name without the number of its repeat."""

    rule: str
    state: LimitState


@dataclass(frozen=True)
class Lived:
    """What is left of a message that has ended.

    ``answer`` and ``whole`` are the working time from its detection to the first thing that its author got, and to the
    end; ``answer`` is None where he got nothing.
    """

    number: int
    began: datetime
    ended: datetime
    outcome: Outcome
    spent: tuple[Spent, ...]
    limits: tuple[Judged, ...]
    reminders: int
    answer: timedelta | None
    whole: timedelta

    @property
    def kept(self) -> bool:
        """Whether no limit was missed."""
        return all(limit.state is not LimitState.MISSED for limit in self.limits)


@dataclass
class Life:
    """A message under way; ``done`` counts its steps, so that each repeat draws anew."""

    arrival: Arrival
    draws: Draws
    case: Case
    drafts: int = 0
    done: Counter[tuple[Step, str]] = field(default_factory=Counter)
    spent: list[Spent] = field(default_factory=list)
    reminders: int = 0
    armed: datetime | None = None


@dataclass(frozen=True)
class Chance:
    """What happens to messages, by their draws: which body, whether several, whether it declines or answers twice."""

    rules: Rules
    staff: Staff

    def body(self, life: Life) -> str:
        """The body that a message is sent to: after a return another one, where there is another."""
        shares = self.staff.bodies.shares_in(self.rules.regulation)
        known = {item.id for item in self.rules.regulation.authorities}
        taken: set[str] = set()
        body = self._named(life.arrival.letter, known) or chosen(shares, life.draws.at("body", 0))
        for times in range(1, life.case.declines + 1):
            taken.add(body)
            others = _without(shares, taken) or _without(shares, {body}) or shares
            body = chosen(others, life.draws.at("body", times))
        return body

    def partner(self, life: Life, body: str) -> str | None:
        """The body that gives a part; None where one body answers alone."""
        if self.rules.flow(life.case).joint is None or life.draws.at("joint") >= self.staff.chances.joint:
            return None
        others = _without(self.staff.bodies.shares_in(self.rules.regulation), {body})
        return chosen(others, life.draws.at("partner")) if others else None

    def declines(self, life: Life) -> bool:
        """Whether a body that has got a message alone finds another one competent."""
        case = life.case
        if self.rules.flow(case).decline is None or len(case.team) > 1 or case.interims:
            return False
        return life.draws.at("declined", case.declines) < self.staff.chances.declined

    def answers_twice(self, life: Life) -> bool:
        """Whether a message gets an interim answer before the final one."""
        provided = self.rules.flow(life.case).interim is not None
        return provided and life.draws.at("interim") < self.staff.chances.interim

    def returns(self, life: Life, stage: str) -> bool:
        """Whether a stage returns the draft that is before it."""
        often = self.staff.chances.returned_by.get(stage, self.staff.chances.returned)
        return life.draws.at("returned", life.drafts, life.case.stage_index) < often

    def importance(self, letter: Letter, draws: Draws) -> str | None:
        """The category of a message: the file's, else a drawn one where the staff file has shares."""
        if letter.importance is not None or not self.staff.importance:
            return letter.importance
        return chosen(self.staff.importance, draws.at("importance"))

    def _named(self, letter: Letter, known: Collection[str]) -> str | None:
        """The body that the file names, under the name that the staff file knows it by."""
        body = by_plain_name(self.staff.bodies.names).get(plain(letter.body or ""))
        return body if body is not None and body in known else None


def _without(shares: dict[str, float], taken: Collection[str]) -> dict[str, float]:
    return {body: weight for body, weight in shares.items() if body not in taken}
