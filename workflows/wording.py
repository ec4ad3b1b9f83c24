"""What Temporal's UI says about a message, in Russian words.

The server refuses a summary over 400 bytes and details over 20,000; a Cyrillic letter takes two.
"""

from collections.abc import Sequence
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.deadlines import Alarm, AlarmKind
    from domain.lifecycle import CaseView, DeadlineView, Message
    from domain.words import ACTIONS, LIMIT_STATES, OUTCOMES, ROLES, STATES

_SUMMARY_LETTERS = 150
_LINE_LETTERS = 200

_ALARMS = {AlarmKind.REMINDER: "напомнить", AlarmKind.DUE: "срок", AlarmKind.MISSED: "нарушение после"}


def snapshot_summary(message: Message) -> str:
    """One line for the reading of regulation and calendar."""
    return f"регламент {message.regulation} ({message.regulation_version}) и календарь"[:_SUMMARY_LETTERS]


def recording_summary(actions: Sequence[str]) -> str:
    """One line for a write into the journal: what is written."""
    return f"в журнал: {', '.join(ACTIONS.get(action, action) for action in actions)}"[:_SUMMARY_LETTERS]


def remark_summary(command: str) -> str:
    """One line for a remark about a message that has ended."""
    return f"в журнал завершённого: {ACTIONS[command]}"


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
    if case.overdue:
        lines.append("**Есть нарушенный срок**")
    lines += ["", "| срок | пункт | до | состояние |", "|---|---|---|---|"]
    lines += [_limit_row(limit) for limit in case.deadlines if limit.due_at is not None]
    return "\n".join(line[:_LINE_LETTERS] for line in lines[:40])


def _limit_row(limit: DeadlineView) -> str:
    provisional = " (предварительно)" if limit.provisional else ""
    due = _moment(limit.due_at) if limit.due_at else ""
    return f"| {limit.title} | {limit.clause} | {due}{provisional} | {LIMIT_STATES[limit.state]} |"


def _moment(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M")
