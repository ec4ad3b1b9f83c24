"""The plan as people read it: step by step until when, by which clause, and with how much working time to spare."""

from collections.abc import Iterator
from datetime import datetime

from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.lifecycle.view import View
from domain.planning.latest import Bound
from domain.planning.prospect import Prospect
from domain.planning.reading import reading
from domain.terms import CommandName, Role
from domain.worktime import format_duration

READING = (
    "Крайний момент шага (latest) — последний, после которого каждый следующий шаг ещё может занять весь свой срок и "
    "ни один срок не нарушится. Шаг без срока времени не получает: чисел, которых нет в регламенте, здесь нет. "
    "После каждого шага план меняется."
)


class PlanStep(View):
    """A step that is left: who gives which command, and by when at the latest.

    ``latest`` lets every later step use the whole of its own term; None where no limit says anything.
    ``latest_after_rework`` is the same for a step that follows rounds of rework, by the outer limits alone.
    ``own_due`` is the earliest end of the limits that run and that the step fulfils; ``slack`` the working time from
    now to ``latest`` (ISO 8601, negative when over); ``overdue``: such a limit was missed already.
    """

    command: CommandName
    roles: tuple[Role, ...]
    stage: str | None = None
    part: str | None = None
    authority: str | None = None
    latest: datetime | None = None
    latest_after_rework: datetime | None = None
    own_due: datetime | None = None
    binding_limit: str | None = None
    binding_clause: str | None = None
    slack: str | None = None
    overdue: bool = False
    reading: str


class PlanLimit(View):
    """The limit that everything else lies in; it is due at no moment while it is paused."""

    name: str
    clause: str
    due_at: datetime | None


class Plan(View):
    """The steps to the end, parts of joint work before what waits for them; none for a life that has ended.

    ``paused``: limits stand still until the author replies; ``slack`` is what would be left if that were now.
    ``rework_rounds_left``: whole rounds of rework that fit if every step takes its whole term, at most five are
    counted; None where no limit counts them.
    """

    id: str
    at: datetime
    steps: tuple[PlanStep, ...] = ()
    outermost: PlanLimit | None = None
    rework_rounds_left: int | None = 0
    paused: bool = False
    reading: str = READING


def plan(case: Case, rules: Rules, now: datetime) -> Plan:
    """Say of every step that is left by when it must be done."""
    if case.closed:
        return nothing_left(case.id, rules.local(now))
    prospect = Prospect(case, rules, now)
    return Plan(
        id=case.id,
        at=rules.local(now),
        steps=tuple(_steps(prospect)),
        outermost=_outermost(prospect),
        rework_rounds_left=prospect.rounds_left(),
        paused=prospect.paused,
    )


def nothing_left(message_id: str, at: datetime) -> Plan:
    """The plan of a life that has ended."""
    return Plan(id=message_id, at=at)


def _steps(prospect: Prospect) -> Iterator[PlanStep]:
    rules, now = prospect.rules, prospect.now
    known = len(prospect.way) if prospect.question is None else prospect.question
    for number, step in enumerate(prospect.way):
        bound = prospect.latest[number] if number < known else None
        again = prospect.after_rework[number] if number < known else None
        said = not prospect.paused
        running = prospect.running(number)
        yield PlanStep(
            command=step.command,
            roles=step.permit.roles,
            stage=step.permit.stage,
            part=step.permit.part,
            authority=step.authority,
            latest=rules.local(bound.at) if bound and said else None,
            latest_after_rework=rules.local(again.at) if again and said else None,
            own_due=rules.local(running[0].limit.due_at) if running and said else None,
            binding_limit=bound.limit.name if bound else None,
            binding_clause=bound.limit.rule.clause if bound else None,
            slack=_slack(prospect, number, bound),
            overdue=any(tie.limit.overdue(now) for tie in running),
            reading=reading(prospect, number, bound),
        )


def _slack(prospect: Prospect, number: int, bound: Bound | None) -> str | None:
    """The author's reply is nobody's debt: while limits wait for it, it has none."""
    if bound is None or (prospect.paused and prospect.way[number].command is CommandName.CLARIFIED):
        return None
    return format_duration(prospect.spare(bound))


def _outermost(prospect: Prospect) -> PlanLimit | None:
    """Of the limits that run, the one that is over last on the way."""
    running = [tie for tie in prospect.ties if tie.start is None]
    if not running:
        return None
    limit = max(running, key=lambda tie: (tie.end, tie.limit.due_at)).limit
    due = None if prospect.paused else prospect.rules.local(limit.due_at)
    return PlanLimit(name=limit.name, clause=limit.rule.clause, due_at=due)
