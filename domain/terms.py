"""The fixed vocabulary of the field: every state and kind that has a name is an enum here.

The Russian term of each stands in ``docs/glossary.md``; values are the wire names of the public contract.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person or tool may do; offices are given roles by the regulation and by tokens."""

    MONITORING = "monitoring"
    COORDINATOR = "coordinator"
    EXECUTOR = "executor"
    REVIEWER = "reviewer"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Network(StrEnum):
    """Where a message was written; each regulation names those in its scope."""

    VK = "vk"
    OK = "ok"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    TWITTER = "twitter"
    TELEGRAM = "telegram"
    MAX = "max"
    SITE = "site"
    FORUM = "forum"
    BLOG = "blog"
    VIDEO = "video"
    MESSENGER = "messenger"
    OTHER = "other"


class Visibility(StrEnum):
    """Whether a message or an answer is open to everybody or a private one."""

    PUBLIC = "public"
    DIRECT = "direct"


class State(StrEnum):
    """Where a message stands in its life."""

    AWAITING_RESOLUTION = "awaiting_resolution"
    AWAITING_ROUTING = "awaiting_routing"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    REWORK = "rework"
    APPROVED = "approved"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a message's life ended (R20)."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    OTHER = "other"


class EventKind(StrEnum):
    """The facts that start and stop limits."""

    DETECTED = "detected"
    RECEIVED = "received"
    RESOLVED = "resolved"
    ROUTED = "routed"
    DRAFT_SUBMITTED = "draft_submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    HANDED_OVER = "handed_over"
    EXCLUDED = "excluded"
    CLOSED = "closed"


ENDINGS = frozenset({EventKind.PUBLISHED, EventKind.HANDED_OVER, EventKind.EXCLUDED, EventKind.CLOSED})
"""The events after which nothing runs any more."""


class CommandName(StrEnum):
    """The commands of a message: one name as signal, update and REST call."""

    RESOLVE = "resolve"
    ROUTE = "route"
    SUBMIT_DRAFT = "submit_draft"
    APPROVE = "approve"
    RETURN = "return"
    PUBLISH = "publish"
    HAND_OVER = "hand_over"
    EXCLUDE = "exclude"
    CLOSE = "close"
    NOTE = "note"


class LimitState(StrEnum):
    """Where a limit stands; ``missed`` sets in after ``late_after``."""

    PENDING = "pending"
    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """Kinds of journal entry that are not a command's own name."""

    REGISTERED = "registered"
    REMINDER = "reminder"
    LIMIT_DUE = "limit_due"
    LIMIT_MISSED = "limit_missed"
    LIMIT_CORRECTED = "limit_corrected"
    REFUSED = "refused"
