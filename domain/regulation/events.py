"""How a regulation's file names an event: ``routed``, ``approved`` (the last approval), ``returned:department``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from domain.terms import EventKind

STAGED = frozenset({EventKind.APPROVED, EventKind.RETURNED})
"""Kinds of event that one stage of the chain makes, so that a stage may be named."""


@dataclass(frozen=True)
class EventRef:
    """An event that starts, fulfils or cancels a limit; ``stage`` narrows it to one stage of the chain."""

    kind: EventKind
    stage: str | None = None

    @classmethod
    def parse(cls, text: str) -> "EventRef":
        """Read ``kind`` or ``kind:stage``; raises ValueError that says what is allowed."""
        kind_text, colon, stage = text.partition(":")
        if kind_text not in list(EventKind):
            raise ValueError(f"неизвестное событие «{kind_text}»; допустимо: {', '.join(EventKind)}")
        kind = EventKind(kind_text)
        if colon and (kind not in STAGED or not stage):
            raise ValueError("этап после двоеточия указывается только у approved и returned")
        return cls(kind, stage or None)

    def __str__(self) -> str:
        """Write it as the file does."""
        return f"{self.kind}:{self.stage}" if self.stage else self.kind.value

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


def _unless_read_already(value: object, read: Callable[[object], EventRef]) -> EventRef:
    return value if isinstance(value, EventRef) else read(value)
