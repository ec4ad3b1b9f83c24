"""Drafts of every kind and what the stages decide on them; the parts of joint work on their way."""

from typing import Any, cast

from domain.errors import ForbiddenByRegulation, wrong_field
from domain.lifecycle import commands, joint
from domain.lifecycle.acts import ticks
from domain.lifecycle.acts.act import Act, Fact, Given, details_of, working_state
from domain.lifecycle.case import Draft
from domain.lifecycle.commands import Command
from domain.lifecycle.joint import Assigned, Team
from domain.regulation import Flow, Ground
from domain.terms import AssignmentRole, DraftKind, EventKind, Outcome, PartState, State
from domain.text import shortened

TEAM_LETTERS = 150_000
"""Characters of all parts of joint work that travel with a case; the journal in the read model has them whole."""


def submit(command: Command, given: Given) -> Act:
    """Send a draft for approval: an answer, an interim one, a question to the author, or an explanation."""
    draft_command = cast("commands.SubmitDraft | commands.InterimAnswer", command)
    kind = draft_command.kind
    _check_turn(kind, given)
    clause = _submission_clause(kind, given)
    details = details_of(command)
    if kind is DraftKind.EXPLANATION:
        clause, details = _explained(cast("commands.SubmitDraft", command), given, details)
    draft = Draft(
        kind=kind,
        text=draft_command.text,
        attachments=draft_command.attachments,
        ground=draft_command.ground,
        by=given.actor,
        submitted_at=given.at,
    )
    submitted = Fact(EventKind.DRAFT_SUBMITTED, draft=kind, authority=given.case.authority)
    if given.rules.chain(given.case, kind):
        changes = {"state": State.IN_REVIEW, "stage_index": 0, "draft": draft}
        return Act(clause, details, changes, (submitted,))
    changes = {"state": State.APPROVED, "stage_index": 0, "draft": draft}
    approved = Fact(EventKind.APPROVED, final=True, draft=kind)
    return Act(clause, details, changes, (submitted, approved))


def contribute(command: Command, given: Given) -> Act:
    """A co-executor sends its part to the coordinator; facts go straight to the body that asked for them."""
    command = cast("commands.Contribute", command)
    authority = given.actor.authority or given.case.authority
    member = given.case.member(authority)
    assert member is not None  # noqa: S101 -- narrows the type: who has no part is refused before
    option = given.rules.flow(given.case).joint
    straight = option is not None and option.mode == "facts"
    done = member.changed(
        state=PartState.PASSED if straight else PartState.CONTRIBUTED,
        contributed_at=given.at,
        contributed_by=given.actor.person,
        text=command.text,
        attachments=command.attachments,
        remarks=None,
    )
    changes: dict[str, Any] = {"team": _bounded(joint.put(given.case.team, done))}
    if straight and given.case.state is State.AWAITING_PARTS:
        changes["state"] = working_state(given.case.changed(**changes))
    return Act(
        clause=option.clause if option else None,
        details=details_of(command) | {"authority": authority},
        changes=changes,
        facts=(Fact(EventKind.PART_CONTRIBUTED, authority=authority, role=member.role),),
    )


def approve(command: Command, given: Given) -> Act:
    """The stage whose turn it is approves, or the coordinator passes a part of joint work on."""
    command = cast("commands.Approve", command)
    part = part_meant(command, given)
    if part is not None:
        ticks.refuse_for_part(command)
        return _passed_on(part, command, given)
    stage, kind = given.rules.stage(given.case), _kind(given)
    following = given.case.stage_index + 1
    final = following == len(given.rules.chain(given.case))
    noted, said = ticks.ticked(command, stage.id, given)
    return Act(
        clause=stage.clause,
        details=details_of(command) | {"stage": stage.id} | noted,
        changes=({"state": State.APPROVED} if final else {"stage_index": following}) | said,
        facts=(Fact(EventKind.APPROVED, stage=stage.id, final=final, draft=kind),),
    )


def send_back(command: Command, given: Given) -> Act:
    """The stage whose turn it is sends the draft back, or the coordinator a part of joint work."""
    command = cast("commands.Return", command)
    part = part_meant(command, given)
    if part is not None:
        ticks.refuse_for_part(command)
        return _part_sent_back(part, command, given)
    stage = given.rules.stage(given.case)
    wanting = ticks.found_wanting(command, stage.id, given)
    return Act(
        clause=stage.return_clause,
        details=details_of(command) | {"stage": stage.id},
        changes={"state": State.REWORK, "stage_index": 0, "returns": given.case.returns + 1} | wanting,
        facts=(Fact(EventKind.RETURNED, stage=stage.id, draft=_kind(given)),),
    )


def part_meant(command: commands.Approve | commands.Return, given: Given) -> Assigned | None:
    """The part that a decision is about: the one named, or the only one that waits while no draft is under review."""
    waiting = joint.waiting_for_coordinator(given.case.team)
    if command.part is None:
        if given.case.state is State.IN_REVIEW:
            return None
        if len(waiting) > 1:
            raise wrong_field("part", f"укажите, чья часть: {', '.join(item.authority for item in waiting)}")
        return waiting[0]
    found = next((item for item in waiting if item.authority == command.part), None)
    if found is None:
        names = ", ".join(item.authority for item in waiting) or "ни одной"
        raise wrong_field("part", f"такой части на согласовании нет; есть: {names}")
    return found


def _passed_on(part: Assigned, command: commands.Approve, given: Given) -> Act:
    """To the main body where all work side by side, else to whose turn it is next."""
    option = given.rules.flow(given.case).joint
    team = joint.put(given.case.team, part.changed(state=PartState.PASSED))
    facts = [Fact(EventKind.PART_PASSED, authority=part.authority, role=part.role)]
    changes: dict[str, Any] = {}
    follower = joint.following(team)
    if follower is not None:
        follower = follower.changed(state=PartState.WORKING, assigned_at=given.at)
        team = joint.put(team, follower)
        changes |= {"authority": follower.authority, "executor": follower.executor}
        facts.append(Fact(EventKind.ASSIGNED, authority=follower.authority, role=follower.role))
    if given.case.state is State.AWAITING_PARTS:
        changes["state"] = working_state(given.case.changed(team=team))
    return Act(
        clause=option.pass_clause if option else None,
        details=details_of(command) | {"part": part.authority},
        changes=changes | {"team": team},
        facts=tuple(facts),
    )


def _part_sent_back(part: Assigned, command: commands.Return, given: Given) -> Act:
    option = given.rules.flow(given.case).joint
    again = part.changed(state=PartState.WORKING, remarks=command.remarks, returned_at=given.at)
    return Act(
        clause=option.pass_clause if option else None,
        details=details_of(command) | {"part": part.authority},
        changes={"team": joint.put(given.case.team, again)},
        facts=(Fact(EventKind.PART_RETURNED, authority=part.authority, role=part.role),),
    )


def _check_turn(kind: DraftKind, given: Given) -> None:
    """One after another: before the last body's turn an answer in the meantime may be given, but not the final one."""
    member, option = given.case.member(given.case.authority), given.rules.flow(given.case).joint
    if member is not None and member.role is AssignmentRole.PART and kind in {DraftKind.FINAL, DraftKind.EXPLANATION}:
        raise ForbiddenByRegulation(
            "Общий ответ готовит последний исполнитель: отправьте свою часть командой contribute",
            clause=option.clause if option else None,
        )


def _submission_clause(kind: DraftKind, given: Given) -> str:
    """The clause by which this kind of draft is submitted; raises where the act knows no such draft."""
    flow = given.rules.flow(given.case)
    option = {
        DraftKind.INTERIM: (flow.interim, "Промежуточный ответ этим порядком не предусмотрен"),
        DraftKind.CLARIFICATION: (flow.clarification, "Уточняющий вопрос автору этим порядком не предусмотрен"),
        DraftKind.EXPLANATION: (flow.explaining, "Разъяснение этим порядком не предусмотрено"),
    }.get(kind)
    if option is not None and option[0] is None:
        raise ForbiddenByRegulation(option[1], clause=flow.drafting.clause)
    if given.case.state is State.REWORK and flow.drafting.rework_clause is not None:
        return flow.drafting.rework_clause
    if kind is DraftKind.CLARIFICATION and flow.clarification is not None:
        return flow.clarification.clause
    return _interim_clause(flow, given)


def _interim_clause(flow: Flow, given: Given) -> str:
    """After an interim answer the final draft rests on the clause about it (R10c)."""
    return flow.interim.clause if given.case.interims and flow.interim else flow.drafting.clause


def _explained(command: commands.SubmitDraft, given: Given, details: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    ground = ground_of(command.ground or "", "ground", Outcome.EXPLAINED, given)
    linked = {*command.earlier, *([given.case.message.repeat_of] if given.case.message.repeat_of else [])}
    details = details | {"title": ground.title, "must_contain": list(ground.must_contain)}
    if len(linked) < ground.earlier_answers:
        details["warning"] = (
            f"Это основание — при неоднократных ответах (не менее {ground.earlier_answers}); "
            f"связано сообщений: {len(linked)}"
        )
    return ground.clause, details


def ground_of(ground_id: str, path: str, outcome: Outcome, given: Given) -> Ground:
    """A ground of the regulation that leads to this outcome; raises InvalidInput that lists those that do."""
    fitting = [item for item in given.rules.regulation.grounds if item.outcome is outcome]
    found = next((item for item in fitting if item.id == ground_id), None)
    if found is None:
        allowed = ", ".join(item.id for item in fitting) or "нет ни одного"
        raise wrong_field(path, f"такого основания нет; допустимо: {allowed}")
    return found


def _kind(given: Given) -> DraftKind:
    return given.case.draft.kind if given.case.draft else DraftKind.FINAL


def _bounded(team: Team) -> Team:
    """Cut long parts so that a case stays small enough to travel."""
    total = sum(len(item.text or "") for item in team)
    if total <= TEAM_LETTERS:
        return team
    share = TEAM_LETTERS // len(team)
    return tuple(item.changed(text=item.text and shortened(item.text, share)) for item in team)
