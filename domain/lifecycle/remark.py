"""A remark about a message whose life has ended: judged by the case as it was recorded, when no workflow is left.

``decide`` itself judges it, over a case that is rebuilt as far as a remark needs it, so that both always agree.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import WrongState
from domain.event import Event
from domain.journal import Entry
from domain.lifecycle.case import Case
from domain.lifecycle.commands import Command
from domain.lifecycle.decide import decide
from domain.lifecycle.intake import Message
from domain.lifecycle.joint import Assigned, Team
from domain.lifecycle.rules import Rules
from domain.lifecycle.view import CaseView
from domain.terms import AssignmentRole, EventKind, State


@dataclass(frozen=True)
class Remarked:
    """The recorded case with what the remark changes, and the remark's entry in the journal."""

    case: CaseView
    entry: Entry


def remark(recorded: CaseView, rules: Rules, command: Command, now: datetime) -> Remarked:
    """Add a note, a report of significance or of a shortcoming to a closed case; raises the Refusal that fits.

    ``rules`` are those of the version that the case was pinned to. Whether the same ``command_id`` was seen before is
    the caller's to know: a recorded case does not remember ids.
    """
    if recorded.state is not State.CLOSED:
        raise WrongState("Сообщение ещё в работе: команду принимает его процесс")
    decision = decide(rebuilt(recorded, now), rules, command, now)
    (entry,) = decision.entries
    changed = {name: getattr(decision.case, name) for name in ("significant", "shortcomings", "journal_seq")}
    return Remarked(recorded.model_copy(update=changed), entry)


def rebuilt(recorded: CaseView, now: datetime) -> Case:
    """The case of a closed message as far as its journal can go on."""
    pinned = {name: getattr(recorded, name) for name in ("regulation", "regulation_version", "flow")}
    message = Message.model_validate(recorded.message | pinned)
    # No remark is earlier than the detection, and limits have all ended: no other event is looked at.
    detected = Event(kind=EventKind.DETECTED, at=message.detected_at.astimezone(UTC), recorded_at=now)
    return Case(
        id=recorded.id,
        message=message,
        state=recorded.state,
        outcome=recorded.outcome,
        authority=recorded.authority,
        team=recorded.parts or _alone(recorded),
        significant=recorded.significant,
        shortcomings=recorded.shortcomings,
        follow_ups=recorded.follow_ups,
        events=(detected,),
        journal_seq=recorded.journal_seq,
    )


def _alone(recorded: CaseView) -> Team:
    """The bodies that may see the case; a team of one is not shown as parts."""
    return tuple(Assigned(authority=item, role=AssignmentRole.SINGLE) for item in recorded.authorities)
