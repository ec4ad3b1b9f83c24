"""The commands of a message and their payloads: one name and one payload as signal, update and REST call."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain.errors import InvalidInput, wrong_field
from domain.moment import Moment
from domain.roles import ClaimedActor, Principal
from domain.terms import CommandName, Visibility
from domain.text import CommandId, Identifier, Line, Text, Url
from domain.validation import WHOLE, field_errors


class Attachment(BaseModel):
    """A document or picture, by its address or by its id in another system."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Url | None = None
    id: Identifier | None = None
    title: Line | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if self.url is None and self.id is None:
            raise ValueError("укажите url или id вложения")
        return self


Attachments = Annotated[tuple[Attachment, ...], Field(max_length=20)]


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


class Assignment(BaseModel):
    """The body that a message is sent to, and the person in it where that is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    authority: Identifier
    executor: Identifier | None = None


def _some(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Ask this after the items, so that a wrong item is not reported as a missing one too."""
    if not assignments:
        raise ValueError("укажите орган")
    return assignments


class Route(Command):
    """The coordinator sends the message to the body whose competence it is."""

    name = CommandName.ROUTE
    assignments: Annotated[tuple[Assignment, ...], Field(max_length=1), AfterValidator(_some)]
    theme: Line | None = None
    theme_group: Line | None = None
    location: Line | None = None
    importance: Line | None = None


class SubmitDraft(Command):
    """The executor sends a draft of the answer for approval."""

    name = CommandName.SUBMIT_DRAFT
    kind: Literal["final"]
    text: Text
    attachments: Attachments = ()


class Approve(Command):
    """The stage whose turn it is approves the draft."""

    name = CommandName.APPROVE
    stage: Identifier | None = None


class Return(Command):
    """The stage whose turn it is sends the draft back to the executor, with remarks."""

    name = CommandName.RETURN
    remarks: Text
    stage: Identifier | None = None


class Evidence(BaseModel):
    """What proves that an answer was placed, where no link can be given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    screenshot: Line | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.screenshot is None and self.note is None:
            raise ValueError("укажите screenshot или note")
        return self


class Publish(Command):
    """The approved answer was placed where the message was; the link or other evidence proves it (R14)."""

    name = CommandName.PUBLISH
    url: Url | None = None
    evidence: Evidence | None = None
    text: Text | None = None
    visibility: Visibility | None = None
    also_at: Annotated[tuple[Url, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _is_proven(self) -> Self:
        if self.url is None and self.evidence is None:
            raise ValueError("укажите url размещённого ответа или evidence")
        return self


class HandOver(Command):
    """The approved answer was handed over to the body that places it."""

    name = CommandName.HAND_OVER
    to: Line


class Exclude(Command):
    """The message is not processed or not answered, on one of the regulation's grounds."""

    name = CommandName.EXCLUDE
    ground: Identifier
    note: Text | None = None


class Close(Command):
    """The message is closed for a cause that the regulation does not provide for (R20)."""

    name = CommandName.CLOSE
    reason: Text


class Note(Command):
    """A remark for the journal; it changes nothing else."""

    name = CommandName.NOTE
    text: Text


COMMANDS: Mapping[CommandName, type[Command]] = {
    kind.name: kind for kind in (Resolve, Route, SubmitDraft, Approve, Return, Publish, HandOver, Exclude, Close, Note)
}


def parse_command(name: str, payload: Any) -> Command:  # noqa: ANN401 -- whatever a stranger sent
    """Read a payload; raises InvalidInput that names every wrong field."""
    if name not in list(CommandName):
        raise InvalidInput(f"Неизвестная команда; допустимо: {', '.join(CommandName)}")
    if not isinstance(payload, Mapping):
        raise wrong_field(WHOLE, "ожидается объект JSON")
    try:
        return COMMANDS[CommandName(name)].model_validate(payload)
    except ValidationError as error:
        raise InvalidInput("Данные команды не приняты", errors=field_errors(error)) from error
