"""The commands of a message and their payloads: one name and one payload as signal, update and REST call."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain.errors import InvalidInput, wrong_field
from domain.lifecycle.payloads import Appeal, Assignment, Attachments, Evidence, FollowUps, ItemIds, Term, Ticks, some
from domain.moment import Moment
from domain.roles import ClaimedActor, Principal
from domain.terms import CommandName, DraftKind, Visibility
from domain.text import CommandId, Identifier, Line, Text, Url
from domain.validation import WHOLE, field_errors


class Command(BaseModel):
    """What every payload may carry besides its own fields.

    ``received_at`` and ``principal`` are stamped by the REST front end; a client cannot send them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: ClassVar[CommandName]

    command_id: CommandId | None = None
    occurred_at: Moment | None = None
    comment: Text | None = None
    actor: ClaimedActor | None = None
    received_at: Moment | None = None
    principal: Principal | None = None

    def digest(self) -> str:
        """A fingerprint of who asks for what, whenever it arrives: another person's act is never a repeat."""
        asked = self.model_dump(mode="json", exclude={"received_at", "principal", "command_id"}, exclude_defaults=True)
        person = self.principal and self.principal.person
        text = json.dumps([self.name, person, asked], ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


STAMPED_FIELDS = frozenset({"received_at", "principal"})
"""Fields of a payload that only the REST front end sets."""


class Resolve(Command):
    """The head names the body that answers."""

    name = CommandName.RESOLVE
    authority: Identifier
    note: Text | None = None


class Route(Command):
    """The coordinator sends the message to the body whose competence it is, or to several, in order.

    ``answer_within`` is a term shorter than the regulation's, for ``reason``; ``draft_within`` that of its draft, and
    ``because`` names which of theme, location and importance it rests on. ``days_off``: answer on days off as well.
    Where the act knows requests for facts, a routing while the answer is written asks other bodies for them.
    """

    name = CommandName.ROUTE
    assignments: Annotated[tuple[Assignment, ...], Field(max_length=20), AfterValidator(some)]
    lead: Identifier | None = None
    theme: Line | None = None
    theme_group: Line | None = None
    location: Line | None = None
    importance: Line | None = None
    answer_within: Term | None = None
    reason: Text | None = None
    draft_within: Term | None = None
    because: Annotated[tuple[Literal["theme", "location", "importance"], ...], Field(max_length=3)] = ()
    days_off: bool = False
    significant: bool = False
    repeat_of: Identifier | None = None


class Decline(Command):
    """The executor returns the message because another body is competent."""

    name = CommandName.DECLINE
    reason: Text | None = None


class SubmitDraft(Command):
    """The executor sends a draft for approval: an answer, a question to the author, or an explanation on a ground."""

    name = CommandName.SUBMIT_DRAFT
    kind: DraftKind
    text: Text
    attachments: Attachments = ()
    ground: Identifier | None = None
    earlier: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _ground_fits_kind(self) -> Self:
        if (self.kind is DraftKind.EXPLANATION) != (self.ground is not None):
            raise ValueError("ground указывается у разъяснения (kind = explanation), и только у него")
        return self


class InterimAnswer(Command):
    """The executor sends an interim answer for approval: ``submit_draft`` of kind ``interim`` by a shorter name."""

    name = CommandName.INTERIM_ANSWER
    kind: ClassVar[DraftKind] = DraftKind.INTERIM
    ground: ClassVar[None] = None
    earlier: ClassVar[tuple[str, ...]] = ()
    text: Text
    attachments: Attachments = ()


class Contribute(Command):
    """A co-executor sends the part that was asked of its body."""

    name = CommandName.CONTRIBUTE
    text: Text
    attachments: Attachments = ()


class Approve(Command):
    """The stage whose turn it is approves the draft; ``part`` names a body whose part of joint work is passed on.

    ``checklist``: what the stage says of the items that the regulation asks of the draft, as many as it likes.
    """

    name = CommandName.APPROVE
    stage: Identifier | None = None
    part: Identifier | None = None
    checklist: Ticks = ()


class Return(Command):
    """The stage whose turn it is sends the draft back to the executor, with remarks; ``part`` as in ``Approve``.

    ``items`` are those of the checklist that the draft does not meet.
    """

    name = CommandName.RETURN
    remarks: Text
    stage: Identifier | None = None
    part: Identifier | None = None
    items: ItemIds = ()


class Publish(Command):
    """The approved answer was placed where the message was; the link or other evidence proves it (R14).

    ``follow_ups`` are the promises of the answer that are to be watched.
    """

    name = CommandName.PUBLISH
    url: Url | None = None
    evidence: Evidence | None = None
    text: Text | None = None
    visibility: Visibility | None = None
    also_at: Annotated[tuple[Url, ...], Field(max_length=20)] = ()
    follow_ups: FollowUps = ()

    @model_validator(mode="after")
    def _is_proven(self) -> Self:
        if self.url is None and self.evidence is None:
            raise ValueError("укажите url размещённого ответа или evidence")
        return self


class Clarified(Command):
    """The author has answered the question that was put."""

    name = CommandName.CLARIFIED
    text: Text


class HandOver(Command):
    """The approved answer was handed over to the body that places it, or the message became a formal appeal.

    ``follow_ups`` as in ``Publish``.
    """

    name = CommandName.HAND_OVER
    to: Line | None = None
    appeal: Appeal | None = None
    follow_ups: FollowUps = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.to is None) == (self.appeal is None):
            raise ValueError("укажите либо to (кому передан ответ), либо appeal (обращение по 59-ФЗ)")
        if self.appeal is not None and self.follow_ups:
            raise ValueError("follow_ups указываются вместе с to: у обращения по 59-ФЗ ответа здесь нет")
        return self


class Exclude(Command):
    """The message is not processed or not answered, on one of the regulation's grounds."""

    name = CommandName.EXCLUDE
    ground: Identifier
    note: Text | None = None


class Close(Command):
    """The message is closed for a cause that the regulation does not provide for (R20)."""

    name = CommandName.CLOSE
    reason: Text


class Significant(Command):
    """The message is socially significant and the head hears of it at once."""

    name = CommandName.SIGNIFICANT
    summary: Text
    signatory: Line | None = None


class Shortcoming(Command):
    """A shortcoming in the work on the message, for the head: which clause, whose, and what shows it."""

    name = CommandName.SHORTCOMING
    clause: Line
    person: Identifier | None = None
    evidence: Evidence


class Reassign(Command):
    """Another person, or where the act allows it another body, goes on with the message; no clock changes."""

    name = CommandName.REASSIGN
    executor: Identifier
    reason: Text
    authority: Identifier | None = None


class Recalculate(Command):
    """The regulation's version and the calendar are read again, and every limit of the case is computed by them."""

    name = CommandName.RECALCULATE
    reason: Text


class Note(Command):
    """A remark for the journal; it changes nothing else."""

    name = CommandName.NOTE
    text: Text


COMMANDS: Mapping[CommandName, type[Command]] = {
    kind.name: kind
    for kind in (
        Resolve,
        Route,
        Decline,
        SubmitDraft,
        InterimAnswer,
        Contribute,
        Approve,
        Return,
        Publish,
        Clarified,
        Exclude,
        Significant,
        Shortcoming,
        Reassign,
        HandOver,
        Close,
        Recalculate,
        Note,
    )
}


def parse_command(name: str, payload: Any, context: Mapping[str, bool] | None = None) -> Command:  # noqa: ANN401 -- whatever a stranger sent
    """Read a payload, a new one with ``AT_THE_DOOR``; raises InvalidInput that names every wrong field."""
    if name not in list(CommandName):
        raise InvalidInput(f"Неизвестная команда; допустимо: {', '.join(CommandName)}")
    if not isinstance(payload, Mapping):
        raise wrong_field(WHOLE, "ожидается объект JSON")
    try:
        return COMMANDS[CommandName(name)].model_validate(payload, context=context)
    except ValidationError as error:
        raise InvalidInput("Данные команды не приняты", errors=field_errors(error)) from error
