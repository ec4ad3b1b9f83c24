"""What the demonstration plays: for every procedure the same kinds of life, on time and late, with rework."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.lifecycle import CaseView
from domain.terms import CommandName, LimitState
from domain.worktime import WorkingTime

STEPS = (
    CommandName.RESOLVE,
    CommandName.ROUTE,
    CommandName.SUBMIT_DRAFT,
    CommandName.APPROVE,
    CommandName.PUBLISH,
    CommandName.HAND_OVER,
)
"""The commands that carry a life forward."""

QUICK = timedelta(minutes=5)
FIRST_DRAFT = timedelta(minutes=60)
TOO_LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Scenario:
    """One kind of life: how often the draft is returned, which step comes late, whether it ends early."""

    title: str
    starts_at: time
    returns: int = 0
    late_step: CommandName | None = None
    early_end: CommandName | None = None


SCENARIOS = (
    Scenario("всё в срок", time(10, 0)),
    Scenario("пятница, 17:50", time(17, 50)),
    Scenario("одна доработка", time(9, 30), returns=1),
    Scenario("две доработки", time(9, 0), returns=2),
    Scenario("поздно направлено", time(11, 0), late_step=CommandName.ROUTE),
    Scenario("поздний проект", time(12, 40), late_step=CommandName.SUBMIT_DRAFT),
    Scenario("позднее согласование после доработки", time(9, 15), returns=1, late_step=CommandName.APPROVE),
    Scenario("поздно размещено", time(14, 0), late_step=CommandName.PUBLISH),
    Scenario("не подлежит обработке", time(15, 0), early_end=CommandName.EXCLUDE),
    Scenario("закрыто по иной причине", time(16, 30), early_end=CommandName.CLOSE),
)
FRIDAY_EVENING = SCENARIOS[1]
_FRIDAY = 4


_OWED = frozenset({LimitState.RUNNING, LimitState.MISSED})


def start_of(scenario: Scenario, clock: WorkingTime, now: datetime) -> datetime:
    """Choose the start: a working day within the next weeks, at the scenario's hour of the municipality's clock."""
    local = clock.next_open(now)
    day = local.date() + timedelta(days=1)
    while not clock.is_working_day(day) or (scenario is FRIDAY_EVENING and day.weekday() != _FRIDAY):
        day += timedelta(days=1)
    return datetime.combine(day, scenario.starts_at, local.tzinfo)


def next_step(case: CaseView, scenario: Scenario) -> CommandName | None:
    """Choose the next command of a life; None when it has ended."""
    possible = {item.command for item in case.next}
    step = next((name for name in STEPS if name in possible), None)
    if step is CommandName.SUBMIT_DRAFT and scenario.early_end is not None:
        return scenario.early_end
    if step is CommandName.APPROVE and case.returns < scenario.returns:
        return CommandName.RETURN
    return step


def moment_of(step: CommandName, case: CaseView, scenario: Scenario, clock: WorkingTime, now: datetime) -> datetime:
    """Choose when a step is done: soon, or just too late for the nearest limit that it owes."""
    owed = owed_limits(case)
    if is_late(step, scenario) and owed:
        return clock.next_open(min(owed.values()) + TOO_LATE)
    first_draft = step is CommandName.SUBMIT_DRAFT and case.returns == 0
    return clock.add(now, FIRST_DRAFT if first_draft else QUICK)


def is_late(step: CommandName, scenario: Scenario) -> bool:
    """Whether the scenario wants this step to come late; handing over is how some procedures publish."""
    as_published = CommandName.PUBLISH if step is CommandName.HAND_OVER else step
    return scenario.late_step is as_published


def owed_limits(case: CaseView) -> dict[str, datetime]:
    """The last moments of all limits whose act is still owed, by the limits' names; a cap may have passed already."""
    return {
        limit.name: limit.late_after
        for limit in case.deadlines
        if limit.late_after
        and limit.state in _OWED
        and limit.done_at is None
        and not (limit.by_analogy or limit.alternative)
    }
