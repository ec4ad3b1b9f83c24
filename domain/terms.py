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


class Function(StrEnum):
    """What an office of the roster does in the work with messages (PRO-5, PRO-6, VOL-A2)."""

    RESPONSIBLE = "responsible"
    EXECUTOR = "executor"
    COORDINATOR = "coordinator"
    HEAD = "head"


OF_A_BODY = frozenset({Function.RESPONSIBLE, Function.EXECUTOR})
"""The functions of a body's own people; the others belong to the whole municipality."""


class ChangeKind(StrEnum):
    """What a change of a roster did to an office."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


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
    AWAITING_PARTS = "awaiting_parts"
    AWAITING_AUTHOR = "awaiting_author"
    IN_REVIEW = "in_review"
    REWORK = "rework"
    APPROVED = "approved"
    INTERIM_PUBLISHED = "interim_published"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a message's life ended (R20)."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    EXPLAINED = "explained"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    CONVERTED = "converted"
    RETURNED_OUTSIDE = "returned_outside"
    AUTHOR_SILENT = "author_silent"
    OTHER = "other"


class DraftKind(StrEnum):
    """What an executor submits for approval."""

    FINAL = "final"
    INTERIM = "interim"
    CLARIFICATION = "clarification"
    EXPLANATION = "explanation"


ANSWERS = frozenset({DraftKind.FINAL, DraftKind.INTERIM})
"""The drafts that answer the message; a question or an explanation goes to its author instead."""


class AssignmentRole(StrEnum):
    """What an authority does with a message: answers alone, gives a part, composes last, or leads."""

    SINGLE = "single"
    PART = "part"
    LAST = "last"
    LEAD = "lead"


class PartState(StrEnum):
    """Where a part of joint work stands; ``waiting`` is a turn that has not come yet."""

    WAITING = "waiting"
    WORKING = "working"
    CONTRIBUTED = "contributed"
    PASSED = "passed"
    DECLINED = "declined"


class EventKind(StrEnum):
    """The facts that start and stop limits."""

    DETECTED = "detected"
    RECEIVED = "received"
    RESOLVED = "resolved"
    ROUTED = "routed"
    ASSIGNED = "assigned"
    DECLINED = "declined"
    PART_DECLINED = "part_declined"
    PART_CONTRIBUTED = "part_contributed"
    PART_RETURNED = "part_returned"
    PART_PASSED = "part_passed"
    DRAFT_SUBMITTED = "draft_submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CLARIFIED = "clarified"
    HANDED_OVER = "handed_over"
    RETURNED_OUTSIDE = "returned_outside"
    CONVERTED = "converted"
    EXCLUDED = "excluded"
    CLOSED = "closed"


COMPLETIONS = frozenset({EventKind.PUBLISHED, EventKind.HANDED_OVER})
"""The events by which an answer reaches its author, or whoever gives it to him."""

ENDINGS = COMPLETIONS | {EventKind.RETURNED_OUTSIDE, EventKind.CONVERTED, EventKind.EXCLUDED, EventKind.CLOSED}
"""The events after which nothing runs any more; what is placed of an interim answer or a clarification is none."""

LEFT_OPEN = frozenset({DraftKind.INTERIM, DraftKind.CLARIFICATION})
"""The kinds of draft whose placing leaves the message open."""

PART_EVENTS = frozenset(
    {EventKind.PART_DECLINED, EventKind.PART_CONTRIBUTED, EventKind.PART_RETURNED, EventKind.PART_PASSED}
)
"""The events of a co-executor's part, which run beside the steps of the whole message."""


class CommandName(StrEnum):
    """The commands of a message: one name as signal, update and REST call."""

    RESOLVE = "resolve"
    ROUTE = "route"
    DECLINE = "decline"
    SUBMIT_DRAFT = "submit_draft"
    INTERIM_ANSWER = "interim_answer"
    CONTRIBUTE = "contribute"
    APPROVE = "approve"
    RETURN = "return"
    PUBLISH = "publish"
    CLARIFIED = "clarified"
    EXCLUDE = "exclude"
    SIGNIFICANT = "significant"
    SHORTCOMING = "shortcoming"
    REASSIGN = "reassign"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    RECALCULATE = "recalculate"
    NOTE = "note"


REMARKS = frozenset({CommandName.NOTE, CommandName.SIGNIFICANT, CommandName.SHORTCOMING})
"""The commands that change no step, so that they are accepted for a closed case as well."""


class LimitState(StrEnum):
    """Where a limit stands; ``missed`` sets in after ``late_after``."""

    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
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
    FOLLOW_UP_DUE = "follow_up_due"
    FOLLOW_UP_KEPT = "follow_up_kept"
    REFUSED = "refused"


class AnswerCheck(StrEnum):
    """The machine checks of a draft that an item of a checklist may name; they advise, people decide."""

    QUESTION = "question"
    MEASURES = "measures"
    PROMISE = "promise"
    ATTACHMENTS = "attachments"
    FORM = "form"
    PROGRESS = "progress"
    PERSONAL_DATA = "personal_data"
    OWN_WORDS = "own_words"


class AsksOf(StrEnum):
    """Of which drafts an item of a checklist asks: each, answers, one kind of answer, answers to a repeat (R18)."""

    ALWAYS = "always"
    ANSWER = "answer"
    FINAL = "final"
    INTERIM = "interim"
    REPEAT = "repeat"


class Advised(StrEnum):
    """What a machine check says of a draft."""

    OK = "ok"
    DOUBT = "doubt"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What a reviewer says of an item: it holds, it does not, or it need not for a reason."""

    YES = "yes"
    NO = "no"
    OVERRIDE = "override"


class FollowUpState(StrEnum):
    """Where a watched promise stands: its day is still to come, has come, or what was promised is shown to be done."""

    OPEN = "open"
    DUE = "due"
    KEPT = "kept"
