"""The activities as workflows know them: names, payloads and signatures, without implementations."""

from datetime import datetime
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict
from temporalio import activity

from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation, News
from domain.lifecycle.case import Watched
from domain.terms import CommandName

# no_thread_cancel_exception: the SDK would end an activity that takes too long by raising an exception inside its
# thread, anywhere, also while it holds a lock of the logging, of the connection pool or of the tracer. That lock would
# stay held and the worker would stand still. All activities are short and idempotent, and may simply finish.


class SnapshotRequest(BaseModel):
    """Which version of which regulation a message is pinned to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: str
    version: str


class Snapshot(BaseModel):
    """A regulation and its working calendar as texts (JSON), recorded once in a workflow's history.

    Texts, so that a worker decodes the same content once however many cases carry it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: str
    calendar: str


class Recording(BaseModel):
    """What the read model has to take over: the case as of a moment, and the journal entries it does not have yet.

    ``explanations`` come with a closed case only: an open one is explained by its workflow.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: datetime
    case: CaseView
    entries: tuple[Entry, ...]
    explanations: tuple[Explanation, ...] = ()


class RemarkOrder(BaseModel):
    """A remark about a message that has ended, as it was heard at ``now``; ``payload`` names its ``command_id``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_id: str
    command: CommandName
    payload: dict[str, Any]
    now: datetime


class RemarkOutcome(BaseModel):
    """Why a remark was refused (``Refusal.as_details``); nothing where it is in the journal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    refusal: dict[str, Any] | None = None


class FollowUpOrder(BaseModel):
    """How a watched promise stands at ``now``; ``news`` are to be journalled here where ``ended``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_id: str
    watched: Watched
    now: datetime
    news: News | None = None
    ended: bool = False


class SnapshotActivities(Protocol):
    """Reads what a case is judged by."""

    @activity.defn(no_thread_cancel_exception=True)
    def take_snapshot(self, request: SnapshotRequest) -> Snapshot:
        """Read a regulation's version and build its working calendar; raises where it is not loaded."""
        ...


class RegistryActivities(Protocol):
    """Writes the read model."""

    @activity.defn(no_thread_cancel_exception=True)
    def record(self, recording: Recording) -> None:
        """Write a case and its entries; the same recording twice is one effect, an older one changes nothing."""
        ...


class RemarkActivities(Protocol):
    """Completes the records of messages that have ended."""

    @activity.defn(no_thread_cancel_exception=True)
    def add_remark(self, order: RemarkOrder) -> RemarkOutcome:
        """Judge a remark by the recorded case and write it; the same ``command_id`` twice is one effect."""
        ...


class FollowUpActivities(Protocol):
    """Keeps the list of promises, and completes the records of messages that have ended."""

    @activity.defn(no_thread_cancel_exception=True)
    def write_follow_up(self, order: FollowUpOrder) -> None:
        """Write how a promise stands, and its news into the journal of an ended message; twice is one effect."""
        ...
