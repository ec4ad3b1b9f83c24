"""What is to be done with a message now and by whom, and the command of the core by which it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.lab.life import Chance, Life
from domain.lab.terms import COORDINATOR, Place, Step, executor
from domain.lifecycle import Case, Command, Rules, commands
from domain.lifecycle.hands import hands_of
from domain.lifecycle.joint import waiting_for_coordinator, working
from domain.lifecycle.payloads import Assignment, Evidence
from domain.roles import ClaimedActor
from domain.terms import CommandName, DraftKind, Role, State

_ANSWER = commands.SubmitDraft(kind=DraftKind.FINAL, text="Ответ")
_INTERIM = commands.InterimAnswer(text="Промежуточный ответ")
_DECLINE = commands.Decline(reason="Вопрос другого органа")
_APPROVE = commands.Approve()
_RETURN = commands.Return(remarks="Замечания")
_PUBLISH = commands.Publish(evidence=Evidence(note="Размещено"))
_HAND_OVER = commands.HandOver(to="Тому, кто размещает ответ")


@dataclass(frozen=True)
class Task:
    """A step that waits to be done at a place; at none where only time is needed. ``part`` is a body's in joint work.

    ``repeat`` tells apart the draws of steps of one kind.
    """

    step: Step
    place: Place | None
    part: str = ""
    repeat: str = ""


@dataclass(frozen=True)
class Duties:
    """What the people of a procedure do, each step when the core says that it is its turn."""

    rules: Rules
    chance: Chance

    def task(self, life: Life) -> Task:
        """What is to be done with an open message; one thing at a time, since two bodies at most work together."""
        case = life.case
        if case.state is State.AWAITING_PARTS:
            return self._numbered(life, _part(case))
        hands = hands_of(case, self.rules)
        assert hands is not None  # noqa: S101 -- narrows the type: an open message is in somebody's hands
        step = self._step(life)
        return self._numbered(life, Task(step, None if step is Step.FACTS else Place.of(hands)))

    def command(self, life: Life, task: Task) -> Command:
        """The command by which a finished task reaches the core."""
        return _COMMANDS[task.step](self, life, task)

    def _step(self, life: Life) -> Step:
        match life.case.state:
            case State.DRAFTING:
                if self.chance.declines(life):
                    return Step.DECLINE
                return Step.INTERIM if self.chance.answers_twice(life) else Step.DRAFT
            case State.INTERIM_PUBLISHED:
                return Step.FINAL if life.done[Step.FACTS, ""] else Step.FACTS
            case state:
                return _STEPS[state]

    def _numbered(self, life: Life, task: Task) -> Task:
        """Each approval is drawn by the draft and the stage that it is about, every other step by its own count."""
        count = life.done[task.step, task.part]
        repeat = f"{life.drafts}.{life.case.stage_index}" if task.step is Step.REVIEW else f"{task.part}.{count}"
        return Task(task.step, task.place, task.part, repeat)

    def resolve(self, life: Life, _task: Task) -> Command:
        """The head names the body."""
        return commands.Resolve(authority=self.chance.body(life))

    def route(self, life: Life, _task: Task) -> Command:
        """To one body, or to two: in turn, the answering one last, or under it as the lead."""
        body = self.chance.body(life)
        partner = self.chance.partner(life, body)
        if partner is None:
            return commands.Route(assignments=(Assignment(authority=body),))
        joint = self.rules.flow(life.case).joint
        leads = joint is not None and joint.mode == "lead"
        pair = (body, partner) if leads else (partner, body)
        assignments = tuple(Assignment(authority=item) for item in pair)
        return commands.Route(assignments=assignments, lead=body if leads else None)

    def review(self, life: Life, _task: Task) -> Command:
        """The stage approves, or it has remarks."""
        return _RETURN if self.chance.returns(life, self.rules.stage(life.case).id) else _APPROVE

    def rework(self, life: Life, _task: Task) -> Command:
        """The same kind of draft again."""
        draft = life.case.draft
        return _INTERIM if draft is not None and draft.kind is DraftKind.INTERIM else _ANSWER

    def publish(self, life: Life, _task: Task) -> Command:
        """The answer is placed, or handed over to whoever places it."""
        handed = self.rules.flow(life.case).completion.command is CommandName.HAND_OVER
        return _HAND_OVER if handed else _PUBLISH


def _part(case: Case) -> Task:
    """The part that is still to come, or has come and is to be handed on."""
    come = waiting_for_coordinator(case.team)
    if come:
        return Task(Step.HAND_ON, COORDINATOR, come[0].authority)
    body = working(case.team)[0].authority
    return Task(Step.PART, executor(body), body)


def _contribute(_duties: Duties, _life: Life, task: Task) -> Command:
    return commands.Contribute(text="Часть ответа", actor=ClaimedActor(role=Role.EXECUTOR, authority=task.part))


_STEPS: Mapping[State, Step] = {
    State.AWAITING_RESOLUTION: Step.RESOLVE,
    State.AWAITING_ROUTING: Step.ROUTE,
    State.IN_REVIEW: Step.REVIEW,
    State.REWORK: Step.REWORK,
    State.APPROVED: Step.PUBLISH,
}
_COMMANDS: Mapping[Step, Callable[[Duties, Life, Task], Command]] = {
    Step.RESOLVE: Duties.resolve,
    Step.ROUTE: Duties.route,
    Step.DECLINE: lambda _duties, _life, _task: _DECLINE,
    Step.PART: _contribute,
    Step.HAND_ON: lambda _duties, _life, task: commands.Approve(part=task.part),
    Step.DRAFT: lambda _duties, _life, _task: _ANSWER,
    Step.INTERIM: lambda _duties, _life, _task: _INTERIM,
    Step.FINAL: lambda _duties, _life, _task: _ANSWER,
    Step.REVIEW: Duties.review,
    Step.REWORK: Duties.rework,
    Step.PUBLISH: Duties.publish,
}
"""The command of every step but ``facts``, at whose end nobody acts."""
