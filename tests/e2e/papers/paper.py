"""What a paper trail is made of: when a message came, what was done when and by whom, how its limits must stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

OWN = "authority-1"
OTHER = "authority-2"

Row = tuple[str, str]
"""A worked row: its id and what it is of."""


class By(StrEnum):
    """Who enters an act."""

    ADMIN = "administrator"
    EXECUTOR = "executor of the first body"
    CO_EXECUTOR = "executor of the second body"


class Act(NamedTuple):
    """An act of the past."""

    when: str
    command: str
    payload: Mapping[str, Any]
    by: By = By.ADMIN


@dataclass(frozen=True)
class Paper:
    """A paper trail; ``due`` and ``started`` pair limits with the rows that they must equal, ``stands`` says how."""

    regulation: str
    detected: str
    acts: tuple[Act, ...] = ()
    received: str | None = None
    flow: str | None = None
    due: tuple[tuple[str, Row], ...] = ()
    started: tuple[tuple[str, Row], ...] = ()
    stands: Mapping[str, str] = field(default_factory=dict)
    state: str | None = None
    outcome: str | None = None


def routed(when: str) -> Act:
    """Sent to the first body."""
    return Act(when, "route", {"assignments": [{"authority": OWN}]})


def resolved(when: str) -> Act:
    """Resolved for the first body."""
    return Act(when, "resolve", {"authority": OWN})


def drafted(when: str, kind: str = "final", **fields: str) -> Act:
    """A draft of the first body."""
    return Act(when, "submit_draft", {"kind": kind, "text": "Починят в среду.", **fields}, By.EXECUTOR)


def interim(when: str) -> Act:
    """An interim answer of the first body."""
    return Act(when, "interim_answer", {"text": "Ответим на будущей неделе."}, By.EXECUTOR)


def approved(when: str, outside: str | None = None) -> Act:
    """Approved by the stage whose turn it is, or by a body outside that told its time."""
    return Act(when, "approve", {} if outside is None else {"actor": {"role": outside}})


def returned(when: str) -> Act:
    """Sent back with remarks."""
    return Act(when, "return", {"remarks": "Когда?"})


def placed(when: str) -> Act:
    """Placed where the message was."""
    return Act(when, "publish", {"evidence": {"screenshot": "s-1.png"}})


def declined(when: str, by: By = By.EXECUTOR) -> Act:
    """Returned for competence."""
    return Act(when, "decline", {"reason": "Это дорога края."}, by)
