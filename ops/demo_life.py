"""Leading one life of the demonstration from its beginning to its end, and saying beforehand what it will miss."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from temporalio.testing import WorkflowEnvironment

from domain.lifecycle import CaseView, Intake, admit
from domain.regulation import Flow, Library, Regulation
from domain.terms import AssignmentRole, CommandName, PartState
from domain.worktime import Clock, DutyTime, WorkingTime
from ops.demo_plan import Course, Step, start_of
from ops.demo_scenario import Scenario, Turns
from ops.virtual_time import VirtualLife

_TEXT = "Вопрос рассмотрен, работы выполнят на этой неделе."
_LINK = "https://example.org/answer"


@dataclass(frozen=True)
class Part:
    """One message's role in the demonstration; ``clock`` is its town's working time."""

    regulation: Regulation
    flow: Flow
    clock: WorkingTime
    scenario: Scenario
    turns: Turns
    text: str
    theme: str | None


@dataclass(frozen=True)
class Lived:
    """A life that has ended: its steps, the limits that they were to miss, and whether every turn was taken."""

    message_id: str
    steps: tuple[CommandName, ...]
    expect_missed: frozenset[str]
    every_turn_taken: bool


async def live(environment: WorkflowEnvironment, part: Part, library: Library) -> Lived:
    """Play a part to its end."""
    clock: Clock = part.clock
    start = start_of(part.scenario, clock, datetime.now(UTC))
    course = Course(part.regulation, part.flow, part.scenario, list(part.turns))
    life = await _begin(environment, part, library, clock, start)
    case, steps, expect_missed = await life.status(), [], set[str]()
    while (step := course.next_step(case)) is not None:
        moment = course.moment_of(step, case, clock, life.now)
        expect_missed |= {name for name, last in course.owed(step, case).items() if last < moment}
        payload = _payload(step, course, case, moment)
        await life.until(moment)
        before, case = case, await life.give(step.command, **payload)
        course.done(step, before)
        steps.append(step.command)
        if payload.get("days_off"):
            clock = DutyTime(part.clock, moment)
    await life.handle.result()
    return Lived(case.id, tuple(steps), frozenset(expect_missed), not course.turns)


async def _begin(
    environment: WorkflowEnvironment, part: Part, library: Library, clock: Clock, start: datetime
) -> VirtualLife:
    message_id, outside_term = str(uuid4()), part.scenario.outside_term
    intake = Intake(
        regulation=part.regulation.id,
        flow=part.flow.id,
        network=part.regulation.scope.networks[0],
        external_id=message_id,
        text=part.text,
        theme=part.theme,
        detected_at=start,
        external_due_at=None if outside_term is None else clock.add(start, outside_term),
    )
    return await VirtualLife.begin(environment, message_id, admit(intake, library, start), start)


def _payload(step: Step, course: Course, case: CaseView, moment: datetime) -> dict[str, Any]:
    """The ordinary payload of a step, with what its turn says otherwise."""
    turned: dict[str, Any] = dict(step.turn.fields) if step.turn is not None else {}
    if "appeal" in turned:
        turned["appeal"] = {**turned["appeal"], "registered_on": moment.date().isoformat()}
        return turned
    return _ordinary(step, course, case) | turned


def _ordinary(step: Step, course: Course, case: CaseView) -> dict[str, Any]:
    match step.command:
        case CommandName.RESOLVE:
            return {"authority": course.bodies(case)[0]}
        case CommandName.ROUTE:
            return _route(course, case)
        case CommandName.CONTRIBUTE:
            body = next(item.authority for item in case.parts if _is_to_give(item.role, item.state))
            return {"text": "Светильники заменены.", "actor": {"role": "executor", "authority": body}}
        case CommandName.APPROVE if step.part is not None:
            return {"part": step.part}
        case _:
            return dict(_PLAIN.get(step.command, {}))


_PLAIN: dict[CommandName, dict[str, Any]] = {
    CommandName.DECLINE: {"reason": "Вопрос другого органа."},
    CommandName.SUBMIT_DRAFT: {"kind": "final", "text": _TEXT},
    CommandName.INTERIM_ANSWER: {"text": "Заявка принята, о сроке сообщим."},
    CommandName.RETURN: {"remarks": "Укажите дату выполнения работ."},
    CommandName.PUBLISH: {"url": _LINK, "text": _TEXT},
    CommandName.CLARIFIED: {"text": "Дом 5, второй подъезд.", "actor": {"role": "author"}},
    CommandName.HAND_OVER: {"to": "Отдел по делам СМИ"},
}


def _route(course: Course, case: CaseView) -> dict[str, Any]:
    """To one body, or to several: under the first of them where they work side by side."""
    bodies = course.bodies(case)
    joint = course.flow.joint
    lead = {"lead": bodies[0]} if len(bodies) > 1 and joint is not None and joint.mode == "lead" else {}
    return {
        "assignments": [{"authority": body} for body in bodies],
        "location": "центр",
        "importance": "обычная",
        **lead,
    }


def _is_to_give(role: AssignmentRole, state: PartState) -> bool:
    return role is AssignmentRole.PART and state is PartState.WORKING
