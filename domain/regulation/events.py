"""How a regulation's file names an event: ``routed``, ``approved``, ``returned:department``, ``published:interim``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from domain.terms import AssignmentRole, DraftKind, EventKind

STAGED = frozenset({EventKind.APPROVED, EventKind.RETURNED})
"""Kinds of event that one stage of the chain makes, so that a stage may be named."""

DRAFTED = STAGED | {EventKind.DRAFT_SUBMITTED, EventKind.PUBLISHED, EventKind.HANDED_OVER}
"""Kinds of event that happen to a draft, so that a kind of draft may be named."""

ANSWER = "answer"
"""Both kinds of draft that answer the author: the final and the interim one."""

REPLY = "reply"
"""Every kind of draft that tells the author something: all but the question to him."""

JOINT = "joint"
"""Every authority of joint work, whatever its role in it."""

_DRAFTS = {kind.value: frozenset({kind}) for kind in DraftKind} | {
    ANSWER: frozenset({DraftKind.FINAL, DraftKind.INTERIM}),
    REPLY: frozenset(DraftKind) - {DraftKind.CLARIFICATION},
}
_ROLES = {role.value: frozenset({role}) for role in AssignmentRole} | {
    JOINT: frozenset(AssignmentRole) - {AssignmentRole.SINGLE}
}
RESERVED = frozenset(_DRAFTS)
"""Names that no stage may have, because an event's qualifier would mean two things."""


@dataclass(frozen=True)
class EventRef:
    """An event that starts, fulfils or cancels a limit; a qualifier narrows it.

    ``approved`` alone is the last approval of the chain, ``approved:mcu`` that of one stage, ``approved:interim`` the
    last approval of one kind of draft; ``assigned:part`` is the receipt by an authority of that role in joint work.
    """

    kind: EventKind
    stage: str | None = None
    draft: str | None = None
    role: str | None = None

    @classmethod
    def parse(cls, text: str) -> "EventRef":
        """Read ``kind`` or ``kind:qualifier``; raises ValueError that says what is allowed."""
        kind_text, colon, qualifier = text.partition(":")
        if kind_text not in list(EventKind):
            raise ValueError(f"неизвестное событие «{kind_text}»; допустимо: {', '.join(EventKind)}")
        kind = EventKind(kind_text)
        if not colon:
            return cls(kind)
        if kind is EventKind.ASSIGNED and qualifier in _ROLES:
            return cls(kind, role=qualifier)
        if kind in DRAFTED and qualifier in _DRAFTS:
            return cls(kind, draft=qualifier)
        if kind in STAGED and qualifier:
            return cls(kind, stage=qualifier)
        raise ValueError(_allowed(kind))

    @property
    def drafts(self) -> frozenset[DraftKind]:
        """The kinds of draft that are meant."""
        return frozenset(DraftKind) if self.draft is None else _DRAFTS[self.draft]

    @property
    def roles(self) -> frozenset[AssignmentRole]:
        """The roles in joint work that are meant."""
        return frozenset(AssignmentRole) if self.role is None else _ROLES[self.role]

    def __str__(self) -> str:
        """Write it as the file does."""
        qualifier = self.stage or self.draft or self.role
        return f"{self.kind}:{qualifier}" if qualifier else self.kind.value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from the file's text and serialise back to it."""
        from_text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            # Not a union: it would report a wrong name twice, under paths that no file contains.
            python_schema=core_schema.no_info_wrap_validator_function(_unless_read_already, from_text),
            serialization=core_schema.to_string_ser_schema(),
        )


def _allowed(kind: EventKind) -> str:
    if kind is EventKind.ASSIGNED:
        return f"после двоеточия у assigned указывается роль: {', '.join(_ROLES)}"
    if kind in STAGED:
        return f"после двоеточия у {kind} указывается этап или вид ответа: {', '.join(_DRAFTS)}"
    if kind in DRAFTED:
        return f"после двоеточия у {kind} указывается вид ответа: {', '.join(_DRAFTS)}"
    return f"у {kind} после двоеточия ничего не указывается"


def _unless_read_already(value: object, read: Callable[[object], EventRef]) -> EventRef:
    return value if isinstance(value, EventRef) else read(value)
