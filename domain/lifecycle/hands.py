"""In whose hands a message is, and for how long it was in whose (R7): a breach can then be told whose it was."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from domain.lifecycle.case import Case, Hands, Holding
from domain.lifecycle.joint import waiting_for_coordinator, working
from domain.lifecycle.rules import Rules
from domain.terms import DraftKind, Role, State
from domain.worktime import Clock, format_duration

_NOTHING = timedelta(0)


def hands_of(case: Case, rules: Rules) -> Hands | None:
    """Who has to act next; nobody when the life has ended."""
    find = _HOLDERS.get(case.state)
    return None if find is None else find(case, rules)


def completed_by(case: Case, rules: Rules) -> Role:
    """Who places what has been approved."""
    flow = rules.flow(case)
    kind = case.draft.kind if case.draft else DraftKind.FINAL
    if kind is DraftKind.CLARIFICATION and flow.clarification is not None:
        return flow.clarification.placed_by
    if kind is DraftKind.EXPLANATION and flow.explaining is not None:
        return flow.explaining.sent_by
    return flow.completion.by


def with_hands(before: Case, after: Case, rules: Rules, at: datetime) -> Case:
    """The case with a new holder noted, where an act at ``at`` put it into other hands.

    What was noted for a later moment, before an earlier act was entered, was never so: no time is counted twice.
    """
    hands = hands_of(after, rules)
    if before.holdings and before.holdings[-1].hands == hands:
        return after
    true = tuple(item for item in after.holdings if item.since <= at)
    if true and true[-1].hands == hands:
        return after.changed(holdings=true)
    return after.changed(holdings=(*true, Holding(hands=hands, since=at)))


def held(case: Case, clock: Clock, start: datetime, end: datetime) -> tuple[tuple[Hands, timedelta], ...]:
    """How much working time the message spent in whose hands between two moments, longest first."""
    sums: dict[Hands, timedelta] = {}
    for hands, begun, ended in _stretches(case, end):
        first, last = max(begun, start), min(ended, end)
        if hands is not None and first < last:
            sums[hands] = sums.get(hands, _NOTHING) + clock.between(first, last)
    return tuple(sorted(sums.items(), key=lambda item: -item[1]))


def held_words(case: Case, clock: Clock, start: datetime, end: datetime) -> list[dict[str, str]]:
    """The same for the journal: each holder with an ISO 8601 duration of working time."""
    return [
        hands.model_dump(mode="json", exclude_none=True) | {"working_time": format_duration(spent)}
        for hands, spent in held(case, clock, start, end)
        if spent
    ]


def _stretches(case: Case, end: datetime) -> Iterator[tuple[Hands | None, datetime, datetime]]:
    ends = [*(item.since for item in case.holdings[1:]), end]
    for holding, until in zip(case.holdings, ends, strict=False):
        yield holding.hands, holding.since, until


def _executor(case: Case, _rules: Rules) -> Hands:
    return Hands(role=Role.EXECUTOR, authority=case.authority, person=case.executor)


def _joint(case: Case, rules: Rules) -> Hands:
    """One after another: the coordinator holds a part that has come; side by side, the main body works on."""
    joint = rules.flow(case).joint
    in_turn = joint is not None and joint.mode == "sequential"
    if in_turn and waiting_for_coordinator(case.team) and not working(case.team):
        return Hands(role=Role.COORDINATOR)
    return _executor(case, rules)


def _reviewer(case: Case, rules: Rules) -> Hands:
    stage = rules.stage(case)
    return Hands(role=stage.decided_by, stage=stage.id)


def _publisher(case: Case, rules: Rules) -> Hands:
    role = completed_by(case, rules)
    return _executor(case, rules) if role is Role.EXECUTOR else Hands(role=role)


_HOLDERS: Mapping[State, Callable[[Case, Rules], Hands]] = {
    State.AWAITING_RESOLUTION: lambda _case, _rules: Hands(role=Role.HEAD),
    State.AWAITING_ROUTING: lambda _case, _rules: Hands(role=Role.COORDINATOR),
    State.AWAITING_PARTS: _joint,
    State.AWAITING_AUTHOR: lambda _case, _rules: Hands(role=Role.COORDINATOR, awaits_author=True),
    State.DRAFTING: _executor,
    State.REWORK: _executor,
    State.INTERIM_PUBLISHED: _executor,
    State.IN_REVIEW: _reviewer,
    State.APPROVED: _publisher,
}
