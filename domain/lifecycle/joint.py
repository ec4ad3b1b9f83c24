"""Joint work: who of several bodies does what now, and what each has given (PRO-15, STA-18).

``sequential``: each in turn sends a part to the coordinator, who hands the message on; the last composes the answer.
``lead``: all work side by side, each part goes to the main body through the coordinator, and a late one moves nothing.
``facts``: one body answers; whom it asks, and what comes of that, is as in ``lead``, but nobody stands between them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.lifecycle.payloads import Assignment, Attachment
from domain.terms import AssignmentRole, PartState


class Assigned(BaseModel):
    """A body that has the message, its role, and where its part stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    authority: str
    executor: str | None = None
    part: str | None = None
    role: AssignmentRole
    state: PartState = PartState.WORKING
    assigned_at: AwareDatetime | None = None
    contributed_at: AwareDatetime | None = None
    contributed_by: str | None = None
    returned_at: AwareDatetime | None = None
    text: str | None = None
    attachments: tuple[Attachment, ...] = ()
    remarks: str | None = None

    def changed(self, **changes: object) -> Self:
        """A copy with some fields replaced."""
        return self.model_copy(update=changes)


Team = tuple[Assigned, ...]


def single(assignment: Assignment, at: datetime) -> Team:
    """One body answers alone."""
    return (_assigned(assignment, AssignmentRole.SINGLE, at),)


def in_turn(assignments: Sequence[Assignment], at: datetime, done: Team = ()) -> Team:
    """Bodies work one after another; ``done`` are the parts that were given before a re-routing."""
    *parts, last = assignments
    roles = [AssignmentRole.PART] * len(parts) + [AssignmentRole.LAST]
    chain = [_assigned(item, role, None, PartState.WAITING) for item, role in zip((*parts, last), roles, strict=True)]
    return (*done, chain[0].changed(state=PartState.WORKING, assigned_at=at), *chain[1:])


def side_by_side(assignments: Sequence[Assignment], lead: str, at: datetime, done: Team = ()) -> Team:
    """Bodies work at once under a main one."""
    team = [
        _assigned(item, AssignmentRole.LEAD if item.authority == lead else AssignmentRole.PART, at)
        for item in assignments
    ]
    return (*done, *team)


def more_parts(team: Team, assignments: Sequence[Assignment], at: datetime) -> Team:
    """Other bodies take over the parts that were declined."""
    kept = tuple(item for item in team if item.state is not PartState.DECLINED)
    return (*kept, *(_assigned(item, AssignmentRole.PART, at) for item in assignments))


def asked(team: Team, assignments: Sequence[Assignment], at: datetime) -> Team:
    """The team with other bodies asked for facts; one that has answered before, or declined, is asked anew."""
    named = {item.authority for item in assignments}
    kept = tuple(item for item in team if item.authority not in named)
    return (*kept, *(_assigned(item, AssignmentRole.PART, at) for item in assignments))


def given(team: Team) -> Team:
    """The parts that were given, which outlive a re-routing."""
    return tuple(item for item in team if item.state in {PartState.CONTRIBUTED, PartState.PASSED})


def put(team: Team, member: Assigned) -> Team:
    """The team with one member as it is now."""
    return tuple(member if item.authority == member.authority else item for item in team)


def following(team: Team) -> Assigned | None:
    """Whose turn comes next."""
    return next((item for item in team if item.state is PartState.WAITING), None)


def waiting_for_coordinator(team: Team) -> Team:
    """The parts that have come and are to be passed on."""
    return tuple(item for item in team if item.state is PartState.CONTRIBUTED)


def working(team: Team, authority: str | None = None) -> Team:
    """The co-executors whose part is still to come, of one authority where it is given."""
    return tuple(
        item
        for item in team
        if item.role is AssignmentRole.PART and item.state is PartState.WORKING and authority in {None, item.authority}
    )


def outstanding(team: Team) -> bool:
    """Whether parts are still to come or to be passed on."""
    open_states = {PartState.WAITING, PartState.WORKING, PartState.CONTRIBUTED}
    return any(item.role is AssignmentRole.PART and item.state in open_states for item in team)


def _assigned(
    item: Assignment, role: AssignmentRole, at: datetime | None, state: PartState = PartState.WORKING
) -> Assigned:
    return Assigned(
        authority=item.authority, executor=item.executor, part=item.part, role=role, state=state, assigned_at=at
    )
