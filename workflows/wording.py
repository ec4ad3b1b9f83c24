"""What Temporal's UI says about a message, in Russian words.

The server refuses a summary over 400 bytes and details over 20,000; a Cyrillic letter takes two.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.deadlines import Alarm, AlarmKind
    from domain.lifecycle import CaseView, DeadlineView, Message
    from domain.lifecycle.case import Watched
    from domain.terms import AssignmentRole, PartState
    from domain.words import ACTIONS, LIMIT_STATES, OUTCOMES, ROLES, STATES

_SUMMARY_LETTERS = 150
_LINE_LETTERS = 200
_LINES = 40
_ID_LETTERS = 60

_ALARMS = {AlarmKind.REMINDER: "напомнить", AlarmKind.DUE: "срок", AlarmKind.MISSED: "нарушение после"}
_PARTS: Mapping[PartState, str] = {
    PartState.WORKING: "Часть ответа готовят",
    PartState.CONTRIBUTED: "Часть ответа ждёт передачи от",
    PartState.WAITING: "Очередь ещё не дошла до",
    PartState.DECLINED: "От части ответа отказались",
}


def message_summary(message: Message) -> str:
    """Name the message without a word of its text, which is personal data."""
    named = message.external_id or message.url or ""
    return " · ".join(part for part in (message.regulation, message.network, named[:_ID_LETTERS]) if part)


def snapshot_summary(message: Message) -> str:
    """One line for the reading of regulation and calendar."""
    return f"регламент {message.regulation} ({message.regulation_version}) и календарь"[:_SUMMARY_LETTERS]


def recording_summary(actions: Sequence[str]) -> str:
    """One line for a write into the journal: what is written."""
    return f"в журнал: {', '.join(ACTIONS.get(action, action) for action in actions)}"[:_SUMMARY_LETTERS]


def remark_summary(command: str) -> str:
    """One line for a remark about a message that has ended."""
    return f"в журнал завершённого: {ACTIONS[command]}"


def follow_up_summary(watched: Watched) -> str:
    """One line for a promise's timer; not its words, which may name people."""
    return f"обещано {watched.number}: {_moment(watched.due_at)}"


def timer_summary(alarm: Alarm) -> str:
    """One line for a limit's timer: what it is, by which clause, and until when."""
    limit = alarm.limit
    title = f"{limit.rule.title} (п. {limit.rule.clause}), срок {_moment(limit.due_at)}"
    return f"{_ALARMS[alarm.kind]}: {title}"[:_SUMMARY_LETTERS]


def case_details(case: CaseView) -> str:
    """The present state of a case, as Markdown."""
    outcome = f" — {OUTCOMES[case.outcome]}" if case.outcome else ""
    lines = [f"**{STATES[case.state].capitalize()}**{outcome}"]
    if case.hands:
        holder = ", ".join(filter(None, (case.hands.stage, case.hands.authority, case.hands.person)))
        lines.append(f"В работе: {ROLES[case.hands.role]}{f' ({holder})' if holder else ''}")
        lines += _awaited(case)
    if case.overdue:
        lines.append("**Есть нарушенный срок**")
    lines += ["", "| срок | пункт | до | состояние |", "|---|---|---|---|"]
    lines += [_limit_row(limit) for limit in case.deadlines if limit.due_at or limit.paused_since]
    return "\n".join(line[:_LINE_LETTERS] for line in lines[:_LINES])


def _awaited(case: CaseView) -> Iterator[str]:
    """Who else is waited for: the author, and the bodies whose part of the answer is not with its writer yet."""
    if case.awaiting_reply:
        yield "Ожидается ответ автора на уточняющий вопрос"
    for state, words in _PARTS.items():
        bodies = [part.authority for part in case.parts if part.role is AssignmentRole.PART and part.state is state]
        if bodies:
            yield f"{words}: {', '.join(bodies)}"


def _limit_row(limit: DeadlineView) -> str:
    provisional = " (предварительно)" if limit.provisional else ""
    due = f"{_moment(limit.due_at)}{provisional}" if limit.due_at else "—"
    since = f" с {_moment(limit.paused_since)}" if limit.paused_since else ""
    whose = f" ({limit.authority})" if limit.authority else ""
    return f"| {limit.title}{whose} | {limit.clause} | {due} | {LIMIT_STATES[limit.state]}{since} |"


def _moment(moment: datetime) -> str:
    # By hand: ``strftime`` imports a module at every call, which the sandbox makes dear.
    return f"{moment.day:02}.{moment.month:02}.{moment.year:04} {moment.hour:02}:{moment.minute:02}"
