"""Sending an imported message to the authority that its row names: once, and never against a person's decision."""

from hashlib import sha256
from typing import Any

from domain.terms import State

_COMMENT = "Направлено при загрузке файла"
_ID_PREFIX = "import-"
_LETTERS = 32


def awaits_route(state: str, declines: int) -> bool:
    """Whether nobody has sent the message anywhere yet; one that came back waits for a person's choice."""
    return state == State.AWAITING_ROUTING and declines == 0


def awaits_resolution(state: str) -> bool:
    """Whether the head names the authority first: a file does not decide for the head."""
    return state == State.AWAITING_RESOLUTION


def route_payload(message_id: str, authority: str) -> dict[str, Any]:
    """The command ``route``; its ``command_id`` is the same on every run, so that two runs are one effect."""
    named = sha256(f"{message_id}\n{authority}".encode()).hexdigest()[:_LETTERS]
    return {
        "assignments": [{"authority": authority}],
        "command_id": f"{_ID_PREFIX}{named}",
        "comment": _COMMENT,
    }
