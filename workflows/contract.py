"""What other programs need to know of the workflows: their names and their input."""

import hashlib
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from activities.names import Snapshot
from domain.lifecycle import Case, Foreseen, Message
from domain.lifecycle.case import Watched
from domain.text import Identifier

TASK_QUEUE = "otklik"
WORKFLOW_TYPE = "MessageWorkflow"
REMARK_TYPE = "RemarkWorkflow"
FOLLOW_UP_TYPE = "FollowUpWorkflow"
FOLLOW_UP_SIGNAL = "follow_up"
KEEP_UPDATE = "keep"
STATUS_QUERY = "status"
JOURNAL_QUERY = "journal"
EXPLAIN_QUERY = "explain"
DIGEST_QUERY = "command_digest"
WHAT_IF_QUERY = "what_if"
PLAN_QUERY = "plan"

REFUSED = "OtklikRefusal"
"""The type of the ApplicationError that carries a refusal; its first detail is ``Refusal.as_details()``."""


def workflow_id(message_id: str) -> str:
    """The workflow of a message."""
    return f"message-{message_id}"


def remark_workflow_id(message_id: str, command_id: str) -> str:
    """The workflow of a remark about a message that has ended: one for each ``command_id``, whose text is not told."""
    return f"{workflow_id(message_id)}-remark-{hashlib.sha256(command_id.encode()).hexdigest()[:16]}"


def follow_up_workflow_id(message_id: str, number: int) -> str:
    """The workflow of a promise that is watched: the promises of a message are numbered."""
    return f"{workflow_id(message_id)}-follow-up-{number}"


@lru_cache(maxsize=256)
def shared(snapshot: Snapshot) -> Snapshot:
    """The one object of its content: the texts are long, and thousands of cases in a worker have the same."""
    return snapshot


class Carried(BaseModel):
    """What a run hands over to the next one of the same message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: Case
    snapshot: Snapshot


class MessageInput(BaseModel):
    """The input of a message's workflow; ``carried`` is set where it continues an earlier run.

    ``known_at_start``: the message is known from the moment at which its workflow was started, and a command from its
    receipt, however long no worker was there; else from the steps on that carried them out, as for messages that were
    taken in before this was told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    message: Message
    known_at_start: bool = False
    carried: Carried | None = None


class RemarkInput(BaseModel):
    """The input of a remark's workflow: a command about a message, as it would be sent to the message itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_id: Identifier
    command: str
    payload: dict[str, Any]


class FollowUpInput(BaseModel):
    """The input of a promise's workflow."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_id: str
    watched: Watched


class RemarkResult(BaseModel):
    """What became of a remark; ``digest`` is the fingerprint of the command that was carried out.

    ``passed_on``: the message had not ended, and its own workflow got the command as a signal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    passed_on: bool = False


class WhatIfAnswer(BaseModel):
    """What a command would do, or the refusal that it would meet (``Refusal.as_details()``).

    ``ended``: the message's life has ended, and what is possible after the end is none of its workflow's.
    """

    model_config = ConfigDict(frozen=True)

    foreseen: Foreseen | None = None
    refusal: dict[str, Any] | None = None
    ended: bool = False
