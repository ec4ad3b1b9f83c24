"""What a case is judged by: its regulation, its flow and its working time."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.deadlines import AlarmPlan, Limit, compute_limits
from domain.lifecycle.case import Case
from domain.regulation import Flow, Regulation, Stage
from domain.worktime import Beyond, WorkingTime, engine


@dataclass(frozen=True)
class Rules:
    """The regulation's version that the case is pinned to, with the calendar of the same snapshot."""

    regulation: Regulation
    time: WorkingTime

    def flow(self, case: Case) -> Flow:
        """The procedure that the message is under."""
        return self.regulation.flow(case.message.flow)

    def stage(self, case: Case) -> Stage:
        """The stage whose turn it is; only for a case in review."""
        return self.flow(case).stages[case.stage_index]

    def limits(self, case: Case) -> tuple[Limit, ...]:
        """Every limit that has begun."""
        return compute_limits(self.flow(case), self.regulation.lateness.rule, self.time, case.events)

    def alarms(self, case: Case) -> AlarmPlan:
        """The plan of announcements, without those already made."""
        return AlarmPlan(self.regulation.reminders, self.time, frozenset(case.announced))

    def local(self, moment: datetime) -> datetime:
        """The same instant on the municipality's own clock, as its people read it."""
        return moment.astimezone(ZoneInfo(self.time.timezone))

    def overdue(self, case: Case, now: datetime) -> bool:
        """Whether an act is owed that is already late."""
        return any(limit.overdue(now) for limit in self.limits(case))


@lru_cache(maxsize=256)
def rules_from(regulation: str, calendar: str) -> Rules:
    """Decode a snapshot's two texts (JSON), once for each content; beyond the known years statutory days count."""
    return Rules(Regulation.model_validate_json(regulation), engine(calendar, Beyond.STATUTORY))
