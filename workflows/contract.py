"""What other programs need to know of the message workflow: its names and its input."""

from pydantic import BaseModel, ConfigDict

from activities.names import Snapshot
from domain.lifecycle import Case, Message

TASK_QUEUE = "otklik"
WORKFLOW_TYPE = "MessageWorkflow"
STATUS_QUERY = "status"
JOURNAL_QUERY = "journal"
EXPLAIN_QUERY = "explain"
DIGEST_QUERY = "command_digest"

REFUSED = "OtklikRefusal"
"""The type of the ApplicationError that carries a refusal; its first detail is ``Refusal.as_details()``."""


def workflow_id(message_id: str) -> str:
    """The workflow of a message."""
    return f"message-{message_id}"


class Carried(BaseModel):
    """What a run hands over to the next one of the same message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: Case
    snapshot: Snapshot


class MessageInput(BaseModel):
    """The input of a message's workflow; ``carried`` is set where it continues an earlier run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    message: Message
    carried: Carried | None = None
